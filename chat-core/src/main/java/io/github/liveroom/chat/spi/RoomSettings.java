package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.RoomChanges;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A room as its people want it. What a room's log begins with, before the first entry; later ones may change it.
 *
 * @param title what the room is about, or null
 * @param locked whether nobody new is let in
 * @param keep whether the room stays when it is empty
 * @param maxMembers how many seats there are
 * @param slowMode the pause between two messages of a member; zero if there is none
 * @param passphrase the salted hash of the passphrase, or null
 * @param owner the hash of the owner secret
 */
public record RoomSettings(
        @Nullable String title,
        boolean locked,
        boolean keep,
        int maxMembers,
        Duration slowMode,
        @Nullable String passphrase,
        String owner) {
    /**
     * What is true after a change.
     *
     * @param changes what is other than before; a passphrase as its hash
     * @return the settings
     */
    public RoomSettings with(RoomChanges changes) {
        return new RoomSettings(
                emptyIsNone(changes.title(), title),
                changes.locked() == null ? locked : changes.locked(),
                changes.keep() == null ? keep : changes.keep(),
                changes.maxMembers() == null ? maxMembers : changes.maxMembers(),
                changes.slowMode() == null ? slowMode : changes.slowMode(),
                emptyIsNone(changes.passphrase(), passphrase),
                owner);
    }

    private static @Nullable String emptyIsNone(@Nullable String changed, @Nullable String before) {
        if (changed == null) {
            return before;
        }
        return changed.isEmpty() ? null : changed;
    }
}
