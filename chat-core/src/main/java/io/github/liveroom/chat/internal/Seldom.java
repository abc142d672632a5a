package io.github.liveroom.chat.internal;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What may happen often and is said seldom: the first at once, then one a minute at the most, with how many more there were. Thread-safe. */
final class Seldom {
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final LongSupplier ticker;
    private boolean ever; // guarded by this, like all below
    private long said;
    private long others;

    /**
     * Nothing was said yet.
     *
     * @param ticker nanoseconds that never go back
     */
    Seldom(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** It has happened once more. Gives the line that there is to say of it, or null. */
    synchronized @Nullable String line(String what) {
        long now = ticker.getAsLong();
        if (ever && now - said < INTERVAL) {
            others++;
            return null;
        }
        String line = others == 0 ? what : what + "; since the last such line " + others + " more";
        ever = true;
        said = now;
        others = 0;
        return line;
    }
}
