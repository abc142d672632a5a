package io.github.liveroom.example.login;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;

/**
 * LiveRoom's WAR, into which the container lets only those who have an account with it. Three things make it so: the setting
 * {@code authentication}, {@code login.xml}, which could as well stand in the {@code web.xml}, and the accounts.
 */
public final class Main {
    /** What goes wrong, and not what goes well. Held here, because a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("");

    private Main() {}

    /**
     * Opens the chat and returns; the process then lives until it is told to end.
     *
     * @param args the port, unless it is to be 8080
     * @throws Exception if it does not start
     */
    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        Server server = server(args.length == 0 ? 8080 : Integer.parseInt(args[0]));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        System.out.println("Log in at " + server.getURI() + " as ada or bob with the password sesame, and out at "
                + server.getURI().resolve("log-out"));
    }

    private static Server server(int port) throws URISyntaxException {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(chat());
        return server;
    }

    private static WebAppContext chat() throws URISyntaxException {
        WebAppContext chat = new WebAppContext();
        chat.setContextPath("/");
        chat.setWar(besideTheJar("liveroom.war").toString());
        chat.setThrowUnavailableOnStartupException(true);
        chat.setInitParameter("liveroom.authentication", "principal");
        chat.addOverrideDescriptor(resource("login.xml").toString());
        chat.getSecurityHandler().setLoginService(accounts());
        chat.addServlet(new ServletHolder(new LogOutServlet()), "/log-out");
        return chat;
    }

    /** Here they are in the program; a container has them in a file, a directory or a database. */
    private static HashLoginService accounts() {
        UserStore users = new UserStore();
        users.addUser("ada", Credential.getCredential("sesame"), new String[0]);
        users.addUser("bob", Credential.getCredential("sesame"), new String[0]);
        HashLoginService accounts = new HashLoginService("LiveRoom");
        accounts.setUserStore(users);
        return accounts;
    }

    private static Path besideTheJar(String file) throws URISyntaxException {
        URL jar = Main.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(jar.toURI()).resolveSibling(file);
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Main.class.getResource(name), name);
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
