package io.github.liveroom.chat.client;

/** How a {@link ChatClient}'s lines travel. */
public enum Transport {
    /**
     * WebSocket. After two sockets in a row that did not open, one attempt by HTTP, which stays the choice for as long as it
     * works; if it fails, WebSocket again.
     */
    AUTO,
    /** WebSocket only. */
    WEBSOCKET,
    /** Server-sent events down, POST up, for networks that let no WebSocket through. */
    HTTP
}
