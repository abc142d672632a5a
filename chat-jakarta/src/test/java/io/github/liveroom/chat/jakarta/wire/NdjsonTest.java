package io.github.liveroom.chat.jakarta.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonTest {
    private static final String LINE = "{\"id\":1,\"cmd\":\"create\"}";

    private static Ndjson read(String body) {
        return Ndjson.read(body.getBytes(UTF_8));
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof String text) {
                bytes.writeBytes(text.getBytes(UTF_8));
            } else {
                bytes.write((Integer) part);
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> lines(Ndjson posted) {
        return posted.frame().lines().filter(line -> !line.isBlank()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\n", "\r\n", " \t \r\n \n", "\r"})
    void hasNoLines(String body) {
        assertThat(read(body).valid()).isTrue();
        assertThat(lines(read(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LINE, LINE + "\n", LINE + "\r\n", "\n\r\n" + LINE, "\r\n" + LINE + "\r\n\r\n"})
    void hasOneLine(String body) {
        assertThat(read(body).valid()).isTrue();
        assertThat(lines(read(body))).hasSize(1).first().isEqualTo(LINE);
    }

    @Test
    void hasLinesInOrder() {
        Ndjson posted = read("{\"id\":1}\n{}\r\n{\"id\":2,\"cmd\":\"é\u2028😀\"}");
        assertThat(posted.valid()).isTrue();
        assertThat(posted.frame().split("\n"))
                .containsExactly("{\"id\":1}", "{}\r", "{\"id\":2,\"cmd\":\"é\u2028😀\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "1",
                "null",
                "{",
                "{\"id\":1}}",
                "{\"id\":1}{\"id\":2}",
                "{\"cmd\":\"create\"}",
                "{\"id\":-1}",
                "{\"id\":9007199254740992}",
                "{\"id\":1.0}",
                "{\"id\":\"1\"}",
                "\ufeff{}",
                "{\"id\":1,\"a\":[[[[[[[[1]]]]]]]]}"
            })
    void endsWithTheFirstBadLine(String bad) {
        Ndjson posted = read(LINE + "\n" + bad + "\n{\"id\":3}");
        assertThat(posted.valid()).isFalse();
        assertThat(lines(posted)).containsExactly(LINE, bad);
    }

    static List<byte[]> notUtf8() {
        return List.of(
                bytes(0xff),
                bytes("{\"id\":1,\"cmd\":\"", 0xc3, "\"}"), // cut short
                bytes("{\"id\":1,\"cmd\":\"", 0x80, "\"}"), // the rest of nothing
                bytes("{\"id\":1,\"cmd\":\"", 0xc0, 0xaf, "\"}"), // too long a form
                bytes("{\"id\":1,\"cmd\":\"", 0xed, 0xa0, 0x80, "\"}"), // half a pair
                bytes("{\"id\":1,\"cmd\":\"", 0xf4, 0x90, 0x80, 0x80, "\"}"), // beyond Unicode
                bytes("{\"id\":1,\"cmd\":\"", 0xe2, 0x82)); // cut short at the end
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    void putsALineThatIsNoneForOneThatIsNotUtf8(byte[] bad) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes(LINE, (int) '\n'));
        body.writeBytes(bad);
        body.writeBytes(bytes("\n{\"id\":3}"));
        Ndjson posted = Ndjson.read(body.toByteArray());
        assertThat(posted.valid()).isFalse();
        List<String> lines = lines(posted);
        assertThat(lines).hasSize(2).first().isEqualTo(LINE);
        assertThatThrownBy(() -> Line.parse(lines.get(1))).isInstanceOf(Line.Malformed.class);
    }
}
