package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import java.util.Set;

/**
 * What holds for every connection. Sizes are in bytes.
 *
 * @param ping how often the server asks for a sign of life
 * @param silentLimit how long a client may wait with its first command
 * @param frame the largest frame from a client
 * @param queue how much may wait for a client
 * @param answers how much of what clients have asked for may wait for all of them together
 * @param rooms how many rooms a connection may be in
 * @param unacked how many messages of a connection may wait for their answer
 * @param commandsPerSecond how many commands a connection may send in the long run
 * @param commandsBurst how many commands a connection may send in a row
 * @param bytesPerSecond how many bytes a connection may send in the long run; as many of the largest frames in a row as
 *     commands, or as messages without an answer
 * @param features what may be asked for: {@code CommandReader.FEATURES}, or some of them
 */
public record Rules(
        Duration ping,
        Duration silentLimit,
        int frame,
        int queue,
        long answers,
        int rooms,
        int unacked,
        int commandsPerSecond,
        int commandsBurst,
        int bytesPerSecond,
        Set<String> features) {}
