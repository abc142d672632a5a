package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.RoomLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member's command. The order of the checks is the wire contract's. */
final class CallTask implements Task {
    private static final Map<Class<? extends Command>, Class<? extends Fact>> APPENDS =
            Map.of(Command.Send.class, Fact.Message.class, Command.Rename.class, Fact.Rename.class);

    private final ActiveRoom room;
    private final RoomLine line;
    private final Call call;
    private @Nullable Request request;

    CallTask(ActiveRoom room, RoomLine line, Call call) {
        this.room = room;
        this.line = line;
        this.call = call;
    }

    @Override
    public Plan plan(RoomState state) {
        if (line.entering()) {
            return new Plan.AfterOthers(() -> room.again(this));
        }
        Stays.Stay stay = line.stay();
        ResumeTickets.Ticket ticket = line.ticket();
        Seat seat = stay == null ? null : state.seat(stay.member);
        if (stay == null || ticket == null || seat == null) {
            return done(RoomLine.notJoined());
        }
        room.tickets().confirm(ticket);
        Entry.Cause cause = call.cid() == null ? null : new Entry.Cause(stay.scope, call.cid());
        if (cause != null && room.isPlanned(cause)) {
            return new Plan.AfterOthers(() -> room.again(this)); // a repeat, if that succeeds
        }
        RoomLog.Receipt known = cause == null ? null : room.journal().recall(cause);
        if (known != null) {
            return done(answer(known));
        }
        return request == null ? first(state, stay, seat, cause) : decide(state, request, cause);
    }

    /** What has been read and admitted once is only decided again. */
    private Plan first(RoomState state, Stays.Stay stay, Seat seat, Entry.@Nullable Cause cause) {
        Outcome<Command> read = call.command();
        if (read instanceof Outcome.Refused<Command> refused) {
            return done(refused.as());
        }
        Command command = read.orElseThrow();
        Request asked = requestOf(command, stay);
        Decision.Refuse malformed = asked == null ? null : state.malformed(asked);
        if (malformed != null) {
            return done(Outcome.refused(malformed.refusal(), malformed.detail()));
        }
        Outcome.Refused<Answer> tooMuch = call.admit();
        if (tooMuch != null) {
            return done(tooMuch);
        }
        if (command instanceof Command.Typing typing) {
            if (seat.role() == Role.MUTED) {
                return done(Outcome.refused(Refusal.MUTED, "the member is muted"));
            }
            room.typing(stay, typing.on());
            return done(Outcome.ok(new Answer.Done()));
        } else if (command instanceof Command.History history) {
            return new Plan.AfterOthers(() -> room.page(history, call::reply));
        } else if (asked == null) {
            throw new IllegalStateException("no rule for " + command.getClass());
        }
        request = asked;
        return decide(state, asked, cause);
    }

    private Plan decide(RoomState state, Request asked, Entry.@Nullable Cause cause) {
        Decision decision = state.decide(asked);
        if (decision instanceof Decision.Refuse refuse) {
            return done(Outcome.refused(refuse.refusal(), refuse.detail()));
        }
        Decision.Accept accept = (Decision.Accept) decision;
        if (accept.facts().isEmpty()) {
            return done(Outcome.ok(unchanged(state, asked)));
        }
        return new Plan.Append(new RoomLog.Draft(accept.facts(), cause), accept.conditional());
    }

    private static @Nullable Request requestOf(Command command, Stays.Stay stay) {
        if (command instanceof Command.Send send) {
            return new Request.Post(stay.member, send.text(), send.replyTo());
        } else if (command instanceof Command.Rename rename) {
            return new Request.Rename(stay.member, rename.name());
        }
        return null;
    }

    /** The answer to a command that asked for what is so already. */
    private static Answer unchanged(RoomState state, Request asked) {
        Seat seat = asked instanceof Request.Rename rename ? state.seat(rename.member()) : null;
        return seat == null ? new Answer.Done() : new Answer.Renamed(seat.name());
    }

    @Override
    public void appended(RoomLog.Receipt receipt) {
        call.reply(answer(receipt));
    }

    @Override
    public void refused(Outcome.Refused<?> why) {
        call.reply(why.as());
    }

    private Outcome<Answer> answer(RoomLog.Receipt receipt) {
        if (!receipt.fact().getClass().equals(APPENDS.get(call.kind()))) {
            return Outcome.refused(Refusal.BAD_REQUEST, "cid: used before, with another command");
        }
        Answer answer = receipt.fact() instanceof Fact.Rename rename
                ? new Answer.Renamed(rename.name())
                : new Answer.Sent(receipt.offset(), receipt.at());
        return new Outcome.Ok<>(answer, receipt.repeated());
    }

    private Plan done(Outcome<Answer> outcome) {
        call.reply(outcome);
        return Plan.DONE;
    }
}
