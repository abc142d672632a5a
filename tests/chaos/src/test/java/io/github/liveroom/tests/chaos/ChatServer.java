package io.github.liveroom.tests.chaos;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomListener;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ChatGatewayBuilder;
import io.github.liveroom.chat.jakarta.ChatUpgradeServlet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** LiveRoom on an embedded Jetty, and what was appended to its rooms, as the host application hears it. */
final class ChatServer implements AutoCloseable, RoomListener {
    /** Of what a server has under way for a client, this much at the most is with the operating system. */
    private static final int SEND_BUFFER = 32 * 1024;

    private final Map<RoomCode, List<Entry>> logs = new ConcurrentHashMap<>();
    private final Server server = new Server();
    private final ChatGateway gateway;
    private final int port;

    private ChatServer(int wantedPort, Consumer<ChatGatewayBuilder> settings, Consumer<ChatServer> beforeItOpens)
            throws Exception {
        // Tests are in a hurry, on machines that are busy, and count what is said themselves.
        ChatGatewayBuilder builder = ChatGateway.builder()
                .commandsPerSecond(100_000)
                .commandsBurst(100_000)
                .handshakesPerSecond(10_000)
                .joinsPerSecond(10_000);
        builder.rooms().listener(this).busyAfter(Duration.ZERO);
        settings.accept(builder);
        gateway = builder.build();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(wantedPort);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder servlet = new ServletHolder(new ChatUpgradeServlet(gateway));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, gateway.endpointPath());
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        server.setHandler(context);
        beforeItOpens.accept(this);
        server.start();
        port = connector.getLocalPort();
    }

    /** On a free port. */
    static ChatServer start(Consumer<ChatGatewayBuilder> settings) throws Exception {
        return new ChatServer(0, settings, server -> {});
    }

    /** Stops it, and starts another one on its port, which knows nothing of the first one's rooms. */
    ChatServer restart(Consumer<ChatGatewayBuilder> settings, Consumer<ChatServer> beforeItOpens) throws Exception {
        close();
        return new ChatServer(port, settings, beforeItOpens);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + port + gateway.endpointPath());
    }

    RoomService rooms() {
        return gateway.rooms();
    }

    Room create() {
        return rooms().create();
    }

    int connections() {
        return gateway.connectionCount();
    }

    /** Everything appended so far that the host was told of, which may be a moment behind. */
    List<Entry> log(RoomCode room) {
        return List.copyOf(logs.getOrDefault(room, List.of()));
    }

    @Override
    public void appended(Room room, Entry entry) {
        logs.computeIfAbsent(room.code(), code -> new Vector<>()).add(entry);
    }

    /** As an application stops: first the chat, then the connections. */
    @Override
    public void close() {
        gateway.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the server does not stop", e);
        }
    }
}
