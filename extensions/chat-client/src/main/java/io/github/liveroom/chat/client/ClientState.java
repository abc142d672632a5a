package io.github.liveroom.chat.client;

/** How a {@link ChatClient} stands to its server. */
public enum ClientState {
    /** There is nothing to connect for. */
    IDLE,
    /** Waits for the server's first line, 15 seconds at the most. */
    CONNECTING,
    /** The server has said hello. */
    OPEN,
    /** Pauses before the next attempt: longer and longer, 20 seconds at the most. */
    WAITING,
    /** Over for good. */
    ENDED
}
