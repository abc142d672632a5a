package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Throttle} of addresses, and one of the IPv6 networks that they are in: who has a /64 has often a whole /48 (RFC
 * 6177), which is as good as sixteen addresses and no better. Other keys have no network.
 */
final class NetworkThrottle {
    /** How many addresses a network is as good as. */
    static final int WIDER = 16;

    private static final String HOME = "/64";
    private static final int NETWORK_GROUPS = 3;

    private final Throttle own;
    private final Throttle networks;

    /**
     * Nothing has been used up yet.
     *
     * @param capacity how many in a row for an address
     * @param per how long it takes until one more is allowed
     * @param ticker nanoseconds that never go back
     */
    NetworkThrottle(int capacity, Duration per, LongSupplier ticker) {
        own = new Throttle(capacity, per, ticker);
        networks =
                new Throttle((int) Math.min(Integer.MAX_VALUE, (long) WIDER * capacity), per.dividedBy(WIDER), ticker);
    }

    /** Takes one if there is one: null if there was, else how long until there is. */
    @Nullable
    Duration take(String key) {
        String network = network(key);
        Duration wait = network == null ? null : networks.retryAfter(network);
        if (wait != null) {
            return wait; // and whoever shares the network keeps theirs
        }
        wait = own.take(key);
        if (wait == null && network != null) {
            networks.spend(network);
        }
        return wait;
    }

    /** Null if there is one, else how long until there is. */
    @Nullable
    Duration retryAfter(String key) {
        String network = network(key);
        Duration wait = network == null ? null : networks.retryAfter(network);
        return wait == null ? own.retryAfter(key) : wait;
    }

    /** How many could be taken in a row. */
    long left(String key) {
        String network = network(key);
        return network == null ? own.left(key) : Math.min(own.left(key), networks.left(network));
    }

    /** Takes one whether there is one or not. */
    void spend(String key) {
        String network = network(key);
        own.spend(key);
        if (network != null) {
            networks.spend(network);
        }
    }

    /** The /48 of a /64 that is written in eight groups; null of anything else. */
    static @Nullable String network(String key) {
        if (!key.endsWith(HOME)) {
            return null;
        }
        int end = -1;
        for (int group = 0; group < NETWORK_GROUPS; group++) {
            end = key.indexOf(':', end + 1);
        }
        return end < 0 ? null : key.substring(0, end);
    }
}
