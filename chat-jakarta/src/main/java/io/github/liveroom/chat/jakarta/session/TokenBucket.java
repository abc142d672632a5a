package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Allows so many of something in a row and so many in the long run. Thread-safe.
 *
 * <p>Holds its state as the time at which it would be full again (the generic cell rate algorithm, as ITU-T I.371 has it):
 * one number, no timer.
 */
final class TokenBucket {
    private final long nanosPerToken;
    private final long capacityNanos;
    private long fullAt; // guarded by this

    /**
     * @param capacity how many in a row; at least 1
     * @param per how long it takes until one more is allowed
     * @param now the ticker's present value
     */
    TokenBucket(int capacity, Duration per, long now) {
        this.nanosPerToken = Math.max(1, per.toNanos());
        this.capacityNanos = nanosPerToken * capacity;
        this.fullAt = now;
    }

    /** Takes one if there is one. */
    synchronized boolean take(long now) {
        if (missing(now) > 0) {
            return false;
        }
        fullAt = now + spent(now) + nanosPerToken;
        return true;
    }

    /** Takes one whether there is one or not; what was owed before does not grow. */
    synchronized void spend(long now) {
        fullAt = now + Math.min(spent(now) + nanosPerToken, capacityNanos);
    }

    /** How long until there is one; null if there is one. */
    synchronized @Nullable Duration retryAfter(long now) {
        long wait = missing(now);
        return wait > 0 ? Duration.ofNanos(wait) : null;
    }

    synchronized boolean isFull(long now) {
        return spent(now) == 0;
    }

    private long missing(long now) {
        return spent(now) + nanosPerToken - capacityNanos;
    }

    /** Compares by difference: a ticker may overflow, see {@link System#nanoTime()}. */
    private long spent(long now) {
        return Math.max(0, fullAt - now);
    }
}
