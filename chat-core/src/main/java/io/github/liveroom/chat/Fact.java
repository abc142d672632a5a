package io.github.liveroom.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room. The set is closed: state, wire and stores each handle every kind.
 *
 * <p>A fact becomes an {@link Entry} when the room's log gives it an offset.
 */
public sealed interface Fact {
    /**
     * Who may see it.
     *
     * @return the members, or an empty list for everyone; who is not among them sees a {@link Skip}
     */
    default List<MemberId> audience() {
        return List.of();
    }

    /**
     * Somebody said something.
     *
     * @param member who; not necessarily somebody with a seat: the host application may speak too
     * @param name the member's name at that time; a later rename does not change it
     * @param text verbatim, or the newest one if it was edited; null once it is deleted
     * @param replyTo the offset of the entry that this answers, or null
     * @param to to whom it is whispered; empty for everyone
     * @param edited the offset of the newest {@link Edit}, or null; only in what is read again
     */
    record Message(
            MemberId member,
            String name,
            @Nullable String text,
            @Nullable Long replyTo,
            List<MemberId> to,
            @Nullable Long edited)
            implements Fact {
        /**
         * Takes a message; the list is copied.
         *
         * @param member who
         * @param name the member's name at that time
         * @param text verbatim, or null once it is deleted
         * @param replyTo the offset of the entry that this answers, or null
         * @param to to whom it is whispered; empty for everyone
         * @param edited the offset of the newest edit, or null
         */
        public Message {
            to = List.copyOf(to);
        }

        /**
         * A message to everyone, as it is said.
         *
         * @param member who
         * @param name the member's name
         * @param text verbatim
         * @param replyTo the offset of the entry that this answers, or null
         */
        public Message(MemberId member, String name, String text, @Nullable Long replyTo) {
            this(member, name, text, replyTo, List.of(), null);
        }

        @Override
        public List<MemberId> audience() {
            return Audience.of(member, to);
        }
    }

    /**
     * A message was given another text by its author.
     *
     * @param member who
     * @param target the offset of the message
     * @param text the new text; null once the message is deleted
     * @param audience who may see it, like the message
     */
    record Edit(MemberId member, long target, @Nullable String text, List<MemberId> audience) implements Fact {
        /**
         * Takes an edit; the list is copied.
         *
         * @param member who
         * @param target the offset of the message
         * @param text the new text, or null once the message is deleted
         * @param audience who may see it
         */
        public Edit {
            audience = List.copyOf(audience);
        }
    }

    /**
     * A message and all its edits lost their text, in every store and for good.
     *
     * @param member who deleted it
     * @param target the offset of the message
     * @param audience who may see it, like the message
     */
    record Delete(MemberId member, long target, List<MemberId> audience) implements Fact {
        /**
         * Takes a deletion; the list is copied.
         *
         * @param member who deleted it
         * @param target the offset of the message
         * @param audience who may see it
         */
        public Delete {
            audience = List.copyOf(audience);
        }
    }

    /**
     * Somebody put an emoji to a message, or took it away again.
     *
     * @param member who
     * @param target the offset of the message
     * @param emoji which
     * @param on whether it is there now
     * @param audience who may see it, like the message
     */
    record Reaction(MemberId member, long target, String emoji, boolean on, List<MemberId> audience) implements Fact {
        /**
         * Takes a reaction; the list is copied.
         *
         * @param member who
         * @param target the offset of the message
         * @param emoji which
         * @param on whether it is there now
         * @param audience who may see it
         */
        public Reaction {
            audience = List.copyOf(audience);
        }
    }

    /**
     * A stay began.
     *
     * @param member who; a new id for each stay
     * @param name as normalised
     * @param role with which the stay begins
     * @param visitor what is known of the person; never leaves the server, but for the profile
     * @param scope the name under which this member's {@code cid}s are remembered; never leaves the server
     */
    record Join(MemberId member, String name, Role role, Visitor visitor, String scope) implements Fact {}

    /**
     * A stay ended.
     *
     * @param member who
     * @param name the member's last name
     * @param reason why
     * @param told what the member alone is told about it; may be empty
     * @param ban who stays out for how long, or null; never leaves the server
     */
    record Leave(
            MemberId member,
            String name,
            LeaveReason reason,
            String told,
            @Nullable Ban ban) implements Fact {
        /**
         * The end of a stay that keeps nobody out.
         *
         * @param member who
         * @param name the member's last name
         * @param reason why
         */
        public Leave(MemberId member, String name, LeaveReason reason) {
            this(member, name, reason, "", null);
        }
    }

    /**
     * A member goes by another name.
     *
     * @param member who
     * @param name the new name
     * @param was the old name
     */
    record Rename(MemberId member, String name, String was) implements Fact {}

    /**
     * A member may do more or less than before.
     *
     * @param member who
     * @param role the new role
     * @param by who decided it, or null if the room's rules did
     * @param until when a mute ends by itself, or null
     */
    record RoleChange(
            MemberId member,
            Role role,
            @Nullable MemberId by,
            @Nullable Instant until) implements Fact {
        /**
         * A change that holds until the next.
         *
         * @param member who
         * @param role the new role
         * @param by who decided it, or null
         */
        public RoleChange(MemberId member, Role role, @Nullable MemberId by) {
            this(member, role, by, null);
        }
    }

    /**
     * The room was changed.
     *
     * @param changes what is other than before; a passphrase as its hash, which never leaves the server
     * @param by who decided it, or null if the host application did
     */
    record Update(RoomChanges changes, @Nullable MemberId by) implements Fact {}

    /** Something that the reader may not see: it keeps the count whole. Never in a log, only in what is read from it. */
    record Skip() implements Fact {}

    /**
     * The room is no more. It ends every membership without a {@link Leave} for each; nothing follows it.
     *
     * @param reason for people; may be empty
     */
    record Close(String reason) implements Fact {}
}
