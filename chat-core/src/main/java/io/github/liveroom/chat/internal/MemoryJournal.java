package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.CidMemory;
import io.github.liveroom.chat.spi.RoomLog.Draft;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomLog.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One room's log in memory: a ring of the newest entries, bounded by count, age and bytes. Age is looked at whenever the
 * log is used.
 */
final class MemoryJournal implements Journal {
    private static final int FIRST_CAPACITY = 16;

    private static final @Nullable Entry[] NONE = {};

    private final MemoryRoomLog log;
    private final RoomCode code;
    private final String epoch;
    private final Consumer<List<Entry>> follower;

    // All below is guarded by this.
    private @Nullable CidMemory cids;
    private @Nullable Entry[] ring = NONE;
    private int head;
    private int count;
    private long bytes;
    private long end;
    private Instant lastAt = Instant.EPOCH;
    private boolean gone;

    MemoryJournal(MemoryRoomLog log, RoomCode code, String epoch, Consumer<List<Entry>> follower) {
        this.log = log;
        this.code = code;
        this.epoch = epoch;
        this.follower = follower;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public CompletionStage<Optional<List<Receipt>>> append(List<Draft> drafts, long ifEndsAt) {
        List<Entry> entries = new ArrayList<>(drafts.size());
        List<Receipt> receipts = new ArrayList<>(drafts.size());
        synchronized (this) {
            if (gone || log.isClosed()) {
                return CompletableFuture.failedStage(new ChatException("the room's log was deleted or closed"));
            }
            if (ifEndsAt >= 0 && ifEndsAt != end) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            Instant now = log.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            lastAt = now.isAfter(lastAt) ? now : lastAt;
            for (Draft draft : drafts) {
                receipts.add(append(draft, entries));
            }
            trim();
        }
        log.grown();
        // Outside the lock: the follower is the room, and calls back.
        if (!entries.isEmpty()) {
            follower.accept(entries);
        }
        return CompletableFuture.completedStage(Optional.of(receipts));
    }

    private Receipt append(Draft draft, List<Entry> entries) {
        Entry.Cause cause = draft.cause();
        Receipt known = cause == null || cids == null ? null : cids.recall(cause, lastAt);
        if (known != null) {
            return known;
        }
        Entry first = null;
        for (Fact fact : draft.facts()) {
            Entry entry = new Entry(++end, lastAt, fact, cause);
            revise(entry);
            add(entry);
            entries.add(entry);
            first = first == null ? entry : first;
        }
        if (first == null) {
            throw new IllegalStateException("a draft has at least one fact");
        }
        if (cause != null) {
            cids = cids == null ? new CidMemory() : cids;
            cids.remember(cause, first);
        }
        return new Receipt(first.fact(), first.offset(), first.at(), cause == null ? null : cause.command(), false);
    }

    @Override
    public synchronized @Nullable Receipt recall(Entry.Cause cause) {
        return cids == null ? null : cids.recall(cause, log.clock().instant());
    }

    @Override
    public synchronized CompletionStage<List<Entry>> read(long after, long before, int limit) {
        if (log.isClosed()) {
            return CompletableFuture.failedStage(new ChatException("the room's log was closed"));
        }
        trim();
        long last = Math.min(before - 1, end);
        long first = Math.max(Math.max(after + 1, end - count + 1), last - limit + 1);
        List<Entry> read = new ArrayList<>((int) Math.max(0, last - first + 1));
        for (long offset = first; offset <= last; offset++) {
            read.add(at((int) (offset - (end - count + 1))));
        }
        return CompletableFuture.completedStage(read);
    }

    /** Looks at the texts without the lock: whoever appends does not wait for it. */
    @Override
    public CompletionStage<List<Entry>> search(String text, long before, int limit, MemberId viewer) {
        if (log.isClosed()) {
            return CompletableFuture.failedStage(new ChatException("the room's log was closed"));
        }
        String wanted = folded(text);
        List<Entry> kept = keptBefore(before);
        List<Entry> found = new ArrayList<>();
        for (int i = kept.size() - 1; i >= 0 && found.size() < limit; i--) {
            Entry entry = kept.get(i);
            String said = entry.fact() instanceof Fact.Message message ? message.text() : null;
            if (said != null && folded(said).contains(wanted) && entry.isSeenBy(viewer)) {
                found.add(entry);
            }
        }
        Collections.reverse(found);
        return CompletableFuture.completedStage(found);
    }

    private synchronized List<Entry> keptBefore(long before) {
        trim();
        long size = Math.min(count, before - (end - count + 1));
        List<Entry> kept = new ArrayList<>((int) Math.max(0, size));
        for (int i = 0; i < size; i++) {
            kept.add(at(i));
        }
        return kept;
    }

    /**
     * There and back: a sharp s has a capital form of its own and the two capitals it is usually written with. A dotted I
     * and a last sigma become the plain ones, whatever stands around them.
     */
    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace("i\u0307", "i")
                .replace('\u03C2', '\u03C3');
    }

    @Override
    public synchronized long oldest() {
        trim();
        return end - count + 1;
    }

    @Override
    public void delete(Duration rest) {
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            ring = NONE;
            cids = null;
            head = 0;
            count = 0;
            keep(-bytes);
        }
        log.rest(code, rest);
    }

    /** How much is kept. */
    synchronized long bytes() {
        return bytes;
    }

    /** What an edit or a deletion is about reads differently from now on. */
    private void revise(Entry later) {
        long target = later.fact() instanceof Fact.Edit edit
                ? edit.target()
                : later.fact() instanceof Fact.Delete deletion ? deletion.target() : end;
        for (int i = (int) Math.max(0, target - (end - count)); i < count; i++) {
            Entry old = at(i);
            Entry revised = old.revisedBy(later);
            if (!revised.equals(old)) {
                ring[(head + i) % ring.length] = revised;
                keep((long) revised.size() - old.size());
            }
        }
    }

    private void add(Entry entry) {
        if (count == ring.length) {
            @Nullable Entry[] larger = new Entry[Math.max(FIRST_CAPACITY, 2 * count)];
            for (int i = 0; i < count; i++) {
                larger[i] = at(i);
            }
            ring = larger;
            head = 0;
        }
        ring[(head + count) % ring.length] = entry;
        count++;
        keep(entry.size());
    }

    private void keep(long more) {
        bytes += more;
        log.count(more);
    }

    /** The newest entry stays whatever its size: a log whose end cannot be read would look like one that lost it. */
    private void trim() {
        RoomLimits limits = log.limits();
        Instant oldestKept = log.clock().instant().minus(limits.retainAge());
        while (count > 1
                && (count > limits.retain()
                        || bytes > limits.retainBytes()
                        || at(0).at().isBefore(oldestKept))) {
            forgetOldest();
        }
    }

    /** All rooms together keep too much: this one may keep so many bytes, and its newest entry. */
    synchronized void trimTo(long most) {
        while (count > 1 && bytes > most) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        keep(-(long) at(0).size());
        ring[head] = null;
        head = (head + 1) % ring.length;
        count--;
    }

    private Entry at(int index) {
        Entry entry = ring[(head + index) % ring.length];
        if (entry == null) {
            throw new IndexOutOfBoundsException("no entry " + index + " of " + count);
        }
        return entry;
    }
}
