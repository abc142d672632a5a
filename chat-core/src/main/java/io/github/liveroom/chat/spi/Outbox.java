package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.RoomEvent;

/**
 * The receiving end of one connection in one room.
 *
 * <p>Called while the room is busy, by one thread at a time and in the room's order: every method returns at once, blocks
 * on nothing and throws nothing. A receiver that cannot keep up queues, within bounds, and
 * {@linkplain RoomConnection#drop() drops} itself when the bound is reached.
 */
public interface Outbox {
    /**
     * Entries were appended.
     *
     * @param batch the same object for every connection of the room, so that it need be encoded only once
     * @param from the index of the first entry of the batch that is meant for this connection
     * @param to one past the index of the last
     */
    void entries(EntryBatch batch, int from, int to);

    /**
     * What was handed over since the last call, answers to {@linkplain Call calls} included, may be sent now, in one piece.
     * Comes soon after every other call but {@code gone}.
     */
    default void flush() {}

    /**
     * A signal that may be lost.
     *
     * @param signal typing or status of a member
     */
    void signal(RoomEvent signal);

    /**
     * The last call: this connection's part in the room is over, though it did not ask for it.
     *
     * @param gone why
     */
    void gone(RoomEvent.Gone gone);
}
