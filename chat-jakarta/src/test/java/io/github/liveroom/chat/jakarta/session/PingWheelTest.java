package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PingWheelTest {
    private static final int MANY = 1_000_000;
    private static final Duration PING = Duration.ofSeconds(25);
    private static final Duration TICK = PING.dividedBy(32);

    private final FakeTime time = new FakeTime();
    private final RoomService rooms = RoomService.builder().build();
    private final Connections hub = hub(time, time);

    private Connections hub(Scheduler scheduler, LongSupplier ticker) {
        return new Connections(
                rooms,
                new Admission(rooms, new Admission.Limits(1, 1, 1, 1, 1, 1), time),
                new Places(new Places.Limits(MANY, MANY, 1, 1, 1), time),
                new Rules(PING, PING.multipliedBy(100), 65_536, 524_288, MANY, 16, 8, 20, 100, MANY, Set.of()),
                scheduler,
                ticker,
                time,
                1000,
                Meters.NONE,
                new Tokens(Authenticator.guests(), Runnable::run));
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    /** A client, and when it was pinged, counted from its beginning. */
    private final class Client implements Carrier {
        private final long began = time.getAsLong();
        private final List<Duration> pings = new ArrayList<>();
        private final Conversation conversation = hub.open(this, Handshake.UNKNOWN);

        @Override
        public void send(String frame, Consumer<Throwable> sent) {
            if (frame.equals("{}")) {
                pings.add(Duration.ofNanos(time.getAsLong() - began));
            }
            sent.accept(null);
        }

        @Override
        public void close(int code, String reason) {}

        Client command() {
            conversation.frame("{\"id\":1,\"cmd\":\"none\"}");
            return this;
        }

        void answer() {
            conversation.frame("{}");
        }
    }

    @Test
    void asksAtEveryInterval() {
        Client ada = new Client();
        for (int i = 0; i < 50; i++) {
            time.advance(PING);
            ada.answer();
        }
        assertThat(ada.pings)
                .isEqualTo(Stream.iterate(PING, PING::plus).limit(50).toList());
    }

    @Test
    void endsAConnectionAfterTwoPingsWithoutAnAnswer() {
        FakeCarrier carrier = new FakeCarrier();
        hub.open(carrier, Handshake.UNKNOWN);
        carrier.takeLines();
        time.advance(PING.multipliedBy(3).minusNanos(1));
        assertThat(carrier.takeLines()).containsExactly("{}", "{}");
        assertThat(carrier.closeCode()).isNull();
        time.advance(Duration.ofNanos(1));
        assertThat(carrier.closeCode()).isEqualTo(4012);
        time.advance(PING.multipliedBy(10));
        assertThat(carrier.closeCalls()).isOne();
        assertThat(carrier.takeLines()).isEmpty();
    }

    @Test
    void asksWhoeverComesLaterUpToATickEarlyAndThenAtEveryInterval() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            clients.add(new Client());
            time.advance(Duration.ofMillis(61));
            clients.forEach(Client::answer);
        }
        for (int i = 0; i < 32 * 4; i++) {
            time.advance(TICK);
            clients.forEach(Client::answer);
        }
        for (Client client : clients) {
            Duration first = client.pings.get(0);
            assertThat(first).isGreaterThan(PING.minus(TICK)).isLessThanOrEqualTo(PING);
            for (int i = 0; i < client.pings.size(); i++) {
                assertThat(client.pings.get(i)).isEqualTo(first.plus(PING.multipliedBy(i)));
            }
            assertThat(client.pings).hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void hasOneTimerForAll() {
        List<Client> clients = new ArrayList<>();
        clients.add(new Client().command());
        int waiting = time.waiting();
        for (int i = 0; i < 100; i++) {
            clients.add(new Client().command());
            time.advance(Duration.ofMillis(100));
        }
        assertThat(time.waiting()).isEqualTo(waiting).isOne();
        assertThat(hub.count()).isEqualTo(101);
        clients.forEach(client -> client.conversation.closed(1006));
        assertThat(time.waiting()).isZero();
        assertThat(hub.count()).isZero();
    }

    @Test
    void goesOnWhenSomebodyComesAfterAllHaveGone() {
        new Client().conversation.closed(1006);
        time.advance(Duration.ofMillis(12_345));
        Client ada = new Client();
        time.advance(PING);
        assertThat(ada.pings).containsExactly(PING);
    }

    @Test
    void asksTheOthersIfACarrierThrows() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(new Client());
            hub.open(new Broken(), Handshake.UNKNOWN);
        }
        time.advance(PING);
        assertThat(clients).allSatisfy(client -> assertThat(client.pings).hasSize(1));
    }

    /** Takes the first frame, {@code hello}, and then no more. */
    private static final class Broken implements Carrier {
        private boolean greeted;

        @Override
        public void send(String frame, Consumer<Throwable> sent) {
            if (greeted) {
                throw new IllegalStateException("a defect of the carrier");
            }
            greeted = true;
            sent.accept(null);
        }

        @Override
        public void close(int code, String reason) {}
    }

    /** Time and timers that do not agree, as on a machine that is busy or sleeps. */
    private final class Sleepy implements Scheduler {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final List<Duration> delays = new ArrayList<>();
        private final FakeCarrier carrier = new FakeCarrier();
        private long now;

        Sleepy() {
            hub(this, () -> now).open(carrier, Handshake.UNKNOWN);
            carrier.takeLines();
            tasks.removeLast(); // looks for the first command
            delays.remove(1);
        }

        @Override
        public Scheduled schedule(Runnable task, Duration delay) {
            tasks.add(task);
            delays.add(delay);
            return () -> {};
        }

        void turn(Duration late) {
            now += Math.max(0, lastDelay().plus(late).toNanos());
            tasks.removeFirst().run();
        }

        Duration lastDelay() {
            return delays.get(delays.size() - 1);
        }
    }

    @Test
    void isOnTimeAgainAfterALittleDelay() {
        Sleepy machine = new Sleepy();
        assertThat(machine.lastDelay()).isEqualTo(TICK);
        machine.turn(TICK.dividedBy(4));
        assertThat(machine.lastDelay()).isEqualTo(TICK.multipliedBy(3).dividedBy(4));
        machine.turn(Duration.ZERO);
        assertThat(machine.lastDelay()).isEqualTo(TICK);
    }

    @Test
    void doesNotMakeUpForWhatItMissed() {
        Sleepy machine = new Sleepy();
        machine.turn(PING.multipliedBy(10));
        assertThat(machine.lastDelay()).isZero();
        for (int i = 0; i < 32; i++) {
            machine.turn(Duration.ZERO);
            assertThat(machine.lastDelay()).isEqualTo(TICK);
        }
        assertThat(machine.carrier.takeLines()).containsExactly("{}");
    }
}
