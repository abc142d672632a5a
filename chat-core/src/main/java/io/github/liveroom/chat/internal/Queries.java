package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a member may look at: older entries, entries that match, members, what was missed. Nobody gets to see others'
 * whispers.
 *
 * <p>Used by the room's drain only.
 */
final class Queries {
    private final ActiveRoom room;
    private final Executor executor;

    /**
     * @param executor for what takes its time
     */
    Queries(ActiveRoom room, Executor executor) {
        this.room = room;
        this.executor = executor;
    }

    Decision.@Nullable Refuse malformed(RoomState state, Command command) {
        if (command instanceof Command.Search search) {
            return room.rules().malformedText(search.text());
        } else if (command instanceof Command.Read read && read.offset() > state.offset()) {
            return Decision.refuse(Refusal.BAD_REQUEST, "offset: beyond the room's position");
        } else if (command instanceof Command.Unban unban) {
            return OrderRules.malformedReason(unban.reason());
        }
        return null;
    }

    void run(Command command, RoomLine line, Stays.Stay stay, Consumer<Outcome<Answer>> reply) {
        if (command instanceof Command.Members members) {
            reply.accept(Outcome.ok(people(members)));
        } else if (command instanceof Command.Sync sync) {
            sync(sync, line, stay, reply);
        } else if (command instanceof Command.Search search) {
            search(search, line, stay.member, reply);
        } else if (command instanceof Command.History history) {
            long end = room.state().offset();
            Replay.reading(() -> Replay.page(history, stay.member, end, room.journal(), room.limits()))
                    .whenComplete((page, failure) -> room.inDrain(() -> reply.accept(answer(page, failure))));
        } else {
            throw new IllegalStateException("no rule for " + command.getClass());
        }
    }

    /**
     * Every text that is kept may have to be looked at, which is not the room's to wait for, only the connection's: what
     * happens meanwhile follows the answer, so that nothing is found behind the news that it was deleted.
     */
    private void search(Command.Search search, RoomLine line, MemberId viewer, Consumer<Outcome<Answer>> reply) {
        long end = room.state().offset();
        Journal journal = room.journal();
        line.pause();
        Replay.reading(() -> CompletableFuture.supplyAsync(
                                () -> Replay.found(search, viewer, end, journal, room.limits()), executor)
                        .thenCompose(found -> found))
                .whenComplete((page, failure) -> room.inDrain(() -> {
                    reply.accept(answer(page, failure));
                    line.release();
                }));
    }

    private Outcome<Answer> answer(@Nullable Answer page, @Nullable Throwable failure) {
        return page == null ? room.unavailable(failure).as() : Outcome.ok(page);
    }

    private Answer people(Command.Members range) {
        List<Member> members = new ArrayList<>();
        MemberId after = range.after();
        for (Seat seat : room.state().seats()) {
            if (after != null && seat.id().compareTo(after) <= 0) {
                continue;
            } else if (members.size() == range.limit()) {
                return new Answer.People(members, true);
            }
            members.add(room.stays().member(seat));
        }
        return new Answer.People(members, false);
    }

    private void sync(Command.Sync sync, RoomLine line, Stays.Stay stay, Consumer<Outcome<Answer>> reply) {
        RoomState state = room.state();
        Seat seat = state.seat(stay.member);
        if (seat == null) {
            reply.accept(RoomLine.notJoined());
            return;
        }
        RoomInfo info = room.info(state);
        Member me = room.stays().member(seat);
        List<Member> members = room.stays().listed(state);
        line.pause();
        Replay.reading(() -> Replay.at(state.offset(), state.offset(), room.journal(), room.limits())
                        .since(sync.since(), JoinRequest.DEFAULT_TAIL))
                .whenComplete((replay, failure) -> room.inDrain(() -> {
                    if (replay == null) {
                        reply.accept(room.unavailable(failure).as());
                    } else {
                        List<Entry> entries = replay.seenBy(seat.id());
                        reply.accept(Outcome.ok(new Answer.Synced(new Joined(
                                info, me, null, members, replay.recovery(), entries, replay.more(), seat.scope()))));
                    }
                    line.release();
                }));
    }
}
