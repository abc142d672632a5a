package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a client for a sign of life and notices when none comes. The server asks and the client answers, because browsers
 * slow the timers of hidden pages down. Thread-safe.
 */
final class Liveness {
    private static final int MAX_OPEN_PINGS = 2;

    private final Connections hub;
    private final FrameQueue queue;
    private final BiConsumer<CloseCode, String> close;

    // All guarded by this.
    private int openPings;
    private boolean commanded;
    private boolean stopped;
    private @Nullable Scheduled nextPing;
    private @Nullable Scheduled silence;

    Liveness(Connections hub, FrameQueue queue, BiConsumer<CloseCode, String> close) {
        this.hub = hub;
        this.queue = queue;
        this.close = close;
    }

    synchronized void start() {
        if (stopped) {
            return;
        }
        Duration limit = hub.rules().silentLimit();
        silence = hub.scheduler().schedule(this::silenceOver, limit);
        nextPing = hub.scheduler().schedule(this::ping, hub.rules().ping());
    }

    /** Any line answers all open pings. */
    synchronized void heard() {
        openPings = 0;
    }

    synchronized void commanded() {
        commanded = true;
        if (silence != null) {
            silence.cancel();
            silence = null;
        }
    }

    synchronized void stop() {
        stopped = true;
        if (silence != null) {
            silence.cancel();
        }
        if (nextPing != null) {
            nextPing.cancel();
        }
    }

    private void silenceOver() {
        synchronized (this) {
            if (stopped || commanded) {
                return;
            }
        }
        close.accept(
                CloseCode.SILENT,
                "no command within " + hub.rules().silentLimit().toMillis() + " ms");
    }

    private void ping() {
        boolean dead;
        synchronized (this) {
            if (stopped) {
                return;
            }
            dead = openPings >= MAX_OPEN_PINGS;
            openPings++;
            nextPing = dead
                    ? null
                    : hub.scheduler().schedule(this::ping, hub.rules().ping());
        }
        if (dead) {
            close.accept(CloseCode.NO_PONG, "");
        } else {
            queue.addVolatile("", LineWriter.PING);
        }
    }
}
