package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomPolicy;
import org.jspecify.annotations.Nullable;

/** The table of those who set none. */
public enum StandardPolicy implements RoomPolicy {
    /** The only one. */
    TABLE;

    @Override
    public boolean allows(Action action, Role actor, @Nullable Role target) {
        return actor.compareTo(least(action)) <= 0 && (target == null || mayTouch(actor, target));
    }

    private static Role least(Action action) {
        return switch (action) {
            case SEND, EDIT, REACT, TYPING, RENAME -> Role.MEMBER;
            case DELETE, UPDATE, KICK, BAN, UNBAN, MUTE -> Role.MODERATOR;
            case ROLE, CLOSE -> Role.OWNER;
        };
    }

    /** Owners touch everyone but owners, moderators only those below them. */
    private static boolean mayTouch(Role actor, Role target) {
        return actor == Role.OWNER ? target != Role.OWNER : target.compareTo(Role.MEMBER) >= 0;
    }
}
