package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.spi.CidMemory;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Appends when it is told to, or not at all. Keeps everything. For tests of one thread. */
final class SlowLog implements RoomLog {
    private final InstantSource clock;
    private final Map<RoomCode, Journal> journals = new HashMap<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean holding;
    private boolean failing;

    SlowLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Appends wait from now on. */
    void hold() {
        holding = true;
    }

    /** What waits is appended now, one after the other; what comes later at once. */
    void release() {
        holding = false;
        for (Runnable append = waiting.poll(); append != null; append = waiting.poll()) {
            append.run();
        }
    }

    /** The first that waits is appended; what comes then waits again. */
    void appendOne() {
        waiting.remove().run();
    }

    /** Whether appends fail. */
    void fail(boolean fail) {
        failing = fail;
    }

    @Override
    public CompletionStage<Optional<Journal>> create(
            RoomCode code, RoomSettings settings, Consumer<List<Entry>> follower) {
        Book book = new Book(follower);
        return CompletableFuture.completedStage(
                journals.putIfAbsent(code, book) == null ? Optional.of(book) : Optional.empty());
    }

    /** Waits with the appends, and fails with them. */
    @Override
    public CompletionStage<Void> check() {
        CompletableFuture<Void> checked = new CompletableFuture<>();
        Runnable check = () -> {
            if (failing) {
                checked.completeExceptionally(new ChatException("the log fails"));
            } else {
                checked.complete(null);
            }
        };
        if (holding) {
            waiting.add(check);
        } else {
            check.run();
        }
        return checked;
    }

    @Override
    public void close() {
        release();
    }

    private final class Book implements Journal {
        private final Consumer<List<Entry>> follower;
        private final List<Entry> entries = new ArrayList<>();
        private final CidMemory cids = new CidMemory();

        Book(Consumer<List<Entry>> follower) {
            this.follower = follower;
        }

        @Override
        public String epoch() {
            return "slow";
        }

        @Override
        public CompletionStage<Optional<List<Receipt>>> append(List<Draft> drafts, long ifEndsAt) {
            CompletableFuture<Optional<List<Receipt>>> appended = new CompletableFuture<>();
            Runnable append = () -> {
                if (failing) {
                    appended.completeExceptionally(new ChatException("the log fails"));
                } else {
                    appended.complete(appendNow(drafts, ifEndsAt));
                }
            };
            if (holding) {
                waiting.add(append);
            } else {
                append.run();
            }
            return appended;
        }

        private Optional<List<Receipt>> appendNow(List<Draft> drafts, long ifEndsAt) {
            if (ifEndsAt >= 0 && ifEndsAt != entries.size()) {
                return Optional.empty();
            }
            List<Entry> added = new ArrayList<>();
            List<Receipt> receipts = new ArrayList<>();
            for (Draft draft : drafts) {
                Receipt known = draft.cause() == null ? null : recall(draft.cause());
                if (known != null) {
                    receipts.add(known);
                    continue;
                }
                Entry first = null;
                for (Fact fact : draft.facts()) {
                    Entry entry = new Entry(entries.size() + 1, clock.instant(), fact, draft.cause());
                    entries.add(entry);
                    added.add(entry);
                    first = first == null ? entry : first;
                }
                if (draft.cause() != null) {
                    cids.remember(draft.cause(), first);
                }
                receipts.add(new Receipt(first.fact(), first.offset(), first.at(), null, false));
            }
            if (!added.isEmpty()) {
                follower.accept(added);
            }
            return Optional.of(receipts);
        }

        @Override
        public Receipt recall(Entry.Cause cause) {
            return cids.recall(cause, clock.instant());
        }

        @Override
        public CompletionStage<List<Entry>> read(long after, long before, int limit) {
            List<Entry> range = entries.stream()
                    .filter(entry -> entry.offset() > after && entry.offset() < before)
                    .toList();
            return CompletableFuture.completedStage(range.subList(Math.max(0, range.size() - limit), range.size()));
        }

        @Override
        public CompletionStage<List<Entry>> search(String text, long before, int limit, MemberId viewer) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public long oldest() {
            return 1;
        }

        @Override
        public void delete(Duration rest) {
            entries.clear();
        }
    }
}
