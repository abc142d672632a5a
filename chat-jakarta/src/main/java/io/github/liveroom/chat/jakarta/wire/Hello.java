package io.github.liveroom.chat.jakarta.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client has to know before its first command.
 *
 * @param connection the secret with which the client names this connection when it posts commands, or null if they come
 *     the way this goes
 * @param ping how often the server asks for a sign of life
 * @param time the server's time of day
 * @param features what may be asked for
 * @param limits by name, in the order in which they are told
 */
public record Hello(
        @Nullable String connection, Duration ping, Instant time, List<String> features, Map<String, Long> limits) {
    /**
     * For a carrier that works both ways.
     *
     * @param ping as above
     * @param time as above
     * @param features as above
     * @param limits as above
     */
    public Hello(Duration ping, Instant time, List<String> features, Map<String, Long> limits) {
        this(null, ping, time, features, limits);
    }
}
