package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells browsers what pages may do: run scripts and styles of this site only, none inside the page, talk to this site only,
 * be shown in no frame but those of {@link io.github.liveroom.chat.jakarta.ChatGatewayBuilder#frameAncestors}. Refuses {@code
 * TRACE}, which sends back what a browser keeps from scripts (RFC 9110, section 9.3.8).
 *
 * <p>Files are asked for again each time, so that a page never meets the script of another version; pages themselves are not
 * kept at all.
 */
public final class PageHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    /** Whole, with whose frames the page may be in. */
    private String policy = POLICY + "'none'";

    /** Called by the container. */
    public PageHeaders() {}

    @Override
    public void init() {
        policy = POLICY + ChatGateway.of(getServletContext()).frameAncestors();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not no-referrer: with that, browsers send "Origin: null" with forms.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cache-Control", "no-cache");
        // The page that tells of the error comes this way too.
        if ("TRACE".equals(request.getMethod()) && request.getDispatcherType() == DispatcherType.REQUEST) {
            response.setHeader("Allow", "GET, HEAD, POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            chain.doFilter(request, response);
        }
    }
}
