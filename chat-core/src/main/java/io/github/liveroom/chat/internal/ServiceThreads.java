package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.spi.TimerThread;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a service that was given none: one for timers, a few that run whatever may take its time, and a few on which
 * rooms go on that are busy, so that these wait neither for a hash nor for the application. All are daemons, and idle ones
 * end by themselves.
 */
public final class ServiceThreads implements Scheduler, Executor, AutoCloseable {
    private static final long KEEP_IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;

    private final TimerThread timer = new TimerThread("liveroom-timer");
    private final ThreadPoolExecutor workers = pool("liveroom-worker-");
    private final ThreadPoolExecutor senders = pool("liveroom-sender-");

    /** Starts no thread yet. */
    public ServiceThreads() {}

    private static ThreadPoolExecutor pool(String name) {
        int size = Math.max(2, Runtime.getRuntime().availableProcessors());
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, KEEP_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        // After the end somebody may still wait for an answer: the caller brings it.
        pool.setRejectedExecutionHandler((task, full) -> task.run());
        return pool;
    }

    @Override
    public void execute(Runnable task) {
        workers.execute(task);
    }

    /**
     * Where rooms go on.
     *
     * @return never blocked for long
     */
    public Executor senders() {
        return senders;
    }

    @Override
    public Scheduled schedule(Runnable task, Duration delay) {
        return timer.schedule(task, delay);
    }

    /** Takes no more work, and waits a few seconds at the most for what runs. */
    @Override
    public void close() {
        timer.close();
        workers.shutdown();
        senders.shutdown();
        try {
            if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
                    || !senders.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                shutdownNow();
            }
        } catch (InterruptedException e) {
            shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void shutdownNow() {
        workers.shutdownNow();
        senders.shutdownNow();
    }
}
