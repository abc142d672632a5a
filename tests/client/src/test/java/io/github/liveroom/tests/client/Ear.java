package io.github.liveroom.tests.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.RoomEnd;
import io.github.liveroom.chat.client.RoomLine;
import io.github.liveroom.chat.client.RoomSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Hears a room, through any number of stays, and notes everything that is not exactly position + 1. Thread-safe. */
final class Ear implements ChatListener {
    private static final long SECONDS = 30;

    private final List<RoomLine> lines = new ArrayList<>(); // guarded by this, like all below
    private final List<String> events = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private long last;

    /** Hears from wherever the room is when it is entered. */
    Ear() {
        this(-1);
    }

    /** Hears from behind an offset. */
    Ear(long last) {
        this.last = last;
    }

    @Override
    public synchronized void joined(ChatRoom room, RoomSnapshot snapshot) {
        if (snapshot.recovery() != (last < 0 ? Recovery.NOT_ASKED : Recovery.COMPLETE)) {
            wrong.add("joined with " + snapshot.recovery());
        }
        if (last < 0) {
            last = snapshot.info().position().offset() - snapshot.entries().size();
        }
        note("joined");
        snapshot.entries().forEach(this::add);
    }

    @Override
    public synchronized void entry(ChatRoom room, RoomLine line) {
        add(line);
    }

    private void add(RoomLine line) {
        if (line.offset() != last + 1) {
            wrong.add(line.offset() + " after " + last);
        }
        last = line.offset();
        lines.add(line);
        notifyAll();
    }

    @Override
    public void offline(ChatRoom room) {
        note("offline");
    }

    @Override
    public void resumed(ChatRoom room) {
        note("resumed");
    }

    @Override
    public synchronized void gap(ChatRoom room, RoomSnapshot snapshot) {
        wrong.add("gap " + snapshot.recovery());
        note("gap");
    }

    @Override
    public void ended(ChatRoom room, RoomEnd end) {
        note("ended " + end.code());
    }

    private synchronized void note(String event) {
        events.add(event);
        notifyAll();
    }

    synchronized List<RoomLine> lines() {
        return List.copyOf(lines);
    }

    synchronized List<String> texts() {
        return lines.stream().filter(RoomLine::isMessage).map(RoomLine::text).toList();
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized void assertWhole() {
        assertThat(wrong).isEmpty();
    }

    /** Waits until something was heard. */
    void awaitEvent(String event) {
        await(ear -> ear.events.contains(event), event);
    }

    void awaitEvents(String event, int count) {
        await(ear -> ear.count(event) >= count, event);
    }

    synchronized int count(String event) {
        return (int) events.stream().filter(event::equals).count();
    }

    void awaitText(String text) {
        await(ear -> ear.texts().contains(text), "a message");
    }

    void awaitOffset(long offset) {
        await(ear -> ear.last >= offset, "entry " + offset);
    }

    private synchronized void await(Predicate<Ear> heard, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (!heard.test(this)) {
                long left = end - System.nanoTime();
                assertThat(left)
                        .as("%s is heard; so far events %s, %d entries, last %d", what, events, lines.size(), last)
                        .isPositive();
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
