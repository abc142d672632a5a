package io.github.liveroom.tests.flood;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Five times a second, so that attacks are slow and people keep to their limits. Who is late goes on at once. */
final class Beat implements AutoCloseable {
    static final int PER_SECOND = 5;

    private final Semaphore due = new Semaphore(0);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Beat() {
        timer.scheduleAtFixedRate(due::release, 0, 1000 / PER_SECOND, TimeUnit.MILLISECONDS);
    }

    void await() throws InterruptedException {
        due.acquire();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
