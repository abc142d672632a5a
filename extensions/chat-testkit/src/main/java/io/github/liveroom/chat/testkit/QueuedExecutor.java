package io.github.liveroom.chat.testkit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Runs nothing until it is told to, then everything in order on the thread that tells it. So a test decides when
 * listeners are called and slow work is done. Thread-safe.
 */
public final class QueuedExecutor implements Executor {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** Nothing to run yet. */
    public QueuedExecutor() {}

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /**
     * Runs what waits, and what that adds, until nothing is left.
     *
     * @return how many tasks were run
     */
    public int runAll() {
        int count = 0;
        while (runOne()) {
            count++;
        }
        return count;
    }

    /**
     * Runs the task that waits longest.
     *
     * @return whether there was one
     */
    public boolean runOne() {
        Runnable task = waiting.poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /**
     * How many tasks wait.
     *
     * @return those that were not run yet
     */
    public int waiting() {
        return waiting.size();
    }
}
