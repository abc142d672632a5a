package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection to a server, by either carrier, as it is: it answers pings and does nothing else by itself. Thread-safe. */
final class Wire {
    /** As a WebSocket says it when the connection broke. */
    static final int BROKEN = 1006;

    private static final long PATIENCE_SECONDS = 60;
    private static final String PING = "{}";
    private static final Pattern CLOSE = Pattern.compile("\\{\"close\":\\{\"code\":(\\d+).*");
    private static final Pattern SECRET = Pattern.compile(".*\"connection\":\"([^\"]+)\".*");

    private final List<String> lines = new ArrayList<>(); // guarded by this, like all below
    private Consumer<String> sends = line -> {};
    private int code;

    private Wire() {}

    /** Opens a WebSocket and waits for the server's first line. */
    static Wire socket(HttpClient http, URI endpoint) {
        Wire wire = new Wire();
        WebSocket socket = Wait.forResult(http.newWebSocketBuilder()
                .subprotocols("liveroom.v1")
                .buildAsync(endpoint, new WebSocket.Listener() {
                    private final StringBuilder partial = new StringBuilder();

                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        partial.append(data);
                        if (last) {
                            partial.toString().lines().forEach(wire::hear);
                            partial.setLength(0);
                        }
                        from.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                        wire.end(code);
                        return null;
                    }

                    @Override
                    public void onError(WebSocket from, Throwable error) {
                        wire.end(BROKEN);
                    }
                }));
        wire.sendBy(line -> socket.sendText(line, true));
        wire.awaitLine("{\"hello\":");
        return wire;
    }

    /** Opens a stream and waits for the server's first line. */
    static Wire stream(HttpClient http, URI home) {
        Wire wire = new Wire();
        HttpRequest get = HttpRequest.newBuilder(home.resolve("liveroom/stream"))
                .header("Accept", "text/event-stream")
                .header("Accept-Encoding", "gzip, deflate, br")
                .build();
        CompletableFuture<HttpResponse<Void>> answered =
                http.sendAsync(get, BodyHandlers.fromLineSubscriber(new Flow.Subscriber<String>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(String line) {
                        if (line.startsWith("data: ")) {
                            wire.hear(line.substring("data: ".length()));
                        }
                    }

                    @Override
                    public void onError(Throwable failure) {
                        wire.end(BROKEN);
                    }

                    @Override
                    public void onComplete() {
                        wire.end(BROKEN);
                    }
                }));
        String hello = wire.awaitLine("{\"hello\":");
        Matcher secret = SECRET.matcher(hello);
        assertThat(secret.matches()).isTrue();
        wire.sendBy(line -> http.sendAsync(
                HttpRequest.newBuilder(home.resolve("liveroom/commands"))
                        .header("Content-Type", "application/x-ndjson")
                        .header("Liveroom-Connection", secret.group(1))
                        .POST(HttpRequest.BodyPublishers.ofString(line))
                        .build(),
                BodyHandlers.discarding()));
        assertThat(answered.isDone()).as("whether it goes on").isFalse();
        return wire;
    }

    synchronized void send(String line) {
        sends.accept(line);
    }

    /** Waits for a line that begins so. */
    String awaitLine(String start) {
        await(wire -> wire.find(start) != null, "a line that begins with " + start);
        return String.valueOf(find(start));
    }

    /** Waits until the server has asked for so many signs of life. */
    void awaitPings(int count) {
        await(wire -> wire.lines.stream().filter(PING::equals).count() >= count, count + " pings");
    }

    /** Waits for the end of the connection. Gives the code that it ended with, {@link #BROKEN} if there was none. */
    int awaitEnd() {
        await(wire -> wire.code != 0, "the end");
        return code();
    }

    private synchronized int code() {
        return code;
    }

    private synchronized void sendBy(Consumer<String> how) {
        sends = how;
    }

    private synchronized void hear(String line) {
        lines.add(line);
        if (line.equals(PING)) {
            sends.accept(PING);
        }
        Matcher close = CLOSE.matcher(line);
        if (close.matches()) {
            end(Integer.parseInt(close.group(1)));
        }
        notifyAll();
    }

    private synchronized void end(int why) {
        if (code == 0) {
            code = why;
        }
        notifyAll();
    }

    private synchronized @Nullable String find(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElse(null);
    }

    private synchronized void await(Predicate<Wire> heard, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!heard.test(this)) {
                long left = end - System.nanoTime();
                assertThat(left > 0 && code == 0)
                        .as("%s comes; ended with %d after %s", what, code, lines)
                        .isTrue();
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
