package io.github.liveroom.chat.client;

import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.RoomCode;
import org.jspecify.annotations.Nullable;

/**
 * How a client enters a room. Start from {@link #of}.
 *
 * @param room the room's code
 * @param name by which to go, or null if only {@code resume} counts
 * @param passphrase what the room takes, or null
 * @param owner the secret that {@link ChatClient#create} gave, or null
 * @param resume the secret of an earlier stay, of {@link ChatRoom#resumeSecret()}, which takes that member over; or null
 * @param since the position of an earlier stay, of {@link ChatRoom#position()}, to get what came after it; or null
 * @param tail how many of the newest entries are wanted if there is no {@code since}, 0 to 200
 */
public record JoinOptions(
        RoomCode room,
        @Nullable String name,
        @Nullable String passphrase,
        @Nullable String owner,
        @Nullable String resume,
        @Nullable Position since,
        int tail) {
    /**
     * Takes options.
     *
     * @param room the room's code
     * @param name by which to go, or null
     * @param passphrase what the room takes, or null
     * @param owner the owner secret, or null
     * @param resume the resume secret, or null
     * @param since the last position seen, or null
     * @param tail how many of the newest entries are wanted
     * @throws IllegalArgumentException if the tail is out of range, or there is neither name nor resume secret
     */
    public JoinOptions {
        if (tail < 0 || tail > JoinRequest.MAX_TAIL) {
            throw new IllegalArgumentException("tail is 0 to " + JoinRequest.MAX_TAIL + ", not " + tail);
        }
        if (name == null && resume == null) {
            throw new IllegalArgumentException("a join takes a name or a resume secret");
        }
    }

    /**
     * A guest who shows nothing but a name.
     *
     * @param room the code as typed: {@code kq-zw} is KQZW
     * @param name as typed
     * @return the options
     * @throws IllegalArgumentException if no room can have such a code
     */
    public static JoinOptions of(String room, String name) {
        RoomCode code = RoomCode.parse(room)
                .orElseThrow(() -> new IllegalArgumentException("a room code has " + RoomCode.MIN_LENGTH + " to "
                        + RoomCode.MAX_LENGTH + " of the letters A-Z and the digits 0-9"));
        return of(code, name);
    }

    /**
     * A guest who shows nothing but a name.
     *
     * @param room the code
     * @param name as typed
     * @return the options
     */
    public static JoinOptions of(RoomCode room, String name) {
        return new JoinOptions(room, name, null, null, null, null, JoinRequest.DEFAULT_TAIL);
    }

    /**
     * With the room's passphrase.
     *
     * @param secret as typed
     * @return new options
     */
    public JoinOptions passphrase(String secret) {
        return new JoinOptions(room, name, secret, owner, resume, since, tail);
    }

    /**
     * As the room's owner.
     *
     * @param secret of {@link ChatClient#create}
     * @return new options
     */
    public JoinOptions owner(String secret) {
        return new JoinOptions(room, name, passphrase, secret, resume, since, tail);
    }

    /**
     * Taking an earlier stay over. If that is over, it is an ordinary join with the name.
     *
     * @param secret of {@link ChatRoom#resumeSecret()}
     * @return new options
     */
    public JoinOptions resume(String secret) {
        return new JoinOptions(room, name, passphrase, owner, secret, since, tail);
    }

    /**
     * Wanting exactly what came after a position.
     *
     * @param position of {@link ChatRoom#position()}
     * @return new options
     */
    public JoinOptions since(Position position) {
        return new JoinOptions(room, name, passphrase, owner, resume, position, tail);
    }

    /**
     * Wanting some of the newest entries.
     *
     * @param entries 0 to 200
     * @return new options
     */
    public JoinOptions tail(int entries) {
        return new JoinOptions(room, name, passphrase, owner, resume, since, entries);
    }

    /** Without name and secrets. */
    @Override
    public String toString() {
        return "JoinOptions[" + room + ", since " + since + ", tail " + tail + "]";
    }
}
