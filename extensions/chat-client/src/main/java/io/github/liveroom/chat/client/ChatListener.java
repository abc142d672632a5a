package io.github.liveroom.chat.client;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;

/**
 * Hears what happens in a room. One call at a time for all rooms of a client, in the room's order; see the package on threads.
 * A listener that throws gets the next event all the same.
 *
 * <p>The order is {@code joined}, then any number of {@code entry} and signals, with {@code offline} and then {@code resumed} or {@code gap} around
 * each break, and {@code ended} as the last call.
 */
public interface ChatListener {
    /**
     * The room was entered for the first time.
     *
     * @param room the room
     * @param snapshot the room at that instant; its entries are not told one by one
     */
    default void joined(ChatRoom room, RoomSnapshot snapshot) {}

    /**
     * The next entry of the log: each offset once, none left out, what this client sent included.
     *
     * @param room the room
     * @param line the entry
     */
    default void entry(ChatRoom room, RoomLine line) {}

    /**
     * Somebody else began or stopped typing. A receiver ends it by itself after 6 seconds.
     *
     * @param room the room
     * @param member who
     * @param on whether the member is typing
     */
    default void typing(ChatRoom room, MemberId member, boolean on) {}

    /**
     * Somebody else has read.
     *
     * @param room the room
     * @param member who
     * @param offset up to where
     */
    default void read(ChatRoom room, MemberId member, long offset) {}

    /**
     * A member connected, disconnected, or looks at something else.
     *
     * @param room the room
     * @param member who
     * @param status the new status
     * @param connections how many connections the member has now
     */
    default void status(ChatRoom room, MemberId member, MemberStatus status, int connections) {}

    /**
     * The connection broke. The client comes back by itself.
     *
     * @param room the room
     */
    default void offline(ChatRoom room) {}

    /**
     * The client is in the room again and nothing is lost: {@link #entry} goes on where it stopped. If the break was too long for
     * the seat, the client is a new member; {@link ChatRoom#me()} tells.
     *
     * @param room the room
     */
    default void resumed(ChatRoom room) {}

    /**
     * The client is in the room again, but the server no longer has all that was missed. Whatever was known of the room is
     * replaced by the snapshot; {@link #entry} goes on after it.
     *
     * @param room the room
     * @param snapshot the room at that instant; its entries are not told one by one, and some may have been told before
     */
    default void gap(ChatRoom room, RoomSnapshot snapshot) {}

    /**
     * The client is in the room no longer, or never was. Nothing of the room follows.
     *
     * @param room the room
     * @param end why
     */
    default void ended(ChatRoom room, RoomEnd end) {}
}
