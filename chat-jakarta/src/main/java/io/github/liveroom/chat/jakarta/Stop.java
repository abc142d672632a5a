package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.jakarta.session.Connections;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** The end of a gateway: clients are sent away, rooms end, and no thread is left. Thread-safe. */
final class Stop {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    /** How long a client may take to read what waits for it before it is told that the server goes. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Connections connections;
    private final Streams streams;
    private final RoomService rooms;
    private final GatewayThreads threads;
    private final Duration within;
    private final LongSupplier ticker;
    private boolean begun; // guarded by this, like what is below
    private long beganAt;

    /**
     * @param within how long clients and the host are waited for, all together
     * @param ticker nanoseconds that never go back
     */
    Stop(
            Connections connections,
            Streams streams,
            RoomService rooms,
            GatewayThreads threads,
            Duration within,
            LongSupplier ticker) {
        this.connections = connections;
        this.streams = streams;
        this.rooms = rooms;
        this.threads = threads;
        this.within = within;
        this.ticker = ticker;
    }

    /**
     * Tells every client to come back soon, and whoever comes from now on; waits until they have been told, for as long as a
     * stop may take at the most. Once: whoever says so again does not wait again.
     *
     * <p>For containers that end HTTP sessions before they say that the application ends.
     */
    void goAway() {
        if (threads.closersEnd()) {
            return;
        }
        try {
            Duration limit = left();
            connections.sendAway().end(limit.compareTo(FAREWELL) < 0 ? limit : FAREWELL);
            threads.endClosers();
            int open = threads.awaitClosers(left());
            if (open > 0) {
                LOG.log(Level.WARNING, "{0} connections did not end within {1} ms", open, within.toMillis());
            }
        } catch (InterruptedException e) {
            threads.endClosers();
            Thread.currentThread().interrupt();
        }
    }

    /** Sends clients away, unless that is done, and ends everything: first what needs what comes after it. */
    void end() {
        goAway();
        try {
            // By then those that did not read have been cut, if the timer could.
            streams.allEnded().get(left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "Some streams do not end; the container has to cut them");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a response does not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (!threads.endVerifiers(left())) {
                LOG.log(Level.WARNING, "The host still has not said whose a token is; its threads go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rooms.close();
        threads.endTimer();
    }

    /** What is left of the time that a stop may take, which begins with the first question. */
    private synchronized Duration left() {
        if (!begun) {
            begun = true;
            beganAt = ticker.getAsLong();
        }
        long nanos = within.toNanos() - (ticker.getAsLong() - beganAt);
        return Duration.ofNanos(Math.max(0, nanos));
    }
}
