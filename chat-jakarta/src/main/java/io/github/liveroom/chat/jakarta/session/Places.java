package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there may be: in all, of one address, of one person, and of those that have said nothing yet. An
 * address or a person that is not known is not limited, for it would be everybody's. An IPv6 /48 may have what sixteen
 * addresses may.
 *
 * <p>Thread-safe.
 */
public final class Places {
    /**
     * The limits.
     *
     * @param all open connections of everybody together
     * @param silent those of them that have sent no command yet
     * @param perAddress open connections of one address
     * @param perMember open connections of one person: an identity, or a guest's browser
     * @param handshakesPerSecond connections that one address may begin in the long run; in a row, twice that and twice
     *     what it may have open, so that everybody behind it may come back at once
     */
    public record Limits(int all, int silent, int perAddress, int perMember, int handshakesPerSecond) {}

    private final Limits limits;
    private final NetworkThrottle handshakes;

    /** The first has been silent for longest. Guarded by this, like all below. */
    private final Set<Conversation> silent = new LinkedHashSet<>();

    private final Counts addresses;
    private final Counts networks;
    private final Counts identities;
    private final Counts guests;
    private int open;

    /** How many connections each has. */
    private static final class Counts {
        private final Map<String, Integer> open = new HashMap<>();
        private final int most;

        Counts(int most) {
            this.most = most;
        }

        boolean isFull(@Nullable String who) {
            return who != null && open.getOrDefault(who, 0) >= most;
        }

        void add(@Nullable String who) {
            if (who != null) {
                open.merge(who, 1, Integer::sum);
            }
        }

        void remove(@Nullable String who) {
            if (who != null) {
                open.computeIfPresent(who, (key, count) -> count > 1 ? count - 1 : null);
            }
        }
    }

    /**
     * All places are free.
     *
     * @param limits the limits
     * @param ticker nanoseconds that never go back
     */
    public Places(Limits limits, LongSupplier ticker) {
        this.limits = limits;
        long inARow = 2L * limits.perAddress() + 2L * limits.handshakesPerSecond();
        this.handshakes = new NetworkThrottle(
                (int) Math.min(Integer.MAX_VALUE, inARow),
                Duration.ofSeconds(1).dividedBy(limits.handshakesPerSecond()),
                ticker);
        this.addresses = new Counts(limits.perAddress());
        this.networks =
                new Counts((int) Math.min(Integer.MAX_VALUE, (long) NetworkThrottle.WIDER * limits.perAddress()));
        this.identities = new Counts(limits.perMember());
        this.guests = new Counts(limits.perMember());
    }

    /**
     * Counts an attempt to begin a connection.
     *
     * @param address whose
     * @return null to go on, or how long to wait
     */
    public @Nullable Duration handshake(String address) {
        return address.isEmpty() ? null : handshakes.take(address);
    }

    /**
     * Whether there are as many connections as there may be.
     *
     * @return as of now
     */
    public synchronized boolean isFull() {
        return open >= limits.all();
    }

    /**
     * Why somebody is to be refused, whoever it is.
     *
     * @param address from where
     * @return as of now; null if there is a place
     */
    synchronized @Nullable CloseCode refusal(String address) {
        if (addresses.isFull(known(address)) || networks.isFull(NetworkThrottle.network(address))) {
            return CloseCode.TOO_MANY_CONNECTIONS;
        }
        return isFull() ? CloseCode.TRY_LATER : null;
    }

    /**
     * Takes a place.
     *
     * @return null if there was one: then it is to be {@linkplain #free freed}; else why not
     */
    synchronized @Nullable CloseCode take(Handshake who) {
        String identity = who.visitor().identity();
        String guest = guest(who.visitor());
        CloseCode refusal = identities.isFull(identity) || guests.isFull(guest)
                ? CloseCode.TOO_MANY_CONNECTIONS
                : refusal(who.address());
        if (refusal == null) {
            open++;
            addresses.add(known(who.address()));
            networks.add(NetworkThrottle.network(who.address()));
            identities.add(identity);
            guests.add(guest);
        }
        return refusal;
    }

    synchronized void free(Handshake who) {
        open--;
        addresses.remove(known(who.address()));
        networks.remove(NetworkThrottle.network(who.address()));
        identities.remove(who.visitor().identity());
        guests.remove(guest(who.visitor()));
    }

    /**
     * Somebody has said who it is.
     *
     * @return false if there is no place for one more connection of that person: then nothing has changed
     */
    synchronized boolean becomes(Handshake before, Handshake after) {
        String identity = after.visitor().identity();
        if (identities.isFull(identity)) {
            return false;
        }
        guests.remove(guest(before.visitor()));
        identities.add(identity);
        return true;
    }

    private static @Nullable String known(String address) {
        return address.isEmpty() ? null : address;
    }

    /** By what a guest is known; null if that is nothing, or it is no guest. */
    private static @Nullable String guest(Visitor visitor) {
        return visitor.identity() == null ? visitor.session() : null;
    }

    /**
     * Somebody came, and has said nothing yet.
     *
     * @return who has to go: the one that has been silent for longest, if too many are; else null
     */
    synchronized @Nullable Conversation listens(Conversation newcomer) {
        silent.add(newcomer);
        if (silent.size() <= limits.silent()) {
            return null;
        }
        Iterator<Conversation> eldest = silent.iterator();
        Conversation first = eldest.next();
        eldest.remove();
        return first;
    }

    /** Somebody said something, or has gone. */
    synchronized void isSilentNoMore(Conversation conversation) {
        silent.remove(conversation);
    }
}
