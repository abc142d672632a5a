package io.github.liveroom.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Latencies by when the messages should have been sent, in slices of {@value #SLICE_MILLIS} ms: in a shorter one a 99th
 * percentile would be the slowest of a few dozen messages.
 */
final class Timeline {
    static final int SLICE_MILLIS = 1000;
    private static final long SLICE = SLICE_MILLIS * 1_000_000L;

    private final long start;
    private final List<Histogram> slices = new ArrayList<>();

    /** @param start when the first slice begins; what was to be sent before is left out */
    Timeline(long start) {
        this.start = start;
    }

    void record(long scheduled, long latency) {
        if (scheduled < start) {
            return;
        }
        int slice = (int) ((scheduled - start) / SLICE);
        while (slices.size() <= slice) {
            slices.add(new Histogram());
        }
        slices.get(slice).record(latency);
    }

    /**
     * When the share of a slice was over the limit for the last time.
     *
     * @return the end of that slice, in milliseconds from the start; 0 if none was
     */
    long lastAbove(double share, long limit) {
        for (int i = slices.size() - 1; i >= 0; i--) {
            if (slices.get(i).count() > 0 && slices.get(i).at(share) > limit) {
                return (i + 1L) * SLICE_MILLIS;
            }
        }
        return 0;
    }
}
