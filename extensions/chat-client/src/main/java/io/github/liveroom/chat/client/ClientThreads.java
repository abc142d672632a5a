package io.github.liveroom.chat.client;

import io.github.liveroom.chat.spi.TimerThread;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a client that was given none: one for timers, and as many as there is work at once, for listeners may
 * wait. All are daemons, and idle ones end by themselves.
 */
final class ClientThreads implements Executor, AutoCloseable {
    private static final long KEEP_IDLE_SECONDS = 10;

    final TimerThread timer = new TimerThread("liveroom-client-timer");
    private final ThreadPoolExecutor workers;

    ClientThreads() {
        AtomicInteger count = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEEP_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "liveroom-client-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        // After the end somebody may still wait for an answer: the caller brings it.
        workers.setRejectedExecutionHandler((task, pool) -> task.run());
    }

    @Override
    public void execute(Runnable task) {
        workers.execute(task);
    }

    /** Does what was begun, and takes no more. Does not wait. */
    @Override
    public void close() {
        workers.shutdown();
        timer.close();
    }
}
