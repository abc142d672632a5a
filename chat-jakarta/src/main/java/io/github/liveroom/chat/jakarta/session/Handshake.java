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
 */
public record Handshake(
        String address, Visitor visitor, @Nullable CloseCode refused) {
    /** Nothing is known. */
    public static final Handshake UNKNOWN = new Handshake("", Visitor.UNKNOWN, null);
}
