package io.github.liveroom.chat.jakarta.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose connections there are: of which browser's session, and of which person whom the host knows. Knows nobody who has none.
 *
 * <p>Thread-safe.
 */
final class Roster<C> {
    /** Between a handshake and its connection there are milliseconds; in these no more sessions end. */
    private static final int REMEMBERED = 1000;

    private final Map<String, List<C>> sessions = new HashMap<>(); // guarded by this, like all below
    private final Map<String, List<C>> people = new HashMap<>();

    /** The sessions that have ended last: a handshake of theirs may still be under way. */
    private final Set<String> over = new LinkedHashSet<>();

    /**
     * Somebody is connected.
     *
     * @return false if the session has ended meanwhile: then the connection is to end too
     */
    synchronized boolean add(@Nullable String session, @Nullable String identity, C connection) {
        put(sessions, session, connection);
        put(people, identity, connection);
        return session == null || !over.contains(session);
    }

    /** A connection has ended, or never was here. */
    synchronized void remove(@Nullable String session, @Nullable String identity, C connection) {
        take(sessions, session, connection);
        take(people, identity, connection);
    }

    /** A session has ended. Gives its connections. */
    synchronized List<C> end(String session) {
        over.add(session);
        if (over.size() > REMEMBERED) {
            over.remove(over.iterator().next());
        }
        return sessions.getOrDefault(session, List.of());
    }

    /** The connections of somebody. */
    synchronized List<C> of(String identity) {
        return people.getOrDefault(identity, List.of());
    }

    synchronized boolean isEmpty() {
        return sessions.isEmpty() && people.isEmpty();
    }

    /** Lists are small, and replaced: whoever was given one goes through it without the lock. */
    private static <C> void put(Map<String, List<C>> map, @Nullable String key, C connection) {
        if (key != null) {
            map.merge(
                    key,
                    List.of(connection),
                    (one, two) -> Stream.concat(one.stream(), two.stream()).toList());
        }
    }

    private static <C> void take(Map<String, List<C>> map, @Nullable String key, C connection) {
        if (key != null) {
            map.computeIfPresent(key, (same, all) -> {
                List<C> left = new ArrayList<>(all);
                left.removeIf(each -> Objects.equals(each, connection));
                return left.isEmpty() ? null : List.copyOf(left);
            });
        }
    }
}
