package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.Visitor;
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

    /** The connection is lost. In turn: what it asked for before is done, above all a leave. */
    private final class Loss implements Task {
        @Override
        public Plan plan(RoomState state) {
            silent = true;
            return park(this) ? Plan.DONE : new Plan.AfterOthers(() -> room.lost(RoomLine.this));
        }
    }

    private final ActiveRoom room;
    private final Outbox outbox;
    private final Visitor visitor;
    private final @Nullable String resume;

    /** Commands that came before the request to enter reached the room; null once it has. Guarded by this. */
    private @Nullable List<Runnable> early = new ArrayList<>(0);

    private Phase phase = Phase.ENTERING;
    private Stays.@Nullable Stay stay;
    private ResumeTickets.@Nullable Ticket ticket;
    private int index;
    /** Where the room's log ends for whoever reads what was pushed. */
    private long seen;

    /** How many answers are still to be handed over before what was is sent. */
    private int corks;

    private boolean silent;
    private boolean idle;
    private boolean closing;

    /** What the connection asked for while the answer to something before it takes its time; null if nothing does. */
    private @Nullable List<Task> parked;

    /** What happened in the room before the answer to the join was out; null once it is. */
    private @Nullable List<Runnable> held = new ArrayList<>(0);

    RoomLine(ActiveRoom room, Outbox outbox, Traces traces) {
        this.room = room;
        this.outbox = outbox;
        this.visitor = traces.visitor();
        this.resume = traces.resume();
    }

    /** What a ban may know the person by. */
    Traces traces() {
        return new Traces(visitor, resume);
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
        submit(() -> room.submit(new Loss()));
    }

    /** The request to enter is in the mailbox: what came before may follow. */
    void entered() {
        while (true) {
            List<Runnable> waiting;
            synchronized (this) {
                waiting = early;
                // Only when none waits may others pass: the order of the calls is kept.
                early = waiting == null || waiting.isEmpty() ? null : new ArrayList<>(0);
            }
            if (waiting == null || waiting.isEmpty()) {
                return;
            }
            waiting.forEach(Runnable::run);
        }
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

    void attach(Stays.Stay newStay, int newIndex, long position) {
        phase = Phase.ATTACHED;
        stay = newStay;
        index = newIndex;
        seen = position;
    }

    void detach() {
        phase = Phase.OUT;
        stay = null;
    }

    boolean idle() {
        return idle;
    }

    void setIdle(boolean newIdle) {
        idle = newIdle;
    }

    /** Whether this connection has asked for the end of the room: then it need not be told. */
    boolean closing() {
        return closing;
    }

    void setClosing(boolean newClosing) {
        closing = newClosing;
    }

    /** An answer takes its time: what is asked for after it waits. */
    void hold() {
        parked = parked == null ? new ArrayList<>(0) : parked;
    }

    /** Whether a task waits here until the line goes on. */
    boolean park(Task task) {
        if (parked == null) {
            return false;
        }
        parked.add(task);
        return true;
    }

    /** The answer is there. */
    void goOn(@Nullable Task first) {
        List<Task> waiting = parked == null ? List.of() : parked;
        parked = null;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            room.again(waiting.get(i));
        }
        if (first != null) {
            room.again(first);
        }
    }

    /** An answer that is a picture of this instant is being made: what happens from here on follows it. */
    void pause() {
        hold();
        held = held == null ? new ArrayList<>(0) : held;
    }

    /** That answer is out. */
    void release() {
        List<Runnable> waiting = held;
        held = null;
        if (waiting != null) {
            waiting.forEach(Runnable::run);
            flush();
        }
        goOn(null);
    }

    /** The answer was a refusal after all: who waits for an answer gets one, and the outbox nothing. */
    void silence() {
        silent = true;
        release();
    }

    /** Hands over what this connection has not seen of a batch. Sent with the next {@link #flush}. */
    void push(EntryBatch batch) {
        int size = batch.entries().size();
        long first = batch.entries().get(0).offset();
        int from = (int) Math.min(size, Math.max(0, seen + 1 - first));
        seen = Math.max(seen, first + size - 1);
        if (held != null) {
            held.add(() -> push(batch, from, size));
        } else {
            push(batch, from, size);
        }
    }

    private void push(EntryBatch batch, int from, int to) {
        if (silent || from == to) {
            return;
        }
        try {
            outbox.entries(batch, from, to);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    void signal(RoomEvent signal) {
        inTurn(() -> tell(() -> outbox.signal(signal)));
    }

    void gone(RoomEvent.Gone gone) {
        inTurn(() -> tell(() -> outbox.gone(gone)));
        flush();
    }

    /** More is about to be handed over. */
    void cork() {
        corks++;
    }

    void uncork() {
        corks--;
        flush();
    }

    /** What was handed over may go. */
    void flush() {
        if (silent || corks > 0 || held != null) {
            return;
        }
        try {
            outbox.flush();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void tell(Runnable call) {
        if (silent) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** An outbox that throws has a defect: its connection is lost, and the others get what happened all the same. */
    private void failed(Throwable e) {
        LOG.log(Level.ERROR, "The receiving end of a connection failed: the connection is dropped", e);
        silent = true;
        drop();
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
