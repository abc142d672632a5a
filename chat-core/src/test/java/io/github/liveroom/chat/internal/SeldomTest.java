package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final FakeTime time = new FakeTime();
    private final Seldom seldom = new Seldom(time);

    @Test
    void saysTheFirstAtOnceAndThenHowManyThereWere() {
        assertThat(seldom.line("It failed")).isEqualTo("It failed");
        time.advance(Duration.ofSeconds(59));
        for (int i = 0; i < 1000; i++) {
            assertThat(seldom.line("It failed")).isNull();
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(seldom.line("It failed")).isEqualTo("It failed; since the last such line 1000 more");
        time.advance(Duration.ofMinutes(1));
        assertThat(seldom.line("It failed")).isEqualTo("It failed");
    }
}
