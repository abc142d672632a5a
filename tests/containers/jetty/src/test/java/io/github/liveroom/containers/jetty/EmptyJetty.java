package io.github.liveroom.containers.jetty;

import io.github.liveroom.containers.ContainerUnderTest;
import io.github.liveroom.containers.Host;
import io.github.liveroom.containers.RunningServer;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** A Jetty with a place for applications. */
final class EmptyJetty implements Host {
    private final Map<String, String> settings;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ContextHandlerCollection apps = new ContextHandlerCollection();
    private WebAppContext app;

    EmptyJetty(Map<String, String> settings) throws Exception {
        this.settings = settings;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(apps);
        server.start();
    }

    @Override
    public RunningServer server() {
        return new RunningServer(connector.getLocalPort(), "", () -> {});
    }

    @Override
    public ClassLoader deploy() throws Exception {
        app = new WebAppContext(ContainerUnderTest.war().toString(), "/");
        app.setThrowUnavailableOnStartupException(true);
        settings.forEach((name, value) -> app.setInitParameter("liveroom." + name, value));
        apps.addHandler(app);
        app.start();
        return app.getClassLoader();
    }

    @Override
    public void undeploy() throws Exception {
        app.stop();
        apps.removeHandler(app);
        app.destroy();
        app = null;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the server does not stop", e);
        }
    }
}
