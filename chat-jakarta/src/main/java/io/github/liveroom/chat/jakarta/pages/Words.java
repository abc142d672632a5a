package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Outcome.Refused;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the forms tell people. A refusal's own detail is for logs and is never shown. */
final class Words {
    static final String STALE = "This page was open too long. Please try again.";
    static final String NO_COOKIES = STALE + " If that does not help, please allow cookies for this site.";
    static final String CODE_REQUIRED = "Please enter a room code";
    static final String ROOM_GONE = "This room does not exist any more. Everyone left, or the server was restarted.";

    private Words() {}

    static String of(Refused<?> refused) {
        return switch (refused.refusal()) {
            case NAME_REQUIRED -> "Please enter a name";
            case NAME_INVALID -> "This name cannot be used. Please try one with plain letters, digits and spaces.";
            case NAME_TAKEN ->
                "Somebody in this room already has this name, or one that looks like it. " + "Please choose another.";
            case ROOM_NOT_FOUND -> "No room has this code";
            case ROOM_FULL -> "This room is full. Please try again later.";
            case ROOM_LOCKED -> "This room lets nobody new in at the moment.";
            case FORBIDDEN -> "New rooms cannot be created here.";
            case RATE_LIMITED -> "That was too often. Please wait " + howLong(refused.retryAfter()) + " and try again.";
            default -> "This is not possible right now. Please try again in a moment.";
        };
    }

    static String nameTooLong(int limit) {
        return "This name is too long. Please use at most " + limit + " characters.";
    }

    private static String howLong(@Nullable Duration time) {
        long seconds = seconds(time);
        return seconds == 1 ? "a second" : seconds < 100 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    /** Whole seconds, rounded up; what {@code Retry-After} counts in. */
    static long seconds(@Nullable Duration time) {
        return time == null ? 1 : Math.max(1, (time.toMillis() + 999) / 1000);
    }
}
