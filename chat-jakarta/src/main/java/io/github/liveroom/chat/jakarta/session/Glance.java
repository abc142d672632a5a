package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.MemberId;
import java.time.Instant;

/**
 * What there is to see of a connection in a room, at one instant.
 *
 * @param member who it is there
 * @param webSocket whether it is one, and not a stream
 * @param since when it was opened
 * @param waiting bytes that wait to be sent
 */
public record Glance(MemberId member, boolean webSocket, Instant since, int waiting) {}
