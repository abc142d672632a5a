package io.github.liveroom.chat.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks for a room wait, and the rule which thread runs them: whoever puts a task into an idle mailbox drains it,
 * together with what others put in meanwhile. So one thread at a time is inside, no thread belongs to a room, and a task
 * for an idle room waits for nobody.
 *
 * <p>A drain that does not come to an end goes on in the executor, so that the thread that happened to begin it (of a
 * container, say) gets free.
 *
 * @param <T> what waits
 */
final class Mailbox<T> {
    private static final int MAX_TURNS = 64;

    /** What is done with the tasks. */
    interface Drain {
        /**
         * Takes tasks with {@link Mailbox#poll()} and runs them.
         *
         * @return whether it is finished for now; if not, {@link Mailbox#resume()} will be called
         */
        boolean run();
    }

    private final Queue<T> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Executor executor;
    private final Drain drain;

    Mailbox(Executor executor, Drain drain) {
        this.executor = executor;
        this.drain = drain;
    }

    /** By any thread. The task may run before this returns. */
    void put(T task) {
        tasks.add(task);
        if (running.compareAndSet(false, true)) {
            resume();
        }
    }

    /** Whether what is put in now may have to wait. */
    boolean isBusy() {
        return running.get();
    }

    /** The next task. By the drain only. */
    @Nullable
    T poll() {
        return tasks.poll();
    }

    /** Goes on with a drain that was not finished. */
    void resume() {
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            if (!drain.run()) {
                return;
            }
            running.set(false);
            if (tasks.isEmpty() || !running.compareAndSet(false, true)) {
                return;
            }
        }
        executor.execute(this::resume);
    }
}
