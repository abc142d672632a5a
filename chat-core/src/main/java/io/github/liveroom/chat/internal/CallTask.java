package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Moderation;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomPolicy.Action;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.RoomLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A member's command. The order of the checks is the wire contract's. */
final class CallTask implements Task {
    private final ActiveRoom room;
    private final RoomLine line;
    private final Call call;

    /** When it reached the room, in ticks. */
    private final long arrived;

    /** What is to be appended; null until the command was read and admitted, which happens once. */
    private @Nullable Request request;

    /** What that is if it keeps order; else null. */
    private @Nullable Moderation deed;

    private boolean prepared;

    /** Whether its turn has come: what the connection asked for later does not get before it any more. */
    private boolean inTurn;

    /** Whether all that was planned before it is appended. */
    private boolean behindOthers;

    CallTask(ActiveRoom room, RoomLine line, Call call) {
        this.room = room;
        this.line = line;
        this.call = call;
        this.arrived = room.ticks();
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
        ResumeTickets.Ticket ticket = line.ticket();
        Seat seat = stay == null ? null : state.seat(stay.member);
        if (stay == null || ticket == null || seat == null) {
            return done(RoomLine.notJoined());
        }
        room.tickets().confirm(ticket);
        String cid = call.cid();
        Entry.Cause cause = cid == null ? null : new Entry.Cause(stay.scope, cid, call.verb());
        if (cause != null && room.isPlanned(cause)) {
            return new Plan.AfterOthers(() -> room.again(this)); // a repeat, if that succeeds
        }
        RoomLog.Receipt known = cause == null ? null : room.journal().recall(cause);
        if (known != null) {
            return done(answer(known));
        }
        return request == null ? first(state, stay, seat, cause) : inTime(state, seat, request, cause);
    }

    /** What has been read and admitted once is only decided again. */
    private Plan first(RoomState state, Stays.Stay stay, Seat seat, Entry.@Nullable Cause cause) {
        Outcome<Command> read = call.command();
        if (read instanceof Outcome.Refused<Command> refused) {
            return done(refused.as());
        }
        Command command = read.orElseThrow();
        if (!behindOthers && endsStays(command)) {
            // Whoever comes in with the same batch has to be in before it can be put out.
            behindOthers = true;
            return new Plan.AfterOthers(() -> room.again(this));
        }
        Request asked = room.requests().of(command, stay, seat);
        Decision.Refuse malformed = asked == null
                ? room.queries().malformed(state, command)
                : room.rules().malformed(asked);
        if (malformed != null) {
            return refuse(malformed);
        }
        Outcome.Refused<Answer> tooMuch = call.admit();
        if (tooMuch != null) {
            return done(tooMuch);
        } else if (asked == null) {
            return query(state, stay, seat, command);
        }
        request = asked;
        return inTime(state, seat, asked, cause);
    }

    /** Slow mode counts whenever it is decided: the member may have said something on another connection meanwhile. */
    private Plan inTime(RoomState state, Seat seat, Request asked, Entry.@Nullable Cause cause) {
        Duration slow =
                asked instanceof Request.Post ? MessageRules.slowFor(state, seat, room.policy(), room.now()) : null;
        return slow == null
                ? decide(state, asked, cause)
                : done(Outcome.refused(Refusal.RATE_LIMITED, "the room is in slow mode", slow));
    }

    private static boolean endsStays(Command command) {
        return command instanceof Command.Kick || command instanceof Command.Ban || command instanceof Command.Close;
    }

