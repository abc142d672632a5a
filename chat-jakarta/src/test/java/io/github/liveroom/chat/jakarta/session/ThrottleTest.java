package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
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
        assertThat(throttle.retryAfter("new 1")).isNull();
        assertThat(throttle.take("new 1")).isNull();
        throttle.spend("new 2");
        assertThat(throttle.take("new 3")).isNotNull();
        assertThat(throttle.retryAfter("new 4")).isNotNull();
        assertThat(throttle.take("key 5")).isNull(); // those who were there first keep their own
        assertThat(throttle.retryAfter("key 6")).isNull();
    }

    @Test
    void forgetsKeysOfWhichNothingWasSeen() {
        for (int i = 0; i < MAX_KEYS; i++) {
            throttle.spend("key " + i);
        }
        throttle.spend("other");
        throttle.spend("other");
        assertThat(throttle.retryAfter("new")).isNotNull();
        time.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 10_000; i++) {
            throttle.spend("busy");
        }
        throttle.take("new");
        throttle.take("new");
        assertThat(throttle.take("new")).isNotNull();
        assertThat(throttle.take("other new")).isNull();
    }
}
