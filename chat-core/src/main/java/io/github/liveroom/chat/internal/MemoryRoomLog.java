package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Logs that live as long as the service. Every stage is complete when it is returned. */
public final class MemoryRoomLog implements RoomLog {
    private final InstantSource clock;
    private final RandomGenerator random;
    private final RoomLimits limits;

    /** A {@link MemoryJournal}, or the {@link Resting} of a code that is not free yet. */
    private final ConcurrentMap<RoomCode, Object> taken = new ConcurrentHashMap<>();

    /** The next to be free first. Guarded by itself. */
    private final Queue<Resting> resting = new PriorityQueue<>(Comparator.comparing(Resting::until));

    /** What all journals keep together. */
    private final AtomicLong bytes = new AtomicLong();

    private final AtomicBoolean evening = new AtomicBoolean();

    /** Up to here nobody has to give up anything. */
    private volatile long enough;

    private volatile boolean closed;

    private record Resting(RoomCode code, Instant until) {}

    /**
     * An empty log.
     *
     * @param clock gives entries their time
     * @param random gives logs their epoch
     * @param limits says what is retained
     */
    public MemoryRoomLog(InstantSource clock, RandomGenerator random, RoomLimits limits) {
        this.clock = clock;
        this.random = random;
        this.limits = limits;
        this.enough = limits.historyBytes();
    }

    @Override
    public CompletionStage<Optional<Journal>> create(
            RoomCode code, RoomSettings settings, Consumer<List<Entry>> follower) {
        if (closed) {
            return CompletableFuture.failedStage(new ChatException("the log is closed"));
        }
        wakeRested();
        String epoch = Long.toHexString(random.nextLong() | Long.MIN_VALUE);
        MemoryJournal journal = new MemoryJournal(this, code, epoch, follower);
        boolean free = taken.putIfAbsent(code, journal) == null;
        return CompletableFuture.completedStage(free ? Optional.of(journal) : Optional.empty());
    }

    @Override
    public void close() {
        closed = true;
        taken.clear();
    }

    InstantSource clock() {
        return clock;
    }

    RoomLimits limits() {
        return limits;
    }

    boolean isClosed() {
        return closed;
    }

    /** By a journal that keeps so much more. */
    void count(long more) {
        bytes.addAndGet(more);
    }

    /** What all journals keep together, in bytes. */
    long bytes() {
        return bytes.get();
    }

    /**
     * By a journal that has grown, outside its lock. If all together keep too much, those that keep most give up their oldest
     * entries, silent rooms too, down to an eighth below the limit: so it is seldom that somebody has to go through all.
     */
    void grown() {
        if (bytes.get() <= enough || !evening.compareAndSet(false, true)) {
            return;
        }
        try {
            List<MemoryJournal> journals = taken.values().stream()
                    .filter(MemoryJournal.class::isInstance)
                    .map(MemoryJournal.class::cast)
                    .toList();
            long share = share(journals.stream().mapToLong(MemoryJournal::bytes).toArray());
            journals.forEach(journal -> journal.trimTo(share));
            // The newest entries, which stay, may be too much by themselves.
            enough = Math.max(limits.historyBytes(), bytes.get() + limits.historyBytes() / 8);
        } finally {
            evening.set(false);
        }
    }

    /** How much each may keep so that all together keep few enough: who keeps less leaves the rest to the others. */
    private long share(long[] kept) {
        Arrays.sort(kept);
        long left = limits.historyBytes() - limits.historyBytes() / 8;
        for (int i = 0; i < kept.length; i++) {
            long share = left / (kept.length - i);
            if (kept[i] > share) {
                return share;
            }
            left -= kept[i];
        }
        return Long.MAX_VALUE;
    }

    /** By a journal that was deleted. */
    void rest(RoomCode code, Duration rest) {
        Resting entry = new Resting(code, clock.instant().plus(rest));
        taken.put(code, entry);
        synchronized (resting) {
            resting.add(entry);
        }
    }

    private void wakeRested() {
        Instant now = clock.instant();
        synchronized (resting) {
            for (Resting first = resting.peek();
                    first != null && !now.isBefore(first.until());
                    first = resting.peek()) {
                resting.remove();
                taken.remove(first.code(), first);
            }
        }
    }
}
