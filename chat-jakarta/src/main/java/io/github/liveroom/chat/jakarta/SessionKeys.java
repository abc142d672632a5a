package io.github.liveroom.chat.jakarta;

import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * By what the connections of an HTTP session are found when it ends: an attribute, which stays when the session's id changes.
 * A class of its own, since the type of sessions is not known where there are no servlets.
 *
 * <p>Thread-safe.
 */
final class SessionKeys {
    private static final String ATTRIBUTE = "io.github.liveroom.session";

    private final Supplier<String> random;
    private final Consumer<String> ended;

    /**
     * @param random makes keys that nobody has
     * @param ended told the key of each session that has ended
     */
    SessionKeys(Supplier<String> random, Consumer<String> ended) {
        this.random = random;
        this.ended = ended;
    }

    /** The key of a session; that of one which has just ended is of an ended one. One at a time: two keys would hide a connection. */
    synchronized String of(HttpSession session) {
        String key = random.get();
        try {
            if (session.getAttribute(ATTRIBUTE) instanceof String known) {
                return known;
            }
            session.setAttribute(ATTRIBUTE, key);
        } catch (IllegalStateException e) {
            ended.accept(key);
        }
        return key;
    }

    /** The key of what a container calls its session; null if it has none. */
    @Nullable
    String ofAny(@Nullable Object session) {
        return session == null ? null : of((HttpSession) session);
    }

    /** A session is about to end, and can still be read. */
    void end(HttpSession session) {
        if (session.getAttribute(ATTRIBUTE) instanceof String known) {
            ended.accept(known);
        }
    }
}
