package io.github.liveroom.chat.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How late a room is: how long what is asked of it waits until its drain gets there, and how long after its time it sends what
 * has gathered. Late is who was slower than a limit within the last second, and stays so until nothing of that second took half
 * of it. A room of which nothing is asked is not late.
 *
 * <p>This is itself what is measured with: a task without work that goes into the mailbox ahead of another when the room is busy
 * already, at most one at a time and ten a second. What a connection waits for by itself, such as a hash, waits elsewhere and
 * does not count.
 *
 * <p>Thread-safe.
 */
final class Lateness implements Task {
    private static final long MARK_NANOS = Duration.ofMillis(100).toNanos();
    private static final long SLOT_NANOS = Duration.ofMillis(500).toNanos();

    private final LongSupplier ticker;
    private final long limit;
    private final Runnable begins;

    /** When something was asked of the room last, give or take a tenth of a second. */
    private volatile long touched;

    /** When the last marker was put in. */
    private volatile long since;

    private volatile boolean waiting;
    private volatile boolean late;

    // Of the last second, the half that goes on and the one before. Guarded by this.
    private long slot;
    private long slowest;
    private long before;

    /**
     * @param ticker nanoseconds that never go back
     * @param limit above that the room is late; zero: it never is, and nothing is measured
     * @param begins run each time when the room begins to be late, by whatever thread notices
     */
    Lateness(LongSupplier ticker, Duration limit, Runnable begins) {
        this.ticker = ticker;
        this.limit = TimeUnit.NANOSECONDS.convert(limit); // as long as can be, if it is longer
        this.begins = begins;
        this.slot = ticker.getAsLong();
        this.touched = slot - 2 * SLOT_NANOS;
        this.since = touched;
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
            if (!late && now - since > limit) {
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
            judge(ticker.getAsLong(), nanos);
        }
    }

    /** Whether something was asked of the room within the last second, or waits. */
    boolean isActive() {
        return waiting || ticker.getAsLong() - touched < 2 * SLOT_NANOS;
    }

    boolean isLate() {
        return limit > 0 && judge(ticker.getAsLong(), 0);
    }

    private boolean judge(long now, long waited) {
        boolean begun;
        boolean is;
        synchronized (this) {
            long age = now - slot;
            if (age >= SLOT_NANOS) {
                before = age < 2 * SLOT_NANOS ? slowest : 0;
                slowest = 0;
                slot = age < 2 * SLOT_NANOS ? slot + SLOT_NANOS : now;
            }
            slowest = Math.max(slowest, waited);
            long worst = Math.max(Math.max(slowest, before), waiting ? now - since : 0);
            is = late ? worst >= limit / 2 : worst > limit;
            begun = is && !late;
            late = is;
        }
        if (begun) {
            begins.run();
        }
        return is;
    }
}
