package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns HTTP requests into WebSocket connections of a gateway. A servlet because only that sees the client's address and
 * can answer with a status: 403 to pages of other sites, 400 to those that speak another protocol, 426 to what is no
 * WebSocket handshake (RFC 6455, section 4), 429 to an address that begins too many connections and 503 when there are as many
 * as there may be.
 *
 * <p>A host that wants another path registers one of its own.
 */
public final class ChatUpgradeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int UPGRADE_REQUIRED = 426;

    private final transient ChatGateway gateway; // containers do not serialise servlets
    private final transient Runnable destroyed;

    /** The way to {@link ChatEndpoint} for what this thread knows of a client: containers hand on its headers only. */
    @SuppressWarnings("ThreadLocalUsage") // one servlet knows nothing of another
    private final transient ThreadLocal<Handshake> upgrading = new ThreadLocal<>();

    /** One for all connections: containers keep what they make of it. */
    private final transient ServerEndpointConfig config;

    /**
     * A servlet for one gateway.
     *
     * @param gateway stays the host's to close
     */
    public ChatUpgradeServlet(ChatGateway gateway) {
        this(gateway, () -> {});
    }

    /**
     * A servlet that says when it ends.
     *
     * @param destroyed told by the container's thread, before the HTTP sessions of the application end
     */
    ChatUpgradeServlet(ChatGateway gateway, Runnable destroyed) {
        this.destroyed = destroyed;
        this.gateway = gateway;
        config = ChatEndpoint.config(gateway, upgrading::get);
    }

    /** Tomcat ends HTTP sessions next, and with each the WebSocket connections of who has logged in, for good (1008). */
    @Override
    public void destroy() {
        destroyed.run();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "GET" -> shakeHands(request, response);
            case "HEAD" -> askForUpgrade(response);
            default -> {
                response.setHeader("Allow", "GET, HEAD");
                Refusals.send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This address speaks WebSocket.");
            }
        }
    }

    private static void askForUpgrade(HttpServletResponse response) {
        response.setHeader("Upgrade", "websocket");
        Refusals.send(response, UPGRADE_REQUIRED, "This address speaks WebSocket.");
    }

    private void shakeHands(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            askForUpgrade(response);
        } else if (!gateway.sameOrigin(request)) {
            Refusals.send(response, HttpServletResponse.SC_FORBIDDEN, "This origin is not allowed here.");
        } else if (!Handshakes.isOurs(Collections.list(request.getHeaders("Sec-WebSocket-Protocol")))) {
            Refusals.send(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The only subprotocol here is " + LineWriter.PROTOCOL + ".");
        } else if (!gateway.handshakes().putsOff(request, response)) {
            upgrade(request, response);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ServerContainer container = (ServerContainer) getServletContext().getAttribute(ServerContainer.class.getName());
        if (container == null) {
            throw new ServletException("This container has no WebSocket support (jakarta.websocket)");
        }
        upgrading.set(gateway.handshakes().of(request));
        try {
            container.upgradeHttpToWebSocket(new Unnamed(request), response, config, Map.of());
        } catch (DeploymentException e) {
            throw new ServletException("The connection could not be upgraded", e);
        } finally {
            upgrading.remove();
        }
    }

    /**
     * A request of which the container does not see who made it, which is known by then. Tomcat ends the connections of those
     * whom it has let in together with their HTTP session, with 1008 and perhaps before we can say why.
     */
    private static final class Unnamed extends HttpServletRequestWrapper {
        Unnamed(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }
    }
}
