package io.github.liveroom.chat;

import org.jspecify.annotations.Nullable;

/** What a member may ask of a room it is in. */
public sealed interface Command {
    /**
     * Says something to everyone in the room. Answered with {@link Answer.Sent}.
     *
     * @param text kept verbatim; not only white space, no U+0000, no lone surrogates
     * @param replyTo the offset of the entry that this answers, or null
     */
    record Send(String text, @Nullable Long replyTo) implements Command {}

    /**
     * Takes another name. Answered with {@link Answer.Renamed}.
     *
     * @param name as typed
     */
    record Rename(String name) implements Command {}

    /**
     * Tells the others that the member types, or stopped. Answered with {@link Answer.Done}, also when it has no effect:
     * more than once in 3 seconds, or in a room of more than 50.
     *
     * @param on whether the member is typing
     */
    record Typing(boolean on) implements Command {}

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
            if (limit < 1 || limit > MAX_PAGE) {
                throw new IllegalArgumentException("limit is 1 to " + MAX_PAGE + ", not " + limit);
            }
        }
    }
}
