package io.github.liveroom.chat.jakarta.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a client has to know before its first command.
 *
 * @param ping how often the server asks for a sign of life
 * @param time the server's time of day
 * @param features what may be asked for
 * @param limits by name, in the order in which they are told
 */
public record Hello(Duration ping, Instant time, List<String> features, Map<String, Long> limits) {}
