package io.github.liveroom.chat;

import org.jspecify.annotations.Nullable;

/**
 * A member of a room as others see it, at one instant.
 *
 * @param id unique in the room
 * @param name as normalised by the name rules; unique in the room, look-alikes included
 * @param role what the member may do
 * @param status whether the member is connected
 * @param connections how many connections (tabs, devices) the member has; 0 when away
 * @param profile what the host application tells about the person: a JSON object, see {@link Visitor}, or null
 */
public record Member(
        MemberId id,
        String name,
        Role role,
        MemberStatus status,
        int connections,
        @Nullable String profile) {}
