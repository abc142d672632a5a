package io.github.liveroom.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is kept out of a room, as the host application sees it.
 *
 * @param id of the stay that ended with the ban; what {@link Room#unban} names
 * @param name that the member had then
 * @param until when it ends by itself, or null for as long as the room lives
 */
public record BannedMember(
        MemberId id, String name, @Nullable Instant until) {}
