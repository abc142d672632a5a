package io.github.liveroom.chat;

import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to enter a room.
 *
 * @param name as typed, or null if only {@code resume} counts
 * @param passphrase as typed, or null
 * @param owner the secret that {@link RoomService#create(RoomOptions)} gave, or null
 * @param resume the secret that an earlier {@link Joined} gave, or null
 * @param since the last position seen, or null to get the newest entries
 * @param tail how many of the newest entries are wanted, 0 to {@value #MAX_TAIL}
 * @param visitor what is known of the person
 */
public record JoinRequest(
        @Nullable String name,
        @Nullable String passphrase,
        @Nullable String owner,
        @Nullable String resume,
        @Nullable Position since,
        int tail,
        Visitor visitor) {
    /** The longest tail. */
    public static final int MAX_TAIL = 200;

    /** The tail of those who do not say. */
    public static final int DEFAULT_TAIL = 50;

    /**
     * Takes a request.
     *
     * @param name as typed, or null
     * @param passphrase as typed, or null
     * @param owner the owner secret, or null
     * @param resume the resume secret, or null
     * @param since the last position seen, or null
     * @param tail how many of the newest entries are wanted
     * @param visitor what is known of the person
     * @throws IllegalArgumentException if the tail is out of range
     */
    public JoinRequest {
        if (tail < 0 || tail > MAX_TAIL) {
            throw new IllegalArgumentException("tail is 0 to " + MAX_TAIL + ", not " + tail);
        }
    }

    /** Without name and secrets. */
    @Override
    public String toString() {
        return "JoinRequest[since " + since + ", tail " + tail + "]";
    }

    /**
     * A guest who shows nothing but a name.
     *
     * @param name as typed
     * @return the request
     */
    public static JoinRequest named(String name) {
        return new JoinRequest(name, null, null, null, null, DEFAULT_TAIL, Visitor.UNKNOWN);
    }
}
