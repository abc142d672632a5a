package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.spi.RoomLog;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody comes in: as a new member, as one more connection of a member, or in place of a connection that was lost.
 *
 * <p>The answer is a picture of the room at one instant, {@link Moment}, and stands in the connection's stream at its
 * position: what was appended later in the same batch follows it.
 */
final class EnterTask implements Task {
    /**
     * The instant that the answer shows.
     *
     * @param before where the log ended before the newcomer's own join; the position itself if there was none
     * @param state the room at the position
     */
    record Moment(long before, RoomState state) {}

    private final ActiveRoom room;
    private final RoomLine line;
    private final JoinRequest request;
    private final @Nullable String passphrase;
    private final Consumer<Outcome<Joined>> reply;
    private final Traces traces;
    private Fact.@Nullable Join asked;

    /**
     * @param passphrase the hash that the passphrase shown was found to match, or null
     */
    EnterTask(
            ActiveRoom room,
            RoomLine line,
            JoinRequest request,
            @Nullable String passphrase,
            Consumer<Outcome<Joined>> reply) {
        this.room = room;
        this.line = line;
        this.request = request;
        this.passphrase = passphrase;
        this.reply = reply;
        this.traces = line.traces();
    }

    @Override
    public Plan plan(RoomState state) {
        Pass pass = request.visitor().pass();
        if (pass != null && pass.isOver(room.now())) {
            return refuse(Refusal.UNAUTHORIZED, "the visitor's pass is over");
        } else if (pass != null && !pass.admits(room.code())) {
            return refuse(Refusal.FORBIDDEN, "room: the visitor's pass is not for it");
        } else if (state.closed()) {
            return refuse(Refusal.ROOM_NOT_FOUND, "room: no room has this code");
        }
        ResumeTickets.Ticket ticket = ticket(state);
        // A valid resume secret passes everything but a ban. One of an address is for newcomers: who is in the room,
        // like
        // the moderator behind the same one, may reload the page.
        if (state.isBanned(traces.visitor(), ticket == null ? traces.all() : traces.own(), room.now())) {
            return refuse(Refusal.BANNED, "a moderator decided that this person stays out");
        }
        if (ticket != null) {
            return new Plan.AfterOthers(() -> takeOver(ticket));
        }
        String secret = request.owner();
        if (request.resume() != null && request.name() == null) {
            return refuse(Refusal.UNAUTHORIZED, "resume: unknown or expired");
        } else if (secret != null && !Secrets.matches(secret, state.settings().owner())) {
            return refuse(Refusal.UNAUTHORIZED, "owner: not this room's secret");
        }
        Role as = secret != null ? Role.OWNER : pass == null ? Role.MEMBER : pass.roleIn(room.code());
        MemberId present = state.memberOf(traces.visitor(), room.rules().shown(request.name()));
        if (present == null) {
            return enter(state, as);
        }
        Decision promotion = room.rules().decide(state, new Request.Promote(present, as));
        return promotion instanceof Decision.Accept accept
                ? new Plan.Append(new RoomLog.Draft(accept.facts(), null), accept.conditional())
                : new Plan.AfterOthers(() -> addConnection(present));
    }

    /** A secret that somebody whom the host knows left behind in a browser is nothing to whoever uses it next. */
    private ResumeTickets.@Nullable Ticket ticket(RoomState state) {
        ResumeTickets.Ticket found = room.tickets().find(request.resume());
        Seat seat = found == null ? null : state.seat(found.member());
        String identity = seat == null ? null : seat.visitor().identity();
        return identity == null || identity.equals(traces.visitor().identity()) ? found : null;
    }

    private Plan enter(RoomState state, Role as) {
        Outcome.Refused<Joined> overloaded = traces.visitor().bot() ? null : room.overloaded();
        if (overloaded != null) {
            return refuse(overloaded);
        }
        boolean shown = passphrase != null && passphrase.equals(state.settings().passphrase());
        Decision decision = room.rules()
                .decide(
                        state,
                        new Request.Enter(
                                request.name(),
                                traces.visitor(),
                                as,
                                shown,
                                room.tickets().scopeOf(request.resume()),
                                traces.all(),
                                room.now()));
        if (!(decision instanceof Decision.Accept accept)) {
            Decision.Refuse refuse = (Decision.Refuse) decision;
            return refuse(refuse.refusal(), refuse.detail());
        }
        asked = (Fact.Join) accept.facts().get(0);
        return new Plan.Append(new RoomLog.Draft(accept.facts(), null), accept.conditional());
    }

    @Override
    public void appended(RoomLog.Receipt receipt) {
        if (receipt.fact() instanceof Fact.RoleChange promoted) {
            addConnection(promoted.member());
            return;
        }
        MemberId member = ((Fact.Join) receipt.fact()).member();
        Moment moment = room.momentOf(member);
        Seat seat = moment.state().seat(member);
        if (seat == null) {
            throw new IllegalStateException("member " + member + " joined and has no seat");
        }
        Stays.Stay stay = stayOf(seat);
        room.stays().attach(stay, line, moment.state().offset());
        answer(moment, seat, room.tickets().issue(stay, line));
    }

    @Override
    public void refused(Outcome.Refused<?> why) {
        line.detach();
        if (why.refusal() == Refusal.UNAVAILABLE && asked != null) {
            room.graces().unsure(asked);
        }
        reply.accept(why.as());
    }

    private void takeOver(ResumeTickets.Ticket ticket) {
        Seat seat = room.state().seat(ticket.member());
        if (seat == null) {
            room.again(this); // the stay ended while this waited
            return;
        }
        room.replaced(ticket.line());
        room.attach(ticket.stay, line);
        answer(now(), seat, room.tickets().reissue(ticket, String.valueOf(request.resume()), line));
    }

    private void addConnection(MemberId member) {
        Seat seat = room.state().seat(member);
        if (seat == null) {
            room.again(this); // the stay ended while this waited
            return;
        }
        Stays.Stay stay = stayOf(seat);
        room.attach(stay, line);
        answer(now(), seat, room.tickets().issue(stay, line));
    }

    /** Begins here if the member was not connected to this server yet. */
    private Stays.Stay stayOf(Seat seat) {
        Stays.Stay known = room.stays().of(seat.id());
        return known == null ? room.stays().begin(seat) : known;
    }

    private Moment now() {
        return new Moment(room.state().offset(), room.state());
    }

    private void answer(Moment moment, Seat seat, String secret) {
        line.pause();
        // Made now: the people of this instant, not of the one at which the log has been read.
        RoomInfo info = room.info(moment.state());
        Member me = room.stays().member(seat);
        List<Member> members = room.stays().listed(moment.state());
        Replay.reading(() -> Replay.at(moment.before(), moment.state().offset(), room.journal(), room.limits())
                        .since(request.since(), request.tail()))
                .whenComplete((replay, failure) -> room.inDrain(() -> {
                    if (replay == null) {
                        reply.accept(room.unavailable(failure).as());
                        line.silence();
                        // Behind what was asked for meanwhile: a leave is to be a leave.
                        room.submit(Task.afterOthers(() -> room.lost(line)));
                        return;
                    }
                    reply.accept(Outcome.ok(new Joined(
                            info,
                            me,
                            secret,
                            members,
                            replay.recovery(),
                            replay.seenBy(seat.id()),
                            replay.more(),
                            seat.scope())));
                    line.release();
                }));
    }

    private Plan refuse(Refusal refusal, String detail) {
        return refuse(Outcome.refused(refusal, detail));
    }

    private Plan refuse(Outcome<Joined> why) {
        line.detach();
        reply.accept(why);
        return Plan.DONE;
    }
}
