package io.github.liveroom.example.host;

import io.github.liveroom.chat.jakarta.ChatInitializer;
import java.net.URL;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An application that had users before it had a chat: it puts their names into the HTTP session, and the setting {@code
 * authentication} tells LiveRoom where to look. No JSP and no WAR, only {@code chat-jakarta}.
 */
public final class Main {
    /** What goes wrong, and not what goes well. Held here, because a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("");

    private Main() {}

    /**
     * Opens the application and returns; the process then lives until it is told to end.
     *
     * @param args the port, unless it is to be 8080
     * @throws Exception if it does not start
     */
    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(args.length == 0 ? 8080 : Integer.parseInt(args[0]));
        server.addConnector(connector);
        server.setHandler(application());
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        System.out.println("Log in at " + server.getURI() + " as ada or bob with the password sesame");
    }

    private static ServletContextHandler application() {
        ServletContextHandler app = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        app.getSessionHandler().setHttpOnly(true);
        app.getSessionHandler().setSameSite(HttpCookie.SameSite.LAX);
        app.addServlet(new ServletHolder(new AccountServlet()), "/");
        addChat(app);
        return app;
    }

    /** In a WAR all this happens by itself, but for the setting, which is a context-param there. */
    private static void addChat(ServletContextHandler app) {
        app.setInitParameter("liveroom.authentication", "session:" + AccountServlet.USER);
        JakartaWebSocketServletContainerInitializer.configure(app, null);
        app.addServletContainerInitializer(new ChatInitializer());
        ServletHolder client = new ServletHolder(new ResourceServlet());
        client.setInitParameter(
                "baseResource", folder("/META-INF/resources/liveroom/").toString());
        client.setInitParameter("dirAllowed", "false");
        app.addServlet(client, "/liveroom/*");
    }

    private static URL folder(String name) {
        return Objects.requireNonNull(ChatInitializer.class.getResource(name), name);
    }

    /** First the chat, which tells everybody that it is going away; then the connections. */
    private static void stop(Server server) {
        try {
            server.getHandler().stop();
            server.stop();
        } catch (Exception e) {
            System.err.println("could not stop: " + e);
        }
    }
}
