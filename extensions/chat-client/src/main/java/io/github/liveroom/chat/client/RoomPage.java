package io.github.liveroom.chat.client;

import java.util.List;

/**
 * Some entries of the past.
 *
 * @param lines oldest first
 * @param more whether there are older ones
 */
public record RoomPage(List<RoomLine> lines, boolean more) {}
