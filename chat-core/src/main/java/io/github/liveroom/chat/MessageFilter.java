package io.github.liveroom.chat;

/**
 * The host application's say about what members write, before it is appended: messages and edits.
 *
 * <p>Called on the service's executor, for one member at a time and in order, for different members at once; it may block,
 * but not for long: after {@link RoomServiceBuilder#filterLimit} the message is refused with {@link Refusal#UNAVAILABLE},
 * and what the filter says then is not heard. One that throws refuses the message too, with {@link Refusal#INTERNAL}:
 * nothing passes unseen. What the host itself {@linkplain Room#post posts} is not filtered.
 */
@FunctionalInterface
public interface MessageFilter {
    /**
     * Looks at a text.
     *
     * @param room where it is to be said
     * @param author by whom
     * @param text what
     * @return what becomes of it
     */
    Verdict judge(Room room, Member author, String text);

    /** What becomes of a text. */
    sealed interface Verdict {
        /** It is said as it is. */
        record Allow() implements Verdict {}

        /**
         * Something else is said.
         *
         * @param text not only white space and not too long, else the message is refused
         */
        record Rewrite(String text) implements Verdict {}

        /**
         * It is not said: {@link Refusal#FORBIDDEN}.
         *
         * @param detail why, in English, for logs and programs; does not quote the text
         */
        record Refuse(String detail) implements Verdict {}
    }
}
