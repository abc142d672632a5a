package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client's signs of life. The server asks and the client answers, because browsers slow the timers of
 * hidden pages down; when it is time to ask is the {@link PingWheel}'s. Thread-safe.
 */
final class Liveness {
    private static final int MAX_OPEN_PINGS = 2;

    // All guarded by this.
    private boolean started;
    private int openPings;
    private boolean commanded;
    private boolean stopped;
    private @Nullable Scheduled silence;

    /**
     * The client is connected.
     *
     * @param limit how long it may wait with its first command
     * @param silent run once if it waits for longer
     */
    synchronized void start(Scheduler scheduler, Duration limit, Runnable silent) {
        started = true;
        if (!stopped) {
            silence = scheduler.schedule(() -> silenceOver(silent), limit);
        }
    }

    /** Any line answers all open pings. */
    synchronized void heard() {
        openPings = 0;
    }

    /** Gives back whether this is the first time. */
    synchronized boolean commanded() {
        boolean first = !commanded;
        commanded = true;
        cancelSilence();
        return first;
    }

    synchronized void stop() {
        stopped = true;
        cancelSilence();
    }

    private void cancelSilence() {
        if (silence != null) {
            silence.cancel();
            silence = null;
        }
    }

    private void silenceOver(Runnable silent) {
        synchronized (this) {
            if (stopped || commanded) {
                return;
            }
        }
        silent.run();
    }

    /** Whether the client has been told hello, and may be asked. */
    synchronized boolean hasStarted() {
        return started;
    }

    /** An interval is over: the client is asked once more. False if it has not answered too often. */
    synchronized boolean asked() {
        return openPings++ < MAX_OPEN_PINGS;
    }
}
