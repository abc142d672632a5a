package io.github.liveroom.chat.jakarta.wire;

/** Why the server ends a connection. Clients come back after 4000 to 4499 and stop after 4500 to 4999. */
public enum CloseCode {
    /** The client is done. */
    NORMAL(1000),
    /** A binary frame: the protocol is text. */
    NOT_TEXT(1003),
    /** The page is of an origin that is not allowed, and could not be told so before the upgrade. */
    FOREIGN_ORIGIN(1008),
    /** A frame over the limit. */
    TOO_BIG(1009),
    /** The server could not find out who it is; come back. */
    SERVER_ERROR(1011),
    /** The server has as many connections as it may have; come back later. */
    TRY_LATER(1013),
    /** The server goes away; come back. */
    GOING_AWAY(4001),
    /** The client reads more slowly than its rooms talk; come back and resume. */
    TOO_SLOW(4008),
    /** Two pings without an answer. */
    NO_PONG(4012),
    /** Far more lines than any person sends. */
    TOO_MANY_COMMANDS(4408),
    /** A line that is not of this protocol. */
    NOT_THIS_PROTOCOL(4500),
    /** Nobody whom the host application lets in. */
    NOT_AUTHORISED(4501),
    /** As many connections as the address or the person may have. */
    TOO_MANY_CONNECTIONS(4507),
    /** No command within the first seconds. */
    SILENT(4510);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    /**
     * As in a WebSocket close frame (RFC 6455, section 7.4).
     *
     * @return the number
     */
    public int number() {
        return number;
    }
}
