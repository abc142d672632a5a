package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.spi.RoomLog;
import java.util.function.Consumer;

/** A connection ends its part; with the last one the stay ends. */
final class LeaveTask implements Task {
    private final ActiveRoom room;
    private final RoomLine line;
    private final Consumer<Outcome<Answer>> reply;

    /** Whether its turn has come, as for {@link CallTask}. */
    private boolean inTurn;

    LeaveTask(ActiveRoom room, RoomLine line, Consumer<Outcome<Answer>> reply) {
        this.room = room;
        this.line = line;
        this.reply = reply;
    }

    @Override
    public Plan plan(RoomState state) {
        if (line.entering()) {
            return new Plan.AfterOthers(() -> room.again(this));
        } else if (!inTurn && line.park(this)) {
            return Plan.DONE;
        }
        inTurn = true;
        Stays.Stay stay = line.stay();
        if (stay == null || state.seat(stay.member) == null) {
            reply.accept(RoomLine.notJoined());
            return Plan.DONE;
        }
        if (stay.lines().size() > 1) {
            return new Plan.AfterOthers(() -> {
                room.left(line);
                done();
            });
        }
        Decision decision = room.rules().decide(state, new Request.Depart(stay.member, LeaveReason.LEFT));
        if (decision instanceof Decision.Accept accept) {
            return new Plan.Append(new RoomLog.Draft(accept.facts(), null), accept.conditional());
        }
        reply.accept(RoomLine.notJoined());
        return Plan.DONE;
    }

    @Override
    public void appended(RoomLog.Receipt receipt) {
        done();
    }

    @Override
    public void refused(Outcome.Refused<?> why) {
        reply.accept(why.as());
    }

    private void done() {
        line.inTurn(() -> reply.accept(Outcome.ok(new Answer.Done())));
    }
}
