package io.github.liveroom.chat.client;

import io.github.liveroom.chat.RoomCode;

/**
 * A room that was just created. Nobody is in it yet.
 *
 * @param code what people type to enter
 * @param owner the secret with which to join as owner; not to be had again
 */
public record CreatedRoom(RoomCode code, String owner) {
    static CreatedRoom of(Fields ok) {
        return new CreatedRoom(RoomSnapshot.code(ok), ok.text("owner", ""));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "CreatedRoom[" + code + "]";
    }
}
