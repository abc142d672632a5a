package io.github.liveroom.chat.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one at a time, in their order, on an executor. Holds no thread while there are none. */
final class Strand implements Executor {
    private static final int MAX_TURN = 100;
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.client");

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Executor executor;

    Strand(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (size.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    /** How many tasks are not done, the one that runs included. */
    int size() {
        return size.get();
    }

    private void run() {
        for (int turn = 0; turn < MAX_TURN; turn++) {
            Runnable task = waiting.poll();
            if (task != null) {
                perform(task);
            }
            if (size.decrementAndGet() == 0) {
                return;
            }
        }
        executor.execute(this::run);
    }

    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A listener or a task of the chat client failed", e);
        }
    }
}
