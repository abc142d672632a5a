package io.github.liveroom.chat.jakarta;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page that checks from a visitor's browser what the way to the server lets through, for how long it keeps what is silent, and
 * whether the server is told what it has to know. The page connects as any page of the chat does, once over each carrier. To its
 * {@code POST} the server answers what it sees of that request, in verdicts that name no address and no host; that begins no
 * session, and counts as a connection that the address begins. 404 where {@link ChatGatewayBuilder#check} is off.
 *
 * <p>A host that wants another path registers one of its own, as {@code check/*} beside {@code ws}, {@code stream} and {@code
 * commands}: there the page looks for them.
 */
public final class ChatCheckServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors ";

    /** By what is behind the servlet's own path. */
    private static final Map<String, String> FILES = Map.of(
            "", "check.html",
            "/check.css", "check.css",
            "/check.js", "check.js",
            "/checks.js", "checks.js",
            "/connections.js", "connections.js",
            "/carriers.js", "carriers.js",
            "/way.js", "way.js");

    private final transient ChatGateway gateway; // containers do not serialise servlets

    /**
     * A servlet for one gateway.
     *
     * @param gateway stays the host's to close
     */
    public ChatCheckServlet(ChatGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = fileAt(request.getPathInfo());
        boolean isPage = "check.html".equals(file);
        String methods = isPage ? "GET, HEAD, POST" : "GET, HEAD";
        response.setHeader("Cache-Control", "no-store");
        if (!gateway.hasCheck() || file == null) {
            Refusals.send(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here.");
            return;
        }
        switch (request.getMethod()) {
            case "GET", "HEAD" -> show(file, response);
            case "POST" -> {
                if (isPage) {
                    tell(request, response);
                } else {
                    refuse(response, methods);
                }
            }
            default -> refuse(response, methods);
        }
    }

    private static @Nullable String fileAt(@Nullable String path) {
        return FILES.get(path == null ? "" : path);
    }

    private static void refuse(HttpServletResponse response, String methods) {
        response.setHeader("Allow", methods);
        Refusals.send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The methods here are " + methods + ".");
    }

    private void show(String file, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY + gateway.frameAncestors());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setContentType(typeOf(file) + ";charset=UTF-8");
        response.getWriter().print(read(file));
    }

    private static String typeOf(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".css" -> "text/css";
            case ".js" -> "text/javascript";
            default -> "text/html";
        };
    }

    private static String read(String file) throws IOException {
        try (InputStream in = ChatCheckServlet.class.getResourceAsStream("check/" + file)) {
            if (in == null) {
                throw new IOException("The library is not whole: " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration wait = gateway.connections().places().handshake(gateway.addressOf(request));
        if (wait != null) {
            Refusals.later(response, TOO_MANY_REQUESTS, wait, "This address begins too many connections.");
            return;
        }
        boolean secure = request.isSecure()
                || request.getServletContext().getSessionCookieConfig().isSecure();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("application/json");
        response.getWriter()
                .print(gateway.seen(request).json(gateway.connections().now(), secure));
    }
}
