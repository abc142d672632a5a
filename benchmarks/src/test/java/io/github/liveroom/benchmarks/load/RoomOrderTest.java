package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoomOrderTest {
    private final RoomOrder order = new RoomOrder(3, 4);

    @Test
    void whoHasTheSameOrderIsAlwaysRight() {
        assertThat(order.note(0, 1, 1)).isEqualTo(1);
        assertThat(order.note(0, 1, 1)).isEqualTo(1);
        assertThat(order.note(1, 2, 1)).isEqualTo(2);
        assertThat(order.note(1, 2, 1)).isEqualTo(2);
        assertThat(order.size()).isEqualTo(2);
    }

    @Test
    void whoHasTwoTheOtherWayRoundIsNoticed() {
        order.note(0, 1, 1);
        order.note(1, 2, 1);
        assertThat(order.note(0, 2, 1)).isEqualTo(~2L);
        assertThat(order.note(2, 1, 1)).isEqualTo(~2L);
        assertThat(order.note(2, 1, 2)).as("what is next for everybody").isEqualTo(3);
    }

    @Test
    void whoMissesOneIsNoticedOnce() {
        order.note(0, 1, 1);
        order.note(1, 1, 2);
        order.note(2, 1, 3);
        assertThat(order.note(0, 1, 2)).isEqualTo(~2L);
        assertThat(order.note(2, 1, 3)).isEqualTo(3);
    }

    @Test
    void whoIsFarBehindIsNotCompared() {
        for (int i = 0; i < 9; i++) {
            order.note(i, 1, i + 1);
        }
        assertThat(order.note(4, 2, 77)).isEqualTo(5);
        assertThat(order.note(5, 2, 77)).isEqualTo(~5L);
    }

    @Test
    void aCapacityIsAPowerOfTwo() {
        assertThatThrownBy(() -> new RoomOrder(1, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12");
    }
}
