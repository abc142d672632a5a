package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.MemberId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The secrets with which lost connections are taken over. Only their hashes are kept.
 *
 * <p>Each use gives a new secret, but the one that was used stays good until the new connection shows, by another command,
 * that it got the answer: else a client whose answer was lost would be locked out.
 *
 * <p>Used by the room's drain only.
 */
final class ResumeTickets {
    /** How long the secret of a member that timed out still leads to its {@code cid}s. */
    private static final Duration SCOPE_KEPT = Duration.ofMinutes(5);

    private static final int MAX_ENDED = 1000;

    /** More tabs than that at once have lost their connection: the oldest cannot come back. */
    private static final int MAX_PER_STAY = 16;

    /** The right to go on as one connection of a member. */
    static final class Ticket {
        final Stays.Stay stay;
        private RoomLine line;
        private String current;
        private @Nullable String previous;

        private Ticket(Stays.Stay stay, RoomLine line, String current) {
            this.stay = stay;
            this.line = line;
            this.current = current;
        }

        MemberId member() {
            return stay.member;
        }

        /** The connection that holds the ticket, attached or lost. */
        RoomLine line() {
            return line;
        }
    }

    private record Ended(String scope, long until) {}

    private final LongSupplier ticker;
    private final RandomGenerator random;
    private Map<String, Ticket> valid = Map.of();

    /** In the order of their ends. */
    private Map<String, Ended> ended = Map.of();

    ResumeTickets(LongSupplier ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.random = random;
    }

    @Nullable
    Ticket find(@Nullable String secret) {
        return secret == null ? null : valid.get(Secrets.hash(secret));
    }

    /** Whose {@code cid}s the holder of a secret that is no longer valid may go on with. */
    @Nullable
    String scopeOf(@Nullable String secret) {
        Ended found = secret == null ? null : ended.get(Secrets.hash(secret));
        return found == null || ticker.getAsLong() - found.until() >= 0 ? null : found.scope();
    }

    /** For a connection that came by name. */
    String issue(Stays.Stay stay, RoomLine line) {
        if (stay.tickets().size() >= MAX_PER_STAY) {
            stay.tickets().stream()
                    .filter(ticket -> ticket.line().stay() == null)
                    .findFirst()
                    .ifPresent(this::end);
        }
        String secret = Secrets.next(random);
        Ticket ticket = new Ticket(stay, line, Secrets.hash(secret));
        stay.add(ticket);
        valid = valid.isEmpty() ? new HashMap<>(4) : valid;
        valid.put(ticket.current, ticket);
        line.give(ticket);
        return secret;
    }

    /** For a connection that showed a secret of this ticket. */
    String reissue(Ticket ticket, String used, RoomLine line) {
        String usedHash = Secrets.hash(used);
        String secret = Secrets.next(random);
        if (!usedHash.equals(ticket.current)) {
            valid.remove(ticket.current);
        } else if (ticket.previous != null) {
            valid.remove(ticket.previous);
        }
        ticket.previous = usedHash;
        ticket.current = Secrets.hash(secret);
        ticket.line = line;
        valid.put(ticket.current, ticket);
        line.give(ticket);
        return secret;
    }

    /** The newest secret has arrived: the one before is not needed any more. */
    void confirm(Ticket ticket) {
        if (ticket.previous != null) {
            valid.remove(ticket.previous);
            ticket.previous = null;
        }
    }

    /** What the secrets of a member are known by. */
    List<String> hashesOf(Stays.Stay stay) {
        List<String> hashes = new ArrayList<>(2);
        for (Ticket ticket : stay.tickets()) {
            hashes.add(ticket.current);
            if (ticket.previous != null) {
                hashes.add(ticket.previous);
            }
        }
        return hashes;
    }

    void end(Ticket ticket) {
        confirm(ticket);
        valid.remove(ticket.current);
        ticket.stay.remove(ticket);
    }

    /** The stay is over. After a time-out its client may not know yet, and may have sends without an answer. */
    void endAll(Stays.Stay stay, boolean keepScope) {
        long until = ticker.getAsLong() + SCOPE_KEPT.toNanos();
        for (Ticket ticket : stay.tickets()) {
            if (keepScope) {
                ended = ended.isEmpty() ? new LinkedHashMap<>(4) : ended;
                ended.put(ticket.current, new Ended(stay.scope, until));
                if (ticket.previous != null) {
                    ended.put(ticket.previous, new Ended(stay.scope, until));
                }
            }
            end(ticket);
        }
        forgetOld();
    }

    private void forgetOld() {
        long now = ticker.getAsLong();
        Iterator<Ended> oldest = ended.values().iterator();
        while (oldest.hasNext()) {
            boolean isOver = now - oldest.next().until() >= 0;
            if (!isOver && ended.size() <= MAX_ENDED) {
                return;
            }
            oldest.remove();
        }
    }
}
