package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which commands were carried out, for {@link RoomLog} implementations: each for {@link #KEPT}, the latest
 * {@value #MAX_PER_SCOPE} of a scope. Texts are not remembered, so that a deleted one is gone.
 *
 * <p>Not thread-safe: whoever owns the log guards it.
 */
public final class CidMemory {
    /** How long a command is remembered. */
    public static final Duration KEPT = Duration.ofMinutes(5);

    /** How many commands of a scope are remembered. */
    public static final int MAX_PER_SCOPE = 1000;

    private final Map<String, Scope> scopes = new HashMap<>();
    private Instant lastSweep = Instant.EPOCH;

    /** There is one of it for each message of the last minutes, so it is small. */
    private record Done(Fact fact, long offset, long at, String command) {
        boolean isOver(Instant now) {
            return now.toEpochMilli() - at >= KEPT.toMillis();
        }

        RoomLog.Receipt receipt() {
            return new RoomLog.Receipt(fact, offset, Instant.ofEpochMilli(at), command, true);
        }
    }

    /** Whoever says much says it under the same name to the same people: without their texts, facts are often equal. */
    private static final class Scope {
        final LinkedHashMap<String, Done> done = new LinkedHashMap<>();
        private @Nullable Fact latest;

        Fact shared(Fact fact) {
            Fact known = latest;
            if (known != null && known.equals(fact)) {
                return known;
            }
            latest = fact;
            return fact;
        }
    }

    /** Remembers nothing yet. */
    public CidMemory() {}

    /**
     * Remembers a command.
     *
     * @param cause the command
     * @param first what it appended first
     */
    public void remember(Entry.Cause cause, Entry first) {
        sweep(first.at());
        Scope scope = scopes.computeIfAbsent(cause.scope(), key -> new Scope());
        scope.done.remove(cause.cid()); // one that is over, else it would have been recalled; the new one is the latest
        scope.done.put(
                cause.cid(),
                new Done(
                        scope.shared(withoutText(first.fact())),
                        first.offset(),
                        first.at().toEpochMilli(),
                        cause.command()));
        if (scope.done.size() > MAX_PER_SCOPE) {
            scope.done.remove(scope.done.keySet().iterator().next());
        }
    }

    /**
     * Looks for a command.
     *
     * @param cause scope and {@code cid} of the command; its name does not count
     * @param now the present time
     * @return the first time's receipt, marked as repeated, or null
     */
    public RoomLog.@Nullable Receipt recall(Entry.Cause cause, Instant now) {
        Scope scope = scopes.get(cause.scope());
        Done done = scope == null ? null : scope.done.get(cause.cid());
        return done == null || done.isOver(now) ? null : done.receipt();
    }

    /** Once per {@link #KEPT} is enough: what is over is not recalled in any case. */
    private void sweep(Instant now) {
        if (now.isBefore(lastSweep.plus(KEPT))) {
            return;
        }
        lastSweep = now;
        scopes.values().removeIf(scope -> {
            scope.done.values().removeIf(done -> done.isOver(now));
            return scope.done.isEmpty();
        });
    }

    private static Fact withoutText(Fact fact) {
        if (fact instanceof Fact.Message message) {
            return new Fact.Message(message.member(), message.name(), null, null, message.to(), null);
        }
        return fact instanceof Fact.Edit edit
                ? new Fact.Edit(edit.member(), edit.target(), null, edit.audience())
                : fact;
    }
}