    /** What appends nothing. */
    private Plan query(RoomState state, Stays.Stay stay, Seat seat, Command command) {
        if (command instanceof Command.Typing typing) {
            Decision.Refuse forbidden = RoomRules.forbidden(room.policy(), Action.TYPING, seat, null);
            if (forbidden != null) {
                return refuse(forbidden);
            }
            room.signals().typing(state, stay, typing.on());
        } else if (command instanceof Command.Read read) {
            room.signals().read(state, stay, read.offset());
        } else if (command instanceof Command.Status status) {
            room.signals().status(state, line, stay, status.idle());
        } else if (command instanceof Command.Unban unban) {
            Decision.Refuse forbidden = RoomRules.forbidden(room.policy(), Action.UNBAN, seat, null);
            if (forbidden != null) {
                return refuse(forbidden);
            }
            return new Plan.AfterOthers(() -> reply(room.pardon(stay.member, unban.member())));
        } else {
            return new Plan.AfterOthers(() -> {
                room.fanOut().catchUp(line);
                room.queries().run(command, line, stay, this::replyNow);
            });
        }
        return done(Outcome.ok(new Answer.Done()));
    }

    private Plan decide(RoomState state, Request asked, Entry.@Nullable Cause cause) {
        Decision decision = room.rules().decide(state, asked);
        line.setClosing(asked instanceof Request.Close && decision instanceof Decision.Accept);
        if (decision instanceof Decision.Refuse refuse) {
            return refuse(refuse);
        } else if (decision instanceof Decision.Already already) {
            if (!behindOthers) {
                // What is so already may be what the log has still to say.
                behindOthers = true;
                return new Plan.AfterOthers(() -> room.again(this));
            }
            return done(Outcome.ok(unchanged(state, asked, already)));
        }
        if (!prepared && room.requests().isToBePrepared(asked)) {
            prepare(state, asked);
            return Plan.DONE;
        }
        Decision.Accept accept = (Decision.Accept) decision;
        deed = Deeds.of(state, asked);
        return new Plan.Append(new RoomLog.Draft(accept.facts(), cause), accept.conditional());
    }

    /** What takes its time is done elsewhere. What the connection asked for after this waits: order is kept. */
    private void prepare(RoomState state, Request asked) {
        line.hold();
        room.requests().prepare(state, asked, outcome -> {
            if (outcome instanceof Outcome.Ok<Request> ok) {
                request = ok.value();
                prepared = true;
                line.goOn(this);
            } else {
                reply(((Outcome.Refused<Request>) outcome).as());
                line.goOn(null);
            }
        });
    }

    /** The answer to a command that asked for what is so already. */
    private static Answer unchanged(RoomState state, Request asked, Decision.Already already) {
        Seat seat = asked instanceof Request.Rename rename ? state.seat(rename.member()) : null;
        return seat == null ? new Answer.Appended(already.offset()) : new Answer.Renamed(seat.name());
    }

    @Override
    public void appended(RoomLog.Receipt receipt) {
        if (!receipt.repeated()) {
            room.fanOut().askedAt(arrived);
            room.moderated(deed);
        }
        reply(answer(receipt));
    }

    @Override
    public void refused(Outcome.Refused<?> why) {
        line.setClosing(false);
        reply(why.as());
    }

    private void reply(Outcome<Answer> outcome) {
        room.fanOut().answer(line, () -> call.reply(outcome));
    }

    private void replyNow(Outcome<Answer> outcome) {
        call.reply(outcome);
        line.flush();
    }

    private Outcome<Answer> answer(RoomLog.Receipt receipt) {
        if (receipt.repeated() && !call.verb().equals(receipt.command())) {
            return Outcome.refused(Refusal.BAD_REQUEST, "cid: used before, with another command");
        }
        return new Outcome.Ok<>(answerOf(receipt), receipt.repeated());
    }

    private static Answer answerOf(RoomLog.Receipt receipt) {
        if (receipt.fact() instanceof Fact.Rename rename) {
            return new Answer.Renamed(rename.name());
        } else if (receipt.fact() instanceof Fact.Message) {
            return new Answer.Sent(receipt.offset(), receipt.at());
        }
        return receipt.fact() instanceof Fact.Close ? new Answer.Done() : new Answer.Appended(receipt.offset());
    }

    private Plan refuse(Decision.Refuse refuse) {
        return done(new Outcome.Refused<>(refuse.refusal(), refuse.detail(), refuse.retryAfter()));
    }

    private Plan done(Outcome<Answer> outcome) {
        reply(outcome);
        return Plan.DONE;
    }
}
