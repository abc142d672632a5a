package io.github.liveroom.chat.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Stands between a room, which never waits, and the code of an application, which may do anything: one call at a time, in
 * order, on the executor; a call that throws is logged and forgotten.
 *
 * @param <E> what is told
 */
final class ListenerQueue<E> {
    /** How far a listener may fall behind. */
    static final int MAX_BEHIND = 10_000;

    private static final int MAX_TURN = 100;
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final Queue<E> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Executor executor;
    private final Consumer<? super E> listener;

    ListenerQueue(Executor executor, Consumer<? super E> listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /**
     * By any thread; order is that of the calls.
     *
     * @return false if the listener is too far behind and will not hear of the event
     */
    boolean offer(E event) {
        if (size.get() >= MAX_BEHIND) {
            return false;
        }
        waiting.add(event);
        if (size.getAndIncrement() == 0) {
            start();
        }
        return true;
    }

    private void start() {
        executor.execute(this::run);
    }

    private void run() {
        for (int turn = 0; turn < MAX_TURN; turn++) {
            E event = waiting.poll();
            if (event != null) {
                tell(event);
            }
            if (size.decrementAndGet() == 0) {
                return;
            }
        }
        start();
    }

    private void tell(E event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A listener of the application failed", e);
        }
    }
}
