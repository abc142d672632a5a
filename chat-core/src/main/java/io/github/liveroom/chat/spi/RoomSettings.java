package io.github.liveroom.chat.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a room's log begins with: the part of a room's state that is there before the first entry.
 *
 * @param title what the room is about, or null
 * @param keep whether the room stays when it is empty
 * @param maxMembers how many seats there are
 * @param passphrase the salted hash of the passphrase, or null
 * @param owner the hash of the owner secret
 */
public record RoomSettings(
        @Nullable String title,
        boolean keep,
        int maxMembers,
        @Nullable String passphrase,
        String owner) {}
