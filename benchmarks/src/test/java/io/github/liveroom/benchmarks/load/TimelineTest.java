package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long MILLI = 1_000_000;
    private final Timeline timeline = new Timeline(1_000 * MILLI);

    @Test
    void theLastSliceOverTheLimitCounts() {
        timeline.record(1_500 * MILLI, 900 * MILLI);
        timeline.record(2_500 * MILLI, MILLI);
        timeline.record(3_500 * MILLI, 700 * MILLI);
        timeline.record(8_500 * MILLI, MILLI);
        assertThat(timeline.lastAbove(0.99, 5 * MILLI)).isEqualTo(3000);
        assertThat(timeline.lastAbove(0.99, 800 * MILLI)).isEqualTo(1000);
        assertThat(timeline.lastAbove(0.99, 1_000 * MILLI)).isZero();
    }

    @Test
    void whatWasBeforeIsLeftOut() {
        timeline.record(999 * MILLI, 900 * MILLI);
        assertThat(timeline.lastAbove(0.99, MILLI)).isZero();
    }
}
