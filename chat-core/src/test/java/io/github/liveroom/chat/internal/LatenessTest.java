package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.spi.RoomSettings;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a room is late. */
class LatenessTest {
    private static final RoomState ANY =
            new RoomState(new RoomSettings(null, false, false, 10, Duration.ZERO, null, "owner"), 10);

    private final FakeTime time = new FakeTime();
    private final AtomicInteger begun = new AtomicInteger();
    private final Lateness lateness = new Lateness(time, Duration.ofMillis(100), begun::incrementAndGet);

    private void pass(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** Something waits for so long. */
    private void waits(long millis) {
        assertThat(lateness.touch(true)).isTrue();
        pass(millis);
        lateness.plan(ANY);
    }

    private void waits(long millis, int times) {
        for (int i = 0; i < times; i++) {
            waits(millis);
        }
    }

    private void assertLate() {
        assertThat(lateness.isLate()).isTrue();
    }

    private void assertNotLate() {
        assertThat(lateness.isLate()).isFalse();
    }

    @Test
    void isLateWhenAllOfASecondWaitedForLongerThanTheLimit() {
        waits(101, 10);
        assertNotLate();
        waits(101);
        assertLate();
        assertThat(begun).hasValue(1);
    }

    @Test
    void isNotLateAtTheLimit() {
        waits(100, 100);
        assertNotLate();
    }

    @Test
    void isNotLateIfAnythingOfTheSecondWasQuick() {
        for (int i = 0; i < 100; i++) {
            waits(180, 5);
            waits(100);
        }
        assertNotLate();
        assertThat(begun).hasValue(0);
    }

    @Test
    void oneThatWaitsForLongMakesNobodyLate() {
        waits(10_000); // and nobody looks: as in a pause of the whole process
        assertNotLate();
        waits(100);
        waits(10_000);
        assertNotLate();
        assertThat(begun).hasValue(0);
    }

    @Test
    void whatWasSlowLongAgoIsNotInARowWithThis() {
        waits(101);
        pass(1100);
        waits(101);
        assertNotLate();
        pass(1099);
        waits(101);
        assertLate();
    }

    @Test
    void theNextMayWaitForLong() {
        waits(101);
        waits(2000); // and nobody looks meanwhile: there is no time even for that
        assertLate();
    }

    @Test
    void staysLateUntilSomethingWaitsForLessThanHalfOfTheLimit() {
        waits(101, 11);
        for (int i = 0; i < 100; i++) {
            pass(50);
            waits(50);
        }
        assertLate();
        assertThat(begun).hasValue(1);
        pass(50);
        waits(49);
        assertNotLate();
        pass(51);
        waits(101, 10);
        assertNotLate();
        waits(101);
        assertLate();
        assertThat(begun).as("again").hasValue(2);
    }

    @Test
    void isNotLateAnyMoreWhenNothingHasToWait() {
        waits(101, 11);
        pass(1099);
        assertLate();
        pass(1);
        assertNotLate();
        pass(1_000_000_000);
        assertNotLate();
        assertThat(lateness.isActive()).isFalse();
        waits(101);
        assertNotLate();
    }

    @Test
    void whatStillWaitsCountsToo() {
        assertThat(lateness.touch(true)).isTrue();
        pass(100);
        assertThat(lateness.touch(true)).as("one at a time").isFalse();
        pass(1); // from here on it is slow
        assertThat(lateness.touch(true)).isFalse();
        pass(999);
        assertThat(lateness.touch(true)).isFalse();
        assertThat(begun).hasValue(0);
        pass(100);
        assertThat(lateness.touch(true)).isFalse();
        assertThat(begun).as("whoever asks notices, the drain cannot").hasValue(1);
        pass(1000);
        assertLate();
        assertThat(lateness.isActive()).isTrue();
    }

    @Test
    void whatGoesOutAfterItsTimeCountsToo() {
        for (int i = 0; i < 11; i++) {
            pass(100);
            lateness.waited(Duration.ofMillis(101).toNanos());
        }
        assertLate();
        lateness.waited(0);
        assertNotLate();
    }

    @Test
    void measuresTenTimesASecondAtTheMost() {
        waits(1);
        pass(98);
        assertThat(lateness.touch(true)).isFalse();
        pass(1);
        assertThat(lateness.touch(true)).isTrue();
    }

    @Test
    void measuresNothingWhereNothingHasToWait() {
        assertThat(lateness.isActive()).isFalse();
        assertThat(lateness.touch(false)).isFalse();
        assertThat(lateness.isActive()).isTrue();
        pass(999);
        assertThat(lateness.isActive()).isTrue();
        pass(1);
        assertThat(lateness.isActive()).isFalse();
    }

    @Test
    void canBeOff() {
        Lateness off = new Lateness(time, Duration.ZERO, begun::incrementAndGet);
        assertThat(off.touch(true)).isFalse();
        pass(100_000);
        assertThat(off.isLate()).isFalse();
        assertThat(begun).hasValue(0);
    }
}
