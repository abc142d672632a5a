package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TokenBucket} for each key, an address for example. Keys of which nothing was seen for a while are forgotten, and
 * when there are more than {@value #MAX_KEYS} all the same, new ones share {@value #SHARED} buckets: the limiter is not to be
 * the leak, and nobody who fills it is to keep everybody else out. Which bucket is whose, nobody can foretell.
 */
public final class Throttle {
    private static final int MAX_KEYS = 100_000;
    private static final int SWEEP_EVERY = 10_000;
    private static final int SHARED = 1024;

    private final Rate rate;
    private final LongSupplier ticker;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final AtomicLong used = new AtomicLong();
    private final long salt = new SplittableRandom().nextLong();

    /**
     * Nothing has been used up yet.
     *
     * @param capacity how many in a row; at least 1
     * @param per how long it takes until one more is allowed
     * @param ticker nanoseconds that never go back
     */
    public Throttle(int capacity, Duration per, LongSupplier ticker) {
        this.rate = Rate.of(capacity, per);
        this.ticker = ticker;
    }

    /**
     * Takes one if there is one.
     *
     * @param key whose
     * @return null if there was one, else how long until there is
     */
    public @Nullable Duration take(String key) {
        long now = ticker.getAsLong();
        TokenBucket bucket = bucket(key, now);
        return bucket.take(now) ? null : bucket.retryAfter(now);
    }

    /**
     * Looks whether there is one.
     *
     * @param key whose
     * @return null if there is one, else how long until there is
     */
    public @Nullable Duration retryAfter(String key) {
        TokenBucket bucket = seen(key);
        return bucket == null ? null : bucket.retryAfter(ticker.getAsLong());
    }

    private @Nullable TokenBucket seen(String key) {
        TokenBucket known = buckets.get(key);
        return known == null && buckets.size() >= MAX_KEYS ? buckets.get(shared(key)) : known;
    }

    /**
     * Counts those that there are.
     *
     * @param key whose
     * @return how many could be taken in a row
     */
    public long left(String key) {
        TokenBucket bucket = seen(key);
        return bucket == null ? rate.capacity() : bucket.left(ticker.getAsLong());
    }

    /**
     * Takes one whether there is one or not.
     *
     * @param key whose
     */
    public void spend(String key) {
        long now = ticker.getAsLong();
        bucket(key, now).spend(now);
    }

    private TokenBucket bucket(String key, long now) {
        if (used.incrementAndGet() % SWEEP_EVERY == 0) {
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
        TokenBucket known = buckets.get(key);
        if (known != null) {
            return known;
        }
        String owner = buckets.size() < MAX_KEYS ? key : shared(key);
        return buckets.computeIfAbsent(owner, each -> new TokenBucket(rate, now));
    }

    /** Not {@link String#hashCode()}: anybody can find addresses that have the same. */
    private String shared(String key) {
        long hash = salt;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        return "shared " + (hash & (SHARED - 1));
    }
}
