package io.github.liveroom.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A room as a whole, at one instant.
 *
 * @param code what people type to enter
 * @param title what the room is about, or null
 * @param position the end of the log
 * @param oldest the offset of the oldest entry that can still be read; one past the end if there is none
 * @param locked whether nobody new is let in
 * @param passphrase whether entering takes a passphrase
 * @param keep whether the room stays when it is empty
 * @param maxMembers how many seats there are
 * @param slowMode the pause between two messages of a member; zero if there is none
 * @param count how many members there are, away ones included
 */
public record RoomInfo(
        RoomCode code,
        @Nullable String title,
        Position position,
        long oldest,
        boolean locked,
        boolean passphrase,
        boolean keep,
        int maxMembers,
        Duration slowMode,
        int count) {}
