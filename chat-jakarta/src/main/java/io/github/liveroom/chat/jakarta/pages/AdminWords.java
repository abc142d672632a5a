package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Outcome.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What the pages tell those who look after the server. */
final class AdminWords {
    static final String NOT_CONFIDENTIAL = """
            This page is for https only, since it is asked for with a password.
            If you came by https, name the proxy in trusted-proxies and let it set X-Forwarded-Proto.
            """;

    static final String NO_ROOM = "No room has this code, or it was closed.";
    static final String NO_SENSE = "The server could not make sense of this form. Please try again.";

    private AdminWords() {}

    static String of(Refused<?> refused) {
        return switch (refused.refusal()) {
            case TARGET_NOT_FOUND -> "This member is not in the room any more.";
            case ROOM_NOT_FOUND -> NO_ROOM;
            case TEXT_REQUIRED -> "Please write something.";
            case TEXT_TOO_LONG -> "This text is too long.";
            case BAD_REQUEST -> "A reason has at most 200 characters.";
            default -> Words.of(refused);
        };
    }

    /** Of several rooms some could not be told something. */
    static String untold(int untold, int rooms, Refused<?> why) {
        return untold + " of " + rooms + " rooms may not have been told, the others were: " + of(why);
    }

    static int statusOf(Refused<?> refused) {
        return switch (refused.refusal()) {
            case TARGET_NOT_FOUND, ROOM_NOT_FOUND -> HttpServletResponse.SC_NOT_FOUND;
            case UNAVAILABLE, INTERNAL -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            default -> HttpServletResponse.SC_BAD_REQUEST;
        };
    }

    /** What has been done, or null: links may say anything. */
    static @Nullable String done(String action) {
        return switch (action) {
            case "kick" -> "The member is out, and may come again.";
            case "ban" -> "The member is out and cannot come again.";
            case "unban" -> "The person may come again.";
            case "close" -> "The room is closed.";
            case "announce" -> "Everyone in the room was told.";
            case "announce-all" -> "Everyone was told.";
            default -> null;
        };
    }
}
