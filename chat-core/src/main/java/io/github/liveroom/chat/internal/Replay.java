package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries read again: exactly the missing ones, or the newest ones that fit into an answer. Never a part of what is missing.
 *
 * @param recovery what became of the position that was named
 * @param entries without holes, oldest first
 * @param more whether older ones are retained
 */
record Replay(Recovery recovery, List<Entry> entries, boolean more) {
    /**
     * Where and within which limits to read.
     *
     * @param before where the log ended before the newcomer's own join; the end if there was none
     * @param end the last offset to read
     */
    record Reader(long before, long end, Journal journal, RoomLimits limits) {
        /** What is missing since a position, if it is known and can be given; else the tail. */
        CompletionStage<Replay> since(@Nullable Position since, int tail) {
            Recovery recovery = since == null ? Recovery.NOT_ASKED : recovery(since);
            if (since == null || recovery != Recovery.COMPLETE) {
                return newest(recovery, tail);
            }
            long missing = end - since.offset();
            return journal.read(since.offset(), end + 1, (int) missing).thenCompose(entries -> {
                if (entries.size() < missing) {
                    return newest(Recovery.TOO_OLD, tail);
                } else if (size(entries) > limits.replyBytes()) {
                    return newest(Recovery.TOO_MANY, tail);
                }
                boolean more = since.offset() >= journal.oldest();
                return CompletableFuture.completedStage(new Replay(Recovery.COMPLETE, List.copyOf(entries), more));
            });
        }

        private Recovery recovery(Position since) {
            if (!since.epoch().equals(journal.epoch())) {
                return Recovery.EPOCH;
            } else if (since.offset() > before) {
                return Recovery.FUTURE;
            } else if (since.offset() < journal.oldest() - 1) {
                return Recovery.TOO_OLD;
            }
            return end - since.offset() > limits.recover() ? Recovery.TOO_MANY : Recovery.COMPLETE;
        }

        private CompletionStage<Replay> newest(Recovery recovery, int limit) {
            return journal.read(0, end + 1, limit).thenApply(entries -> {
                List<Entry> fitting = newestThatFit(entries, limits.replyBytes());
                return new Replay(recovery, List.copyOf(fitting), isMore(fitting, end + 1, journal));
            });
        }
    }

    /** As a member gets to see it. */
    List<Entry> seenBy(MemberId member) {
        return seenBy(entries, member);
    }

    private static List<Entry> seenBy(List<Entry> entries, MemberId member) {
        return entries.stream().map(entry -> entry.seenBy(member)).toList();
    }

    /** A log that throws instead of failing its stage has a defect, and who asked gets an answer all the same. */
    static <T> CompletionStage<T> reading(Supplier<CompletionStage<T>> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    static Reader at(long before, long end, Journal journal, RoomLimits limits) {
        return new Reader(before, end, journal, limits);
    }

    static CompletionStage<Answer> page(
            Command.History range, MemberId viewer, long end, Journal journal, RoomLimits limits) {
        Long wanted = range.before();
        long before = wanted == null ? end + 1 : Math.min(wanted, end + 1);
        return journal.read(0, before, range.limit()).thenApply(entries -> {
            List<Entry> fitting = newestThatFit(entries, limits.replyBytes());
            return new Answer.Page(seenBy(fitting, viewer), isMore(fitting, before, journal));
        });
    }

    static CompletionStage<Answer> found(
            Command.Search search, MemberId viewer, long end, Journal journal, RoomLimits limits) {
        Long wanted = search.before();
        long before = wanted == null ? end + 1 : Math.min(wanted, end + 1);
        // One more than wanted tells whether there are more.
        return journal.search(search.text(), before, search.limit() + 1, viewer).thenApply(found -> {
            int limit = Math.min(found.size(), search.limit());
            List<Entry> fitting = newestThatFit(found.subList(found.size() - limit, found.size()), limits.replyBytes());
            return new Answer.Page(List.copyOf(fitting), fitting.size() < found.size());
        });
    }

    private static boolean isMore(List<Entry> entries, long before, Journal journal) {
        return (entries.isEmpty() ? before : entries.get(0).offset()) > journal.oldest();
    }

    /** Cuts at the old end. */
    private static List<Entry> newestThatFit(List<Entry> entries, int maxBytes) {
        long bytes = 0;
        int first = entries.size();
        while (first > 0 && bytes + entries.get(first - 1).size() <= maxBytes) {
            bytes += entries.get(--first).size();
        }
        return entries.subList(first, entries.size());
    }

    private static long size(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::size).sum();
    }
}
