package io.github.liveroom.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What shall be, or is, other than before in a room. What is null stays as it is.
 *
 * @param title what the room is about, at most {@value RoomOptions#MAX_TITLE} code points; empty for nothing
 * @param passphrase what entering takes, 1 to {@value RoomOptions#MAX_PASSPHRASE} code points; empty for nothing
 * @param locked whether nobody new is let in
 * @param maxMembers how many seats there are; a smaller number puts nobody out
 * @param slowMode the pause between two messages of a member, zero to {@link #MAX_SLOW_MODE}
 * @param keep whether the room stays when it is empty
 */
public record RoomChanges(
        @Nullable String title,
        @Nullable String passphrase,
        @Nullable Boolean locked,
        @Nullable Integer maxMembers,
        @Nullable Duration slowMode,
        @Nullable Boolean keep) {
    /** The longest pause between two messages: an hour. */
    public static final Duration MAX_SLOW_MODE = Duration.ofHours(1);

    /** Nothing. */
    public static final RoomChanges NONE = new RoomChanges(null, null, null, null, null, null);

    /** Without title and passphrase. */
    @Override
    public String toString() {
        return "RoomChanges[locked " + locked + ", maxMembers " + maxMembers + ", slowMode " + slowMode + ", keep "
                + keep + "]";
    }

    /**
     * The same with another passphrase.
     *
     * @param other see above
     * @return the changes
     */
    public RoomChanges withPassphrase(@Nullable String other) {
        return new RoomChanges(title, other, locked, maxMembers, slowMode, keep);
    }
}
