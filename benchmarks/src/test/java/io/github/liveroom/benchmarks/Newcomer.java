package io.github.liveroom.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connects, asks to be let into a room, and goes away again. */
final class Newcomer implements WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern ANSWER =
            Pattern.compile("\"id\":1,\"(ok|error)\":\\{(?:\"code\":\"(\\w+)\".*?\"retryAfterMs\":(\\d+))?");

    /**
     * What was answered.
     *
     * @param error its code, null for none
     * @param retryAfterMillis -1 for none
     */
    record Told(String error, int retryAfterMillis) {
        boolean isIn() {
            return error == null;
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Told> told = new CompletableFuture<>();

    private Newcomer() {}

    /** @throws java.util.concurrent.ExecutionException if the connection ends without an answer */
    static Told ask(HttpClient http, int port, String room, String name) throws Exception {
        Newcomer newcomer = new Newcomer();
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("liveroom.v1")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/liveroom/ws"), newcomer)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            socket.sendText("{\"id\":1,\"cmd\":\"join\",\"room\":\"" + room + "\",\"name\":\"" + name + "\"}", true)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Told answer = newcomer.told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer.isIn()) {
                socket.sendText("{\"id\":2,\"cmd\":\"leave\",\"room\":\"" + room + "\"}", true)
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return answer;
        } finally {
            socket.abort();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            Matcher answer = ANSWER.matcher(text);
            if (answer.find()) {
                told.complete(
                        answer.group(1).equals("ok")
                                ? new Told(null, -1)
                                : new Told(
                                        String.valueOf(answer.group(2)),
                                        answer.group(3) == null ? -1 : Integer.parseInt(answer.group(3))));
            }
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        told.completeExceptionally(new IllegalStateException("closed with " + code));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        told.completeExceptionally(error);
    }
}
