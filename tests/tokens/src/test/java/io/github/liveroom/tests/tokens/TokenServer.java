package io.github.liveroom.tests.tokens;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.jakarta.ChatCommandsServlet;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ChatGatewayBuilder;
import io.github.liveroom.chat.jakarta.ChatStreamServlet;
import io.github.liveroom.chat.jakarta.ChatUpgradeServlet;
import io.github.liveroom.chat.testkit.FakeTime;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** LiveRoom on an embedded Jetty, for those who show a token. Its time is the test's. */
final class TokenServer implements AutoCloseable {
    private final Server server = new Server();
    private final ChatGateway gateway;
    private final int port;

    TokenServer(Authenticator authenticator, FakeTime time) throws Exception {
        ChatGatewayBuilder builder = ChatGateway.builder()
                .authenticator(authenticator)
                .ping(Duration.ofHours(2)) // nobody is to be asked for a sign of life when time jumps
                .clock(time)
                .ticker(time)
                .scheduler(time);
        builder.rooms().clock(time);
        gateway = builder.build();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        add(context, new ChatUpgradeServlet(gateway), gateway.endpointPath());
        add(context, new ChatStreamServlet(gateway), gateway.streamPath());
        add(context, new ChatCommandsServlet(gateway), gateway.commandsPath());
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    private static void add(ServletContextHandler context, Servlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + port + gateway.endpointPath());
    }

    Room create() {
        return gateway.rooms().create();
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
