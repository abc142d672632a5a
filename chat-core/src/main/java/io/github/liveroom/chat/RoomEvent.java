package io.github.liveroom.chat;

/**
 * What a member of a room gets to see: numbered {@linkplain Entry entries}, and signals that are neither numbered nor
 * kept and may be lost.
 */
public sealed interface RoomEvent permits Entry, RoomEvent.Typing, RoomEvent.Read, RoomEvent.Status, RoomEvent.Gone {
    /**
     * Somebody began or stopped typing. A receiver ends it by itself after 6 seconds.
     *
     * @param member who
     * @param on whether the member is typing now
     */
    record Typing(MemberId member, boolean on) implements RoomEvent {}

    /**
     * Somebody has read so far. Only the newest of a member counts.
     *
     * @param member who
     * @param offset of the last entry that was read
     */
    record Read(MemberId member, long offset) implements RoomEvent {}

    /**
     * A member connected, disconnected or changed status. Only the newest of a member counts.
     *
     * @param member who
     * @param status the new status
     * @param connections how many connections the member has now
     */
    record Status(MemberId member, MemberStatus status, int connections) implements RoomEvent {}

    /**
     * This connection's part in the room is over, though it did not ask for it. Nothing of the room follows.
     *
     * @param cause what ended it
     * @param reason for people; may be empty
     */
    record Gone(Cause cause, String reason) implements RoomEvent {
        /** What ended a connection's part in a room. */
        public enum Cause {
            /** A moderator put the member out. */
            KICKED,
            /** A moderator put the member out for longer. */
            BANNED,
            /** Another connection took the member over with the resume secret. */
            TAKEN_OVER,
            /** The room was closed. */
            ROOM_CLOSED
        }
    }
}
