package io.github.liveroom.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeTimeTest {
    private final FakeTime time = new FakeTime();
    private final List<String> done = new ArrayList<>();

    private Scheduled plan(String name, Duration delay) {
        return time.schedule(() -> done.add(name + " at " + Duration.between(FakeTime.START, time.instant())), delay);
    }

    @Test
    void standsStillUntilItIsAdvanced() {
        long tick = time.getAsLong();
        assertThat(time.instant()).isEqualTo(FakeTime.START).isEqualTo(time.instant());
        time.advance(Duration.ofSeconds(3));
        assertThat(time.instant()).isEqualTo(FakeTime.START.plusSeconds(3));
        assertThat(time.getAsLong() - tick).isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void runsWhatIsDueInOrderAndEachAtItsTime() {
        plan("third", Duration.ofSeconds(2));
        plan("first", Duration.ofSeconds(1));
        plan("fourth", Duration.ofSeconds(2));
        plan("later", Duration.ofSeconds(9));
        plan("at once", Duration.ofSeconds(-5));
        assertThat(done).isEmpty();
        time.advance(Duration.ofSeconds(2));

        assertThat(done).containsExactly("at once at PT0S", "first at PT1S", "third at PT2S", "fourth at PT2S");
        assertThat(time.waiting()).isEqualTo(1);
    }

    @Test
    void runsWhatATaskPlansIfItsTimeHasCome() {
        time.schedule(() -> plan("nested", Duration.ofSeconds(1)), Duration.ofSeconds(1));
        time.schedule(() -> plan("too late", Duration.ofSeconds(3)), Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(3));

        assertThat(done).containsExactly("nested at PT2S");
    }

    @Test
    void takesTasksBack() {
        Scheduled planned = plan("never", Duration.ofSeconds(1));
        planned.cancel();
        planned.cancel();
        time.advance(Duration.ofDays(1));

        assertThat(done).isEmpty();
    }

    @Test
    void waitsForEverIfItHasTo() {
        plan("never", Duration.ofSeconds(Long.MAX_VALUE));
        time.advance(Duration.ofDays(10_000));

        assertThat(done).isEmpty();
        assertThat(time.waiting()).isEqualTo(1);
    }

    @Test
    void setsTheClockBackWithoutTheTicker() {
        long tick = time.getAsLong();
        plan("in an hour", Duration.ofHours(1));
        time.setClockBack(Duration.ofDays(1));
        assertThat(time.getAsLong()).isEqualTo(tick);
        time.advance(Duration.ofHours(1));

        assertThat(done).containsExactly("in an hour at PT-23H");
    }

    @Test
    void hasATickerThatMayOverflow() {
        long tick = time.getAsLong();
        time.advance(Duration.ofSeconds(2));

        assertThat(tick).isPositive();
        assertThat(time.getAsLong()).isNegative();
        assertThat(new FakeTime(7).getAsLong()).isEqualTo(7);
    }
}
