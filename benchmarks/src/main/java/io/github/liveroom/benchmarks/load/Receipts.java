package io.github.liveroom.benchmarks.load;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What one member has received of each sender in its room. Sequences begin with 1. */
final class Receipts {
    /** What a message is to the member who receives it. */
    enum Verdict {
        /** The next one of its sender. */
        NEXT,
        /** One that came after others of its sender did not. */
        AHEAD,
        /** One that should have been there before. */
        LATE,
        /** One that was there before. */
        DOUBLED
    }

    private final int[] last;
    private final @Nullable BitSet[] missing;

    Receipts(int senders) {
        last = new int[senders];
        missing = new BitSet[senders];
    }

    Verdict note(int sender, int sequence) {
        int before = last[sender];
        if (sequence == before + 1) {
            last[sender] = sequence;
            return Verdict.NEXT;
        }
        return sequence > before ? ahead(sender, sequence) : behind(sender, sequence);
    }

    private Verdict ahead(int sender, int sequence) {
        BitSet gaps = missing[sender];
        if (gaps == null) {
            gaps = new BitSet();
            missing[sender] = gaps;
        }
        gaps.set(last[sender] + 1, sequence);
        last[sender] = sequence;
        return Verdict.AHEAD;
    }

    private Verdict behind(int sender, int sequence) {
        BitSet gaps = missing[sender];
        if (gaps == null || !gaps.get(sequence)) {
            return Verdict.DOUBLED;
        }
        gaps.clear(sequence);
        return Verdict.LATE;
    }

    /**
     * How many messages of a sender are not there.
     *
     * @param sent the last sequence it sent
     * @param refused those that the server did not take, which nobody can have
     */
    int lacks(int sender, int sent, @Nullable BitSet refused) {
        BitSet lacking = new BitSet();
        BitSet gaps = missing[sender];
        if (gaps != null) {
            lacking.or(gaps);
        }
        lacking.set(last[sender] + 1, Math.max(sent, last[sender]) + 1);
        if (refused != null) {
            lacking.andNot(refused);
        }
        return lacking.cardinality();
    }

    /** Everything that was sent so far counts as received: for a member who comes later. */
    void startAfter(int[] sent) {
        System.arraycopy(sent, 0, last, 0, last.length);
        Arrays.fill(missing, null);
    }
}
