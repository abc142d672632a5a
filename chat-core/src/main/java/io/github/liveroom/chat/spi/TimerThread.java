package io.github.liveroom.chat.spi;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A scheduler with one daemon thread, which is there only while something waits for its time, and 10 seconds more. */
public final class TimerThread implements Scheduler, AutoCloseable {
    private static final long KEEP_IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor timer;

    /** There is one at a time. */
    private volatile @Nullable Thread latest;

    /**
     * Starts no thread yet.
     *
     * @param name the thread's name
     */
    public TimerThread(String name) {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            latest = thread;
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setKeepAliveTime(KEEP_IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        // A task that comes after the end is not run: whoever closes a service does not wait for its timers.
        timer.setRejectedExecutionHandler((task, pool) -> {});
    }

    @Override
    public Scheduled schedule(Runnable task, Duration delay) {
        Future<?> future = timer.schedule(task, Math.max(0, TimeUnit.NANOSECONDS.convert(delay)), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Forgets what waits, and waits for a task that runs and for the thread to end, 5 seconds for each at the most. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            Thread last = latest;
            if (last != null && last != Thread.currentThread()) {
                // Containers look for threads that an application has left, and complain of one on its way out.
                last.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
