package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast lines may come, good ones and bad ones: several times as fast as commands, since whoever is faster than that is
 * closed. Thread-safe.
 */
final class Pace {
    /** So many times as many lines as commands are allowed before the connection is closed. */
    private static final int ABUSE = 4;

    /** What a client is told to wait at least; who comes back sooner has not listened. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final LongSupplier ticker;
    private final TokenBucket lines;
    private final TokenBucket patience;

    Pace(Rules rules, LongSupplier ticker) {
        long now = ticker.getAsLong();
        Duration perCommand = Duration.ofSeconds(1).dividedBy(rules.commandsPerSecond());
        int burst = (int) Math.min(Integer.MAX_VALUE, (long) ABUSE * rules.commandsBurst());
        this.ticker = ticker;
        this.lines = new TokenBucket(burst, perCommand.dividedBy(ABUSE), now);
        this.patience = new TokenBucket(ABUSE, WAIT, now);
    }

    /** Counts a line; false if it is one too many. */
    boolean take() {
        return lines.take(ticker.getAsLong());
    }

    /** Null if a line may come, else how long to wait. */
    @Nullable
    Duration retryAfter() {
        Duration wait = lines.retryAfter(ticker.getAsLong());
        return wait == null || wait.compareTo(WAIT) > 0 ? wait : WAIT;
    }

    /** Counts that somebody was told to wait; true if that was so too often. */
    boolean isIgnored() {
        return !patience.take(ticker.getAsLong());
    }
}
