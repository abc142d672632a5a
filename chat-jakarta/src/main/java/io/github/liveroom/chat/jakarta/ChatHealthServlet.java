package io.github.liveroom.chat.jakarta;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells load balancers and whatever else watches over a server how a gateway is, with 200 or 503 and nothing that is a secret.
 * Below its path, {@code /live} is whether its rooms go on: if not, start it anew. {@code /ready}, and the path itself, is
 * whether somebody who comes now gets in: if not, send visitors elsewhere; it says so too as soon as the gateway is closed.
 *
 * <p>However many ask, the gateway is looked at once a second. No thread waits, so this needs support for asynchronous
 * requests, as do filters on its path.
 *
 * <p>A host that wants another path registers one of its own, with {@code /*} behind the path.
 */
public final class ChatHealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatGateway gateway; // containers do not serialise servlets

    /**
     * A servlet for one gateway.
     *
     * @param gateway stays the host's to close
     */
    public ChatHealthServlet(ChatGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        CompletionStage<Boolean> asked = asked(request.getPathInfo());
        response.setHeader("Cache-Control", "no-store");
        if (asked == null) {
            Refusals.send(response, HttpServletResponse.SC_NOT_FOUND, "There are live and ready.");
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            Refusals.send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The methods here are GET, HEAD.");
        } else {
            answer(request, response, asked);
        }
    }

    private @Nullable CompletionStage<Boolean> asked(@Nullable String path) {
        return switch (path == null ? "/" : path) {
            case "/live" -> gateway.health().live();
            case "/", "/ready" -> gateway.health().ready();
            default -> null;
        };
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, CompletionStage<Boolean> asked)
            throws ServletException {
        CompletableFuture<Boolean> up = asked.toCompletableFuture();
        if (up.isDone()) {
            HealthAnswer.write(response, up.join());
        } else if (request.isAsyncSupported()) {
            HealthAnswer.later(request.startAsync(), up);
        } else {
            throw new ServletException("A filter or servlet at " + request.getServletPath()
                    + " does not support asynchronous requests; set async-supported");
        }
    }
}
