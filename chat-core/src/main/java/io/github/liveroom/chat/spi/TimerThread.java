package io.github.liveroom.chat.spi;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler with one daemon thread, which is there only while something waits for its time, and 10 seconds more. */
public final class TimerThread implements Scheduler, AutoCloseable {
    private static final long KEEP_IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor timer;

    /**
     * Starts no thread yet.
     *
     * @param name the thread's name
     */
    public TimerThread(String name) {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
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

    /** Forgets what waits, and waits for a task that runs, 5 seconds at the most. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
