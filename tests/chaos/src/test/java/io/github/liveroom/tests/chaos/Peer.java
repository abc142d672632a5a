package io.github.liveroom.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who speaks the protocol by hand and forgives nothing: no resume, no second try. Answers pings. Thread-safe. */
final class Peer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final long PATIENCE_SECONDS = 30;
    private static final int LONG_TEXT = 100;

    private final List<JsonNode> lines = new ArrayList<>(); // guarded by this, like all below
    private final StringBuilder frame = new StringBuilder();
    private CompletableFuture<WebSocket> socket;
    private int closeCode;
    private long ids;

    private Peer(HttpClient http, URI address) {
        synchronized (this) {
            socket = http.newWebSocketBuilder().subprotocols("liveroom.v1").buildAsync(address, new Ear());
        }
        socket.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static Peer connect(HttpClient http, URI address) {
        return new Peer(http, address);
    }

    /** Sends a command; the fields are name, value, name, value. */
    long post(String cmd, Object... fields) {
        synchronized (this) {
            long id = ++ids;
            send(command(id, cmd, fields));
            return id;
        }
    }

    static String command(long id, String cmd, Object... fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", id);
        all.put("cmd", cmd);
        for (int i = 0; i < fields.length; i += 2) {
            all.put((String) fields[i], fields[i + 1]);
        }
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private synchronized void send(String text) {
        socket = socket.thenCompose(open -> open.sendText(text, true));
    }

    /** Sends a command and waits for its reply. */
    JsonNode call(String cmd, Object... fields) {
        long id = post(cmd, fields);
        return await(
                "the answer to " + cmd,
                line -> line.has("id") && line.path("id").asLong() == id);
    }

    JsonNode ok(String cmd, Object... fields) {
        JsonNode reply = call(cmd, fields);
        assertThat(reply.has("ok")).as("%s should be ok: %s", cmd, reply).isTrue();
        return reply.path("ok");
    }

    JsonNode say(Object room, String text) {
        return ok("send", "room", room.toString(), "text", text, "cid", "c" + text.hashCode());
    }

    /** The first push of a type, past or to come. */
    JsonNode push(String type) {
        return await(
                "a push of type " + type, line -> line.path("type").asText().equals(type));
    }

    JsonNode await(String what, Predicate<JsonNode> wanted) {
        return await(what, () -> lines.stream().filter(wanted).findFirst().orElse(null));
    }

    /** Waits for an entry with this offset or a later one. */
    void awaitOffset(long offset) {
        await("entry " + offset, line -> line.path("offset").asLong() >= offset);
    }

    /** The end of the connection; 1006 without a close frame. */
    int closeCode() {
        return await("the end", () -> closeCode == 0 ? null : closeCode);
    }

    synchronized boolean isOpen() {
        return closeCode == 0;
    }

    /** The numbered pushes so far. Long texts are cut: there can be many. */
    synchronized List<JsonNode> entries() {
        return lines.stream().filter(line -> line.has("offset")).toList();
    }

    synchronized List<JsonNode> lines() {
        return List.copyOf(lines);
    }

    /** Keeps nothing of what came so far. */
    synchronized void forget() {
        lines.clear();
    }

    void drop() {
        close();
    }

    @Override
    public void close() {
        synchronized (this) {
            socket.thenAccept(WebSocket::abort);
        }
    }

    private synchronized <T> T await(String what, Supplier<@Nullable T> found) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            for (T result = found.get(); true; result = found.get()) {
                if (result != null) {
                    return result;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0 || closeCode != 0) {
                    throw new AssertionError("no " + what + (closeCode == 0 ? "" : "; it ended with " + closeCode)
                            + "; " + lines.subList(Math.max(0, lines.size() - 5), lines.size()));
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private final class Ear implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
            synchronized (Peer.this) {
                frame.append(data);
                if (last) {
                    frame.toString().lines().forEach(this::heard);
                    frame.setLength(0);
                    Peer.this.notifyAll();
                }
            }
            open.request(1);
            return null;
        }

        private void heard(String text) {
            try {
                JsonNode line = JSON.readTree(text);
                if (line.isEmpty()) {
                    send("{}");
                } else {
                    lines.add(abridged(line));
                }
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        private JsonNode abridged(JsonNode line) {
            String text = line.path("text").asText();
            return text.length() > LONG_TEXT ? ((ObjectNode) line).put("text", text.substring(0, LONG_TEXT)) : line;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
            ended(code);
            return null;
        }

        @Override
        public void onError(WebSocket open, Throwable error) {
            ended(1006);
        }

        private void ended(int code) {
            synchronized (Peer.this) {
                closeCode = code;
                Peer.this.notifyAll();
            }
        }
    }
}
