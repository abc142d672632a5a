package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one connection received, kept and checked: nothing comes before the answer to the join or after the end, and entries
 * are numbered position + 1, + 2, … The first thing that breaks this is kept too, and thrown at every later question.
 *
 * <p>Thread-safe: all is guarded by this.
 */
final class CheckedOutbox implements Outbox {
    private final List<RoomEvent> events = new ArrayList<>();
    private long position;
    private boolean answered;
    private boolean over;
    private @Nullable AssertionError broken;

    // ---------------------------------------------------------------- what comes

    /** The answer to the join. */
    synchronized void answered(Outcome<Joined> outcome) {
        if (answered) {
            fail("a second answer to one join: " + outcome);
            return;
        }
        answered = true;
        if (outcome instanceof Outcome.Ok<Joined> ok) {
            checkPicture(ok.value());
            position = ok.value().room().position().offset();
        } else {
            over = true;
        }
        notifyAll();
    }

    private void checkPicture(Joined picture) {
        List<Entry> entries = picture.entries();
        long end = picture.room().position().offset();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).offset() != end - entries.size() + 1 + i) {
                fail("the entries of the answer do not end at " + end + " without holes: " + entries);
                return;
            }
        }
    }

    @Override
    public synchronized void entries(EntryBatch batch, int from, int to) {
        if (!mayCome(batch)) {
            return;
        }
        if (from >= to) {
            fail("an empty delivery: " + from + " to " + to);
        }
        for (Entry entry : batch.entries().subList(from, to)) {
            if (entry.offset() != position + 1) {
                fail("entry " + entry.offset() + " came after " + position);
                return;
            }
            position++;
            events.add(entry);
        }
        notifyAll();
    }

    @Override
    public synchronized void signal(RoomEvent signal) {
        if (mayCome(signal)) {
            events.add(signal);
        }
    }

    @Override
    public synchronized void gone(RoomEvent.Gone gone) {
        if (mayCome(gone)) {
            events.add(gone);
            over = true;
            notifyAll();
        }
    }

    private boolean mayCome(Object what) {
        if (!answered) {
            fail("came before the answer to the join: " + what);
        } else if (over) {
            fail("came after the end: " + what);
        }
        return broken == null;
    }

    /** The connection left: nothing may come any more. */
    synchronized void end() {
        over = true;
    }

    /** Something else was wrong. */
    synchronized void fail(String what) {
        if (broken == null) {
            broken = new AssertionError(what);
        }
        notifyAll();
    }

    // ---------------------------------------------------------------- what came

    synchronized void check() {
        if (broken != null) {
            throw broken;
        }
    }

    /** The offset up to which the room was seen. */
    synchronized long position() {
        return position;
    }

    synchronized List<RoomEvent> events() {
        check();
        return List.copyOf(events);
    }

    /** Forgets the events so far, but not the position. */
    synchronized void forget() {
        check();
        events.clear();
    }

    /** Waits until an entry was seen; fails if it does not come. */
    synchronized void awaitPosition(long offset) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Stages.SECONDS);
        while (position < offset) {
            check();
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("at " + position + ", and entry " + offset + " does not come");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for entry " + offset, e);
            }
        }
        check();
    }
}
