package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The follower of a log: remembers the batches, and that two calls came at once. */
final class Followed implements Consumer<List<Entry>> {
    private final List<List<Entry>> batches = new ArrayList<>(); // guarded by this
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable AssertionError broken;

    @Override
    public void accept(List<Entry> entries) {
        if (!busy.compareAndSet(false, true)) {
            broken = new AssertionError("the follower was called while it was busy");
        }
        synchronized (this) {
            batches.add(List.copyOf(entries));
        }
        busy.set(false);
    }

    synchronized List<List<Entry>> batches() {
        AssertionError found = broken;
        if (found != null) {
            throw found;
        }
        return List.copyOf(batches);
    }

    List<Entry> entries() {
        return batches().stream().flatMap(List::stream).toList();
    }

    List<Fact> facts() {
        return entries().stream().map(Entry::fact).toList();
    }
}
