package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where passphrases are hashed, each of which takes a tenth of a second of one core: on half of the processors at most.
 * However many are shown, rooms go on, and so do the host application's filter and listeners, which share the executor.
 * Thread-safe.
 */
public final class Hashing {
    /** So many wait, which takes a few seconds; who comes then had better come again. */
    static final int MAX_WAITING = 64;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final Executor executor;
    private final int most;
    private final Queue<Hash<?>> waiting = new ArrayDeque<>(0); // guarded by itself
    private int running; // guarded by waiting

    /**
     * Nothing is hashed yet.
     *
     * @param executor runs the hashes
     */
    public Hashing(Executor executor) {
        this(executor, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * @param most so many run at a time
     */
    Hashing(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /**
     * Hashes, now or when it is its turn.
     *
     * @param then gets the result on the executor's thread, or why there is none: too many wait, the executor takes nothing
     *     more, or it failed
     */
    <T> void run(Supplier<T> work, Consumer<Outcome<T>> then) {
        Hash<T> hash = new Hash<>(work, then);
        boolean full;
        synchronized (waiting) {
            full = running == most && waiting.size() == MAX_WAITING;
            if (running == most && !full) {
                waiting.add(hash);
                return;
            }
            running += full ? 0 : 1;
        }
        if (full) {
            then.accept(Outcome.refused(Refusal.UNAVAILABLE, "too many passphrases are being hashed", RETRY_AFTER));
        } else {
            start(hash);
        }
    }

    private void start(Hash<?> first) {
        for (Hash<?> hash = first; hash != null; hash = next()) {
            try {
                executor.execute(hash);
                return;
            } catch (RejectedExecutionException e) {
                LOG.log(Level.WARNING, "The service's executor takes nothing more: a passphrase is not hashed", e);
                hash.refuse();
            }
        }
    }

    /** One is done: its place goes to the next, or is free. */
    private @Nullable Hash<?> next() {
        synchronized (waiting) {
            Hash<?> next = waiting.poll();
            running -= next == null ? 1 : 0;
            return next;
        }
    }

    private final class Hash<T> implements Runnable {
        private final Supplier<T> work;
        private final Consumer<Outcome<T>> then;

        Hash(Supplier<T> work, Consumer<Outcome<T>> then) {
            this.work = work;
            this.then = then;
        }

        @Override
        public void run() {
            Outcome<T> outcome;
            try {
                outcome = Outcome.ok(work.get());
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A passphrase could not be hashed", e);
                outcome = Outcome.refused(Refusal.INTERNAL, "the passphrase could not be hashed");
            }
            Hash<?> next = next();
            if (next != null) {
                start(next); // what follows here may take its time as well
            }
            then.accept(outcome);
        }

        void refuse() {
            then.accept(Outcome.refused(Refusal.UNAVAILABLE, "the server is ending", RETRY_AFTER));
        }
    }
}
