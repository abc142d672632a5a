package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket endpoint, for containers that have no servlets: name this class to them, and it opens a gateway of its own
 * with the settings of system properties and environment.
 *
 * <p>In a servlet container {@link ChatInitializer} puts a servlet at the same path instead, which can answer before the
 * upgrade; this class is then left out.
 */
@ServerEndpoint(
        value = "/liveroom/ws",
        subprotocols = LineWriter.PROTOCOL,
        configurator = ChatEndpoint.Standalone.class)
public final class ChatEndpoint {
    private final ChatGateway gateway;
    private volatile @Nullable WebSocketCarrier carrier;

    private ChatEndpoint(ChatGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * The same endpoint at another path or with a gateway of the host's. Give it to
     * {@link jakarta.websocket.server.ServerContainer#addEndpoint(ServerEndpointConfig)}.
     *
     * <p>Without a servlet request the client's address is not known, so that what is limited for each address is not
     * limited; pages of a foreign origin are connected and closed with 1008, and clients that speak other protocols with
     * 4500. Where there are servlets, prefer {@link ChatUpgradeServlet}.
     *
     * @param gateway stays the host's to close
     * @param path such as {@code /chat}
     * @return the configuration
     */
    public static ServerEndpointConfig config(ChatGateway gateway, String path) {
        return config(path, new Configurator(gateway));
    }

    /**
     * The same for upgrades by a servlet.
     *
     * @param upgrading the handshake of the request whose upgrade the calling thread is at
     */
    static ServerEndpointConfig config(ChatGateway gateway, Supplier<Handshake> upgrading) {
        return config("/", new Configurator(gateway) {
            @Override
            public void modifyHandshake(
                    ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
                endpoint.getUserProperties().put(WebSocketCarrier.HANDSHAKE, upgrading.get());
            }
        });
    }

    private static ServerEndpointConfig config(String path, Configurator configurator) {
        return ServerEndpointConfig.Builder.create(Programmatic.class, path)
                .subprotocols(List.of(LineWriter.PROTOCOL))
                .configurator(configurator)
                .build();
    }

    /**
     * A client is connected.
     *
     * @param session its session
     * @param config holds what the handshake left
     */
    @OnOpen
    public void open(Session session, EndpointConfig config) {
        carrier = WebSocketCarrier.open(
                session, gateway, config.getUserProperties().get(WebSocketCarrier.HANDSHAKE));
    }

    /**
     * A piece of a message arrived.
     *
     * @param part the piece
     * @param last whether it is the message's last
     */
    @OnMessage
    public void text(String part, boolean last) {
        WebSocketCarrier open = carrier;
        if (open != null) {
            open.text(part, last);
        }
    }

    /**
     * A message that is not text: the connection ends.
     *
     * @param part not looked at
     * @param last not looked at
     */
    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        WebSocketCarrier open = carrier;
        if (open != null) {
            open.binary();
        }
    }

    /**
     * The connection is closed.
     *
     * @param reason how
     */
    @OnClose
    public void close(CloseReason reason) {
        WebSocketCarrier open = carrier;
        if (open != null) {
            open.closed(reason);
        }
    }

    /**
     * Something went wrong with the connection; the container closes it. Not worth a line in a log: networks fail.
     *
     * @param failure what
     */
    @OnError
    public void error(Throwable failure) {}

    /** The endpoint in the form that takes any path. Containers make instances through {@link #config}. */
    public static final class Programmatic extends Endpoint {
        private final ChatGateway gateway;
        private volatile @Nullable WebSocketCarrier carrier;

        Programmatic(ChatGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            WebSocketCarrier open = WebSocketCarrier.open(
                    session, gateway, config.getUserProperties().get(WebSocketCarrier.HANDSHAKE));
            carrier = open;
            session.addMessageHandler(new TextHandler(open));
            session.addMessageHandler(new BinaryHandler(open));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            WebSocketCarrier open = carrier;
            if (open != null) {
                open.closed(reason);
            }
        }

        @Override
        public void onError(Session session, Throwable failure) {
            // Not worth a line in a log: networks fail. The container closes the session.
        }
    }

    /** Not a lambda: containers find the type of the message in the class. */
    private record TextHandler(WebSocketCarrier carrier) implements MessageHandler.Partial<String> {
        @Override
        public void onMessage(String part, boolean last) {
            carrier.text(part, last);
        }
    }

    /** See {@link TextHandler}. */
    private record BinaryHandler(WebSocketCarrier carrier) implements MessageHandler.Partial<ByteBuffer> {
        @Override
        public void onMessage(ByteBuffer part, boolean last) {
            carrier.binary();
        }
    }

    /** Makes endpoints for one gateway. */
    private static class Configurator extends ServerEndpointConfig.Configurator {
        private final ChatGateway gateway;

        Configurator(ChatGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(type == ChatEndpoint.class ? new ChatEndpoint(gateway) : new Programmatic(gateway));
        }

        @Override
        public boolean checkOrigin(String origin) {
            // Looked at where the host is known too, and answered so that a browser can read it: a refusal here hangs
            // the connection on Grizzly.
            return true;
        }

        /** As by default; but the API looks for the container's default anew, in all its jars, for each connection. */
        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.stream().filter(supported::contains).findFirst().orElse("");
        }

        /** None: permessage-deflate costs more than it saves here, since what is said to everyone is compressed for each. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties()
                    .put(
                            WebSocketCarrier.HANDSHAKE,
                            gateway.handshakes()
                                    .of(
                                            new Identification.OfHandshake(
                                                    request.getUserPrincipal(),
                                                    request.getHeaders(),
                                                    request.getHttpSession()),
                                            headers(request.getHeaders(), "Sec-WebSocket-Protocol")));
        }

        private static List<String> headers(Map<String, List<String>> headers, String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .toList();
        }
    }

    /** Makes endpoints where the container found the annotation: with a gateway of their own, opened with the first. */
    public static final class Standalone extends ServerEndpointConfig.Configurator {
        private @Nullable Configurator opened; // guarded by this

        /** Called by containers. */
        public Standalone() {}

        private synchronized Configurator opened() {
            Configurator known = opened;
            if (known == null) {
                known = new Configurator(ChatGateway.open(Settings.fromEnvironment(Map.of())));
                opened = known;
            }
            return known;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return opened().getEndpointInstance(type);
        }

        @Override
        public boolean checkOrigin(String origin) {
            return opened().checkOrigin(origin);
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return opened().getNegotiatedSubprotocol(supported, requested);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return opened().getNegotiatedExtensions(installed, requested);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            opened().modifyHandshake(config, request, response);
        }
    }
}
