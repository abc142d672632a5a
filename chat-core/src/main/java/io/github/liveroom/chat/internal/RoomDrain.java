package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomLog.Receipt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a room, in one place: plan what waits in the mailbox, append the whole batch, apply what the log says,
 * answer. What comes in during an append forms the next batch, so that a busy room appends and sends in larger pieces
 * and an idle one waits for nothing.
 *
 * <p>One thread at a time is in here, see {@link Mailbox}; while the log takes its time, none.
 */
final class RoomDrain implements Mailbox.Drain {
    private static final int MAX_BATCH = 256;

    /** After so many tasks another thread goes on: the one that began may be wanted elsewhere. */
    private static final int MAX_TURN = 4096;

    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private record Planned(Task task, Task.Plan.Append plan) {}

    /** Tasks that go before those of the mailbox, the last that was put here first. */
    private record Ahead(Task task, @Nullable Ahead next) {}

    /** What a task wants to do behind the batch; a defect in that is still answered. */
    private record Behind(Task task, Task.Plan.AfterOthers plan) implements Task {
        @Override
        public Plan plan(RoomState state) {
            return plan;
        }

        @Override
        public void refused(Outcome.Refused<?> why) {
            task.refused(why);
        }
    }

    private final Executor executor;
    private final ActiveRoom room;
    private final Lateness lateness;
    private final Mailbox<Task> mailbox;

    /** Entries from the log that are not applied yet. By any thread, guarded by this. */
    private List<List<Entry>> arrived = List.of();

    /** Whether what arrives will be looked at without being asked. */
    private volatile boolean appending;

    private volatile @Nullable Journal journal;

    private @Nullable Ahead ahead;
    private List<Planned> planned = List.of();
    private int plannedBytes;
    private Set<String> plannedCauses = Set.of();
    private @Nullable RoomState expected;
    private @Nullable Thread inside;

    RoomDrain(Executor executor, ActiveRoom room, Lateness lateness) {
        this.executor = executor;
        this.room = room;
        this.lateness = lateness;
        this.mailbox = new Mailbox<>(executor, this);
    }

    // ---------------------------------------------------------------- by any thread

    void open(Journal opened) {
        journal = opened;
    }

    Journal journal() {
        Journal opened = journal;
        if (opened == null) {
            throw new IllegalStateException("the room's log is not open yet");
        }
        return opened;
    }

    void submit(Task task) {
        if (lateness.touch(mailbox.isBusy())) {
            mailbox.put(lateness);
        }
        mailbox.put(task);
    }

    void arrived(List<Entry> entries) {
        synchronized (this) {
            arrived = arrived.isEmpty() ? new ArrayList<>(1) : arrived;
            arrived.add(entries);
        }
        if (!appending) {
            submit(Task.afterOthers(() -> applyArrived(true)));
        }
    }

    /** Runs something at once if this thread is inside, else when the room gets to it. */
    void run(Runnable run) {
        if (inside == Thread.currentThread()) {
            run.run();
        } else {
            submit(Task.afterOthers(run));
        }
    }

    // ---------------------------------------------------------------- inside

    void again(Task task) {
        ahead = new Ahead(task, ahead);
    }

    boolean isPlanned(Entry.Cause cause) {
        return plannedCauses.contains(nameOf(cause));
    }

    private static String nameOf(Entry.Cause cause) {
        return cause.scope() + '\n' + cause.cid();
    }

    @Override
    public boolean run() {
        inside = Thread.currentThread();
        try {
            return drain();
        } finally {
            inside = null;
        }
    }

    private boolean drain() {
        for (int turn = 0; turn < MAX_TURN; turn++) {
            if (planned.isEmpty()) {
                sendIfFull();
            }
            Task task = next();
            if (task == null) {
                if (planned.isEmpty()) {
                    settled();
                    return true;
                }
                if (!append()) {
                    return false;
                }
                continue;
            }
            Task.Plan plan = plan(task);
            if (plan instanceof Task.Plan.Append append) {
                planned = planned.isEmpty() ? new ArrayList<>() : planned;
                planned.add(new Planned(task, append));
                plannedBytes += append.draft().size();
                Entry.Cause cause = append.draft().cause();
                if (cause != null) {
                    plannedCauses = plannedCauses.isEmpty() ? new HashSet<>() : plannedCauses;
                    plannedCauses.add(nameOf(cause));
                }
                if ((planned.size() == MAX_BATCH || isEnough()) && !append()) {
                    return false;
                }
            } else if (plan instanceof Task.Plan.AfterOthers others) {
                if (planned.isEmpty()) {
                    guarded(task, others.then());
                } else {
                    again(new Behind(task, others));
                    if (!append()) {
                        return false;
                    }
                }
            }
        }
        settled();
        executor.execute(mailbox::resume);
        return false;
    }

