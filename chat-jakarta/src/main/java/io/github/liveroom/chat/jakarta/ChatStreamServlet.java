package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.wire.EventStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Carries what a gateway says over HTTP, as Server-Sent Events, to clients that get no WebSocket through. Their commands
 * come to a {@link ChatCommandsServlet}. No thread waits while a stream is open.
 *
 * <p>Answers 403 to pages of other sites, unless they are allowed, 429 to an address that begins too many connections, and 503
 * when there are as many as there may be. Whatever else there is to refuse, the stream says it, since
 * a browser's {@code EventSource} shows no status to a page.
 *
 * <p>A host that wants another path registers one of its own, with support for asynchronous requests, which filters on that
 * path need too.
 */
public final class ChatStreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatGateway gateway; // containers do not serialise servlets
    private final transient Runnable destroyed;
    private final transient CrossOrigin crossOrigin;

    /**
     * A servlet for one gateway.
     *
     * @param gateway stays the host's to close
     */
    public ChatStreamServlet(ChatGateway gateway) {
        this(gateway, () -> {});
    }

    /**
     * A servlet that says when it ends.
     *
     * @param destroyed told by the container's thread, before the HTTP sessions of the application end
     */
    ChatStreamServlet(ChatGateway gateway, Runnable destroyed) {
        this.destroyed = destroyed;
        this.gateway = gateway;
        this.crossOrigin = new CrossOrigin(gateway, "GET, HEAD", "Accept, Cache-Control, Last-Event-ID");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "GET" -> {
                if (crossOrigin.admits(request, response)
                        && !gateway.handshakes().putsOff(request, response)) {
                    open(request, response);
                }
            }
            case "HEAD" -> {
                if (crossOrigin.admits(request, response)) {
                    describe(response);
                }
            }
            case "OPTIONS" -> crossOrigin.answerOptions(request, response);
            default -> crossOrigin.refuseMethod(response);
        }
    }

    /** Tomcat ends HTTP sessions next, and with each the WebSocket connections of who has logged in, for good (1008). */
    @Override
    public void destroy() {
        destroyed.run();
    }

    private void open(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (!request.isAsyncSupported()) {
            throw new ServletException("A filter or servlet at " + request.getServletPath()
                    + " does not support asynchronous requests; set async-supported");
        }
        describe(response);
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        StreamCarrier.open(context, gateway, gateway.handshakes().of(request));
    }

    private static void describe(HttpServletResponse response) {
        response.setContentType(EventStream.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Proxies of the nginx family keep what they are sent until a buffer is full.
        response.setHeader("X-Accel-Buffering", "no");
    }
}
