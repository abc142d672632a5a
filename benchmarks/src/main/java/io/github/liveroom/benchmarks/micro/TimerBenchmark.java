package io.github.liveroom.benchmarks.micro;

import io.github.liveroom.chat.spi.TimerThread;
import java.time.Duration;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it takes to wait for a member who is away, and to stop when they come back, while few or very many are away. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets up first
public class TimerBenchmark {
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** Members who are away all the time. */
    @Param({"1000", "100000"})
    public int away;

    private TimerThread timer;
    private int stopped;

    /** They went at random times. */
    @Setup
    public void begin() {
        timer = new TimerThread("timers");
        Random random = new Random(1);
        for (int i = 0; i < away; i++) {
            timer.schedule(() -> stopped++, GRACE.plusMillis(random.nextInt((int) GRACE.toMillis())));
        }
    }

    /** One more, who comes back. */
    @Benchmark
    public void goAndComeBack() {
        timer.schedule(() -> stopped++, GRACE.plusMillis(GRACE.toMillis() / 2)).cancel();
    }

    /** Whether all still wait. */
    @TearDown
    public void check() {
        timer.close();
        if (stopped > 0) {
            throw new IllegalStateException(stopped + " graces were over too early");
        }
    }
}