    /** Whether what is planned comes to as much as should come to a member in one piece, with what waits to be sent. */
    private boolean isEnough() {
        return plannedBytes + room.fanOut().gathered() >= FanOut.MAX_GATHERED;
    }

    private @Nullable Task next() {
        Ahead first = ahead;
        if (first == null) {
            return mailbox.poll();
        }
        ahead = first.next();
        return first.task();
    }

    private Task.Plan plan(Task task) {
        try {
            RoomState state = expected == null ? room.state() : expected;
            Task.Plan plan = task.plan(state);
            if (plan instanceof Task.Plan.Append append) {
                for (var fact : append.draft().facts()) {
                    state = state.apply(fact, room.now());
                }
                expected = state;
            }
            return plan;
        } catch (RuntimeException | Error e) {
            defect(task, e);
            return Task.Plan.DONE;
        }
    }

    /** Gives back whether the log was done at once; if not, the drain goes on when it is. */
    private boolean append() {
        List<Planned> batch = planned;
        planned = List.of();
        plannedBytes = 0;
        plannedCauses = Set.of();
        expected = null;
        long ifEndsAt = RoomLog.ANYWHERE;
        List<RoomLog.Draft> drafts = new ArrayList<>(batch.size());
        for (Planned each : batch) {
            drafts.add(each.plan().draft());
            if (each.plan().conditional()) {
                ifEndsAt = room.state().offset();
            }
        }
        appending = true;
        CompletableFuture<Optional<List<Receipt>>> appended;
        try {
            appended = journal().append(drafts, ifEndsAt).toCompletableFuture();
        } catch (RuntimeException | Error e) {
            appended = CompletableFuture.failedFuture(e); // a room whose drain ends here would be stuck for good
        }
        if (appended.isDone()) {
            settle(batch, appended);
            return true;
        }
        settled(); // not to wait for this one
        CompletionStage<Optional<List<Receipt>>> later = appended;
        later.whenComplete((receipts, failure) -> executor.execute(() -> {
            inside = Thread.currentThread();
            try {
                settle(batch, later.toCompletableFuture());
            } finally {
                inside = null;
                mailbox.resume();
            }
        }));
        return false;
    }

    private void settle(List<Planned> batch, CompletableFuture<Optional<List<Receipt>>> appended) {
        appending = false;
        applyArrived(false); // the answers belong to all of it
        answer(batch, appended);
    }

    private void answer(List<Planned> batch, CompletableFuture<Optional<List<Receipt>>> appended) {
        Optional<List<Receipt>> receipts;
        try {
            receipts = appended.join();
        } catch (RuntimeException e) {
            Outcome.Refused<Void> why = room.unavailable(e);
            batch.forEach(each -> guarded(each.task(), () -> each.task().refused(why)));
            return;
        }
        if (receipts.isEmpty()) {
            // Another server was faster: everything is decided again, on what is true now.
            for (int i = batch.size() - 1; i >= 0; i--) {
                again(batch.get(i).task());
            }
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            Task task = batch.get(i).task();
            Receipt receipt = receipts.get().get(i);
            guarded(task, () -> task.appended(receipt));
        }
    }

    private void applyArrived(boolean inPieces) {
        for (List<List<Entry>> next = takeArrived(); !next.isEmpty(); next = takeArrived()) {
            for (List<Entry> entries : next) {
                try {
                    room.apply(entries);
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.ERROR, "A room could not apply what its log says", e);
                }
                if (inPieces) {
                    sendIfFull();
                }
            }
        }
    }

    private synchronized List<List<Entry>> takeArrived() {
        List<List<Entry>> taken = arrived;
        arrived = List.of();
        return taken;
    }

    /** As long as something keeps coming, there is no other occasion. */
    private void sendIfFull() {
        if (room.fanOut().full()) {
            settled();
        }
    }

    private void settled() {
        try {
            room.settled();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A room could not send what happened in it", e); // and goes on with the next
        }
    }

    /** A defect in one task must not stop the room. */
    private static void guarded(Task task, Runnable run) {
        try {
            run.run();
        } catch (RuntimeException | Error e) {
            defect(task, e);
        }
    }

    private static void defect(Task task, Throwable e) {
        LOG.log(Level.ERROR, "A task of a room failed: " + task.getClass().getSimpleName(), e);
        try {
            task.refused(new Outcome.Refused<Void>(Refusal.INTERNAL, "a defect of the server", null));
        } catch (RuntimeException | Error again) {
            LOG.log(Level.ERROR, "A task of a room failed and could not say so", again);
        }
    }
}
