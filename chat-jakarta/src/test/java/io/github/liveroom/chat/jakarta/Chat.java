package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.FakeCarrier;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A gateway in which everything happens on the test's own thread, at times that the test decides. */
final class Chat implements AutoCloseable {
    /** Held, since a logger's level is forgotten with the logger. */
    private static final Logger LOG = Logger.getLogger("io.github.liveroom.chat");

    static {
        LOG.setLevel(Level.SEVERE); // what is closed and refused here is meant to be
    }

    final FakeTime time = new FakeTime();
    final SlowLog log = new SlowLog(time);
    final ChatGateway gateway;

    Chat() {
        this(settings -> {});
    }

    /** With settings besides the defaults. */
    Chat(Consumer<ChatGatewayBuilder> settings) {
        this(settings, false);
    }

    private Chat(Consumer<ChatGatewayBuilder> settings, boolean slowLog) {
        ChatGatewayBuilder builder =
                ChatGateway.builder().clock(time).ticker(time).scheduler(time).verifyOn(Runnable::run);
        builder.stopWithin(Duration.ofMillis(10)); // it is the only thing here that waits by the real clock
        builder.rooms()
                .framesPerSecond(0)
                .clock(time)
                .ticker(time)
                .scheduler(time)
                .executor(Runnable::run)
                .random(new Random(1));
        if (slowLog) {
            builder.rooms().log(log);
        }
        settings.accept(builder);
        gateway = builder.build();
    }

    /** Rooms whose log is {@link #log}. */
    static Chat withSlowLog() {
        return new Chat(settings -> {}, true);
    }

    void advance(Duration by) {
        time.advance(by);
    }

    /** Lets as much time go by as the client is told to wait, which has asked for too much. */
    void waitAsToldBy(ServerLine refused) {
        assertThat(Client.get(refused, "error.code")).isEqualTo("rate_limited");
        long millis = (long) Client.get(refused, "error.retryAfterMs");
        assertThat(millis).isPositive();
        advance(Duration.ofMillis(millis));
    }

    Client connect() {
        return connect(Handshake.UNKNOWN);
    }

    Client connectFrom(String address) {
        return connect(new Handshake(address, Visitor.UNKNOWN.at(address), null));
    }

    Client connect(Handshake handshake) {
        FakeCarrier carrier = new FakeCarrier();
        return new Client(carrier, gateway.connections().open(carrier, handshake));
    }

    /** Somebody who is connected and in the room. */
    Client member(RoomCode room, String name) {
        Client client = connect();
        client.join(room, name);
        return client;
    }

    /** An empty room. */
    RoomCode room() {
        return gateway.rooms().create().code();
    }

    /** An empty room with a passphrase, or only so many seats; either may be null. */
    RoomCode room(@Nullable String passphrase, @Nullable Integer seats) {
        return gateway.rooms()
                .create(new RoomOptions(null, passphrase, false, seats, null))
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .room()
                .code();
    }

    /** Up to where a room goes. */
    long end(RoomCode room) {
        return gateway.rooms().find(room).orElseThrow().info().position().offset();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
