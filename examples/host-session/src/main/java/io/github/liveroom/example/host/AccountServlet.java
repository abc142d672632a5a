package io.github.liveroom.example.host;

import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the application is without a chat: a page, a login and a logout. The page has a room on it. */
final class AccountServlet extends HttpServlet {
    /** The attribute of the HTTP session in which LiveRoom finds who it is. */
    static final String USER = "user";

    private static final long serialVersionUID = 1L;

    /** A real application has no passwords, but their hashes. */
    private static final Map<String, String> PASSWORDS = Map.of("ada", "sesame", "bob", "sesame");

    private static final RoomOptions STAYS = new RoomOptions("Lobby", null, true, null, null);

    private transient @Nullable Room lobby; // containers do not serialise servlets

    @Override
    public void init() {
        lobby = ChatGateway.of(getServletContext())
                .rooms()
                .create(STAYS)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .room();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = userOf(request);
        if (!request.getServletPath().equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (user == null) {
            send(page("log-in.html"), response);
        } else {
            String code = Objects.requireNonNull(lobby).code().value();
            send(page("room.html").replace("{code}", code).replace("{user}", user), response);
        }
    }

    /** Other sites cannot send these for somebody: the cookie, which is {@code SameSite=Lax}, would not come along. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/log-in" -> logIn(request, response);
            case "/log-out" -> logOut(request, response);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = String.valueOf(request.getParameter("user"));
        String password = String.valueOf(request.getParameter("password"));
        if (!password.equals(PASSWORDS.get(user))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate(); // else an id that somebody has planted is logged in too
        }
        request.getSession().setAttribute(USER, user);
        home(response);
    }

    /** LiveRoom ends the connections of that browser with its session. */
    private static void logOut(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        home(response);
    }

    private static @Nullable String userOf(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(USER) instanceof String user ? user : null;
    }

    private static void home(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "./");
    }

    private static void send(String page, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().print(page);
    }

    private static String page(String name) throws IOException {
        try (InputStream page = Objects.requireNonNull(AccountServlet.class.getResourceAsStream(name), name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
