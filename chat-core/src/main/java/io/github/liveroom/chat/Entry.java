package io.github.liveroom.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One numbered line of a room's log, the same for every member of the room.
 *
 * @param offset 1 for the first entry of an epoch, then +1 without holes
 * @param at server time in whole milliseconds; never decreases within a room
 * @param fact what happened
 * @param cause the command that a member named with a {@code cid}, or null; only that member may see it
 */
public record Entry(
        long offset, Instant at, Fact fact, @Nullable Cause cause) implements RoomEvent {
    private static final int FIXED_SIZE = 192;
    private static final int ESCAPED = 6;

    /**
     * Which command caused an entry.
     *
     * @param scope whose {@code cid} it is
     * @param cid the name that the client gave the command
     */
    public record Cause(String scope, String cid) {}

    /**
     * How many bytes this entry takes at the most when it is written as a line of JSON. Retention and reply limits count
     * in it, so that neither depends on how somebody encodes entries.
     *
     * @return bytes, an upper bound
     */
    public int size() {
        return FIXED_SIZE + sizeOf(fact) + (cause == null ? 0 : sizeOf(cause.cid()));
    }

    private static int sizeOf(Fact fact) {
        if (fact instanceof Fact.Message message) {
            return sizeOf(message.name()) + sizeOf(message.text());
        } else if (fact instanceof Fact.Join join) {
            return sizeOf(join.name());
        } else if (fact instanceof Fact.Leave leave) {
            return sizeOf(leave.name());
        } else if (fact instanceof Fact.Rename rename) {
            return sizeOf(rename.name()) + sizeOf(rename.was());
        } else if (fact instanceof Fact.Close close) {
            return sizeOf(close.reason());
        }
        return 0;
    }

    private static int sizeOf(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                bytes += ESCAPED;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                // Half of a surrogate pair takes two of the pair's four bytes; three would do for every other char.
                bytes += Character.isSurrogate(c) ? 2 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }
}
