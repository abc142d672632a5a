package io.github.liveroom.example.token;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.jakarta.ChatCommandsServlet;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ChatStreamServlet;
import io.github.liveroom.chat.jakarta.ChatUpgradeServlet;
import io.github.liveroom.chat.jwt.JwtAuthenticator;
import jakarta.servlet.Servlet;
import java.net.URL;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A chat without sessions, and an application that has the users and signs a token for each: who it is, until when, and what
 * they may do in which room. Here both are in one program; all that they share is the key.
 */
public final class Main {
    static final String AUDIENCE = "chat";

    private static final int SECRET_BYTES = 32;

    /** What goes wrong, and not what goes well. Held here, because a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("");

    private Main() {}

    /**
     * Opens both and returns; the process then lives until it is told to end.
     *
     * @param args the port, unless it is to be 8080
     * @throws Exception if it does not start
     */
    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        ChatGateway gateway = ChatGateway.builder()
                .authenticator(JwtAuthenticator.hs256(secret).audience(AUDIENCE).build())
                .build();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(args.length == 0 ? 8080 : Integer.parseInt(args[0]));
        server.addConnector(connector);
        ServletContextHandler app = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        addChat(app, gateway);
        app.addServlet(new ServletHolder(new TokenServlet(secret, lobby(gateway))), "/");
        server.setHandler(app);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, gateway)));
        System.out.println("Log in at " + server.getURI() + " as ada or bob with the password sesame");
    }

    private static RoomCode lobby(ChatGateway gateway) {
        return gateway.rooms()
                .create(new RoomOptions("Lobby", null, true, null, null))
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .room()
                .code();
    }

    /** What a WAR gets by itself, with an authenticator of its own. */
    private static void addChat(ServletContextHandler app, ChatGateway gateway) {
        JakartaWebSocketServletContainerInitializer.configure(app, null);
        add(app, new ChatUpgradeServlet(gateway), gateway.endpointPath());
        add(app, new ChatStreamServlet(gateway), gateway.streamPath());
        add(app, new ChatCommandsServlet(gateway), gateway.commandsPath());
        ServletHolder client = new ServletHolder(new ResourceServlet());
        client.setInitParameter(
                "baseResource", folder("/META-INF/resources/liveroom/").toString());
        client.setInitParameter("dirAllowed", "false");
        app.addServlet(client, "/liveroom/*");
    }

    private static void add(ServletContextHandler app, Servlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        app.addServlet(holder, path);
    }

    private static URL folder(String name) {
        return Objects.requireNonNull(ChatGateway.class.getResource(name), name);
    }

    /** First the chat, which tells everybody that it is going away; then the connections. */
    private static void stop(Server server, ChatGateway gateway) {
        try {
            gateway.close();
            server.stop();
        } catch (Exception e) {
            System.err.println("could not stop: " + e);
        }
    }
}
