package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveRoomDialectTest {
    private final Dialect dialect = new LiveRoomDialect();
    private final FakeSeat seat = new FakeSeat();

    private void braces(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                dialect.brace(seat, FakeSeat.message(text), i);
            }
        }
    }

    @Test
    void joinsWhenItIsGreeted() {
        dialect.connected(seat);
        assertThat(seat.said).isEmpty();
        assertThat(seat.hear(dialect, "{\"hello\":{\"protocol\":\"liveroom.v1\"}}"))
                .containsExactly("{\"id\":1,\"cmd\":\"join\",\"room\":\"KQZW\",\"name\":\"ada\",\"tail\":0}");
        assertThat(seat.hear(dialect, "{\"room\":\"KQZW\",\"type\":\"typing\"}"))
                .isEmpty();
        assertThat(seat.isIn()).isFalse();
        seat.hear(dialect, "{\"id\":1,\"ok\":{\"room\":{},\"resume\":\"x\"}}\n{\"room\":\"KQZW\"}");
        assertThat(seat.isIn()).isTrue();
    }

    @Test
    void isTurnedAwayByAnError() {
        seat.hear(dialect, "{\"id\":1,\"error\":{\"code\":\"room_full\",\"message\":\"\"}}");
        assertThat(seat.turnedAway).contains("room_full");
        assertThat(seat.isIn()).isFalse();
    }

    @Test
    void everyPingIsAnsweredWhereverItStands() {
        braces("{}");
        braces("{\"room\":\"KQZW\"}\n{}\n{\"room\":\"KQZW\"}");
        braces("{\"room\":\"KQZW\"}\n{}");
        assertThat(seat.said).containsExactly("{}", "{}", "{}");
    }

    @Test
    void anEmptyObjectElsewhereIsNoPing() {
        braces("{\"id\":7,\"ok\":{}}");
        assertThat(seat.said).isEmpty();
    }

    @Test
    void refusalsNameTheSequence() {
        braces("{\"room\":\"KQZW\"}\n{\"id\":43,\"error\":{\"code\":\"too_many_unacked\"}}\n"
                + "{\"id\":44,\"ok\":{\"offset\":2}}\n{\"id\":1045,\"error\":{\"code\":\"rate_limited\"}}");
        assertThat(seat.refused).containsExactly(42L, 1044L);
    }

    @Test
    void publishesUnderIdsThatTellTheSequence() {
        assertThat(FakeSeat.published(dialect, seat, 41, "~~hi"))
                .isEqualTo("{\"id\":42,\"cmd\":\"send\",\"room\":\"KQZW\",\"cid\":\"42\",\"text\":\"~~hi\"}");
        assertThat(FakeSeat.left(dialect, seat)).isEqualTo("{\"id\":0,\"cmd\":\"leave\",\"room\":\"KQZW\"}");
    }
}
