package io.github.liveroom.tests.chaos;

/** What a bad network does to a connection. */
enum Fault {
    /** Every piece of the stream is late. */
    DELAY,
    /** Every byte goes alone. */
    SPLIT,
    /** What is said within a while goes in one piece. */
    MERGE,
    /** A few bytes at a time. */
    TRICKLE,
    /** Nothing moves for a while; then everything does. */
    STALL,
    /** Both ends are told in an orderly way that the other one is done. */
    CUT_FIN,
    /** Both ends are reset. */
    CUT_RESET,
    /** The client is reset; the server is told nothing. */
    CLIENT_LOST,
    /** The server is reset; the client is told nothing. */
    SERVER_LOST,
    /** What the client says arrives no more; what the server says does. */
    UP_LOST,
    /** What the server says arrives no more; what the client says does. */
    DOWN_LOST,
    /** The server sees two connections where the client made one. Nothing but the handshake is said on the second. */
    TWICE
}
