package io.github.liveroom.chat.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a room is late: all that had to wait for the room's turn, or was sent after its time, waited for longer than a limit, for a
 * second. A room that gets done what it has to do is quick at least once in a second, however much comes at once; a queue
 * that stands never is. So the limit can be low, and neither a crowd of a moment nor a pause of the whole process makes a room
 * late. It stays so until something waits for less than half of the limit, or nothing has to wait any more.
 *
 * <p>This is itself what is measured with: a task without work that goes into the mailbox ahead of another when the room is busy
 * already, at most one at a time and ten a second. What a connection waits for by itself, such as a hash, waits elsewhere and
 * does not count.
 *
 * <p>Thread-safe.
 */
final class Lateness implements Task {
    private static final long MARK_NANOS = Duration.ofMillis(100).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier ticker;
    private final long limit;
    private final Runnable begins;

    /** When something was asked of the room last, give or take a tenth of a second. */
    private volatile long touched;

    /** When the last marker was put in. */
    private volatile long since;

    private volatile boolean waiting;
    private volatile boolean late;

    /** Whether what had to wait last was slow; if so, since when all was, and when that was seen last. Written under this. */
    private boolean slow;

    private long slowSince;
    private volatile long slowAt;

    /**
     * @param ticker nanoseconds that never go back
     * @param limit above that the room is late; zero: it never is, and nothing is measured
     * @param begins run each time when the room begins to be late, by whatever thread notices
     */
    Lateness(LongSupplier ticker, Duration limit, Runnable begins) {
        this.ticker = ticker;
        this.limit = TimeUnit.NANOSECONDS.convert(limit); // as long as can be, if it is longer
        this.begins = begins;
        this.touched = ticker.getAsLong() - SECOND;
        this.since = touched;
        this.slowAt = touched;
    }

    /**
     * Something is asked of the room.
     *
     * @param busy whether it may have to wait
     * @return whether this is to go into the mailbox ahead of it
     */
    boolean touch(boolean busy) {
        if (limit == 0) {
            return false;
        }
        long now = ticker.getAsLong();
        if (now - touched >= MARK_NANOS) {
            touched = now;
        }
        if (!busy || now - since < MARK_NANOS) {
            return false;
        } else if (waiting) {
            if (now - since > limit && now - slowAt >= MARK_NANOS) {
                isLate(); // the drain is held up and cannot say so
            }
            return false;
        }
        synchronized (this) {
            if (waiting || now - since < MARK_NANOS) {
                return false; // another thread was faster
            }
            since = now;
            waiting = true;
            return true;
        }
    }

    /** The drain has got here. */
    @Override
    public Plan plan(RoomState state) {
        waiting = false;
        waited(ticker.getAsLong() - since);
        return Plan.DONE;
    }

    /** By the drain: something had to wait that could have been done so many nanoseconds ago. */
    void waited(long nanos) {
        if (limit > 0) {
            judge(nanos, true);
        }
    }

    /** Whether something was asked of the room within the last second, or waits. */
    boolean isActive() {
        return waiting || ticker.getAsLong() - touched < SECOND;
    }

    boolean isLate() {
        return limit > 0 && judge(waiting ? ticker.getAsLong() - since : 0, false);
    }

    /** @param over whether it does not wait any more: only then it may have been quick */
    private boolean judge(long waited, boolean over) {
        long now = ticker.getAsLong();
        boolean begun;
        boolean is;
        synchronized (this) {
            boolean inARow = slow && now - waited - slowAt < limit + SECOND; // when it began to wait
            if (late ? waited >= limit / 2 : waited > limit) {
                slowSince = inARow ? slowSince : now;
                slowAt = now;
                slow = true;
            } else {
                slow = inARow && !over;
            }
            is = slow && slowAt - slowSince >= SECOND;
            begun = is && !late;
            late = is;
        }
        if (begun) {
            begins.run();
        }
        return is;
    }
}
