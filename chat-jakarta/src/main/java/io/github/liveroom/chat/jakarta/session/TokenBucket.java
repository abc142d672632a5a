package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Allows things at a {@link Rate}. Thread-safe. */
final class TokenBucket {
    private final Rate rate;
    private long fullAt; // guarded by this

    /**
     * @param now the ticker's present value
     */
    TokenBucket(Rate rate, long now) {
        this.rate = rate;
        this.fullAt = now;
    }

    /** Takes one if there is one. */
    synchronized boolean take(long now) {
        if (rate.missing(fullAt, now) > 0) {
            return false;
        }
        fullAt = rate.afterOneMore(fullAt, now);
        return true;
    }

    /** Takes one whether there is one or not; what was owed before does not grow. */
    synchronized void spend(long now) {
        fullAt = Math.min(rate.afterOneMore(fullAt, now) - now, rate.capacityNanos()) + now;
    }

    /** How long until there is one; null if there is one. */
    synchronized @Nullable Duration retryAfter(long now) {
        long wait = rate.missing(fullAt, now);
        return wait > 0 ? Duration.ofNanos(wait) : null;
    }

    /** How many could be taken in a row. */
    synchronized long left(long now) {
        return rate.left(fullAt, now);
    }

    synchronized boolean isFull(long now) {
        return Rate.spent(fullAt, now) == 0;
    }
}
