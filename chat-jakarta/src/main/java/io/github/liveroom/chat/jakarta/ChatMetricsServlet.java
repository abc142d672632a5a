package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.meters.PrometheusText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Shows the numbers of a gateway in the text format of Prometheus, to whoever sends the {@linkplain
 * ChatGatewayBuilder#metricsToken token} as {@code Authorization: Bearer}. For everyone else there is nothing here, 404, just
 * as where no token was set.
 *
 * <p>A host that wants another path registers one of its own.
 */
public final class ChatMetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatGateway gateway; // containers do not serialise servlets

    /**
     * A servlet for one gateway.
     *
     * @param gateway stays the host's to close
     */
    public ChatMetricsServlet(ChatGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Metrics metrics = gateway.metrics();
        response.setHeader("Cache-Control", "no-store");
        if (metrics == null || !metrics.areFor(request.getHeader("Authorization"))) {
            Refusals.send(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here.");
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            Refusals.send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The methods here are GET, HEAD.");
        } else {
            response.setContentType(PrometheusText.CONTENT_TYPE);
            response.getWriter().print(metrics.text());
        }
    }
}
