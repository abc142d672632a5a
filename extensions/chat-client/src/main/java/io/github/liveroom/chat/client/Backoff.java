package io.github.liveroom.chat.client;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: anything up to a bound that doubles, so that clients do not come back as one. */
final class Backoff {
    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 20_000;
    private static final int MOST_DOUBLINGS = 10;

    private final RandomGenerator random;
    private int attempts;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait before the next attempt; {@code spread} is what a server asked for, or null. */
    Duration next(@Nullable Duration spread) {
        long bound = spread == null
                ? Math.min(LONGEST_MS, FIRST_MS << Math.min(attempts, MOST_DOUBLINGS))
                : spread.toMillis();
        attempts++;
        return Duration.ofNanos((long) (random.nextDouble() * bound * 1_000_000));
    }

    /** Whether nothing was tried in vain since the last reset. */
    boolean isFresh() {
        return attempts == 0;
    }

    void reset() {
        attempts = 0;
    }
}
