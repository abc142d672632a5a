package io.github.liveroom.chat;

/** Something that rooms stand on failed: the log's store, a closed service. Never used for what people may do wrong. */
public final class ChatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message what was attempted and what became of it
     */
    public ChatException(String message) {
        super(message);
    }

    /**
     * Says what failed and why.
     *
     * @param message what was attempted and what became of it
     * @param cause why
     */
    public ChatException(String message, Throwable cause) {
        super(message, cause);
    }
}
