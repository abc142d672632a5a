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

    private final Map<String, LinkedHashMap<String, RoomLog.Receipt>> scopes = new HashMap<>();
    private Instant lastSweep = Instant.EPOCH;

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
        LinkedHashMap<String, RoomLog.Receipt> scope =
                scopes.computeIfAbsent(cause.scope(), key -> new LinkedHashMap<>());
        scope.remove(cause.cid()); // one that is over, else it would have been recalled; the new one is the latest
        scope.put(
                cause.cid(),
                new RoomLog.Receipt(withoutText(first.fact()), first.offset(), first.at(), cause.command(), true));
        if (scope.size() > MAX_PER_SCOPE) {
            scope.remove(scope.keySet().iterator().next());
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
        Map<String, RoomLog.Receipt> scope = scopes.get(cause.scope());
        RoomLog.Receipt receipt = scope == null ? null : scope.get(cause.cid());
        return receipt == null || isOver(receipt, now) ? null : receipt;
    }

    /** Once per {@link #KEPT} is enough: what is over is not recalled in any case. */
    private void sweep(Instant now) {
        if (now.isBefore(lastSweep.plus(KEPT))) {
            return;
        }
        lastSweep = now;
        scopes.values().removeIf(scope -> {
            scope.values().removeIf(receipt -> isOver(receipt, now));
            return scope.isEmpty();
        });
    }

    private static boolean isOver(RoomLog.Receipt receipt, Instant now) {
        return !now.isBefore(receipt.at().plus(KEPT));
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
