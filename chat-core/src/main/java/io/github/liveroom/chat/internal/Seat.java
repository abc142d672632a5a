package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import org.jspecify.annotations.Nullable;

/**
 * A member's place in the room.
 *
 * @param id the member
 * @param name as shown
 * @param key equal for names that look alike
 * @param role what the member may do
 * @param identity the host application's name for the person, or null
 * @param scope whose {@code cid}s the member's commands carry
 */
record Seat(
        MemberId id,
        String name,
        String key,
        Role role,
        @Nullable String identity,
        String scope) {
    Seat withName(String newName, String newKey) {
        return new Seat(id, newName, newKey, role, identity, scope);
    }

    Seat withRole(Role newRole) {
        return new Seat(id, name, key, newRole, identity, scope);
    }
}
