package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
    @Test
    void isReadAsItWasWritten() {
        JsonLine line = new JsonLine()
                .put("label", "say \"hi\" \\ bye")
                .put("count", 12_000_000_000L)
                .put("share", 0.123456)
                .put("whole", 700.0)
                .put("none", "");
        String json = line.toString();
        assertThat(json)
                .isEqualTo("{\"label\":\"say \\\"hi\\\" \\\\ bye\",\"count\":12000000000,\"share\":0.1235,"
                        + "\"whole\":700,\"none\":\"\"}");
        assertThat(JsonLine.parse(json)).hasToString(json);
        assertThat(JsonLine.parse(json).number("count")).isEqualTo(12e9);
        assertThat(JsonLine.parse(json).text("label")).isEqualTo("say \"hi\" \\ bye");
    }

    @Test
    void whatIsNotThereIsNothing() {
        JsonLine line = new JsonLine().put("ratio", 0.0 / 0.0);
        assertThat(line).hasToString("{\"ratio\":0}");
        assertThat(line.number("x")).isZero();
        assertThat(line.text("x")).isEmpty();
        assertThat(line.has("x")).isFalse();
        assertThat(line.has("ratio")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\"}", "{\"a\":x}", "{\"a\":\"b", "{\"a\":1 \"b\":2}"})
    void nothingElseIsRead(String json) {
        assertThatThrownBy(() -> JsonLine.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
