package io.github.liveroom.benchmarks.load;

import java.util.Arrays;

/**
 * How often values occurred, to within 1/128 of each: exact below 256, then 128 steps for every power of two. Recording
 * allocates nothing.
 */
final class Histogram {
    private static final int BITS = 7;
    private static final int STEPS = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS) * STEPS];
    private long count;
    private long max;

    /** Counts one value; less than 0 is taken for 0. */
    void record(long value) {
        long v = Math.max(0, value);
        counts[index(v)]++;
        count++;
        max = Math.max(max, v);
    }

    long count() {
        return count;
    }

    long max() {
        return max;
    }

    /**
     * The least value that at least this share of all are not above.
     *
     * @param share 0 to 1
     * @return the value, never above the real one's step nor above the greatest; 0 if nothing was recorded
     */
    long at(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(highest(i), max);
            }
        }
        return max;
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    private static int index(long value) {
        int shift = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(value));
        return shift * STEPS + (int) (value >>> shift);
    }

    /** The greatest value that is counted at an index. */
    private static long highest(int index) {
        int shift = Math.max(0, index / STEPS - 1);
        long step = index - (long) shift * STEPS;
        return ((step + 1) << shift) - 1;
    }
}
