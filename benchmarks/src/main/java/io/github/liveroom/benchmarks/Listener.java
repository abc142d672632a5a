package io.github.liveroom.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client of the protocol, as cheap as can be: gives frames away as they are. */
final class Listener implements WebSocket.Listener {
    private final Consumer<String> frames;
    private final StringBuilder frame = new StringBuilder();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    private Listener(Consumer<String> frames) {
        this.frames = frames;
    }

    /** A socket, and how it is closed: code and reason. */
    record Connected(WebSocket socket, CompletableFuture<String> closed) {
        void say(String line) {
            socket.sendText(line, true).join();
        }
    }

    static Connected connect(HttpClient http, URI address, Consumer<String> frames) {
        Listener listener = new Listener(frames);
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("liveroom.v1")
                .buildAsync(address, listener)
                .join();
        return new Connected(socket, listener.closed);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            String whole = frame.toString();
            frame.setLength(0);
            if (whole.equals("{}")) {
                CompletableFuture<WebSocket> unused = socket.sendText("{}", true);
            } else {
                frames.accept(whole);
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        closed.complete(failure.toString());
    }
}
