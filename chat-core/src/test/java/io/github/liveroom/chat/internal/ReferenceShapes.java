package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.internal.text.NameVerdict;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request must look like, once more. Knows of malformed texts only those that the tests use. */
final class ReferenceShapes {
    static final int MAX_TEXT = 5;
    static final int MAX_SEATS = 8;
    static final NameRules NAMES = new NameRules();

    /** What the rules for names say to those that are used: asked once, since they take their time. */
    private static final Map<String, NameVerdict> VERDICTS =
            Stream.of(RandomRequests.NAMES).collect(Collectors.toUnmodifiableMap(typed -> typed, NAMES::judge));

    private static final Map<String, String> KEYS = VERDICTS.values().stream()
            .filter(NameVerdict.Accepted.class::isInstance)
            .map(NameVerdict.Accepted.class::cast)
            .distinct()
            .collect(Collectors.toUnmodifiableMap(NameVerdict.Accepted::name, NameVerdict.Accepted::key));

    private ReferenceShapes() {}

    static @Nullable Refusal refusal(Request request) {
        if (request instanceof Request.Post post) {
            return text(post.text());
        } else if (request instanceof Request.Announce announce) {
            return text(announce.text());
        } else if (request instanceof Request.Edit edit) {
            return text(edit.text());
        } else if (request instanceof Request.React react) {
            return react.emoji().isBlank() || !fits(react.emoji(), 16) ? Refusal.BAD_REQUEST : null;
        } else if (request instanceof Request.Rename rename) {
            return name(rename.name());
        } else if (request instanceof Request.Update update) {
            return changes(update.changes()) ? null : Refusal.BAD_REQUEST;
        } else if (request instanceof Request.PutOut putOut) {
            return fits(putOut.told(), 200) ? null : Refusal.BAD_REQUEST;
        } else if (request instanceof Request.Mute mute) {
            return fits(mute.reason(), 200) ? null : Refusal.BAD_REQUEST;
        } else if (request instanceof Request.Close close) {
            return fits(close.reason(), 200) ? null : Refusal.BAD_REQUEST;
        }
        return request instanceof Request.ChangeRole change && change.role() == Role.MUTED ? Refusal.BAD_REQUEST : null;
    }

    private static boolean fits(String text, int max) {
        return !text.contains("\0") && text.codePointCount(0, text.length()) <= max;
    }

    private static @Nullable Refusal text(String text) {
        if (text.contains("\0")) {
            return Refusal.BAD_REQUEST;
        } else if (text.isBlank()) {
            return Refusal.TEXT_REQUIRED;
        }
        return fits(text, MAX_TEXT) ? null : Refusal.TEXT_TOO_LONG;
    }

    static @Nullable Refusal name(@Nullable String typed) {
        NameVerdict verdict = VERDICTS.get(typed == null ? "" : typed);
        if (!(verdict instanceof NameVerdict.Refused refused)) {
            return null;
        }
        return refused.reason() == NameVerdict.Reason.REQUIRED ? Refusal.NAME_REQUIRED : Refusal.NAME_INVALID;
    }

    /** As it is shown, or "" if it may not be used. */
    static String shown(@Nullable String typed) {
        return typed != null && VERDICTS.get(typed) instanceof NameVerdict.Accepted accepted ? accepted.name() : "";
    }

    /** What a name that is shown looks like. */
    static String key(String shown) {
        return KEYS.getOrDefault(shown, "");
    }

    private static boolean changes(RoomChanges changes) {
        Integer seats = changes.maxMembers();
        Duration slow = changes.slowMode();
        return !changes.equals(RoomChanges.NONE)
                && (changes.title() == null || fits(changes.title(), 80))
                && (changes.passphrase() == null || fits(changes.passphrase(), 128))
                && (seats == null || (seats >= 1 && seats <= MAX_SEATS))
                && (slow == null || (slow.toMillis() >= 0 && slow.toMillis() <= 3_600_000));
    }
}
