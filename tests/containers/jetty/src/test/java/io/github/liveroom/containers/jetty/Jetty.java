package io.github.liveroom.containers.jetty;

import io.github.liveroom.containers.ContainerUnderTest;
import io.github.liveroom.containers.Host;
import io.github.liveroom.containers.RunningServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;

/** The WAR on an embedded Jetty 12. */
final class Jetty implements ContainerUnderTest {
    @Override
    public RunningServer start(Map<String, String> settings, String context) throws Exception {
        return start(settings, context, app -> {});
    }

    @Override
    public RunningServer startWith(Map<String, String> settings, Path webXml) throws Exception {
        UserStore users = new UserStore();
        users.addUser(USER, Credential.getCredential(PASSWORD), new String[0]);
        users.addUser(ADMIN, Credential.getCredential(PASSWORD), new String[] {"liveroom-admin"});
        HashLoginService logins = new HashLoginService();
        logins.setUserStore(users);
        return start(settings, "", app -> {
            app.setDescriptor(webXml.toUri().toString());
            app.getSecurityHandler().setLoginService(logins);
        });
    }

    private static RunningServer start(Map<String, String> settings, String context, Consumer<WebAppContext> configure)
            throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WebAppContext app = new WebAppContext(ContainerUnderTest.war().toString(), context.isEmpty() ? "/" : context);
        app.setThrowUnavailableOnStartupException(true);
        settings.forEach((name, value) -> app.setInitParameter("liveroom." + name, value));
        configure.accept(app);
        server.setHandler(app);
        server.start();
        return new RunningServer(
                connector.getLocalPort(),
                context,
                () -> {
                    app.stop();
                    server.stop();
                },
                id -> app.getSessionHandler().getManagedSession(id).invalidate());
    }

    @Override
    public Host host(Map<String, String> settings) throws Exception {
        return new EmptyJetty(settings);
    }
}
