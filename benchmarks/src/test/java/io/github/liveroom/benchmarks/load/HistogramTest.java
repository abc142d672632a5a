package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void smallValuesAreExact() {
        for (int value = 1; value <= 200; value++) {
            histogram.record(value);
        }
        assertThat(histogram.at(0.5)).isEqualTo(100);
        assertThat(histogram.at(0.99)).isEqualTo(198);
        assertThat(histogram.at(1)).isEqualTo(200);
        assertThat(histogram.at(0)).isEqualTo(1);
    }

    @Test
    void everyValueIsWithinOneOf128() {
        for (long value = 1; value > 0 && value < Long.MAX_VALUE / 3; value = value * 3 + 1) {
            histogram.clear();
            histogram.record(value);
            histogram.record(Long.MAX_VALUE);
            assertThat((double) histogram.at(0.5)).isCloseTo(value, within(value / 128.0));
            assertThat(histogram.at(0.5)).isGreaterThanOrEqualTo(value);
        }
    }

    @Test
    void stepsFollowOneAnother() {
        for (long edge = 256; edge < 1L << 40; edge <<= 1) {
            histogram.clear();
            histogram.record(edge - 1);
            histogram.record(edge);
            assertThat(histogram.at(0.5)).isEqualTo(edge - 1);
        }
    }

    @Test
    void nothingIsAboveTheGreatest() {
        histogram.record(1_000_000);
        assertThat(histogram.at(0.5)).isEqualTo(1_000_000);
        assertThat(histogram.max()).isEqualTo(1_000_000);
    }

    @Test
    void isEmptyAtFirstAndWhenCleared() {
        assertThat(histogram.at(0.99)).isZero();
        histogram.record(7);
        histogram.clear();
        assertThat(histogram.at(0.99)).isZero();
        assertThat(histogram.count()).isZero();
        assertThat(histogram.max()).isZero();
    }

    @Test
    void lessThanNothingIsNothing() {
        histogram.record(-3);
        assertThat(histogram.at(1)).isZero();
        assertThat(histogram.count()).isEqualTo(1);
    }
}
