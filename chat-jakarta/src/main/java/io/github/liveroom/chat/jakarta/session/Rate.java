package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;

/**
 * So many of something in a row and so many in the long run: the generic cell rate algorithm, as ITU-T I.371 has it. What was
 * used up of it is one number, the time at which it would all be there again; no timer.
 *
 * @param nanosPerToken how long it takes until one more is allowed
 * @param capacityNanos how long it takes until so many in a row are allowed again
 */
record Rate(long nanosPerToken, long capacityNanos) {
    /**
     * @param capacity how many in a row; at least 1
     * @param per how long it takes until one more is allowed
     */
    static Rate of(int capacity, Duration per) {
        long nanosPerToken = Math.max(1, per.toNanos());
        return new Rate(nanosPerToken, nanosPerToken * capacity);
    }

    /** What one is still short of, in nanoseconds; zero or less if there is one. */
    long missing(long fullAt, long now) {
        return spent(fullAt, now) + nanosPerToken - capacityNanos;
    }

    /** How many there are. */
    long left(long fullAt, long now) {
        return (capacityNanos - spent(fullAt, now)) / nanosPerToken;
    }

    /** How many in a row, when none has been taken. */
    long capacity() {
        return capacityNanos / nanosPerToken;
    }

    /** When everything is there again after one more was taken. */
    long afterOneMore(long fullAt, long now) {
        return afterMore(fullAt, now, 1);
    }

    /** The same after so many more were taken, which may be more than there were. */
    long afterMore(long fullAt, long now, int count) {
        return now + spent(fullAt, now) + nanosPerToken * count;
    }

    /** Compares by difference: a ticker may overflow, see {@link System#nanoTime()}. */
    static long spent(long fullAt, long now) {
        return Math.max(0, fullAt - now);
    }
}
