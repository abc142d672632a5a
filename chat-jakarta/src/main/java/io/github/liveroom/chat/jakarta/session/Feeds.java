package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.RoomCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rooms that a connection is in, or on its way into: few, and nearly always one. Thread-safe. */
final class Feeds {
    /** Replaced by every change: a map of one entry that cannot be changed is small. */
    private volatile Map<RoomCode, RoomFeed> feeds = Map.of();

    @Nullable
    RoomFeed of(RoomCode room) {
        return feeds.get(room);
    }

    int size() {
        return feeds.size();
    }

    /** As of now. */
    Collection<RoomFeed> all() {
        return feeds.values();
    }

    synchronized void add(RoomFeed feed) {
        Map<RoomCode, RoomFeed> more = new HashMap<>(feeds);
        more.put(feed.room(), feed);
        feeds = Map.copyOf(more);
    }

    /** Does nothing if another has taken its place. */
    synchronized void remove(RoomFeed feed) {
        Map<RoomCode, RoomFeed> less = new HashMap<>(feeds);
        if (less.remove(feed.room(), feed)) {
            feeds = Map.copyOf(less);
        }
    }

    synchronized void clear() {
        feeds = Map.of();
    }
}
