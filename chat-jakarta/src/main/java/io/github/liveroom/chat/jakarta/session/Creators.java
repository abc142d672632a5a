package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has created which rooms that are still open. Somebody not known, null, is not limited. Thread-safe. */
final class Creators {
    private static final int SWEEP_EVERY = 1000;

    private final RoomService rooms;
    private final int most;
    private final Map<String, Set<Room>> created = new HashMap<>(); // guarded by this, like all below
    private final Map<String, Integer> creating = new HashMap<>();
    private int remembered;

    /**
     * @param most open rooms that each may have created
     */
    Creators(RoomService rooms, int most) {
        this.rooms = rooms;
        this.most = most;
    }

    /** Counts a room that is about to be created; false if there are too many, else {@link #end} is to follow. */
    synchronized boolean begin(@Nullable String who) {
        if (who == null) {
            return true;
        }
        Set<Room> own = created.getOrDefault(who, new HashSet<>(0));
        int begun = creating.getOrDefault(who, 0);
        if (own.size() + begun >= most) {
            forgetClosed(own);
        }
        if (own.size() + begun >= most) {
            return false;
        }
        creating.merge(who, 1, Integer::sum);
        return true;
    }

    /** Keeps in mind the room that was created, if one was. */
    synchronized void end(@Nullable String who, @Nullable Room room) {
        if (who == null) {
            return;
        }
        creating.computeIfPresent(who, (key, begun) -> begun > 1 ? begun - 1 : null);
        if (room == null) {
            return;
        }
        created.computeIfAbsent(who, key -> new HashSet<>(2)).add(room);
        if (++remembered % SWEEP_EVERY == 0) {
            created.values().removeIf(own -> {
                forgetClosed(own);
                return own.isEmpty();
            });
        }
    }

    private void forgetClosed(Set<Room> own) {
        own.removeIf(room -> rooms.find(room.code()).orElse(null) != room);
    }
}
