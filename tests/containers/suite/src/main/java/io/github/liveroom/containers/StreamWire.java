package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream of Server-Sent Events and a POST for each frame, by the JDK's own HTTP client. */
final class StreamWire implements Wire {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What the contract has for a POST. */
    private static final Set<Integer> STATUSES = Set.of(204, 400, 403, 404, 413, 415, 429);

    private final RunningServer server;
    private final String address;
    private final Ear ear;
    private final CompletableFuture<String> secret = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription body;
    private CompletableFuture<Integer> sending; // guarded by this

    StreamWire(RunningServer server, String address, Ear ear) {
        this.server = server;
        this.address = address;
        this.ear = ear;
        sending = secret.thenApply(known -> 204);
        HttpRequest request = HttpRequest.newBuilder(server.page("/liveroom/stream"))
                .header(Servers.ADDRESS, address)
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<?> unused = HTTP.sendAsync(
                        request, HttpResponse.BodyHandlers.fromLineSubscriber(new Events(), ignored -> null, "\n"))
                .whenComplete((response, failure) -> {
                    if (failure != null || response.statusCode() != 200) {
                        ear.ended(1006, "there was no stream: " + (failure == null ? response : failure));
                    }
                });
    }

    @Override
    public synchronized void send(String frame) {
        sending = sending.thenCompose(before -> secret)
                .thenCompose(known -> post(known, frame))
                .thenApply(response -> {
                    assertThat(response.statusCode()).isIn(STATUSES);
                    return response.statusCode();
                })
                .whenComplete((status, failure) -> {
                    if (failure != null) {
                        ear.ended(1006, String.valueOf(failure));
                    }
                });
    }

    RunningServer server() {
        return server;
    }

    /** With which frames are posted; waits for it. */
    String secret() {
        return secret.orTimeout(WireClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<HttpResponse<Void>> post(String known, String frame) {
        HttpRequest request = HttpRequest.newBuilder(server.page("/liveroom/commands"))
                .timeout(WireClient.PATIENCE)
                .header(Servers.ADDRESS, address)
                .header("Content-Type", "application/x-ndjson")
                .header("Liveroom-Connection", known)
                .POST(HttpRequest.BodyPublishers.ofString(frame))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public boolean sayGoodbye() {
        return false;
    }

    @Override
    public void cut() {
        Flow.Subscription open = body;
        if (open != null) {
            open.cancel();
        }
        ear.ended(1006, "given up");
    }

    @Override
    public void drop() {
        String known = secret();
        cut();
        // Each answer is written to somebody who has gone.
        long deadline = System.nanoTime() + WireClient.PATIENCE.toNanos();
        while (post(known, "{\"id\":0,\"cmd\":\"?\"}").join().statusCode() != 404) {
            assertThat(System.nanoTime()).as("a stream without reader is open").isLessThan(deadline);
        }
    }

    /** Reads the stream as the HTML Living Standard says in section 9.2.6, as far as the contract uses it. */
    private final class Events implements Flow.Subscriber<String> {
        private final StringBuilder data = new StringBuilder();
        private @Nullable Json close;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            body = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data: ")) {
                data.append(line, "data: ".length(), line.length()).append('\n');
            } else if (line.isEmpty()) {
                event();
            } else if (!line.startsWith(":")) {
                ear.ended(1006, "the stream has a line that is neither data nor comment: " + line);
            }
        }

        private void event() {
            String frame = data.toString().stripTrailing();
            data.setLength(0);
            if (frame.isEmpty()) {
                return;
            }
            Json first = Json.parse(frame.lines().findFirst().orElseThrow());
            if (close != null) {
                ear.ended(1006, "something came after the last line: " + frame);
            } else if (first.has("close")) {
                assertThat(frame.lines()).hasSize(1);
                close = first.at("close");
            } else {
                ear.heard(StreamWire.this, frame);
                if (first.has("hello")) {
                    secret.complete(first.at("hello", "connection").text());
                }
            }
        }

        @Override
        public void onError(Throwable throwable) {
            end(String.valueOf(throwable));
        }

        @Override
        public void onComplete() {
            end("the stream ended");
        }

        private void end(String how) {
            secret.completeExceptionally(new CompletionException(how, null));
            Json last = close;
            if (last == null) {
                ear.ended(1006, how);
            } else {
                ear.ended((int) last.at("code").number(), last.at("reason").text());
            }
        }
    }
}
