package io.github.liveroom.chat.client;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Calls listeners, one call at a time, and knows when they are too far behind for more to be read. */
final class Telling {
    /** How many events may wait. What one frame holds may come on top. */
    static final int MOST_BEHIND = 1_000;

    private final Strand calls;
    private final Executor strand;

    /** What goes on once the listeners have caught up, or null. */
    private volatile @Nullable Runnable next;

    /** Calls on {@code executor}, goes on on {@code strand}. */
    Telling(Executor executor, Executor strand) {
        this.calls = new Strand(executor);
        this.strand = strand;
    }

    void tell(Runnable call) {
        calls.execute(() -> {
            try {
                call.run();
            } finally {
                if (next != null && hasCaughtUp()) {
                    strand.execute(this::goOn);
                }
            }
        });
    }

    boolean isBehind() {
        return calls.size() > MOST_BEHIND;
    }

    private boolean hasCaughtUp() {
        return calls.size() <= MOST_BEHIND / 2;
    }

    /** Does something on the strand once half of what waits is told. One thing at a time. On the strand. */
    void onceCaughtUp(Runnable then) {
        next = then;
        if (hasCaughtUp()) {
            goOn();
        }
    }

    /** What was to be done is not to be done any more. On the strand. */
    void forget() {
        next = null;
    }

    private void goOn() {
        Runnable then = next;
        next = null;
        if (then != null) {
            then.run();
        }
    }
}
