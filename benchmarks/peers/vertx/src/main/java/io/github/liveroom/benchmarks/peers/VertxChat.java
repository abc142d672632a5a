package io.github.liveroom.benchmarks.peers;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The chat on Vert.x's WebSockets, after "Writing messages to WebSockets" in the manual of Vert.x Core: {@code
 * writeTextMessage} for each member in a loop. One verticle, hence one event loop, as there is one core, so that
 * nothing here is locked. (The manual's other way, an event bus address for each socket, goes a longer way to the same method.)
 */
public final class VertxChat extends VerticleBase {
    private final int port;
    private final Map<String, Set<ServerWebSocket>> rooms = new HashMap<>();

    private VertxChat(int port) {
        this.port = port;
    }

    /**
     * Serves until the process ends.
     *
     * @param args port; and {@code native} for epoll instead of the JDK's own selector
     */
    public static void main(String[] args) {
        boolean epoll = args.length > 1 && args[1].equals("native");
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(epoll));
        if (epoll && !vertx.isNativeTransportEnabled()) {
            throw new IllegalStateException("there is no native transport");
        }
        int port = Integer.parseInt(args[0]);
        vertx.deployVerticle(new VertxChat(port))
                .onSuccess(id -> System.out.println("ready " + port))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
        return vertx.createHttpServer(options)
                .webSocketHandshakeHandler(handshake -> {
                    if (handshake.path().equals("/ws")) {
                        handshake.accept();
                    } else {
                        handshake.reject(404);
                    }
                })
                .webSocketHandler(socket -> {
                    Member member = new Member(socket);
                    socket.textMessageHandler(member::received);
                    socket.closeHandler(closed -> member.leave());
                })
                .listen();
    }

    private final class Member {
        private final ServerWebSocket socket;
        private String room;
        private String name;

        Member(ServerWebSocket socket) {
            this.socket = socket;
        }

        void received(String text) {
            JsonObject line = new JsonObject(text);
            switch (line.getString("type")) {
                case "join" -> join(line.getString("room"), line.getString("name"));
                case "msg" -> tell(line("msg").put("from", name).put("text", line.getString("text")), true);
                case "leave" -> leave();
                default -> socket.close((short) 1008, "there is no such type of line");
            }
        }

        private void join(String to, String as) {
            leave();
            room = to;
            name = as;
            rooms.computeIfAbsent(to, key -> new LinkedHashSet<>()).add(socket);
            socket.writeTextMessage(line("joined").put("room", to).encode());
            tell(line("join").put("name", as), false);
        }

        void leave() {
            if (room == null) {
                return;
            }
            rooms.computeIfPresent(room, (key, sockets) -> {
                sockets.remove(socket);
                return sockets.isEmpty() ? null : sockets;
            });
            tell(line("leave").put("name", name), false);
            room = null;
        }

        private void tell(JsonObject line, boolean oneself) {
            Set<ServerWebSocket> sockets = room == null ? null : rooms.get(room);
            if (sockets == null) {
                return;
            }
            String text = line.encode();
            for (ServerWebSocket each : sockets) {
                if (oneself || each != socket) {
                    each.writeTextMessage(text);
                }
            }
        }
    }

    private static JsonObject line(String type) {
        return new JsonObject().put("type", type);
    }
}
