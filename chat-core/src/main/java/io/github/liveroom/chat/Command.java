package io.github.liveroom.chat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a member may ask of a room it is in. */
public sealed interface Command {
    /**
     * What the command is called in the protocol, and in {@link Entry.Cause}.
     *
     * @return such as {@code send}
     */
    default String verb() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * Says something. Answered with {@link Answer.Sent}.
     *
     * @param text kept verbatim; not only white space, no U+0000, no lone surrogates
     * @param replyTo the offset of the entry that this answers, or null
     * @param to who alone is to see it, at most {@value #MAX_TO} members of the room; empty for everyone
     */
    record Send(String text, @Nullable Long replyTo, List<MemberId> to) implements Command {
        /** The most members that one whisper goes to. */
        public static final int MAX_TO = 8;

        /**
         * Takes a message; the list is copied.
         *
         * @param text kept verbatim
         * @param replyTo the offset of the entry that this answers, or null
         * @param to who alone is to see it; empty for everyone
         * @throws IllegalArgumentException if there are too many
         */
        public Send {
            to = List.copyOf(to);
            if (to.size() > MAX_TO) {
                throw new IllegalArgumentException(
                        "a whisper goes to at most " + MAX_TO + " members, not " + to.size());
            }
        }

        /**
         * A message to everyone.
         *
         * @param text kept verbatim
         * @param replyTo the offset of the entry that this answers, or null
         */
        public Send(String text, @Nullable Long replyTo) {
            this(text, replyTo, List.of());
        }
    }

    /**
     * Gives one's own message another text, for 15 minutes. Answered with {@link Answer.Appended}.
     *
     * @param target the offset of the message
     * @param text as for {@link Send}
     */
    record Edit(long target, String text) implements Command {}

    /**
     * Deletes a message for good: one's own, or as moderator anybody's. Answered with {@link Answer.Appended}.
     *
     * @param target the offset of the message
     */
    record Delete(long target) implements Command {}

    /**
     * Puts an emoji to a message or takes it away. Answered with {@link Answer.Appended}; if it is so already, with where
     * that was decided.
     *
     * @param target the offset of the message
     * @param emoji 1 to {@value #MAX_EMOJI} code points
     * @param on whether it shall be there
     */
    record React(long target, String emoji, boolean on) implements Command {
        /** The longest emoji, in code points: families and flags are sequences. */
        public static final int MAX_EMOJI = 16;
    }

    /**
     * Tells the others that the member types, or stopped. Answered with {@link Answer.Done}, also when it has no effect:
     * more than once in 3 seconds, or in a room of more than 50.
     *
     * @param on whether the member is typing
     */
    record Typing(boolean on) implements Command {}

    /**
     * Tells the others how far the member has read. Answered with {@link Answer.Done}, also when it has no effect: in a room
     * of more than 50.
     *
     * @param offset of the last entry that was read
     */
    record Read(long offset) implements Command {}

    /**
     * Tells whether somebody looks at this connection. A member is active as long as one connection is. Answered with {@link
     * Answer.Done}, also when it has no effect: in a room of more than 50.
     *
     * @param idle whether nobody does
     */
    record Status(boolean idle) implements Command {}

    /**
     * Reads older entries. Answered with {@link Answer.Page}.
     *
     * @param before the first offset not wanted, or null for the newest entries
     * @param limit how many entries at the most, 1 to {@value #MAX_PAGE}
     */
    record History(@Nullable Long before, int limit) implements Command {
        /** The longest page. */
        public static final int MAX_PAGE = 100;

        /**
         * Takes a range.
         *
         * @param before the first offset not wanted, or null
         * @param limit how many entries at the most
         * @throws IllegalArgumentException if the limit is out of range
         */
        public History {
            checkRange("limit", limit, 1, MAX_PAGE);
        }
    }

    /**
     * Looks for messages whose newest text contains a text, without regard to upper and lower case. Answered with {@link
     * Answer.Page}.
     *
     * @param text what to look for
     * @param before the first offset not wanted, or null for the newest messages
     * @param limit how many messages at the most, 1 to {@value History#MAX_PAGE}
     */
    record Search(String text, @Nullable Long before, int limit) implements Command {
        /**
         * Takes a search.
         *
         * @param text what to look for
         * @param before the first offset not wanted, or null
         * @param limit how many messages at the most
         * @throws IllegalArgumentException if the limit is out of range
         */
        public Search {
            checkRange("limit", limit, 1, History.MAX_PAGE);
        }
    }

    /**
     * Lists members in the order of joining. Answered with {@link Answer.People}.
     *
     * @param after the member behind whom the page begins, or null for the first page; need not be there any more
     * @param limit how many at the most, 1 to {@value Joined#MAX_LISTED}
     */
    record Members(@Nullable MemberId after, int limit) implements Command {
        /**
         * Takes a range.
         *
         * @param after the member behind whom the page begins, or null
         * @param limit how many at the most
         * @throws IllegalArgumentException if the limit is out of range
         */
        public Members {
            checkRange("limit", limit, 1, Joined.MAX_LISTED);
        }
    }

    /**
     * Asks for what was missed. Answered with {@link Answer.Synced}.
     *
     * @param since the last position seen
     */
    record Sync(Position since) implements Command {}

    /**
     * Takes another name. Answered with {@link Answer.Renamed}.
     *
     * @param name as typed
     */
    record Rename(String name) implements Command {}

    /**
     * Changes the room, as moderator. Answered with {@link Answer.Appended}.
     *
     * @param changes what shall be other than before; at least one thing
     */
    record Update(RoomChanges changes) implements Command {}

    /**
     * Puts a member out, as moderator. Answered with {@link Answer.Appended}.
     *
     * @param member who
     * @param reason told to the member; at most {@value #MAX_REASON} code points; may be empty
     */
    record Kick(MemberId member, String reason) implements Command {
        /** The longest reason, in code points. */
        public static final int MAX_REASON = 200;
    }

    /**
     * Puts a member out and keeps the person out, as moderator. Answered with {@link Answer.Appended}.
     *
     * @param member who
     * @param reason as for {@link Kick}
     * @param length for how long, or null for as long as the room lives
     */
    record Ban(MemberId member, String reason, @Nullable Duration length) implements Command {}

    /**
     * Lets a person in again, as moderator. Answered with {@link Answer.Done}.
     *
     * @param member who was banned
     * @param reason as for {@link Kick}
     */
    record Unban(MemberId member, String reason) implements Command {}

    /**
     * Lets a member only listen, as moderator. Answered with {@link Answer.Appended}.
     *
     * @param member who
     * @param reason as for {@link Kick}
     * @param length for how long; zero ends it; null for as long as nobody ends it
     */
    record Mute(MemberId member, String reason, @Nullable Duration length) implements Command {}

    /**
     * Gives a member another role, as owner. Whoever makes somebody else owner becomes moderator. Answered with {@link
     * Answer.Appended}.
     *
     * @param member who
     * @param role any but muted
     */
    record Role(MemberId member, io.github.liveroom.chat.Role role) implements Command {}

    /**
     * Ends the room for everyone, as owner. Answered with {@link Answer.Done}.
     *
     * @param reason as for {@link Kick}
     */
    record Close(String reason) implements Command {}

    private static void checkRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + min + " to " + max + ", not " + value);
        }
    }
}
