package io.github.liveroom.tests.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The WAR on an embedded Jetty. */
final class ChatServer implements AutoCloseable {
    private final Server server = new Server();
    private final WebAppContext app;
    private final int port;

    private ChatServer(int wantedPort, Map<String, String> settings) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(wantedPort);
        server.addConnector(connector);
        app = new WebAppContext(
                Path.of("../../chat-demo-war/target/liveroom.war")
                        .toAbsolutePath()
                        .toString(),
                "/");
        app.setThrowUnavailableOnStartupException(true);
        settings.forEach((name, value) -> app.setInitParameter("liveroom." + name, value));
        server.setHandler(app);
        server.start();
        port = connector.getLocalPort();
    }

    /** On a free port. */
    static ChatServer start(Map<String, String> settings) throws Exception {
        return new ChatServer(0, settings);
    }

    /** Stops it, and starts another one on its port, which knows nothing of the first one's rooms. */
    ChatServer restart() throws Exception {
        close();
        return new ChatServer(port, Map.of());
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + port + "/liveroom/ws");
    }

    @Override
    public void close() {
        try {
            app.stop();
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the server does not stop", e);
        }
    }
}
