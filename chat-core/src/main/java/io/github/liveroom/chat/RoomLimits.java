package io.github.liveroom.chat;

import java.time.Duration;

/**
 * What rooms of a service allow. Each is a setting of {@link RoomServiceBuilder}.
 *
 * @param nameLength the longest name, in code points
 * @param textLength the longest message, in code points
 * @param maxMembers the most seats a room may have
 * @param maxRooms the most rooms
 * @param retain how many entries a room keeps
 * @param retainAge how long a room keeps an entry
 * @param retainBytes how many bytes of entries a room keeps, as {@link Entry#size()} counts
 * @param historyBytes how many bytes of entries all rooms together keep in memory, as {@link Entry#size()} counts
 * @param recover how many missed entries an answer may hold
 * @param replyBytes how many bytes of entries an answer may hold, as {@link Entry#size()} counts
 */
public record RoomLimits(
        int nameLength,
        int textLength,
        int maxMembers,
        int maxRooms,
        int retain,
        Duration retainAge,
        long retainBytes,
        long historyBytes,
        int recover,
        int replyBytes) {}
