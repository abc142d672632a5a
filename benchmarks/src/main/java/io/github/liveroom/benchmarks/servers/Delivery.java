package io.github.liveroom.benchmarks.servers;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One client of {@link NaiveChat}, and how it is sent things. Thread-safe. */
sealed interface Delivery {
    /** Sends, or throws something unchecked if the client is gone. */
    void send(String text);

    /**
     * Whatever comes is given to the container at once: on Jetty, which queues it. Tomcat would throw at the second.
     *
     * @see RemoteEndpoint.Async#sendText(String)
     */
    record Async(RemoteEndpoint.Async remote) implements Delivery {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone is closed by the container
        public void send(String text) {
            remote.sendText(text);
        }
    }

    /** Waits for each send, one after the other, as the chat among Tomcat's examples did for years. */
    record Blocking(Session session) implements Delivery {
        @Override
        public void send(String text) {
            synchronized (session) {
                try {
                    session.getBasicRemote().sendText(text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Queues what comes while a send is under way, as Tomcat's chat does now, and waits for nothing. */
    final class Queued implements Delivery, SendHandler {
        private final RemoteEndpoint.Async remote;
        private final Deque<String> waiting = new ArrayDeque<>();
        private boolean sending;

        Queued(Session session) {
            remote = session.getAsyncRemote();
        }

        @Override
        public void send(String text) {
            synchronized (this) {
                if (sending) {
                    waiting.add(text);
                    return;
                }
                sending = true;
            }
            remote.sendText(text, this);
        }

        @Override
        public void onResult(SendResult result) {
            String next = result.isOK() ? next() : null;
            if (next == null) {
                return;
            }
            try {
                remote.sendText(next, this);
            } catch (IllegalStateException e) {
                // Closed meanwhile; nothing more is sent.
            }
        }

        private synchronized @Nullable String next() {
            String next = waiting.poll();
            sending = next != null;
            return next;
        }
    }
}
