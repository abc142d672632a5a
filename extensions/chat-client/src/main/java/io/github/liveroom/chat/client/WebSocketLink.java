package io.github.liveroom.chat.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A WebSocket. One frame is asked for at a time, so a client that falls behind is not run over. */
final class WebSocketLink implements Link, WebSocket.Listener {
    private static final String SUBPROTOCOL = "liveroom.v1";

    /** A snapshot with a thousand profiles, and the entries with it, have room in this many chars. */
    private static final int MAX_FRAME = 4 * 1024 * 1024;

    /** Frames asked for ahead: one is taken apart while the other arrives. */
    private static final int WINDOW = 2;

    private final Executor strand;
    private final Receiver receiver;
    private final LineQueue lines;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    // Of the strand
    private @Nullable WebSocket socket;
    private boolean over;

    // Of the socket, which calls one method at a time
    private StringBuilder partial = new StringBuilder();

    private WebSocketLink(Executor strand, Receiver receiver) {
        this.strand = strand;
        this.receiver = receiver;
        lines = new LineQueue(strand, this::transmit, () -> end(CloseCodes.BROKEN, ""));
    }

    static Link open(HttpClient http, URI uri, Map<String, String> headers, Executor strand, Receiver receiver) {
        WebSocketLink link = new WebSocketLink(strand, receiver);
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols(SUBPROTOCOL);
        headers.forEach(builder::header);
        CompletionStage<WebSocket> opened = builder.buildAsync(uri, link);
        opened.whenComplete((socket, failure) -> {
            if (failure != null) {
                strand.execute(() -> link.end(CloseCodes.BROKEN, CloseCodes.describe(failure)));
            }
        });
        return link;
    }

    @Override
    public void greeted(int frameBytes, @Nullable String secret) {
        lines.frameBytes(frameBytes);
    }

    @Override
    public void send(String line) {
        lines.add(line);
    }

    @Override
    public void more() {
        if (socket != null) {
            socket.request(1);
        }
    }

    @Override
    public CompletionStage<?> leave() {
        over = true;
        WebSocket open = socket;
        if (open == null) {
            return CompletableFuture.completedStage(null);
        }
        open.request(Long.MAX_VALUE); // or the answer to the close would never be read
        return lines.drained()
                .thenCompose(sent -> open.sendClose(CloseCodes.LEFT, ""))
                .thenCompose(said -> gone);
    }

    @Override
    public void drop() {
        over = true;
        if (socket != null) {
            socket.abort();
        }
    }

    private CompletionStage<?> transmit(String frame) {
        WebSocket open = socket;
        return open == null
                ? CompletableFuture.failedStage(new IllegalStateException("not open"))
                : open.sendText(frame, true);
    }

    private void end(int code, String reason) {
        if (!over) {
            drop();
            receiver.closed(code, reason);
        }
    }

    // Called by the socket

    @Override
    public void onOpen(WebSocket opened) {
        strand.execute(() -> {
            socket = opened;
            if (over) {
                opened.abort();
            } else {
                opened.request(WINDOW);
            }
        });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
        if (partial.length() + data.length() > MAX_FRAME) {
            open.abort();
            strand.execute(() -> end(CloseCodes.BROKEN, ""));
            return null;
        }
        partial.append(data);
        if (!last) {
            open.request(1);
            return null;
        }
        String frame = partial.toString();
        partial = new StringBuilder();
        strand.execute(() -> {
            if (!over) {
                receiver.frame(frame);
            }
        });
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
        gone.complete(null);
        strand.execute(() -> end(code, reason));
        if (code == CloseCodes.BROKEN) {
            // When this is complete the JDK says 1000, also where no close frame came; for the server that is a leave.
            return new CompletableFuture<>();
        }
        return null;
    }

    @Override
    public void onError(WebSocket open, Throwable error) {
        gone.complete(null);
        strand.execute(() -> end(CloseCodes.BROKEN, ""));
    }
}
