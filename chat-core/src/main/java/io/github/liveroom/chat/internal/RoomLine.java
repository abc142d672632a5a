package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one member to one room.
 *
 * <p>Any thread may hand in commands; everything else is the drain's, but for what is marked.
 */
final class RoomLine implements RoomConnection {
    private enum Phase {
        /** Asked to enter; the answer is open. */
        ENTERING,
        /** In the room. */
        ATTACHED,
        /** Refused, left, lost, taken over or put out. */
        OUT
    }

    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final ActiveRoom room;
    private final Outbox outbox;

    /** Commands that came before the request to enter reached the room; null once it has. Guarded by this. */
    private @Nullable List<Runnable> early = new ArrayList<>(0);

    private Phase phase = Phase.ENTERING;
    private Stays.@Nullable Stay stay;
    private ResumeTickets.@Nullable Ticket ticket;
    private int index;

    /** What happened in the room before the answer to the join was out; null once it is. */
    private @Nullable List<Runnable> held = new ArrayList<>(0);

    RoomLine(ActiveRoom room, Outbox outbox) {
        this.room = room;
        this.outbox = outbox;
    }

    // ---------------------------------------------------------------- by any thread

    @Override
    public void execute(Call call) {
        submit(() -> room.submit(new CallTask(room, this, call)));
    }

    @Override
    public void leave(Consumer<Outcome<Answer>> reply) {
        submit(() -> room.submit(new LeaveTask(room, this, reply)));
    }

    @Override
    public void drop() {
        submit(() -> room.submit(Task.afterOthers(() -> room.lost(this))));
    }

    /** The request to enter is in the mailbox: what came before may follow. */
    void entered() {
        List<Runnable> waiting;
        synchronized (this) {
            waiting = early == null ? List.of() : early;
            early = null;
        }
        waiting.forEach(Runnable::run);
    }

    private void submit(Runnable command) {
        synchronized (this) {
            if (early != null) {
                early.add(command);
                return;
            }
        }
        command.run();
    }

    // ---------------------------------------------------------------- by the drain

    boolean entering() {
        return phase == Phase.ENTERING;
    }

    /** Null unless attached. */
    Stays.@Nullable Stay stay() {
        return stay;
    }

    ResumeTickets.@Nullable Ticket ticket() {
        return ticket;
    }

    void give(ResumeTickets.Ticket newTicket) {
        ticket = newTicket;
    }

    int index() {
        return index;
    }

    void moveTo(int newIndex) {
        index = newIndex;
    }

    void attach(Stays.Stay newStay, int newIndex) {
        phase = Phase.ATTACHED;
        stay = newStay;
        index = newIndex;
    }

    void detach() {
        phase = Phase.OUT;
        stay = null;
    }

    /** The answer is out: what happened since may follow. */
    void release() {
        List<Runnable> waiting = held;
        held = null;
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    void entries(EntryBatch batch, int from, int to) {
        if (from == to) {
            return;
        }
        if (held != null) {
            held.add(() -> outbox.entries(batch, from, to));
            return;
        }
        try {
            outbox.entries(batch, from, to);
        } catch (RuntimeException e) {
            // An outbox must not throw. One that does must not keep the entries from the others.
            LOG.log(Level.ERROR, "A connection could not take what its room sends: it is dropped", e);
            drop();
        }
    }

    void signal(RoomEvent signal) {
        if (held == null) {
            outbox.signal(signal);
        } else {
            held.add(() -> outbox.signal(signal));
        }
    }

    void gone(RoomEvent.Gone gone) {
        inTurn(() -> outbox.gone(gone));
    }

    /** Now, or after the answer to the join if that is not out yet. */
    void inTurn(Runnable last) {
        if (held == null) {
            last.run();
        } else {
            held.add(last);
        }
    }

    static <T> Outcome<T> notJoined() {
        return Outcome.refused(Refusal.NOT_JOINED, "room: this connection is not in it");
    }
}
