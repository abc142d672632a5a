package io.github.liveroom.chat;

import java.time.Instant;
import java.util.List;
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
    private static final int FIXED_SIZE = 224;
    private static final int MEMBER_SIZE = 24;
    private static final int SETTINGS_SIZE = 96;
    private static final int ESCAPED = 6;

    /**
     * Which command caused an entry.
     *
     * @param scope whose {@code cid} it is
     * @param cid the name that the client gave the command
     * @param command what the client asked for: {@link Command#verb()}
     */
    public record Cause(String scope, String cid, String command) {}

    /**
     * What a member gets to see of it.
     *
     * @param member the reader
     * @return this, or a {@link Fact.Skip} in its place
     */
    public Entry seenBy(MemberId member) {
        return isSeenBy(member) ? this : skipped();
    }

    /**
     * Whether a member may see it.
     *
     * @param member the reader
     * @return false for others' whispers, and what is about them
     */
    public boolean isSeenBy(MemberId member) {
        List<MemberId> audience = fact.audience();
        return audience.isEmpty() || audience.contains(member);
    }

    /**
     * What is left of it for those who may not see it.
     *
     * @return a {@link Fact.Skip} in its place
     */
    public Entry skipped() {
        return new Entry(offset, at, new Fact.Skip(), null);
    }

    /**
     * How it reads after a later entry. Logs keep it so: of a deleted message no text stays anywhere.
     *
     * @param later an entry of the same log with a higher offset
     * @return this, if the other is about something else
     */
    public Entry revisedBy(Entry later) {
        if (later.fact() instanceof Fact.Edit edit) {
            return edit.target() == offset && fact instanceof Fact.Message message && message.text() != null
                    ? with(withText(message, edit.text(), later.offset()))
                    : this;
        } else if (later.fact() instanceof Fact.Delete deletion) {
            if (deletion.target() == offset && fact instanceof Fact.Message message) {
                return with(withText(message, null, null));
            } else if (fact instanceof Fact.Edit edit && edit.target() == deletion.target()) {
                return with(new Fact.Edit(edit.member(), edit.target(), null, edit.audience()));
            }
        }
        return this;
    }

    private static Fact.Message withText(Fact.Message old, @Nullable String text, @Nullable Long edited) {
        return new Fact.Message(old.member(), old.name(), text, old.replyTo(), old.to(), edited);
    }

    private Entry with(Fact other) {
        return new Entry(offset, at, other, cause);
    }

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
            return sizeOf(message.name())
                    + sizeOf(message.text())
                    + MEMBER_SIZE * message.to().size();
        } else if (fact instanceof Fact.Edit edit) {
            return sizeOf(edit.text());
        } else if (fact instanceof Fact.Reaction reaction) {
            return sizeOf(reaction.emoji());
        } else if (fact instanceof Fact.Join join) {
            return sizeOf(join.name()) + sizeOf(join.visitor().profile());
        } else if (fact instanceof Fact.Leave leave) {
            return sizeOf(leave.name());
        } else if (fact instanceof Fact.Rename rename) {
            return sizeOf(rename.name()) + sizeOf(rename.was());
        } else if (fact instanceof Fact.Update update) {
            return SETTINGS_SIZE + sizeOf(update.changes().title());
        } else if (fact instanceof Fact.Close close) {
            return sizeOf(close.reason());
        }
        return 0;
    }

    private static int sizeOf(@Nullable String text) {
        if (text == null) {
            return 0;
        }
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
