package io.github.liveroom.chat;

/**
 * The host application's view of all rooms of a service: who came, who went and why, what was said.
 *
 * <p>Called on the service's executor, one call at a time for each listener, events of one room in their order. A listener
 * that throws gets the next event all the same; one that is slow delays nobody else, and when it is more than 10,000
 * events behind it loses events, which is logged.
 */
public interface RoomListener {
    /**
     * A room was created.
     *
     * @param room the room
     */
    default void created(Room room) {}

    /**
     * An entry was appended to a room's log: a message, a member who joined or left, the room's end.
     *
     * @param room the room
     * @param entry the entry
     */
    default void appended(Room room, Entry entry) {}

    /**
     * Somebody kept order in a room: a moderator, an owner, or the host application. Told after {@link #appended} of what came of
     * it. Also written to the log {@code io.github.liveroom.chat.audit}.
     *
     * @param room the room
     * @param deed what was done by whom
     */
    default void moderated(Room room, Moderation deed) {}
}
