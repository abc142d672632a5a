package io.github.liveroom.benchmarks.servers;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty with its own settings, the same for everything that is compared on it. */
final class EmbeddedJetty {
    private EmbeddedJetty() {}

    /** Returns when it listens. */
    static void serve(int port, ServletContextHandler context) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        System.out.println("ready " + connector.getLocalPort());
    }
}
