package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.internal.Decision.accept;
import static io.github.liveroom.chat.internal.Decision.refuse;

import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomPolicy;
import io.github.liveroom.chat.RoomPolicy.Action;
import io.github.liveroom.chat.internal.text.Texts;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules for keeping order: the room's settings, putting out, muting, roles, the end. Immutable and pure.
 *
 * @param policy who may do what
 * @param maxMembers the most seats a room may have
 */
record OrderRules(RoomPolicy policy, int maxMembers) {
    Decision.@Nullable Refuse malformed(Request request) {
        if (request instanceof Request.Update update) {
            return malformed(update.changes());
        } else if (request instanceof Request.PutOut putOut) {
            return malformedReason(putOut.told());
        } else if (request instanceof Request.Close close) {
            return malformedReason(close.reason());
        } else if (request instanceof Request.Mute mute) {
            return malformedReason(mute.reason());
        } else if (request instanceof Request.ChangeRole change && change.role() == Role.MUTED) {
            return refuse(Refusal.BAD_REQUEST, "role: not owner, moderator or member");
        }
        return null;
    }

    static Decision.@Nullable Refuse malformedReason(String reason) {
        return Texts.limited(reason, Command.Kick.MAX_REASON) == Texts.Verdict.ACCEPTED
                ? null
                : refuse(
                        Refusal.BAD_REQUEST,
                        "reason: more than " + Command.Kick.MAX_REASON + " code points, or malformed");
    }

    private Decision.@Nullable Refuse malformed(RoomChanges changes) {
        Duration slowMode = changes.slowMode();
        Integer seats = changes.maxMembers();
        String bad = badText("title", changes.title(), RoomOptions.MAX_TITLE);
        String passphrase = badText("passphrase", changes.passphrase(), RoomOptions.MAX_PASSPHRASE);
        if (changes.equals(RoomChanges.NONE)) {
            bad = "nothing to change";
        } else if (passphrase != null) {
            bad = passphrase;
        } else if (seats != null && (seats < 1 || seats > maxMembers)) {
            bad = "maxMembers: not 1 to " + maxMembers;
        } else if (slowMode != null && (slowMode.isNegative() || slowMode.compareTo(RoomChanges.MAX_SLOW_MODE) > 0)) {
            bad = "slowModeMs: not 0 to " + RoomChanges.MAX_SLOW_MODE.toMillis();
        }
        return bad == null ? null : refuse(Refusal.BAD_REQUEST, bad);
    }

    /** What is wrong with a text of the room, or null. */
    static @Nullable String badText(String name, @Nullable String text, int max) {
        return text == null || Texts.limited(text, max) == Texts.Verdict.ACCEPTED
                ? null
                : name + ": more than " + max + " code points, or malformed";
    }

    Decision decide(RoomState state, Request request) {
        if (request instanceof Request.Update update) {
            return update(state, update);
        } else if (request instanceof Request.PutOut putOut) {
            Action action = putOut.ban() == null ? Action.KICK : Action.BAN;
            return doneTo(state, putOut.by(), putOut, action, putOut.member(), target -> putOut(state, putOut, target));
        } else if (request instanceof Request.Mute mute) {
            return doneTo(state, mute.by(), mute, Action.MUTE, mute.member(), target -> mute(mute, target));
        } else if (request instanceof Request.EndMute end) {
            return endMute(state, end);
        } else if (request instanceof Request.ChangeRole change) {
            return doneTo(
                    state, change.by(), change, Action.ROLE, change.member(), target -> changeRole(change, target));
        } else if (request instanceof Request.Close close) {
            Decision.Refuse refused = refused(state, close.by(), close, Action.CLOSE);
            return refused == null ? accept(new Fact.Close(close.reason())) : refused;
        }
        throw new IllegalStateException("no rule for " + request.getClass());
    }

