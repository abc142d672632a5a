package io.github.liveroom.chat.jakarta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomEvent.Gone.Cause;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WireCodesTest {
    /** The contract's list, copied. */
    private static final String CODES = """
            bad_request unknown_command unauthorized forbidden room_not_found room_full
            room_locked wrong_passphrase banned muted name_required name_invalid name_taken not_joined already_joined
            text_required text_too_long target_not_found too_many_rooms
            too_many_unacked rate_limited unavailable internal
            """;

    @Test
    void areThoseOfTheContract() {
        assertThat(Arrays.stream(Refusal.values()).map(WireCodes::code))
                .containsExactlyInAnyOrder(CODES.strip().split("\\s+"));
    }

    @Test
    void leadBackToTheRefusal() {
        for (Refusal refusal : Refusal.values()) {
            assertThat(WireCodes.refusal(WireCodes.code(refusal))).contains(refusal);
        }
    }

    @Test
    void areExact() {
        assertThat(WireCodes.refusal("")).isEmpty();
        assertThat(WireCodes.refusal("BAD_REQUEST")).isEmpty();
        assertThat(WireCodes.refusal("bad request")).isEmpty();
        assertThat(WireCodes.refusal("internal_error")).isEmpty();
    }

    @Test
    void everyEndOfAStayHasItsNumber() {
        Map<Cause, Integer> numbers = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            numbers.put(cause, WireCodes.gone(cause));
        }
        assertThat(numbers)
                .isEqualTo(Map.of(
                        Cause.KICKED, 4503, Cause.BANNED, 4504, Cause.TAKEN_OVER, 4505, Cause.ROOM_CLOSED, 4506));
    }

    @Test
    void closeCodesAreThoseOfTheContract() {
        Map<String, Integer> numbers =
                Arrays.stream(CloseCode.values()).collect(Collectors.toMap(CloseCode::name, CloseCode::number));
        assertThat(numbers)
                .isEqualTo(Map.ofEntries(
                        Map.entry("NORMAL", 1000),
                        Map.entry("NOT_TEXT", 1003),
                        Map.entry("FOREIGN_ORIGIN", 1008),
                        Map.entry("TOO_BIG", 1009),
                        Map.entry("SERVER_ERROR", 1011),
                        Map.entry("TRY_LATER", 1013),
                        Map.entry("NOT_AUTHORISED", 4501),
                        Map.entry("GOING_AWAY", 4001),
                        Map.entry("TOO_SLOW", 4008),
                        Map.entry("NO_PONG", 4012),
                        Map.entry("TOO_MANY_COMMANDS", 4408),
                        Map.entry("NOT_THIS_PROTOCOL", 4500),
                        Map.entry("TOO_MANY_CONNECTIONS", 4507),
                        Map.entry("SILENT", 4510)));
    }
}
