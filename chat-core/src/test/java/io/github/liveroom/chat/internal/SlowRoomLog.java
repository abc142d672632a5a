package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomSettings;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A log that takes its time, fails, and is shared with other servers, all when the test says so. Each call of a journal
 * goes through an executor: what that does not run is not done.
 */
final class SlowRoomLog implements RoomLog {
    /** What goes wrong with the next append. */
    enum Fault {
        /** It fails and nothing is appended. */
        LOST,
        /** It fails, though everything is appended: the answer got lost. */
        ANSWER_LOST,
        /** It throws at once. */
        THROWS,
        /** It throws what no code should catch, but a room must survive. */
        THROWS_ERROR
    }

    private final RoomLog memory;
    private final Executor calls;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Fact> elsewhere = new ConcurrentLinkedQueue<>();
    private final AtomicInteger appends = new AtomicInteger();
    private volatile Journal last;
    private volatile boolean readsFail;
    private volatile boolean readsThrow;

    SlowRoomLog(InstantSource clock, Executor calls) {
        RoomLimits limits =
                new RoomLimits(32, 4000, 500, 100, 100_000, Duration.ofHours(24), 100 << 20, 1L << 30, 500, 256 * 1024);
        this.memory = new MemoryRoomLog(clock, new ScriptedRandom(7), limits);
        this.calls = calls;
    }

    void failNextAppend(Fault fault) {
        faults.add(fault);
    }

    void failReads(boolean fail) {
        readsFail = fail;
    }

    /** Reads throw at once instead of failing later. */
    void throwOnReads(boolean fail) {
        readsThrow = fail;
    }

    /** Another server appends this just before the next append of this one. */
    void interfere(Fact fact) {
        elsewhere.add(fact);
    }

    /** Another server appends this now. */
    void appendElsewhere(Fact fact) {
        last.append(List.of(new Draft(List.of(fact), null)), ANYWHERE);
    }

    /** How often something was to be appended. */
    int appends() {
        return appends.get();
    }

    @Override
    public CompletionStage<Optional<Journal>> create(
            RoomCode code, RoomSettings settings, Consumer<List<Entry>> follower) {
        return later(() -> memory.create(code, settings, follower).thenApply(journal -> journal.map(this::slow)));
    }

    @Override
    public void close() {
        memory.close();
    }

    private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        calls.execute(() -> call.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    private void checkReads() {
        if (readsThrow) {
            throw new IllegalStateException("the store is closed");
        }
    }

    private Journal slow(Journal journal) {
        last = journal;
        return new Journal() {
            @Override
            public String epoch() {
                return journal.epoch();
            }

            @Override
            public CompletionStage<Optional<List<Receipt>>> append(List<Draft> drafts, long ifEndsAt) {
                appends.incrementAndGet();
                Fault fault = faults.poll();
                if (fault == Fault.THROWS) {
                    throw new IllegalStateException("the store is on fire");
                } else if (fault == Fault.THROWS_ERROR) {
                    throw new NoClassDefFoundError("half of the store's driver is missing");
                }
                return later(() -> {
                    for (Fact fact = elsewhere.poll(); fact != null; fact = elsewhere.poll()) {
                        appendElsewhere(fact);
                    }
                    if (fault == Fault.LOST) {
                        return CompletableFuture.failedStage(new IllegalStateException("the store is down"));
                    }
                    CompletionStage<Optional<List<Receipt>>> done = journal.append(drafts, ifEndsAt);
                    return fault == Fault.ANSWER_LOST
                            ? CompletableFuture.failedStage(new IllegalStateException("the answer got lost"))
                            : done;
                });
            }

            @Override
            public Receipt recall(Entry.Cause cause) {
                return journal.recall(cause);
            }

            @Override
            public CompletionStage<List<Entry>> read(long after, long before, int limit) {
                checkReads();
                return later(() -> readsFail
                        ? CompletableFuture.failedStage(new IllegalStateException("the store cannot be read"))
                        : journal.read(after, before, limit));
            }

            @Override
            public CompletionStage<List<Entry>> search(String text, long before, int limit, MemberId viewer) {
                checkReads();
                return later(() -> readsFail
                        ? CompletableFuture.failedStage(new IllegalStateException("the store cannot be read"))
                        : journal.search(text, before, limit, viewer));
            }

            @Override
            public long oldest() {
                return journal.oldest();
            }

            @Override
            public void delete(Duration rest) {
                journal.delete(rest);
            }
        };
    }
}
