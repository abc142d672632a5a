package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client before its first line.
 *
 * @param address the client's address as limits count it, or an empty string if it is not known
 * @param visitor who it is
 * @param refused how the connection is to be ended at once, or null
 * @param connection the secret with which the client names the connection elsewhere, or null if its carrier needs none
 * @param session by what the connections of the browser's HTTP session are found when that ends, or null if there is none
 */
public record Handshake(
        String address,
        Visitor visitor,
        @Nullable CloseCode refused,
        @Nullable String connection,
        @Nullable String session) {
    /** Nothing is known. */
    public static final Handshake UNKNOWN = new Handshake("", Visitor.UNKNOWN, null);

    /**
     * Of a client whose carrier works both ways.
     *
     * @param address as above
     * @param visitor as above
     * @param refused as above
     */
    public Handshake(String address, Visitor visitor, @Nullable CloseCode refused) {
        this(address, visitor, refused, null, null);
    }

    /**
     * The same of a client that sends on another way than it hears.
     *
     * @param secret names the connection there
     * @return this with the secret
     */
    public Handshake named(String secret) {
        return new Handshake(address, visitor, refused, secret, session);
    }

    /**
     * The same of a client that has a browser's HTTP session.
     *
     * @param key by what its connections are found, or null
     * @return this with the key
     */
    public Handshake in(@Nullable String key) {
        return new Handshake(address, visitor, refused, connection, key);
    }

    /**
     * The same of a client that is not let in.
     *
     * @param why how the connection is to be ended at once
     * @return this with the reason
     */
    Handshake refusedWith(CloseCode why) {
        return new Handshake(address, visitor, why, connection, session);
    }

    /** Without the secret, which nobody else is to know. */
    @Override
    public String toString() {
        return "Handshake[address=" + address + ", refused=" + refused + ']';
    }
}
