package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Outcome.Refused;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Connections;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one application and the connections of its visitors. Thread-safe.
 *
 * <p>In a servlet container there is one without further ado, see {@link ChatInitializer}; other hosts open their own and
 * give it to {@link ChatEndpoint#config}.
 */
public final class ChatGateway implements AutoCloseable {
    /**
     * The attribute of an {@link HttpSession} that tells one browser from another: a random string, set by whoever knows
     * that the visitor is there. Two connections of one such session that join with the same name are one member. Absent:
     * each connection is somebody else.
     */
    public static final String GUEST = "io.github.liveroom.guest";

    /** The role that the container gives to whoever may see the pages at {@link #adminPath}. */
    public static final String ADMIN_ROLE = "liveroom-admin";

    /** The attribute of a {@link ServletContext} that holds the gateway. */
    static final String ATTRIBUTE = ChatGateway.class.getName();

    private static final String ENDPOINT = "/liveroom/ws";
    private static final String STREAM = "/liveroom/stream";
    private static final String COMMANDS = "/liveroom/commands";
    private static final String METRICS = "/liveroom/metrics";
    private static final String HEALTH = "/liveroom/health";
    private static final String CHECK = "/liveroom/check";
    private static final String ADMIN = "/liveroom/admin";

    private final RoomService rooms;
    private final Connections connections;
    private final Origins origins;
    private final String frameAncestors;
    private final @Nullable Metrics metrics;
    private final @Nullable Figures figures;
    private final Health health;
    private final boolean check;
    private final Streams streams;
    private final SessionKeys sessions;
    private final boolean admin;
    private final Handshakes handshakes;
    private final GatewayThreads threads;
    private final Stop stop;

    ChatGateway(
            RoomService rooms,
            Connections connections,
            Origins origins,
            String frameAncestors,
            Identification identification,
            @Nullable Metrics metrics,
            @Nullable Figures figures,
            Health health,
            boolean check,
            boolean admin,
            Streams streams,
            GatewayThreads threads,
            Stop stop) {
        this.rooms = rooms;
        this.connections = connections;
        this.origins = origins;
        this.frameAncestors = frameAncestors;
        this.metrics = metrics;
        this.figures = figures;
        this.health = health;
        this.check = check;
        this.admin = admin;
        this.streams = streams;
        this.sessions = new SessionKeys(streams::newSecret, connections::sessionEnded);
        this.handshakes = new Handshakes(origins, identification, connections, sessions);
        this.threads = threads;
        this.stop = stop;
    }

    /**
     * Starts with settings that work.
     *
     * @return a builder
     */
    public static ChatGatewayBuilder builder() {
        return new ChatGatewayBuilder();
    }

    /**
     * Opens a gateway.
     *
     * @param settings what an operator set
     * @return to be closed when it is not needed any more
     */
    public static ChatGateway open(Settings settings) {
        return open(settings, "");
    }

    /** The same of the application at a path. */
    static ChatGateway open(Settings settings, String context) {
        ChatGatewayBuilder builder = builder().context(context);
        settings.applyTo(builder);
        return builder.build();
    }

    /**
     * The gateway of a web application.
     *
     * @param context the application
     * @return its gateway
     * @throws IllegalStateException if it has none; see {@link ChatInitializer}
     */
    public static ChatGateway of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof ChatGateway gateway) {
            return gateway;
        }
        throw new IllegalStateException("This web application has no LiveRoom: is liveroom.auto set to false?");
    }

    /**
     * The rooms.
     *
     * @return closed with the gateway
     */
    public RoomService rooms() {
        return rooms;
    }

    /**
     * Where the WebSocket endpoint is, within the application.
     *
     * @return {@code /liveroom/ws}
     */
    public String endpointPath() {
        return ENDPOINT;
    }

    /**
     * Where clients listen that get no WebSocket through, within the application.
     *
     * @return {@code /liveroom/stream}
     */
    public String streamPath() {
        return STREAM;
    }

    /**
     * Where those clients speak, within the application.
     *
     * @return {@code /liveroom/commands}
     */
    public String commandsPath() {
        return COMMANDS;
    }

    /**
     * Where numbers are shown, within the application.
     *
     * @return {@code /liveroom/metrics}
     */
    public String metricsPath() {
        return METRICS;
    }

    /**
     * Where it is told whether the server works, within the application. Below it are {@code /live} and {@code /ready}.
     *
     * @return {@code /liveroom/health}
     */
    public String healthPath() {
        return HEALTH;
    }

    /**
     * Where a page checks the way to the server, within the application.
     *
     * @return {@code /liveroom/check}
     */
    public String checkPath() {
        return CHECK;
    }

    /**
     * Where those who look after the server see its rooms, within the application; see {@link ChatGatewayBuilder#admin}.
     *
     * @return {@code /liveroom/admin}
     */
    public String adminPath() {
        return ADMIN;
    }

    /**
     * How many clients are connected.
     *
     * @return as of now
     */
    public int connectionCount() {
        return connections.count();
    }

    /**
     * How much waits to be sent to all clients together. Looks at every connection.
     *
     * @return bytes, as of now
     */
    public long bytesWaiting() {
        return connections.waiting();
    }

    /**
     * The connections of a room's members, at this server. Looks at every connection.
     *
     * @param room a room of this gateway
     * @return as of now, in no order
     */
    public List<ConnectionInfo> connections(Room room) {
        return connections.in(room.code()).stream()
                .map(each -> new ConnectionInfo(each.member(), each.webSocket(), each.since(), each.waiting()))
                .toList();
    }

    /**
     * The client's address as limits count it: that of the last hop which is no trusted proxy; of IPv6 the /64.
     *
     * @param request a request
     * @return the address, or an empty string if the container does not tell one
     */
    public String addressOf(HttpServletRequest request) {
        return origins.addressOf(request);
    }

    /**
     * Whether a request may act for the visitor: it comes from a page of this application, of a site that is
     * {@linkplain ChatGatewayBuilder#origins allowed}, or from no page at all.
     *
     * @param request a request
     * @return false for the pages of other sites
     */
    public boolean sameOrigin(HttpServletRequest request) {
        return origins.allows(request);
    }

    /**
     * Whether nobody on the way can read what a request shows, such as a password: it came by TLS, as far as the container or
     * {@linkplain ChatGatewayBuilder#trustedProxies trusted proxies} say, or from this very machine and through no proxy.
     *
     * @param request a request
     * @return false if it is not known to be so
     */
    public boolean isConfidential(HttpServletRequest request) {
        return origins.isConfidential(request);
    }

    /**
     * Whose pages may show those of the chat in a frame.
     *
     * @return the value of {@code frame-ancestors} in a {@code Content-Security-Policy} (CSP Level 3, section 6.4.2)
     */
    public String frameAncestors() {
        return frameAncestors;
    }

    /**
     * Looks a code up for a visitor, and counts it if no room has it.
     *
     * @param typedCode as typed
     * @param address of {@link #addressOf}
     * @return the room, {@code ROOM_NOT_FOUND}, or {@code RATE_LIMITED} after too many wrong codes
     */
    public Outcome<Room> find(String typedCode, String address) {
        return connections.admission().find(RoomCode.parse(typedCode).orElse(null), address);
    }

    /**
     * Asks the host application who made a request, as each connection does.
     *
     * @param request shows who it is
     * @return the visitor; {@code UNAUTHORIZED} for somebody whom the host application does not let in, {@code UNAVAILABLE} if it
     *     fails to tell
     */
    public Outcome<Visitor> visitor(HttpServletRequest request) {
        return handshakes.visitor(request);
    }

    /**
     * Creates a room for whoever made a request.
     *
     * @param options what it shall be like
     * @param request shows who it is
     * @return completes with the room, or why there is none; who is not let in learns so as from {@link #visitor}
     */
    public CompletionStage<Outcome<NewRoom>> create(RoomOptions options, HttpServletRequest request) {
        if (!connections.isOpen()) {
            return CompletableFuture.completedStage(connections.goesAway());
        }
        Outcome<Visitor> visitor = visitor(request);
        return visitor instanceof Refused<Visitor> refused
                ? CompletableFuture.completedStage(refused.as())
                : connections.admission().create(options, visitor.orElseThrow(), addressOf(request));
    }

    /**
     * Ends the connections of a browser whose HTTP session ends, of guests too: they are closed for good (4501). Where there is a
     * {@link ChatInitializer} it calls this; other hosts do so in {@link
     * jakarta.servlet.http.HttpSessionListener#sessionDestroyed}. Does nothing once the gateway closes.
     *
     * @param session is about to end, and can still be read
     */
    public void sessionEnded(HttpSession session) {
        sessions.end(session);
    }

    /**
     * Ends all connections of a person (4501), for a host that takes somebody's leave and keeps the HTTP session. Whoever is let
     * in by the {@link io.github.liveroom.chat.Authenticator} may come back.
     *
     * @param identity as the authenticator told it
     */
    public void disconnect(String identity) {
        connections.disconnect(identity);
    }

    /**
     * Tells every client to come back soon, ends the rooms and every thread. What clients asked for is answered first. Waits for
     * clients no longer than {@link ChatGatewayBuilder#stopWithin} says.
     */
    @Override
    public void close() {
        if (figures != null) {
            figures.close(); // first: whatever else fails, nothing of the JVM's is to hold on to this
        }
        stop.end();
    }

    /** Whether browsers see the application by TLS only: then its cookies are for TLS only. */
    boolean isSecure() {
        return origins.isSecure();
    }

    /** Whether there are pages for those who look after the server. */
    boolean hasAdmin() {
        return admin;
    }

    GatewayThreads threads() {
        return threads;
    }

    /** What ends it. */
    Stop stop() {
        return stop;
    }

    /** Who is let in to connect. */
    Handshakes handshakes() {
        return handshakes;
    }

    Connections connections() {
        return connections;
    }

    /** Null if nobody is to see any. */
    @Nullable
    Metrics metrics() {
        return metrics;
    }

    Health health() {
        return health;
    }

    /** Whether anybody may see the page that checks the way to the server. */
    boolean hasCheck() {
        return check;
    }

    /** What is to be seen of a request from a page. */
    Seen seen(HttpServletRequest request) {
        return origins.seen(request);
    }

    Streams streams() {
        return streams;
    }
}
