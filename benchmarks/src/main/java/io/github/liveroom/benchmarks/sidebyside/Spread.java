package io.github.liveroom.benchmarks.sidebyside;

import java.util.Arrays;

/** The middle, the least and the greatest of some numbers. */
record Spread(double median, double min, double max) {
    /** @throws IllegalArgumentException if there are none */
    static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
