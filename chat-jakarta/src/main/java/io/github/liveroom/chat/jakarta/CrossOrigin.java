package io.github.liveroom.chat.jakarta;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What pages of other origins may do with one path (the CORS protocol, Fetch Standard, section 3.2). Those that are allowed
 * may send the visitor's cookies, as a WebSocket handshake does.
 */
final class CrossOrigin {
    private static final String ORIGIN = "Origin";
    private static final int SECONDS_TO_REMEMBER = 600;

    private final ChatGateway gateway;
    private final String methods;
    private final String headers;

    /**
     * @param methods that the path has, besides {@code OPTIONS}
     * @param headers that a page may send there
     */
    CrossOrigin(ChatGateway gateway, String methods, String headers) {
        this.gateway = gateway;
        this.methods = methods;
        this.headers = headers;
    }

    /**
     * Looks where a request comes from, and lets an allowed page read the answer, whatever that will be.
     *
     * @return false after an answer: 403
     */
    boolean admits(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", ORIGIN);
        String origin = request.getHeader(ORIGIN);
        if (!gateway.sameOrigin(request) || (origin == null && isCrossSite(request))) {
            Refusals.send(response, HttpServletResponse.SC_FORBIDDEN, "This origin is not allowed here.");
            return false;
        }
        if (origin != null) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.setHeader("Access-Control-Expose-Headers", "Retry-After");
        }
        return true;
    }

    /** Browsers send no origin with a same-origin {@code GET}, nor with what an image or a script is fetched by. */
    private static boolean isCrossSite(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /** Answers {@code OPTIONS}, by which a browser asks whether a page may. */
    void answerOptions(HttpServletRequest request, HttpServletResponse response) {
        if (admits(request, response)) {
            allow(response);
            if (request.getHeader(ORIGIN) != null) {
                response.setHeader("Access-Control-Allow-Methods", methods);
                response.setHeader("Access-Control-Allow-Headers", headers);
                response.setIntHeader("Access-Control-Max-Age", SECONDS_TO_REMEMBER);
            }
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    /** Answers a method that the path does not have. */
    void refuseMethod(HttpServletResponse response) {
        allow(response);
        Refusals.send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The methods here are " + methods + ".");
    }

    private void allow(HttpServletResponse response) {
        response.setHeader("Allow", methods + ", OPTIONS");
    }
}
