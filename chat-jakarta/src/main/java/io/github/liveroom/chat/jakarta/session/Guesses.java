package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * So many wrong guesses for each key, an address for example. It takes its time to tell a wrong one from a right one, so
 * those under way count as wrong until it is known: else a hundred at once would be looked at before the first counts.
 * Whoever comes meanwhile waits, since those may all be right. Thread-safe.
 */
final class Guesses {
    /** So many wait for each key. */
    static final int MAX_WAITING = 32;

    /** For whoever comes when so many wait. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Those of one key. There are some only while one is under way. */
    private static final class Turns {
        private final Queue<Consumer<@Nullable Duration>> waiting = new ArrayDeque<>(0);
        private int underWay;
    }

    private final NetworkThrottle wrong;
    private final Map<String, Turns> turns = new HashMap<>(); // guarded by itself

    /**
     * @param perMinute how many wrong ones in a row, and in the long run a minute
     * @param ticker nanoseconds that never go back
     */
    Guesses(int perMinute, LongSupplier ticker) {
        wrong = new NetworkThrottle(perMinute, Duration.ofMinutes(1).dividedBy(perMinute), ticker);
    }

    /** How long to wait if somebody cannot guess for now, however those under way turn out; else null. */
    @Nullable
    Duration retryAfter(String key) {
        return wrong.retryAfter(key);
    }

    /**
     * Somebody is about to guess.
     *
     * @param then gets null, now or later, if they may, and then {@link #end} is to follow; else how long to wait
     */
    void begin(String key, Consumer<@Nullable Duration> then) {
        Duration wait;
        synchronized (turns) {
            wait = wrong.retryAfter(key);
            if (wait == null) {
                Turns mine = turns.computeIfAbsent(key, each -> new Turns());
                if (mine.underWay == 0 || mine.underWay < wrong.left(key)) {
                    mine.underWay++;
                } else if (mine.waiting.size() < MAX_WAITING) {
                    mine.waiting.add(then);
                    return;
                } else {
                    wait = SOON;
                }
            }
        }
        then.accept(wait);
    }

    /** It is known what a guess was. */
    void end(String key, boolean wasWrong) {
        List<Consumer<@Nullable Duration>> next = new ArrayList<>(1);
        Duration wait;
        synchronized (turns) {
            if (wasWrong) {
                wrong.spend(key);
            }
            Turns mine = turns.get(key);
            if (mine == null) {
                throw new IllegalStateException("no guess has begun");
            }
            mine.underWay--;
            wait = wrong.retryAfter(key);
            while (!mine.waiting.isEmpty() && (wait != null || mine.underWay < wrong.left(key))) {
                next.add(mine.waiting.remove());
                mine.underWay += wait == null ? 1 : 0;
            }
            if (mine.underWay == 0) {
                turns.remove(key); // nobody waits: there was one for the next, or none for all of them
            }
        }
        next.forEach(each -> each.accept(wait));
    }
}
