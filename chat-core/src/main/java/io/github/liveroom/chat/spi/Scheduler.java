package io.github.liveroom.chat.spi;

import java.time.Duration;

/** Runs things later. Thread-safe. */
@FunctionalInterface
public interface Scheduler {
    /**
     * Runs a task once.
     *
     * @param task short, does not block
     * @param delay from now; zero or less: as soon as possible, but not before this method returns
     * @return takes it back
     */
    Scheduled schedule(Runnable task, Duration delay);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Scheduled {
        /** The task shall not run. If it runs already or has run, nothing happens. */
        void cancel();
    }
}
