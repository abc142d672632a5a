package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseLogTest {
    private final FakeTime time = new FakeTime();
    private final CloseLog log = new CloseLog(time);

    @Test
    void saysTheFirstAtOnceAndThenHowManyThereWere() {
        assertThat(log.line(CloseCode.NOT_THIS_PROTOCOL, "why"))
                .isEqualTo("A connection was closed: 4500 NOT_THIS_PROTOCOL why");
        time.advance(Duration.ofSeconds(59));
        for (int i = 0; i < 1000; i++) {
            assertThat(log.line(CloseCode.NOT_THIS_PROTOCOL, "why")).isNull();
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(log.line(CloseCode.NOT_THIS_PROTOCOL, "because"))
                .isEqualTo(
                        "A connection was closed: 4500 NOT_THIS_PROTOCOL because; since the last such line 1000 more");
        time.advance(Duration.ofMinutes(1));
        assertThat(log.line(CloseCode.NOT_THIS_PROTOCOL, ""))
                .isEqualTo("A connection was closed: 4500 NOT_THIS_PROTOCOL");
    }

    @Test
    void oneCodeDoesNotSilenceAnother() {
        log.line(CloseCode.NOT_THIS_PROTOCOL, "");
        assertThat(log.line(CloseCode.TOO_MANY_CONNECTIONS, ""))
                .isEqualTo("A connection was closed: 4507 TOO_MANY_CONNECTIONS");
    }

    /** What happens to every mobile phone, and to all of them when the server goes. */
    @ParameterizedTest
    @EnumSource(names = {"NO_PONG", "TOO_SLOW", "GOING_AWAY", "SILENT", "NORMAL"})
    void saysNothingOfWhatHappensEveryDay(CloseCode code) {
        assertThat(log.line(code, "")).isNull();
    }
}
