package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a room and has not been sent yet.
 *
 * <p>A room with little to say sends at once. One that goes on for longer gathers what happens, and sends it in one piece
 * when the next frame is due: each member then gets a few dozen frames a second, however much is said, and what costs most,
 * the frame, is shared by all that is in it. A wait that gathered nothing is not repeated soon. Answers to commands go with
 * what they brought about.
 *
 * <p>Used by the room's drain only.
 */
final class FanOut {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    /** So many frames in a row go at once: a few quick messages wait for nothing. */
    private static final int BURST = 16;

    /** Sending to so few takes less time than waiting for a turn. */
    private static final int FEW = 8;

    /** What has gathered goes at once when it is that much, in the measure of {@link Entry#size()}: queues are bounded. */
    static final int MAX_GATHERED = 128 * 1024;

    /**
     * @param except whose connections do not get it, or null
     */
    private record Signal(RoomEvent event, Stays.@Nullable Stay except) {}

    /** What a newer signal takes the place of. */
    private record Subject(
            Class<? extends RoomEvent> kind, @Nullable MemberId member) {}

    private record Owed(RoomLine line, Runnable answer) {
        /** One that cannot be given is no reason to keep the others back. */
        void give() {
            try {
                answer.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "An answer could not be given", e);
            }
        }
    }

    private final ActiveRoom room;
    private final ServiceConfig config;
    private List<Entry> entries = List.of();
    private int gathered;
    private Map<Subject, Signal> signals = Map.of();
    private List<Owed> answers = List.of();

    /** Up to when the frames that were sent use up what may be sent. */
    private long usedUntil;

    /** When the oldest command among what has gathered came, in ticks; only if any is. */
    private long oldest;

    private boolean asked;
    private boolean awaited;

    /** When what is awaited was to come. */
    private long dueAt;

    /** Whether something went early during the wait, because it was much. */
    private boolean early;

    private boolean hurried;

    FanOut(ActiveRoom room, ServiceConfig config) {
        this.room = room;
        this.config = config;
        this.usedUntil = config.ticker().getAsLong();
    }

    // ---------------------------------------------------------------- what is to be sent

    void add(Entry entry) {
        entries = entries.isEmpty() ? new ArrayList<>() : entries;
        entries.add(entry);
        gathered += entry.size();
        Fact fact = entry.fact();
        if (!signals.isEmpty() && fact instanceof Fact.Message message) {
            signals.remove(new Subject(RoomEvent.Typing.class, message.member())); // has said it
        } else if (!signals.isEmpty() && fact instanceof Fact.Leave leave) {
            signals.keySet().removeIf(subject -> leave.member().equals(subject.member()));
        }
    }

    /** What was added last came of a command that arrived then. */
    void askedAt(long ticks) {
        if (!entries.isEmpty() && (!asked || ticks - oldest < 0)) {
            asked = true;
            oldest = ticks;
        }
    }

    /** An older one of the kind about the member is not sent any more. */
    void signal(RoomEvent event, Stays.@Nullable Stay except) {
        Subject subject = new Subject(event.getClass(), memberOf(event));
        signals = signals.isEmpty() ? new LinkedHashMap<>() : signals;
        signals.remove(subject);
        signals.put(subject, new Signal(event, except));
    }

    /** An answer that is not to be seen before what happened until now. */
    void answer(RoomLine line, Runnable answer) {
        if (entries.isEmpty() && answers.isEmpty()) {
            answer.run();
            line.flush();
        } else {
            answers = answers.isEmpty() ? new ArrayList<>() : answers;
            answers.add(new Owed(line, answer));
        }
    }

    // ---------------------------------------------------------------- when it is sent

    /** How much waits, in the measure of {@link Entry#size()}. */
    int gathered() {
        return gathered;
    }

    /** Whether so much has gathered that nothing more should before it is sent. */
    boolean full() {
        return gathered >= MAX_GATHERED;
    }

    /** Nothing more happens for now, or there is enough already: sends, or says when. */
    void settled() {
        if (entries.isEmpty() && signals.isEmpty() && answers.isEmpty()) {
            return;
        }
        long wait = usedUntil - config.ticker().getAsLong() - (BURST - 1) * intervalNanos();
        boolean late = wait <= 0;
        if (hurried || (late && room.stays().attached().size() < FEW)) {
            send();
        } else if (full()) {
            early |= awaited;
            config.gate().enter(); // who waits for a turn would gather more
            sendAndLeave();
        } else if (late && config.gate().tryEnter()) {
            sendAndLeave();
        } else if (!awaited) {
            awaited = true;
            dueAt = config.ticker().getAsLong() + Math.max(wait, 0);
            // Sending takes its time in a large room: not on the thread of all timers.
            Runnable due = () -> config.senders().execute(() -> room.submit(Task.afterOthers(this::due)));
            if (late) {
                due.run();
            } else {
                config.scheduler().schedule(due, Duration.ofNanos(wait));
            }
        }
    }

    private void sendAndLeave() {
        try {
            send();
        } finally {
            config.gate().leave();
        }
    }

    /** Nothing waits any more from now on: the room or the server ends. */
    void hurry() {
        hurried = true;
        send();
    }

    private void due() {
        awaited = false;
        room.lateness().waited(config.ticker().getAsLong() - dueAt);
        // Who speaks only after having heard gains nothing by waiting: all the wait did was to slow the talk down.
        boolean inVain = entries.size() <= 1 && !early;
        early = false;
        config.gate().enter();
        sendAndLeave();
        if (inVain) {
            usedUntil = config.ticker().getAsLong();
        }
    }

    /** To everyone. */
    void send() {
        long now = config.ticker().getAsLong();
        // What went early is not made up for: the next would have to wait for more than one interval.
        long used = Math.min(Math.max(usedUntil - now, 0), (BURST - 1) * intervalNanos());
        usedUntil = now + used + intervalNanos();
        List<Entry> sent = entries;
        List<Owed> owed = answers;
        List<Signal> told = signals.isEmpty() ? List.of() : List.copyOf(signals.values());
        entries = List.of();
        answers = List.of();
        signals = Map.of();
        gathered = 0;
        boolean timed = asked;
        asked = false;
        int connections = room.stays().attached().size();
        owed.forEach(each -> each.line().cork());
        BatchViews views = sent.isEmpty() ? null : new BatchViews(room.code(), sent);
        for (RoomLine line : room.stays().attached()) {
            if (views != null) {
                line.push(views.of(line));
            }
            if (!told.isEmpty()) {
                tell(line, told);
            }
            line.flush();
        }
        if (!sent.isEmpty()) {
            config.meters()
                    .sent(sent.size(), connections, timed ? config.ticker().getAsLong() - oldest : -1);
        }
        owed.forEach(Owed::give);
        owed.forEach(each -> each.line().uncork());
    }

    private static void tell(RoomLine line, List<Signal> signals) {
        for (Signal signal : signals) {
            if (signal.except() == null || signal.except() != line.stay()) {
                line.signal(signal.event());
            }
        }
    }

    /** To one connection: something comes for it that is not to be seen before what happened until now. */
    void catchUp(RoomLine line) {
        if (!entries.isEmpty() && line.stay() != null) {
            line.push(new BatchViews(room.code(), entries).of(line));
        }
        if (!answers.isEmpty()) {
            List<Owed> others = new ArrayList<>(answers.size());
            for (Owed each : answers) {
                if (each.line() == line) {
                    each.give();
                } else {
                    others.add(each);
                }
            }
            answers = others;
        }
        line.flush();
    }

    private long intervalNanos() {
        return config.frameInterval().toNanos();
    }

    private static @Nullable MemberId memberOf(RoomEvent event) {
        return event instanceof RoomEvent.Typing typing
                ? typing.member()
                : event instanceof RoomEvent.Status status
                        ? status.member()
                        : event instanceof RoomEvent.Read read ? read.member() : null;
    }
}
