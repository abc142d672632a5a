package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StopsTest {
    private static int next(String text, int from) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Stops.next(ByteBuffer.wrap(bytes), from, bytes.length);
    }

    @Test
    void bracesAndTildesAreFoundAtEveryPlace() {
        for (char stop : new char[] {'{', '|', '}', '~'}) {
            for (int length = 1; length < 40; length++) {
                for (int at = 0; at < length; at++) {
                    String text = "z".repeat(at) + stop + "z".repeat(length - at - 1);
                    assertThat(next(text, 0)).as(text).isEqualTo(at);
                    assertThat(next(text, at + 1)).as(text).isEqualTo(length);
                }
            }
        }
    }

    @Test
    void nothingIsLeftOutBehindWhatIsNotAscii() {
        String text = "zzzzéz\u20aczzz~zzz";
        int tilde = text.getBytes(StandardCharsets.UTF_8).length - 4;
        int at = next(text, 0);
        int stops = 0;
        while (at < tilde) {
            stops++;
            at = next(text, at + 1);
        }
        assertThat(at).isEqualTo(tilde);
        assertThat(stops).isLessThan(tilde);
    }
}
