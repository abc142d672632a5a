package io.github.liveroom.chat;

/**
 * A room that was just created. Nobody is in it yet.
 *
 * @param room the room
 * @param ownerSecret whoever joins with it is owner; 128 bits, not to be had again
 */
public record NewRoom(Room room, String ownerSecret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "NewRoom[" + room.code() + "]";
    }
}
