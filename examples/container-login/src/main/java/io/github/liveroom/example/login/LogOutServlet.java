package io.github.liveroom.example.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Ends the HTTP session: the login with it, and by LiveRoom the connections of that browser. */
final class LogOutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().println("""
                <!DOCTYPE html>
                <html lang="en">
                <head><title>Log out</title><link rel="stylesheet" href="assets/base.css"></head>
                <body><form method="post" action="log-out"><button class="primary">Log out</button></form></body>
                </html>""");
    }

    /** Another site cannot send this for somebody: the cookie, which is {@code SameSite=Lax}, would not come along. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "./");
    }
}
