package io.github.liveroom.containers;

import java.net.URI;

/**
 * A server that was started for a test.
 *
 * @param port on 127.0.0.1
 * @param context the context path: empty, or {@code "/chat"}
 * @param stop ends it in an orderly way
 */
public record RunningServer(int port, String context, Stop stop) implements AutoCloseable {
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
