package io.github.liveroom.chat.jakarta;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers for programs that were refused. */
final class Refusals {
    private Refusals() {}

    /** Not sendError: that would show the application's error page to a program. */
    static void send(HttpServletResponse response, int status, String why) {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        try {
            response.getWriter().println(why);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
