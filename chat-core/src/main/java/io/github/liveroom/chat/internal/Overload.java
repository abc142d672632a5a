package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is more to do than gets done, which shows in rooms that are {@linkplain Lateness late}. Nobody new is let into
 * such a room. If more than half of those that have something to do are late, and at least two, nobody new is let in anywhere and
 * no room is created: those who are in already are to be the last to suffer.
 *
 * <p>As long as no room is late this does nothing. Thread-safe.
 */
final class Overload {
    private static final int MIN_LATE = 2;
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();
    private static final int MIN_RETRY_MILLIS = 2000;
    private static final int MAX_RETRY_MILLIS = 5000;
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final ServiceConfig config;
    private final Collection<ActiveRoom> rooms;
    private final AtomicBoolean watching = new AtomicBoolean();

    /** One for all rooms: of these there may be a million. */
    private final Runnable begins = this::begins;

    private final Notice someRoom = new Notice(
            "A room is late, nobody new is let in there: what is asked of it waits for too long",
            "No room is late any more");
    private final Notice mostRooms = new Notice(
            "Most rooms are late, nobody new is let in anywhere: there is more to do than gets done",
            "Most rooms are not late any more, everybody is let in there");

    // Guarded by this.
    private long looked;
    private boolean everywhere;

    /**
     * @param rooms all that are open, as of now whenever it is looked at
     */
    Overload(ServiceConfig config, Collection<ActiveRoom> rooms) {
        this.config = config;
        this.rooms = rooms;
    }

    /** For a new room. */
    Lateness lateness() {
        return new Lateness(config.ticker(), config.busyAfter(), begins);
    }

    /** By a room: it begins to be late. */
    private void begins() {
        if (watching.compareAndSet(false, true)) {
            synchronized (this) {
                looked = config.ticker().getAsLong() - FRESH_NANOS;
            }
            config.scheduler().schedule(this::watch, Duration.ZERO);
        }
    }

    private void watch() {
        if (look()) {
            config.scheduler().schedule(this::watch, LOOK_INTERVAL);
            return;
        }
        watching.set(false);
        if (look()) {
            begins(); // one that began just then found this still watching
        }
    }

    /** Whether nobody new is let in anywhere. */
    boolean isEverywhere() {
        if (!watching.get()) {
            return false;
        }
        synchronized (this) {
            if (config.ticker().getAsLong() - looked >= FRESH_NANOS) {
                look();
            }
            return everywhere;
        }
    }

    /** Looks at every room, and says whether any is late. */
    private synchronized boolean look() {
        looked = config.ticker().getAsLong();
        int active = 0;
        int late = 0;
        for (ActiveRoom room : rooms) {
            if (room.lateness().isLate()) {
                late++;
                active++;
            } else if (room.lateness().isActive()) {
                active++;
            }
        }
        everywhere = late >= MIN_LATE && 2 * late > active;
        someRoom.is(late > 0, looked);
        mostRooms.is(everywhere, looked);
        return late > 0;
    }

    /** What somebody new is told who wants to go into a room, or null: come in. */
    <T> Outcome.@Nullable Refused<T> refusal(Lateness room) {
        return isEverywhere() || room.isLate() ? refusal("room: there is more to do in it than gets done") : null;
    }

    /** What somebody is told who wants a room, or null: they may have one. */
    <T> Outcome.@Nullable Refused<T> refusal() {
        return isEverywhere() ? refusal("there is more to do than the server gets done") : null;
    }

    private <T> Outcome.Refused<T> refusal(String detail) {
        int millis = MIN_RETRY_MILLIS + config.random().nextInt(MAX_RETRY_MILLIS - MIN_RETRY_MILLIS + 1);
        return new Outcome.Refused<>(Refusal.UNAVAILABLE, detail, Duration.ofMillis(millis));
    }

    /** Something that is said when it begins, at most once a minute, and when it ends. */
    private static final class Notice {
        private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();

        private final String begin;
        private final String end;
        private boolean said;
        private boolean before;
        private long saidAt;

        Notice(String begin, String end) {
            this.begin = begin;
            this.end = end;
        }

        void is(boolean now, long ticks) {
            if (now && !said && (!before || ticks - saidAt >= REST_NANOS)) {
                said = true;
                before = true;
                saidAt = ticks;
                LOG.log(Level.WARNING, begin);
            } else if (!now && said) {
                said = false;
                LOG.log(Level.INFO, end);
            }
        }
    }
}
