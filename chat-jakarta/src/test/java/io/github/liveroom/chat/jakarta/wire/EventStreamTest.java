package io.github.liveroom.chat.jakarta.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    /** What a browser makes of a stream: HTML Living Standard, section 9.2.6, as far as it is used here. */
    private static List<String> events(byte[] stream) {
        List<String> events = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (String line : new String(stream, UTF_8).split("\r\n|\r|\n", -1)) {
            if (line.startsWith("data: ")) {
                data.add(line.substring("data: ".length()));
            } else if (line.isEmpty() && !data.isEmpty()) {
                events.add(String.join("\n", data));
                data.clear();
            } else {
                assertThat(line).matches("|:.*");
            }
        }
        assertThat(data).as("an event without end").isEmpty();
        return events;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":1}\n{\"id\":2}",
                "{}\n{}\n{}",
                "{\"a\":\"é😀\u2028\u2029\u0085\"}",
                "data: x",
                ": x"
            })
    void isTheFrameToWhoeverReadsIt(String frame) {
        assertThat(events(EventStream.event(frame))).containsExactly(frame);
    }

    @Test
    void isADataLineForEachLine() {
        assertThat(new String(EventStream.event("{}\n{\"id\":1}"), UTF_8)).isEqualTo("data: {}\ndata: {\"id\":1}\n\n");
    }

    @Test
    void takesEverythingThatIsSaid() {
        String close = LineWriter.close(4008, "a\nb\rc\r\nd\u2028e\"");
        assertThat(close).doesNotContain("\n", "\r");
        assertThat(events(EventStream.event(close))).containsExactly(close);
    }

    @Test
    void skipsComments() {
        assertThat(events(EventStream.comment())).isEmpty();
        assertThat(new String(EventStream.comment(), UTF_8)).startsWith(":").endsWith("\n");
    }
}
