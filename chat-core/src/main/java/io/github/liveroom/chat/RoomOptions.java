package io.github.liveroom.chat;

import org.jspecify.annotations.Nullable;

/**
 * What a new room shall be like. Start from {@link #DEFAULTS}.
 *
 * @param title what the room is about, at most {@value #MAX_TITLE} code points, or null
 * @param passphrase what entering takes, 1 to {@value #MAX_PASSPHRASE} code points, or null
 * @param keep whether the room stays when it is empty
 * @param maxMembers how many seats there are, or null for the service's own limit, which is also the highest
 * @param codeLength the shortest code wanted, or null for the service's own; a code may come out longer
 */
public record RoomOptions(
        @Nullable String title,
        @Nullable String passphrase,
        boolean keep,
        @Nullable Integer maxMembers,
        @Nullable Integer codeLength) {
    /** The longest title, in code points. */
    public static final int MAX_TITLE = 80;

    /** The longest passphrase, in code points. */
    public static final int MAX_PASSPHRASE = 128;

    /** A room that goes when everyone has left. */
    public static final RoomOptions DEFAULTS = new RoomOptions(null, null, false, null, null);

    /** Without title and passphrase. */
    @Override
    public String toString() {
        return "RoomOptions[keep " + keep + ", maxMembers " + maxMembers + ", codeLength " + codeLength + "]";
    }
}
