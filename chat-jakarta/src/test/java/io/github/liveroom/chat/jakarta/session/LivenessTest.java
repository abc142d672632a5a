package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final Duration PING = Duration.ofSeconds(25);
    private static final Duration SILENT = Duration.ofSeconds(15);

    private final FakeTime time = new FakeTime();
    private final RoomService rooms = RoomService.builder().build();
    private final Connections hub = new Connections(
            rooms,
            new Admission(rooms, new Admission.PerAddress(1, 1, 1, 1, 1, 1), time),
            new Rules(PING, SILENT, 65_536, 524_288, 16, 8, 20, 100, Set.of()),
            time,
            time,
            time);
    private final FakeCarrier carrier = new FakeCarrier();
    private final List<CloseCode> closed = new ArrayList<>();
    private final Liveness liveness =
            new Liveness(hub, new FrameQueue(carrier, 1000, (code, reason) -> {}), (code, reason) -> closed.add(code));

    @AfterEach
    void close() {
        rooms.close();
    }

    private void startAndCommand() {
        liveness.start();
        liveness.commanded();
    }

    @Test
    void asksAtEveryInterval() {
        startAndCommand();
        time.advance(PING.minusMillis(1));
        assertThat(carrier.frames()).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(carrier.frames()).containsExactly("{}");
        liveness.heard();
        time.advance(PING);
        assertThat(carrier.frames()).containsExactly("{}", "{}");
    }

    @Test
    void endsTheConnectionAfterTwoPingsWithoutAnAnswer() {
        startAndCommand();
        time.advance(PING.multipliedBy(2));
        assertThat(carrier.frames()).containsExactly("{}", "{}");
        assertThat(closed).isEmpty();
        time.advance(PING);
        assertThat(closed).containsExactly(CloseCode.NO_PONG);
        time.advance(PING.multipliedBy(10));
        assertThat(closed).hasSize(1);
        assertThat(carrier.frames()).hasSize(2);
    }

    @Test
    void takesAnyLineAsTheAnswerToAllPings() {
        startAndCommand();
        for (int i = 0; i < 100; i++) {
            time.advance(PING.multipliedBy(2));
            liveness.heard();
        }
        assertThat(closed).isEmpty();
        assertThat(carrier.frames()).hasSize(200);
    }

    @Test
    void endsAConnectionThatSendsNoCommand() {
        liveness.start();
        time.advance(SILENT.minusMillis(1));
        assertThat(closed).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(closed).containsExactly(CloseCode.SILENT);
    }

    @Test
    void doesNotTakeAnAnswerToAPingForACommand() {
        liveness.start();
        time.advance(SILENT.minusMillis(1));
        liveness.heard();
        time.advance(Duration.ofMillis(1));
        assertThat(closed).containsExactly(CloseCode.SILENT);
    }

    @Test
    void isContentWithOneCommand() {
        liveness.start();
        time.advance(SILENT.minusMillis(1));
        liveness.commanded();
        time.advance(Duration.ofSeconds(5));
        assertThat(closed).isEmpty();
    }

    @Test
    void doesNothingOnceItIsStopped() {
        liveness.start();
        liveness.stop();
        time.advance(Duration.ofHours(1));
        assertThat(closed).isEmpty();
        assertThat(carrier.frames()).isEmpty();
    }

    @Test
    void doesNotStartIfItWasStoppedBefore() {
        liveness.stop();
        liveness.start();
        time.advance(Duration.ofHours(1));
        assertThat(closed).isEmpty();
        assertThat(carrier.frames()).isEmpty();
    }
}
