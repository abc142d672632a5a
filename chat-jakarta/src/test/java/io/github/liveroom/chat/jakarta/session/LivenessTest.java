package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a client is asked is {@link PingWheelTest}'s. */
class LivenessTest {
    private static final Duration SILENT = Duration.ofSeconds(15);

    private final FakeTime time = new FakeTime();
    private final Liveness liveness = new Liveness();
    private int silences;

    private void start() {
        liveness.start(time, SILENT, () -> silences++);
    }

    @Test
    void allowsTwoPingsWithoutAnAnswer() {
        assertThat(liveness.asked()).isTrue();
        assertThat(liveness.asked()).isTrue();
        assertThat(liveness.asked()).isFalse();
    }

    @Test
    void takesAnyLineAsTheAnswerToAllPings() {
        for (int i = 0; i < 100; i++) {
            assertThat(liveness.asked()).isTrue();
            assertThat(liveness.asked()).isTrue();
            liveness.heard();
        }
    }

    @Test
    void endsAConnectionThatSendsNoCommand() {
        start();
        time.advance(SILENT.minusMillis(1));
        assertThat(silences).isZero();
        time.advance(Duration.ofMillis(1));
        assertThat(silences).isOne();
    }

    @Test
    void doesNotTakeAnAnswerToAPingForACommand() {
        start();
        time.advance(SILENT.minusMillis(1));
        liveness.heard();
        time.advance(Duration.ofMillis(1));
        assertThat(silences).isOne();
    }

    @Test
    void isContentWithOneCommand() {
        start();
        time.advance(SILENT.minusMillis(1));
        liveness.commanded();
        assertThat(time.waiting()).isZero();
        time.advance(Duration.ofHours(1));
        assertThat(silences).isZero();
    }

    @Test
    void waitsForNothingOnceItIsStopped() {
        start();
        liveness.stop();
        assertThat(time.waiting()).isZero();
        time.advance(Duration.ofHours(1));
        assertThat(silences).isZero();
    }

    @Test
    void doesNotStartIfItWasStoppedBefore() {
        liveness.stop();
        start();
        assertThat(time.waiting()).isZero();
        time.advance(Duration.ofHours(1));
        assertThat(silences).isZero();
    }
}
