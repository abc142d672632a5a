package io.github.liveroom.example.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * Runs LiveRoom's demo on an embedded Jetty: {@code java -jar liveroom.jar --port 8080}.
 *
 * <p>There is nothing of the chat in here. The WAR inside this program's jar is the one that any servlet container takes,
 * and {@link #deploy} deploys it as one deploys any WAR on Jetty. To have LiveRoom in your own application, put
 * {@code chat-jakarta} into its {@code WEB-INF/lib} and do the same, without {@link WithoutAnnotations} if it has any.
 */
public final class Main {
    private static final String WAR = "liveroom.war";

    /** Looking for files and tag libraries in these jars only makes the start faster. */
    private static final String JARS_TO_SCAN = ".*/(chat-jakarta|jakarta\\.servlet\\.jsp\\.jstl)-[^/]*\\.jar$";

    /** Those who come in a moment wait; the default of 50 has others try again after a second if somebody begins hundreds. */
    private static final int ACCEPT_QUEUE = 1024;

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    /** Held here, because a logger that nobody holds forgets its level. */
    private static final Logger JETTY_LOG = Logger.getLogger("org.eclipse.jetty");

    private Main() {}

    /**
     * Opens the chat and returns; the process then lives until it is told to end.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Options options = null;
        try {
            options = Options.parse(args, System.getenv("PORT"));
        } catch (IllegalArgumentException e) {
            giveUp(2, e);
            return;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return;
        }
        // On the command line a setting counts more than anywhere else.
        options.settings().forEach((name, value) -> System.setProperty("liveroom." + name, value));
        try {
            configureLog();
            run(options);
        } catch (Exception e) {
            Throwable cause = causeOf(e);
            giveUp(cause instanceof IllegalArgumentException ? 2 : 1, cause);
        }
    }

    private static void run(Options options) throws Exception {
        Path work = Files.createTempDirectory("liveroom-");
        Server server = new Server();
        ServerConnector door = listen(server, options);
        WebAppContext chat = deploy(options, work);
        RequestsInTime limit = new RequestsInTime(chat, REQUEST_LIMIT, System::nanoTime);
        door.addEventListener(limit);
        server.setHandler(limit);
        // Also runs when something below fails.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(door, server, chat, work), "liveroom-stop"));
        try {
            door.open();
        } catch (IOException e) {
            String why = causeOf(e) instanceof UnresolvedAddressException
                    ? "there is no such host"
                    : String.valueOf(causeOf(e).getMessage());
            throw new IOException("cannot listen on " + options.host() + ":" + options.port() + " (" + why
                    + "); choose another with --port N or --host H");
        }
        start(server);
        int port = door.getLocalPort();
        if (port > 0) { // else it was told to stop before it was open
            System.out.println(
                    "LiveRoom is open at http://" + nameOf(options.host()) + ":" + port + options.context() + "/");
        }
    }

    private static ServerConnector listen(Server server, Options options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        server.addConnector(connector);
        return connector;
    }

    private static WebAppContext deploy(Options options, Path work) throws IOException {
        WebAppContext chat = new WebAppContext();
        chat.setContextPath(options.context().isEmpty() ? "/" : options.context());
        chat.setWar(war(work).toString());
        chat.setTempDirectory(work.resolve("unpacked").toFile());
        chat.setThrowUnavailableOnStartupException(true);
        // Besides the system properties: a name among those of the web application has to be a setting's.
        options.settings().forEach((name, value) -> chat.setInitParameter("liveroom." + name, value));
        chat.setAttribute(MetaInfConfiguration.WEBINF_JAR_PATTERN, JARS_TO_SCAN);
        chat.addConfiguration(new WithoutAnnotations());
        if (options.admin() != null) {
            askForPasswords(chat, options.admin());
        }
        return chat;
    }

    /** By HTTP Basic, where the application wants to know who somebody is; anything else that Jetty has would do as well. */
    private static void askForPasswords(WebAppContext chat, Path file) {
        SecurityHandler security = chat.getSecurityHandler();
        security.setRealmName("LiveRoom");
        security.setLoginService(
                new HashLoginService("LiveRoom", ResourceFactory.of(chat).newResource(file)));
        security.setAuthenticator(new BasicAuthenticator());
    }

    /** Copies the WAR out of this program's jar; run from an IDE, there is only the one that Maven built. */
    private static Path war(Path work) throws IOException {
        try (InputStream packed = Main.class.getResourceAsStream("/" + WAR)) {
            if (packed != null) {
                Path copy = work.resolve(WAR);
                Files.copy(packed, copy);
                return copy;
            }
        }
        Path built = Path.of("chat-demo-war", "target", WAR);
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(built))) {
                return folder.resolve(built);
            }
        }
        throw new IOException("there is no " + built + "; build it with mvn -DskipTests package");
    }

    /** Whatever goes wrong here is told by {@link #main} in one line, and not by Jetty in many. */
    private static void start(Server server) throws Exception {
        JETTY_LOG.setLevel(Level.OFF);
        server.start();
        JETTY_LOG.setLevel(null);
    }

    /**
     * First nobody new, who would meet a server without a chat; then the chat, which tells everybody that it is going away; then
     * the connections.
     */
    private static void stop(ServerConnector door, Server server, WebAppContext chat, Path work) {
        try {
            door.close();
            chat.stop();
            server.stop();
        } catch (Exception e) {
            System.err.println("liveroom: " + e);
        }
        delete(work);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("liveroom: could not delete " + folder + ": " + e);
        }
    }

    /** Unless somebody wants it otherwise, the log holds warnings, and what the chat itself has to say. */
    private static void configureLog() throws IOException {
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream config = Main.class.getResourceAsStream("logging.properties")) {
                LogManager.getLogManager().readConfiguration(config);
            }
        }
    }

    private static String nameOf(String host) {
        if (List.of("0.0.0.0", "::", "[::]").contains(host)) {
            return "localhost";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** The web application checks its settings itself, and says in one line what is wrong with them. */
    private static Throwable causeOf(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof IllegalArgumentException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static void giveUp(int status, Throwable why) {
        System.err.println("liveroom: " + (why.getMessage() == null ? why : why.getMessage()));
        System.exit(status);
    }
}