    private Decision update(RoomState state, Request.Update update) {
        Decision.Refuse refused = refused(state, update.by(), update, Action.UPDATE);
        if (refused != null) {
            return refused;
        }
        RoomChanges changes = different(state.settings(), update.changes());
        return changes.equals(RoomChanges.NONE)
                ? refuse(Refusal.BAD_REQUEST, "nothing to change: the room is so already")
                : accept(new Fact.Update(changes, update.by()));
    }

    /** Only what is other than before. A passphrase has a new hash each time, and nobody can tell whether it is the same. */
    private static RoomChanges different(RoomSettings now, RoomChanges wanted) {
        RoomSettings then = now.with(wanted);
        return new RoomChanges(
                Objects.equals(now.title(), then.title()) ? null : wanted.title(),
                Objects.equals(now.passphrase(), then.passphrase()) ? null : wanted.passphrase(),
                now.locked() == then.locked() ? null : wanted.locked(),
                now.maxMembers() == then.maxMembers() ? null : wanted.maxMembers(),
                now.slowMode().equals(then.slowMode()) ? null : wanted.slowMode(),
                now.keep() == then.keep() ? null : wanted.keep());
    }

    private static Decision putOut(RoomState state, Request.PutOut putOut, Seat target) {
        LeaveReason reason = putOut.by() == null ? LeaveReason.CLOSED : LeaveReason.KICKED;
        Fact.Leave leave = new Fact.Leave(
                target.id(),
                target.name(),
                putOut.ban() == null ? reason : LeaveReason.BANNED,
                putOut.told(),
                putOut.ban());
        return accept(RoomRules.withHeir(state, target, leave));
    }

    private static Decision mute(Request.Mute mute, Seat target) {
        if (mute.muted()) {
            return accept(new Fact.RoleChange(target.id(), Role.MUTED, mute.by(), mute.until()));
        }
        return target.role() == Role.MUTED
                ? accept(new Fact.RoleChange(target.id(), Role.MEMBER, mute.by()))
                : new Decision.Already(target.roleSince());
    }

    private static Decision endMute(RoomState state, Request.EndMute end) {
        Seat seat = state.seat(end.member());
        return seat == null || seat.role() != Role.MUTED
                ? new Decision.Already(state.offset())
                : accept(new Fact.RoleChange(seat.id(), Role.MEMBER, null));
    }

    private static Decision changeRole(Request.ChangeRole change, Seat target) {
        if (target.role() == change.role()) {
            return new Decision.Already(target.roleSince());
        }
        Fact given = new Fact.RoleChange(target.id(), change.role(), change.by());
        return change.role() == Role.OWNER
                ? accept(given, new Fact.RoleChange(change.by(), Role.MODERATOR, change.by()))
                : accept(given);
    }

    /** What is done to somebody: first whether the actor may do such things at all, then whether to this one. */
    private Decision doneTo(
            RoomState state,
            @Nullable MemberId by,
            Request request,
            Action action,
            MemberId member,
            Function<Seat, Decision> done) {
        Decision.Refuse refused = refused(state, by, request, action);
        if (refused != null) {
            return refused;
        }
        Seat target = state.seat(member);
        if (target == null) {
            return refuse(Refusal.TARGET_NOT_FOUND, "member: no such member in the room");
        }
        Seat actor = by == null ? null : state.seat(by);
        Decision.Refuse outOfReach = actor == null ? null : RoomRules.forbidden(policy, action, actor, target);
        return outOfReach == null ? done.apply(target) : outOfReach;
    }

    /** What stands against it before anybody looks whom it is done to; the host application may do everything. */
    private Decision.@Nullable Refuse refused(RoomState state, @Nullable MemberId by, Request request, Action action) {
        Seat actor = by == null ? null : state.seat(by);
        if (by != null && actor == null) {
            return RoomRules.notJoined();
        }
        Decision.Refuse malformed = malformed(request);
        return malformed != null || actor == null ? malformed : RoomRules.forbidden(policy, action, actor, null);
    }
}
