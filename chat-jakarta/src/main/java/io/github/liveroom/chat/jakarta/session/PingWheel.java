package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All open connections, each of them pinged once in an interval. They sit in the slots of a wheel that turns by one at each
 * tick, so that one timer is enough for all, and not all are pinged at once. The first ping of a connection may come up to
 * one tick early, for it gets on while the wheel turns; from then on the intervals are whole.
 *
 * <p>Thread-safe.
 */
final class PingWheel {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");
    private static final int MAX_SLOTS = 32;

    /** The slot of whoever is not on the wheel. */
    static final int NOWHERE = -1;

    /** Timers are not much better than that. */
    private static final Duration MIN_TICK = Duration.ofMillis(10);

    private final Scheduler scheduler;
    private final LongSupplier ticker;
    private final Duration tick;

    // All below is guarded by this.
    private final List<List<Conversation>> slots;
    private int current;
    private int count;
    private long due;
    private @Nullable Scheduled next;

    /** Tells one journey of the wheel from the next. */
    private int journeys;

    /**
     * Nobody sits on it, and it stands still.
     *
     * @param interval from one ping of a connection to the next
     */
    PingWheel(Duration interval, Scheduler scheduler, LongSupplier ticker) {
        int size = (int) Math.max(1, Math.min(MAX_SLOTS, interval.dividedBy(MIN_TICK)));
        this.scheduler = scheduler;
        this.ticker = ticker;
        this.tick = interval.dividedBy(size);
        this.slots = Stream.generate(() -> (List<Conversation>) new ArrayList<Conversation>())
                .limit(size)
                .toList();
    }

    /** The slot whose turn was last is the one whose turn is next after an interval. */
    synchronized void add(Conversation conversation) {
        List<Conversation> slot = slots.get(current);
        conversation.sitIn(current, slot.size());
        slot.add(conversation);
        count++;
        if (next == null) {
            due = ticker.getAsLong();
            scheduleNext();
        }
    }

    /** Does nothing if it is not there. */
    synchronized void remove(Conversation conversation) {
        if (conversation.slot() == NOWHERE) {
            return;
        }
        List<Conversation> slot = slots.get(conversation.slot());
        // The last one takes the free seat: order within a slot means nothing.
        Conversation last = slot.remove(slot.size() - 1);
        if (last != conversation) {
            slot.set(conversation.seat(), last);
            last.sitIn(conversation.slot(), conversation.seat());
        }
        conversation.sitIn(NOWHERE, 0);
        count--;
        if (count == 0 && next != null) {
            next.cancel();
            next = null;
            journeys++;
        }
    }

    synchronized int size() {
        return count;
    }

    /** As of now. */
    synchronized Collection<Conversation> all() {
        return slots.stream().flatMap(List::stream).toList();
    }

    private void turn(int journey) {
        List<Conversation> pinged;
        synchronized (this) {
            if (journey != journeys) {
                return; // it was stopped when its time had come already
            }
            current = (current + 1) % slots.size();
            pinged = new ArrayList<>(slots.get(current));
            scheduleNext();
        }
        for (Conversation each : pinged) {
            try {
                each.ping();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A connection could not be asked for a sign of life", e);
            }
        }
    }

    /**
     * At its time, however late the one before was; but what was missed while the machine slept is not made up for: clients
     * would find two pings open at once.
     */
    private void scheduleNext() {
        long now = ticker.getAsLong();
        due = now - due > tick.toNanos() ? now : due + tick.toNanos();
        int journey = journeys;
        next = scheduler.schedule(() -> turn(journey), Duration.ofNanos(due - now));
    }
}
