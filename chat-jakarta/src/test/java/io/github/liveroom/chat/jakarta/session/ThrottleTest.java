package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final int MAX_KEYS = 100_000;

    private final FakeTime time = new FakeTime();
    private final Throttle throttle = new Throttle(2, Duration.ofSeconds(10), time);

    @Test
    void countsEveryKeyByItself() {
        assertThat(throttle.take("a")).isNull();
        assertThat(throttle.take("a")).isNull();
        assertThat(throttle.take("a")).isEqualTo(Duration.ofSeconds(10));
        assertThat(throttle.take("b")).isNull();
    }

    @Test
    void letsGoOnAfterTheWaitThatItTold() {
        throttle.take("a");
        throttle.take("a");
        time.advance(Duration.ofSeconds(3));
        Duration wait = throttle.take("a");
        assertThat(wait).isEqualTo(Duration.ofSeconds(7));
        time.advance(wait);
        assertThat(throttle.take("a")).isNull();
        assertThat(throttle.take("a")).isNotNull();
    }

    @Test
    void looksWithoutTaking() {
        assertThat(throttle.retryAfter("a")).isNull();
        throttle.take("a");
        assertThat(throttle.retryAfter("a")).isNull();
        assertThat(throttle.retryAfter("a")).isNull();
        throttle.take("a");
        assertThat(throttle.retryAfter("a")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void spendsWithoutAsking() {
        throttle.spend("a");
        assertThat(throttle.retryAfter("a")).isNull();
        throttle.spend("a");
        throttle.spend("a");
        throttle.spend("a");
        assertThat(throttle.retryAfter("a")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void letsNewKeysShareWhenThereAreTooMany() {
        for (int i = 0; i < MAX_KEYS; i++) {
            assertThat(throttle.take("key " + i)).isNull();
        }
        assertThat(throttle.retryAfter("new")).isNull();
        for (int i = 0; i < MAX_KEYS; i++) {
            throttle.spend("new " + i);
        }
        assertThat(throttle.take("newer"))
                .as("there are no more buckets than that")
                .isNotNull();
        assertThat(throttle.retryAfter("newest")).isNotNull();
        assertThat(throttle.take("key 5")).isNull(); // those who were there first keep their own
        assertThat(throttle.retryAfter("key 6")).isNull();
    }

    @Test
    void whoFillsItKeepsHardlyAnybodyOut() {
        for (int i = 0; i < MAX_KEYS; i++) {
            throttle.spend("key " + i);
        }
        for (int i = 0; i < 100; i++) {
            throttle.spend("one more");
        }
        long out = IntStream.range(0, 1000)
                .filter(i -> throttle.retryAfter("new " + i) != null)
                .count();
        assertThat(throttle.retryAfter("one more")).isNotNull();
        assertThat(out).as("one of 1,024 buckets is empty").isLessThan(50);
    }

    @Test
    void forgetsKeysOfWhichNothingWasSeen() {
        for (int i = 0; i < MAX_KEYS; i++) {
            throttle.spend("key " + i);
        }
        time.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 10_000; i++) {
            throttle.spend("busy");
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(throttle.take("new " + i)).as("each has its own again").isNull();
            assertThat(throttle.take("new " + i)).isNull();
        }
    }
}
