package io.github.liveroom.chat.client;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Role;
import java.util.Locale;
import java.util.Map;

/**
 * A member of a room as this client sees it.
 *
 * @param id unique in the room, for one epoch of its log
 * @param name unique in the room
 * @param role what the member may do; one that this client does not know shows as {@link Role#MEMBER}
 * @param status whether the member is connected
 * @param connections how many connections the member has; 0 when away
 * @param profile what the host application says of the member: strings, {@code Long}s, {@code Double}s, {@code Boolean}s, lists and
 *     maps; empty if it says nothing
 */
public record Participant(
        MemberId id, String name, Role role, MemberStatus status, int connections, Map<String, Object> profile) {
    static Participant of(Fields fields) {
        Fields profile = fields.object("profile");
        return new Participant(
                RoomLine.member(fields, "member"),
                fields.text("name", ""),
                role(fields),
                status(fields),
                (int) fields.number("connections", 1),
                profile == null ? Map.of() : profile.map());
    }

    static Role role(Fields fields) {
        return named(Role.values(), fields.text("role", ""), Role.MEMBER);
    }

    static MemberStatus status(Fields fields) {
        return named(MemberStatus.values(), fields.text("status", ""), MemberStatus.ACTIVE);
    }

    private static <E extends Enum<E>> E named(E[] values, String name, E otherwise) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
                return value;
            }
        }
        return otherwise;
    }

    Participant renamed(String newName) {
        return new Participant(id, newName, role, status, connections, profile);
    }

    Participant as(Role newRole) {
        return new Participant(id, name, newRole, status, connections, profile);
    }

    Participant seen(MemberStatus newStatus, int newConnections) {
        return new Participant(id, name, role, newStatus, newConnections, profile);
    }

    /** Without name and profile. */
    @Override
    public String toString() {
        return "Participant[" + id + ", " + role + ", " + status + "]";
    }
}
