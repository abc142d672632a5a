package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.Visitor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member's place in the room.
 *
 * @param id the member
 * @param name as shown
 * @param key equal for names that look alike
 * @param role what the member may do
 * @param roleSince the offset of the entry that gave the role
 * @param mutedUntil when a mute ends by itself, or null
 * @param visitor what is known of the person, hashed
 * @param scope whose {@code cid}s the member's commands carry
 * @param spokeAt when the member said something last, or null
 */
record Seat(
        MemberId id,
        String name,
        String key,
        Role role,
        long roleSince,
        @Nullable Instant mutedUntil,
        Visitor visitor,
        String scope,
        @Nullable Instant spokeAt) {
    /** One for all connections of one person, or null if connections cannot be told to be of one. */
    @Nullable
    Person person() {
        return Person.of(visitor, name);
    }

    Seat withName(String newName, String newKey) {
        return new Seat(id, newName, newKey, role, roleSince, mutedUntil, visitor, scope, spokeAt);
    }

    Seat withRole(Role newRole, long since, @Nullable Instant until) {
        return new Seat(id, name, key, newRole, since, until, visitor, scope, spokeAt);
    }

    boolean isMuteOver(Instant now) {
        return role == Role.MUTED && mutedUntil != null && !now.isBefore(mutedUntil);
    }

    Seat withSpokeAt(Instant at) {
        return new Seat(id, name, key, role, roleSince, mutedUntil, visitor, scope, at);
    }
}
