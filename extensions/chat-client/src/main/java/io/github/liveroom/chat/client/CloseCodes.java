package io.github.liveroom.chat.client;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the numbers with which connections end ask of a client. */
final class CloseCodes {
    static final int LEFT = 1000;
    static final int BROKEN = 1006;
    static final int FRAME_TOO_LONG = 1009;
    static final int NOT_THIS_PROTOCOL = 4500;
    static final int NOT_AUTHORISED = 4501;
    static final int ROOM_CLOSED = 4506;

    private static final int GOING_AWAY = 4001;
    private static final int FIRST_FINAL = 4500;
    private static final int LAST_FINAL = 4999;
    private static final Pattern DELAY = Pattern.compile("\\bdelayMs=(\\d{1,7})\\b");

    private CloseCodes() {}

    /** Whether there is no coming back. An unknown code goes by its range. */
    static boolean isFinal(int code) {
        return code == LEFT || (code >= FIRST_FINAL && code <= LAST_FINAL);
    }

    /** Whether something that the client sent is said to be at fault. */
    static boolean blamesClient(int code) {
        return code == 1003 || code == 1007 || code == 1008 || code == FRAME_TOO_LONG;
    }

    /** Over how long a server that goes away wants its clients' return to be spread, or null if it does not say. */
    static @Nullable Duration askedDelay(int code, String reason) {
        Matcher matcher = DELAY.matcher(reason);
        return code == GOING_AWAY && matcher.find() ? Duration.ofMillis(Long.parseLong(matcher.group(1))) : null;
    }

    /** Why there is no connection, for logs. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
