package io.github.liveroom.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to keep order in a room. What members do to themselves is none, nor is what the room's rules do, such as
 * ending a mute whose time is over.
 *
 * @param action what: {@code KICK}, {@code BAN}, {@code UNBAN}, {@code MUTE}, {@code ROLE}, {@code DELETE}, {@code UPDATE} or
 *     {@code CLOSE}
 * @param by the member who did it, or null for the host application
 * @param member to whom, or whose message it was; null if it was done to the room
 * @param role what the member is from then on, if it was a mute, the end of one, or another role; or null
 * @param until when a ban or a mute ends by itself, or null
 */
public record Moderation(
        RoomPolicy.Action action,
        @Nullable MemberId by,
        @Nullable MemberId member,
        @Nullable Role role,
        @Nullable Instant until) {}
