package io.github.liveroom.containers;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JDK's own WebSocket. */
final class SocketWire implements Wire {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Ear ear;
    private final StringBuilder frame = new StringBuilder();
    private final WebSocket socket;
    private CompletableFuture<WebSocket> sending; // guarded by this

    /** Connects and offers these subprotocols. */
    SocketWire(RunningServer server, String address, Ear ear, String... protocols) {
        this.ear = ear;
        WebSocket.Builder handshake =
                HTTP.newWebSocketBuilder().connectTimeout(WireClient.PATIENCE).header(Servers.ADDRESS, address);
        List<String> others = List.of(protocols).subList(1, protocols.length);
        handshake.subprotocols(protocols[0], others.toArray(String[]::new));
        synchronized (this) { // which what is sent in answer to what comes has to wait for
            sending = handshake.buildAsync(server.socket(), new Listener());
        }
        socket = sending.orTimeout(WireClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    @Override
    public void send(String text) {
        afterOthers(to -> to.sendText(text, true));
    }

    /** The JDK takes one frame at a time. */
    private synchronized void afterOthers(Function<WebSocket, CompletableFuture<WebSocket>> send) {
        sending = sending.thenCompose(send);
    }

    @Override
    public boolean sayGoodbye() {
        afterOthers(from -> from.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        return true;
    }

    @Override
    public void cut() {
        socket.abort();
    }

    @Override
    public void drop() {
        cut();
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                String whole = frame.toString();
                frame.setLength(0);
                ear.heard(SocketWire.this, whole);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            ear.ended(statusCode, reason);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ear.ended(1006, String.valueOf(error));
        }
    }
}
