package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Outcome.Refused;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What the pages have in common: methods, encoding, no copies in caches, the check of forms, and the way to a JSP. */
abstract class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/WEB-INF/liveroom/";

    /** More than every field in full takes, each character written as twelve. */
    private static final int MAX_FORM_BYTES = 8 * 1024;

    /** The HTTP methods that this page knows. */
    abstract Set<String> methods();

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        boolean form = "POST".equals(request.getMethod());
        if (!methods().contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", methods()));
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (form && request.getContentLengthLong() > MAX_FORM_BYTES) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (form && request.getContentLengthLong() < 0) {
            response.sendError(HttpServletResponse.SC_LENGTH_REQUIRED); // browsers know how long their forms are
        } else if ((!form || FormFields.read(request, response)) && letsIn(request, response)) {
            super.service(request, response);
        }
    }

    /** Else says so: with a form that leads to a room they would learn it there, from a connection that ends. */
    boolean letsIn(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Outcome<Visitor> visitor = gateway().visitor(request);
        if (visitor instanceof Refused<Visitor> refused) {
            if (refused.refusal() == Refusal.UNAUTHORIZED) {
                // Not 401: that promises a way to log in (RFC 9110, section 15.5.2), which only the host knows.
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
                show("stranger.jsp", request, response);
            } else {
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
            return false;
        }
        request.setAttribute("guest", visitor.orElseThrow().identity() == null);
        return true;
    }

    final ChatGateway gateway() {
        return ChatGateway.of(getServletContext());
    }

    /** Whether a form was sent by a page of ours that this browser was shown. */
    final boolean isOurs(HttpServletRequest request) {
        return tokens().fits(request, FormFields.get(request, "token"))
                && gateway().sameOrigin(request);
    }

    private FormTokens tokens() {
        return FormTokens.of(getServletContext());
    }

    /** Marks a form as one that cannot be taken and has to be sent again. */
    static void stale(Form form, HttpServletRequest request) {
        form.refused(FormTokens.cameBack(request) ? Words.STALE : Words.NO_COOKIES, HttpServletResponse.SC_FORBIDDEN);
    }

    /** Shows a form, with a token to send it with. */
    final void show(Form form, String jsp, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        form.showOn(request, response);
        show(jsp, request, response);
    }

    /** Shows the form for a name in a known room. */
    final void showEntrance(Form form, Room room, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("shownCode", room.code().display());
        show(form.withCode(room.code().value()), "enter.jsp", request, response);
    }

    final void show(String jsp, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("token", tokens().next(request, response));
        response.setContentType("text/html;charset=UTF-8");
        String folder = getInitParameter("pages");
        request.getRequestDispatcher((folder == null ? FOLDER : folder) + jsp).forward(request, response);
    }

    final void redirect(String path, HttpServletRequest request, HttpServletResponse response) {
        // Not sendRedirect: that answers 302, and may spell out a host that the proxy in front does not have.
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + path);
    }
}
