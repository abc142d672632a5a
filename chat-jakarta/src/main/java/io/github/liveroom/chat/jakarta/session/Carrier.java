package io.github.liveroom.chat.jakarta.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What brings frames to one client. A WebSocket session is one. */
public interface Carrier {
    /**
     * Sends a frame. Does not block. Called again only after {@code sent} was.
     *
     * @param frame lines, separated by line feeds
     * @param sent called once, on any thread, perhaps before this method returns; gets what went wrong, or null
     */
    void send(String frame, Consumer<@Nullable Throwable> sent);

    /**
     * Ends the connection. Does not block, may be called while a frame is on its way, and has an effect once.
     *
     * @param code a close code of RFC 6455 or of the application's range
     * @param reason at most 123 bytes
     */
    void close(int code, String reason);

    /**
     * Which of the two ways it is.
     *
     * @return false for a response that goes on and on
     */
    default boolean isWebSocket() {
        return true;
    }
}
