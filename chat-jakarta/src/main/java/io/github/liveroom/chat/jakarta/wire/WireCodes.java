package io.github.liveroom.chat.jakarta.wire;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the wire names refusals, types of entries, and what puts a connection out of a room. */
public final class WireCodes {
    private static final Map<Refusal, String> CODES = Collections.unmodifiableMap(Arrays.stream(Refusal.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    refusal -> refusal.name().toLowerCase(Locale.ROOT),
                    (a, b) -> a,
                    () -> new EnumMap<>(Refusal.class))));

    private static final Map<String, Refusal> REFUSALS =
            CODES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private WireCodes() {}

    /**
     * The error code of a refusal.
     *
     * @param refusal any
     * @return such as {@code name_taken}
     */
    public static String code(Refusal refusal) {
        return CODES.getOrDefault(refusal, "internal");
    }

    /**
     * The refusal of an error code.
     *
     * @param code as on the wire
     * @return the refusal, or nothing if there is no such code
     */
    public static Optional<Refusal> refusal(String code) {
        return Optional.ofNullable(REFUSALS.get(code));
    }

    /**
     * The kinds of facts that have a type on the wire.
     *
     * @return all there are
     */
    public static Set<Class<? extends Fact>> facts() {
        return FactWriter.facts();
    }

    /**
     * The type of an entry.
     *
     * @param kind of the fact in it
     * @return such as {@code message}
     */
    public static String entryType(Class<? extends Fact> kind) {
        return FactWriter.type(kind);
    }

    /**
     * The number in a {@code gone} push.
     *
     * @param cause why a connection's part in a room is over
     * @return 4503 to 4506
     */
    public static int gone(RoomEvent.Gone.Cause cause) {
        return switch (cause) {
            case KICKED -> 4503;
            case BANNED -> 4504;
            case TAKEN_OVER -> 4505;
            case ROOM_CLOSED -> 4506;
        };
    }
}
