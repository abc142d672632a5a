package io.github.liveroom.chat.jakarta;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Answers for programs that were refused. */
final class Refusals {
    private Refusals() {}

    /** To somebody who may come again, in whole seconds. */
    static void later(HttpServletResponse response, int status, Duration wait, String why) {
        response.setHeader(
                "Retry-After", Long.toString(wait.plusNanos(999_999_999).toSeconds()));
        send(response, status, why);
    }

    /** Not sendError: that would show the application's error page to a program. */
    static void send(HttpServletResponse response, int status, String why) {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/plain;charset=UTF-8");
        try {
            response.getWriter().println(why);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
