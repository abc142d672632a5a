package io.github.liveroom.chat.client;

import io.github.liveroom.chat.client.Alarms.Alarm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The carrier for networks without WebSocket: frames come as server-sent events and go by POST, one at a time. */
final class HttpLink implements Link, Flow.Subscriber<List<ByteBuffer>> {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MAX_RETRY_SECONDS = 60;

    private final HttpClient http;
    private final URI commands;
    private final Map<String, String> headers;
    private final Executor strand;
    private final Alarms alarms;
    private final Receiver receiver;
    private final LineQueue lines;
    private final EventStream events = new EventStream(); // of the response, which calls one method at a time

    // Of the strand
    private final Queue<String> frames = new ArrayDeque<>();
    private @Nullable CompletableFuture<?> exchange;
    private Flow.@Nullable Subscription response;
    private @Nullable String secret;
    private Alarm retry = Alarm.none();
    private boolean wanted = true;
    private boolean over;

    private HttpLink(
            HttpClient http, URI uri, Map<String, String> headers, Executor strand, Alarms alarms, Receiver receiver) {
        this.http = http;
        this.commands = uri.resolve("commands");
        this.headers = headers;
        this.strand = strand;
        this.alarms = alarms;
        this.receiver = receiver;
        lines = new LineQueue(strand, this::transmit, () -> broken("a command could not be sent"));
    }

    static Link open(
            HttpClient http, URI uri, Map<String, String> headers, Executor strand, Alarms alarms, Receiver receiver) {
        HttpLink link = new HttpLink(http, uri, headers, strand, alarms, receiver);
        HttpRequest request = link.request(uri.resolve("stream"))
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(
                request,
                answer -> answer.statusCode() == OK
                        ? BodySubscribers.fromSubscriber(link)
                        : BodySubscribers.discarding());
        link.exchange = exchange;
        CompletionStage<HttpResponse<Void>> end = exchange;
        end.whenComplete((answer, failure) -> {
            String why =
                    answer == null || answer.statusCode() == OK ? "the stream ended" : "HTTP " + answer.statusCode();
            strand.execute(() -> link.streamEnded(failure == null ? why : CloseCodes.describe(failure)));
        });
        return link;
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return request;
    }

    @Override
    public void greeted(int frameBytes, @Nullable String connection) {
        lines.frameBytes(frameBytes);
        secret = connection;
    }

    @Override
    public void send(String line) {
        lines.add(line);
    }

    @Override
    public void more() {
        wanted = true;
        strand.execute(this::give);
    }

    /** A stream has no close frame: whoever was in a room must have left it by a command. */
    @Override
    public CompletionStage<?> leave() {
        over = true;
        return lines.drained().thenRun(this::drop);
    }

    @Override
    public void drop() {
        over = true;
        retry.cancel();
        if (response != null) {
            response.cancel();
        } else if (exchange != null) {
            exchange.cancel(true);
        }
    }

    private CompletionStage<Void> transmit(String frame) {
        HttpRequest post = request(commands)
                .header("Content-Type", "application/x-ndjson")
                .header("Liveroom-Connection", secret == null ? "" : secret)
                .POST(HttpRequest.BodyPublishers.ofString(frame))
                .build();
        CompletableFuture<Void> taken = new CompletableFuture<>();
        CompletionStage<HttpResponse<Void>> answered = http.sendAsync(post, BodyHandlers.discarding());
        answered.whenCompleteAsync((answer, failure) -> posted(frame, taken, answer), strand);
        return taken;
    }

    private void posted(String frame, CompletableFuture<Void> taken, @Nullable HttpResponse<?> answer) {
        int status = answer == null ? 0 : answer.statusCode();
        if (answer != null && status == TOO_MANY_REQUESTS) {
            retry = alarms.set(
                    retryAfter(answer), () -> transmit(frame).whenComplete((done, failure) -> copy(taken, failure)));
        } else {
            copy(taken, status == NO_CONTENT ? null : new IOException("HTTP " + status));
        }
    }

    private static void copy(CompletableFuture<Void> taken, @Nullable Throwable failure) {
        if (failure == null) {
            taken.complete(null);
        } else {
            taken.completeExceptionally(failure);
        }
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("1");
        return Duration.ofSeconds(
                seconds.matches("\\d{1,9}") ? Math.min(Long.parseLong(seconds), MAX_RETRY_SECONDS) : 1);
    }

    private void give() {
        if (over || !wanted) {
            return;
        }
        String frame = frames.poll();
        if (frame != null) {
            wanted = false;
            receiver.frame(frame);
        } else if (response != null) {
            response.request(1);
        }
    }

    private void broken(String why) {
        if (!over) {
            drop();
            receiver.closed(CloseCodes.BROKEN, why);
        }
    }

    /** What came before the end is still read; its last line may say why it ended. */
    private void streamEnded(String why) {
        if (frames.isEmpty() || over) {
            broken(why);
        } else {
            wanted = true;
            give();
            strand.execute(() -> streamEnded(why));
        }
    }

    // Called by the response

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        strand.execute(() -> {
            response = subscription;
            if (over) {
                subscription.cancel();
            } else {
                subscription.request(1);
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        List<String> whole = events.read(buffers);
        strand.execute(() -> {
            frames.addAll(whole);
            give();
        });
    }

    @Override
    public void onError(Throwable failure) {
        // The request ends with it.
    }

    @Override
    public void onComplete() {
        // The request ends with it.
    }
}
