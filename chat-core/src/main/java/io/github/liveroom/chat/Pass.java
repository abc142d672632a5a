package io.github.liveroom.chat;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody was given by the host application, such as in a signed token: until when to come, into which rooms, and as
 * what. It says nothing of stays that have begun: whoever is in a room stays in it, with the role that the room knows.
 *
 * @param until when it is over, or null if it has no end
 * @param rooms the rooms that may be entered, and as what; null: any, as everybody else, and new ones may be created
 */
public record Pass(@Nullable Instant until, @Nullable Map<RoomCode, Role> rooms) {
    /**
     * Takes what was given.
     *
     * @param until when it is over, or null
     * @param rooms the rooms, perhaps none; or null for any
     */
    public Pass {
        rooms = rooms == null ? null : Map.copyOf(rooms);
    }

    /**
     * Whether it is good for nothing any more.
     *
     * @param now the present time
     * @return true from {@link #until} on
     */
    public boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /**
     * Whether a room may be entered, if there is one with this code.
     *
     * @param room the code
     * @return true if it is among the rooms, or they are not limited
     */
    public boolean admits(RoomCode room) {
        return rooms == null || rooms.containsKey(room);
    }

    /**
     * As what a room is entered. {@link Role#OWNER} does so like whoever shows the owner secret, and {@link Role#MUTED} only
     * listens. To a member who is there already it counts only if it is more than the member, who is not muted, has.
     *
     * @param room the code
     * @return {@link Role#MEMBER} unless another is given
     */
    public Role roleIn(RoomCode room) {
        return rooms == null ? Role.MEMBER : rooms.getOrDefault(room, Role.MEMBER);
    }

    /** Without the codes of rooms. */
    @Override
    public String toString() {
        return "Pass[until " + until + ", " + (rooms == null ? "any room" : rooms.size() + " rooms") + "]";
    }
}
