package io.github.liveroom.containers;

import java.net.URI;

/**
 * A server that was started for a test.
 *
 * @param port on 127.0.0.1
 * @param context the context path: empty, or {@code "/chat"}
 * @param stop ends it in an orderly way
 * @param sessions ends an HTTP session by its id, as a logout does, or time
 */
public record RunningServer(int port, String context, Stop stop, Sessions sessions) implements AutoCloseable {
    /** How a server is stopped. */
    @FunctionalInterface
    public interface Stop {
        /**
         * Stops it and waits until it has stopped.
         *
         * @throws Exception if it does not
         */
        void run() throws Exception;
    }

    /** A server's HTTP sessions. */
    @FunctionalInterface
    public interface Sessions {
        /**
         * Ends one.
         *
         * @param id as the cookie has it
         * @throws Exception if it does not end
         */
        void end(String id) throws Exception;
    }

    /**
     * A server without HTTP sessions.
     *
     * @param port as above
     * @param context as above
     * @param stop as above
     */
    public RunningServer(int port, String context, Stop stop) {
        this(port, context, stop, id -> {
            throw new UnsupportedOperationException("there are no sessions here");
        });
    }

    void endSession(String id) throws Exception {
        sessions.end(id);
    }

    String path() {
        return context + "/liveroom/ws";
    }

    URI socket() {
        return URI.create("ws://127.0.0.1:" + port + path());
    }

    URI page(String path) {
        return URI.create(origin() + context + path);
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        try {
            stop.run();
        } catch (Exception e) {
            throw new AssertionError("the server does not stop", e);
        }
    }
}
