package io.github.liveroom.benchmarks.load;

import static io.github.liveroom.benchmarks.load.Receipts.Verdict.AHEAD;
import static io.github.liveroom.benchmarks.load.Receipts.Verdict.DOUBLED;
import static io.github.liveroom.benchmarks.load.Receipts.Verdict.LATE;
import static io.github.liveroom.benchmarks.load.Receipts.Verdict.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private final Receipts receipts = new Receipts(2);

    @Test
    void whatComesInOrderLacksNothing() {
        assertThat(receipts.note(0, 1)).isEqualTo(NEXT);
        assertThat(receipts.note(0, 2)).isEqualTo(NEXT);
        assertThat(receipts.note(1, 1)).isEqualTo(NEXT);
        assertThat(receipts.lacks(0, 2, null)).isZero();
        assertThat(receipts.lacks(1, 1, null)).isZero();
    }

    @Test
    void whatComesTwiceIsDoubled() {
        receipts.note(0, 1);
        receipts.note(0, 2);
        assertThat(receipts.note(0, 2)).isEqualTo(DOUBLED);
        assertThat(receipts.note(0, 1)).isEqualTo(DOUBLED);
        assertThat(receipts.lacks(0, 2, null)).isZero();
    }

    @Test
    void whatComesTooLateIsNotLost() {
        assertThat(receipts.note(0, 3)).isEqualTo(AHEAD);
        assertThat(receipts.lacks(0, 3, null)).isEqualTo(2);
        assertThat(receipts.note(0, 1)).isEqualTo(LATE);
        assertThat(receipts.note(0, 1)).isEqualTo(DOUBLED);
        assertThat(receipts.note(0, 2)).isEqualTo(LATE);
        assertThat(receipts.lacks(0, 3, null)).isZero();
    }

    @Test
    void whatNeverComesIsLost() {
        receipts.note(0, 1);
        receipts.note(0, 3);
        assertThat(receipts.lacks(0, 5, null)).isEqualTo(3);
        assertThat(receipts.lacks(1, 4, null)).isEqualTo(4);
    }

    @Test
    void whatWasRefusedIsNotLost() {
        BitSet refused = new BitSet();
        refused.set(2);
        refused.set(5);
        receipts.note(0, 1);
        receipts.note(0, 3);
        assertThat(receipts.lacks(0, 5, refused)).isEqualTo(1);
    }
}
