package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.spi.TimerThread;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a gateway. None is there unless there is something to do. Thread-safe. */
final class GatewayThreads {
    private static final int CLOSERS = 32;
    private static final int VERIFIERS = 4;
    private static final long KEEP_IDLE_SECONDS = 5;

    private final ThreadPoolExecutor closers = pool("liveroom-close-", CLOSERS);
    private final ThreadPoolExecutor verifiers = pool("liveroom-token-", VERIFIERS);
    private final TimerThread timer = new TimerThread("liveroom-ping");

    /** Starts threads when there is work, and ends them when there has been none for a while. */
    private static ThreadPoolExecutor pool(String name, int size) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, KEEP_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        pool.setRejectedExecutionHandler((task, full) -> task.run());
        return pool;
    }

    /** Closes connections: the container may make that wait for a client that does not read. */
    Executor closers() {
        return closers;
    }

    /** Asks the host whose a token is, which may take its time. */
    Executor verifiers() {
        return verifiers;
    }

    Scheduler timer() {
        return timer;
    }

    /** From now on whoever closes a connection does so on a thread of its own. */
    void endClosers() {
        closers.shutdown();
    }

    boolean closersEnd() {
        return closers.isShutdown();
    }

    /**
     * Waits until all connections have been closed that were to be. Not given up after that: Jetty would keep those connections, and with
     * them the application, for ever.
     *
     * @return how many have not
     */
    int awaitClosers(Duration patience) throws InterruptedException {
        return closers.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)
                ? 0
                : closers.getActiveCount() + closers.getQueue().size();
    }

    /**
     * Takes no more tokens, and waits for the host to say whose they are that were shown.
     *
     * @return whether it has
     */
    boolean endVerifiers(Duration patience) throws InterruptedException {
        verifiers.shutdown();
        return verifiers.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The last to end: it cuts who does not read. */
    void endTimer() {
        timer.close();
    }
}
