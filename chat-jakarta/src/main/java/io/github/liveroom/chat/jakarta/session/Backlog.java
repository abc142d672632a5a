package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The answers that clients have asked for and not read yet, all together: bounded, since each has texts of its own, while what
 * rooms say is one text for everybody. If they are too many, those who hold most of them go. Thread-safe.
 */
final class Backlog {
    private final long most;
    private final Scheduler scheduler;
    private final Supplier<Collection<Conversation>> all;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean isBeingRelieved = new AtomicBoolean();

    /**
     * Nobody waits for anything.
     *
     * @param most bytes
     * @param scheduler runs what closes connections, which is not for whoever happens to add one answer too many
     * @param all who is there
     */
    Backlog(long most, Scheduler scheduler, Supplier<Collection<Conversation>> all) {
        this.most = most;
        this.scheduler = scheduler;
        this.all = all;
    }

    /** So many bytes more wait, or fewer. */
    void changes(int by) {
        if (bytes.addAndGet(by) > most && by > 0 && isBeingRelieved.compareAndSet(false, true)) {
            scheduler.schedule(this::relieve, Duration.ZERO);
        }
    }

    /** Down to three quarters, since looking at all is not for every answer. */
    private void relieve() {
        isBeingRelieved.set(false);
        record Held(Conversation by, int bytes) {}
        Deque<Held> mostFirst = all.get().stream()
                .map(each -> new Held(each, each.answers()))
                .filter(held -> held.bytes() > 0)
                .sorted(Comparator.comparingInt(Held::bytes).reversed())
                .collect(Collectors.toCollection(ArrayDeque::new));
        while (bytes.get() > most - most / 4 && !mostFirst.isEmpty()) {
            mostFirst.remove().by().close(CloseCode.TOO_SLOW, "");
        }
    }
}
