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
 * @param awaited whether the client has to show a token, since the host lets nobody in who shows nothing
 */
public record Handshake(
        String address,
        Visitor visitor,
        @Nullable CloseCode refused,
        @Nullable String connection,
        @Nullable String session,
        boolean awaited) {
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
        this(address, visitor, refused, null, null, false);
    }

    /**
     * The same of a client that sends on another way than it hears.
     *
     * @param secret names the connection there
     * @return this with the secret
     */
    public Handshake named(String secret) {
        return new Handshake(address, visitor, refused, secret, session, awaited);
    }

    /**
     * The same of a client that has a browser's HTTP session.
     *
     * @param key by what its connections are found, or null
     * @return this with the key
     */
    public Handshake in(@Nullable String key) {
        return new Handshake(address, visitor, refused, connection, key, awaited);
    }

    /**
     * The same of a client that has to show a token.
     *
     * @return this, awaited
     */
    public Handshake awaitingToken() {
        return new Handshake(address, visitor, refused, connection, session, true);
    }

    /**
     * The same of a client that has shown whose it is. A guest goes on to be known by the browser.
     *
     * @param shown who it is
     * @return this with the visitor
     */
    Handshake shownBy(Visitor shown) {
        String browser = shown.identity() == null && shown.session() == null ? visitor.session() : shown.session();
        Visitor known = new Visitor(shown.identity(), browser, shown.address(), shown.profile(), false, shown.pass());
        return new Handshake(address, known, refused, connection, session, false);
    }

    /**
     * The same of a client that is not let in.
     *
     * @param why how the connection is to be ended at once
     * @return this with the reason
     */
    Handshake refusedWith(CloseCode why) {
        return new Handshake(address, visitor, why, connection, session, awaited);
    }

    /** Without the secret, which nobody else is to know. */
    @Override
    public String toString() {
        return "Handshake[address=" + address + ", refused=" + refused + ']';
    }
}
