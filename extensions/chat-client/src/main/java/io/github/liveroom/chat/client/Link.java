package io.github.liveroom.chat.client;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One connection to the server, by either carrier. Called on the strand, and calls its receiver there. */
interface Link {
    /**
     * The server has said hello.
     *
     * @param frameBytes how long a frame from here may be
     * @param secret names the connection where frames travel apart from it, or null
     */
    void greeted(int frameBytes, @Nullable String secret);

    /** Sends a line, as soon as those before it are on their way. */
    void send(String line);

    /** Asks for one more frame. The first one comes unasked. */
    void more();

    /** Ends it so that the server knows it is for good. Completes when it does, or never; its receiver hears nothing more. */
    CompletionStage<?> leave();

    /** Gives it up at once, as a broken network would; its receiver hears nothing more. */
    void drop();

    /** Who hears what comes. */
    interface Receiver {
        /** Some lines. No others come until {@link Link#more()} is called. */
        void frame(String lines);

        /** The connection is over, or did not come about. */
        void closed(int code, String reason);
    }

    /** Makes connections. */
    @FunctionalInterface
    interface Opener {
        /** Begins to connect; {@code http} tells which carrier. Returns before the receiver is called. */
        Link open(boolean http, Receiver receiver);
    }
}
