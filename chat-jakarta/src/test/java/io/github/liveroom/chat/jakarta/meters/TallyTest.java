package io.github.liveroom.chat.jakarta.meters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.testkit.MetersContract;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest implements MetersContract {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Tally tally = new Tally();

    @Override
    public Meters meters() {
        return tally;
    }

    @Override
    public Map<String, Double> series() {
        return PrometheusParser.parse(PrometheusText.of(tally.read(0)));
    }

    @Test
    void countsEveryCloseCodeOfOursByItself() {
        for (CloseCode code : CloseCode.values()) {
            tally.closed(code.number());
        }
        assertThat(tally.read(0).closes()).containsEntry("other", 0L);
    }

    @Test
    void allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        tellEverything(1_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        tellEverything(10_000);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10_000)
                .as("bytes each time")
                .isZero();
    }

    private void tellEverything(int times) {
        for (int i = 0; i < times; i++) {
            tally.rooms(1);
            tally.members(-1);
            tally.appended(Fact.Message.class);
            tally.sent(3, 1000, i * 1_000_000L);
            tally.logFailed();
            tally.eventLost();
            tally.connections(1);
            tally.closed(4001 + i);
            tally.refused(Refusal.BANNED);
            tally.waiting(i);
        }
    }

    // ---------------------------------------------------------------- the most that waited

    @Test
    void showsTheMostForAMinuteAtLeastWhoeverReads() {
        long start = Long.MAX_VALUE - MINUTE / 2; // a ticker may overflow
        tally.waiting(500);
        assertThat(tally.read(start).queuePeak()).isEqualTo(500);
        tally.waiting(100);
        for (int second = 1; second < 60; second++) {
            assertThat(tally.read(start + Duration.ofSeconds(second).toNanos()).queuePeak())
                    .isEqualTo(500);
        }
        assertThat(tally.read(start + MINUTE).queuePeak()).isEqualTo(100);
        assertThat(tally.read(start + MINUTE + 1).queuePeak()).isEqualTo(100);
        assertThat(tally.read(start + 2 * MINUTE).queuePeak()).isZero();
    }

    @Test
    void showsTheMostSinceItWasLastReadIfThatIsLongAgo() {
        tally.read(0);
        tally.waiting(500);
        tally.waiting(300);
        assertThat(tally.read(60 * MINUTE).queuePeak()).isEqualTo(500);
    }
}
