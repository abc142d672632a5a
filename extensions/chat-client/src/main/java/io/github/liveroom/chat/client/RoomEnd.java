package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Why a client is in a room no longer.
 *
 * @param code 1000: left, or the client was closed; 4503 kicked, 4504 banned, 4505 taken over by another connection, 4506 room
 *     closed; another final close code of the connection, such as 4501; 0 if a join was refused
 * @param reason for people; may be empty
 * @param refusal why the room, or the way back into it, was refused; else null
 */
public record RoomEnd(int code, String reason, @Nullable Refusal refusal) {}
