package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until it is told to go on: a clock, a nanosecond ticker and a scheduler that agree with each
 * other.
 *
 * <p>Thread-safe. Scheduled tasks run on the thread that advances the time, each at its own time, those of one time in the
 * order in which they were scheduled. A task may schedule others; they run too if their time has come. A task without
 * delay runs with the next call of {@link #advance}, even of {@link Duration#ZERO}.
 */
public final class FakeTime implements InstantSource, LongSupplier, Scheduler {
    /** What the clock shows at first. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05.006Z");

    private record Waiting(long due, long number, Runnable task) {}

    private final long origin;
    private final Object lock = new Object();

    // All below is guarded by lock; times count from the origin.
    private final Queue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number));
    private Instant wall = START;
    private long ticks;
    private long scheduled;

    /** Begins at {@link #START}, with a ticker that is about to overflow, as a real one may be. */
    public FakeTime() {
        this(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());
    }

    /**
     * Begins at {@link #START}.
     *
     * @param firstTick what the ticker shows
     */
    public FakeTime(long firstTick) {
        this.origin = firstTick;
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return wall;
        }
    }

    @Override
    public long getAsLong() {
        synchronized (lock) {
            return origin + ticks;
        }
    }

    @Override
    public Scheduled schedule(Runnable task, Duration delay) {
        Waiting entry;
        synchronized (lock) {
            long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(delay));
            long due = nanos > Long.MAX_VALUE - ticks ? Long.MAX_VALUE : ticks + nanos;
            entry = new Waiting(due, scheduled++, task);
            waiting.add(entry);
        }
        return () -> {
            synchronized (lock) {
                waiting.remove(entry);
            }
        };
    }

    /**
     * Lets time pass for clock and ticker, and runs what was scheduled for then.
     *
     * @param by how much; zero runs what is due already
     */
    public void advance(Duration by) {
        long until;
        synchronized (lock) {
            until = ticks + by.toNanos();
        }
        for (Runnable task = nextUntil(until); task != null; task = nextUntil(until)) {
            task.run();
        }
    }

    private @Nullable Runnable nextUntil(long until) {
        synchronized (lock) {
            Waiting next = waiting.peek();
            if (next == null || next.due() > until) {
                moveTo(until);
                return null;
            }
            waiting.remove();
            moveTo(next.due());
            return next.task();
        }
    }

    private void moveTo(long tick) {
        if (tick > ticks) {
            wall = wall.plusNanos(tick - ticks);
            ticks = tick;
        }
    }

    /**
     * Sets the clock back, as an administrator or a time server may do. The ticker does not notice, and nothing is run.
     *
     * @param by how far
     */
    public void setClockBack(Duration by) {
        synchronized (lock) {
            wall = wall.minus(by);
        }
    }

    /**
     * How many tasks wait for their time.
     *
     * @return those that were neither run nor taken back
     */
    public int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }
}
