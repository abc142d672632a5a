package io.github.liveroom.benchmarks;

import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ChatUpgradeServlet;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** LiveRoom's endpoint on a Jetty with nothing else. */
final class BareServer implements AutoCloseable {
    private final ChatGateway gateway;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    BareServer(ChatGateway gateway) throws Exception {
        this.gateway = gateway;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(new ChatUpgradeServlet(gateway)), gateway.endpointPath());
        server.setHandler(context);
        server.start();
    }

    ChatGateway gateway() {
        return gateway;
    }

    int port() {
        return connector.getLocalPort();
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + port() + gateway.endpointPath());
    }

    @Override
    public void close() {
        gateway.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }
}
