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
    private final Lateness lateness = new Lateness(time, Duration.ofSeconds(2), begun::incrementAndGet);

    private void pass(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** Something waits for so long. */
    private void waits(long millis) {
        assertThat(lateness.touch(true)).isTrue();
        pass(millis);
        lateness.plan(ANY);
    }

    @Test
    void isLateAboveTheLimitOnly() {
        waits(2000);
        assertThat(lateness.isLate()).isFalse();
        waits(2001);
        assertThat(lateness.isLate()).isTrue();
        assertThat(begun).hasValue(1);
    }

    @Test
    void staysLateUntilNothingOfTheLastSecondTookHalfOfIt() {
        waits(2001);
        waits(1000);
        pass(400);
        waits(1000);
        pass(400);
        assertThat(lateness.isLate()).as("half is too much").isTrue();
        waits(999);
        waits(999);
        assertThat(lateness.isLate()).isFalse();
        assertThat(begun).hasValue(1);
        waits(2001);
        assertThat(begun).as("again").hasValue(2);
    }

    @Test
    void isNotLateFromASecondAfterTheLastThatWaited() {
        waits(5000);
        pass(999);
        assertThat(lateness.isLate()).isTrue();
        pass(1);
        assertThat(lateness.isLate()).isFalse();
        pass(1_000_000_000);
        assertThat(lateness.isLate()).as("idle").isFalse();
        assertThat(lateness.isActive()).isFalse();
        waits(1);
        assertThat(lateness.isLate()).isFalse();
    }

    @Test
    void whatStillWaitsCountsToo() {
        assertThat(lateness.touch(true)).isTrue();
        pass(2000);
        assertThat(lateness.isLate()).isFalse();
        assertThat(lateness.touch(true)).as("one at a time").isFalse();
        assertThat(begun).hasValue(0);
        pass(1);
        assertThat(lateness.touch(true)).isFalse();
        assertThat(begun).as("whoever asks notices, the drain cannot").hasValue(1);
        pass(1_000_000);
        assertThat(lateness.isLate()).isTrue();
        assertThat(lateness.isActive()).isTrue();
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
