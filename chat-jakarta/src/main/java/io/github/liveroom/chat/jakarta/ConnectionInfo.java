package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.MemberId;
import java.time.Instant;

/**
 * One connection of a room's member, at one instant. A member may have several, or none while away.
 *
 * @param member whose
 * @param webSocket whether it is a WebSocket; if not, a response that goes on, for clients that get no WebSocket through
 * @param since when it was opened
 * @param bytesWaiting bytes that wait to be sent, behind the frame that is under way; at most {@link
 *     ChatGatewayBuilder#queueBytes}, but for a frame that is longer
 */
public record ConnectionInfo(MemberId member, boolean webSocket, Instant since, int bytesWaiting) {}
