package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.internal.Decision.accept;
import static io.github.liveroom.chat.internal.Decision.refuse;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomPolicy;
import io.github.liveroom.chat.RoomPolicy.Action;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.internal.text.NameVerdict;
import io.github.liveroom.chat.spi.RoomSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a room: who comes in under which name, and what follows when somebody goes. Those for messages are in {@link
 * MessageRules}, those for keeping order in {@link OrderRules}; who may do what at all is the {@link RoomPolicy}'s.
 *
 * <p>Immutable and pure: asks neither clock nor chance, changes nothing.
 */
final class RoomRules {
    private final NameRules names;
    private final MessageRules messages;
    private final OrderRules order;
    private final RoomPolicy policy;

    RoomRules(NameRules names, MessageRules messages, OrderRules order, RoomPolicy policy) {
        this.names = names;
        this.messages = messages;
        this.order = order;
        this.policy = policy;
    }

    /** Whether it may be, and what follows from it. */
    Decision decide(RoomState state, Request request) {
        if (state.closed()) {
            return refuse(Refusal.ROOM_NOT_FOUND, "room: no room has this code");
        }
        if (request instanceof Request.Post post) {
            return messages.post(state, post);
        } else if (request instanceof Request.Enter enter) {
            return enter(state, enter);
        } else if (request instanceof Request.Promote promote) {
            return promote(state, promote);
        } else if (request instanceof Request.Depart depart) {
            return depart(state, depart);
        } else if (request instanceof Request.Rename rename) {
            return rename(state, rename);
        } else if (request instanceof Request.Edit edit) {
            return messages.edit(state, edit);
        } else if (request instanceof Request.Delete deletion) {
            return messages.delete(state, deletion);
        } else if (request instanceof Request.React react) {
            return messages.react(state, react);
        } else if (request instanceof Request.Announce announce) {
            return messages.announce(state, announce);
        } else if (request instanceof Request.Shutdown) {
            // A room that stays when it is empty outlives the server: for its members the server was only away.
            return new Decision.Accept(state.settings().keep() ? List.of() : shutdown(state), true);
        }
        return order.decide(state, request);
    }

    /** Only what a request must look like, whoever asks and whatever the room is like; null if that is in order. */
    Decision.@Nullable Refuse malformed(Request request) {
        if (request instanceof Request.Rename rename) {
            return names.judge(rename.name()) instanceof NameVerdict.Refused refused ? refuseName(refused) : null;
        }
        Decision.Refuse malformed = messages.malformed(request);
        return malformed == null ? order.malformed(request) : malformed;
    }

    /** The same of a text that is looked for. */
    Decision.@Nullable Refuse malformedText(String text) {
        return messages.malformedText(text);
    }

    private Decision enter(RoomState state, Request.Enter enter) {
        RoomSettings settings = state.settings();
        // The host's own programs come and go as it likes, as does whoever has the owner secret.
        boolean free = enter.as() == Role.OWNER || enter.visitor().bot();
        if (state.isBanned(enter.visitor(), enter.traces(), enter.now())) {
            return refuse(Refusal.BANNED, "a moderator decided that this person stays out");
        } else if (settings.passphrase() != null && !enter.passphrase() && !free) {
            return refuse(Refusal.WRONG_PASSPHRASE, "the room has another passphrase");
        } else if (settings.locked() && !free) {
            return refuse(Refusal.ROOM_LOCKED, "nobody new is let in");
        }
        NameVerdict verdict = names.judge(enter.name() == null ? "" : enter.name());
        if (verdict instanceof NameVerdict.Refused refused) {
            return refuseName(refused);
        }
        NameVerdict.Accepted name = (NameVerdict.Accepted) verdict;
        if (state.holderOf(name.key()) != null) {
            return refuse(Refusal.NAME_TAKEN, "name: a member has it, or one that looks like it");
        }
        if (state.people() >= settings.maxMembers() && !free) {
            return refuse(Refusal.ROOM_FULL, "all " + settings.maxMembers() + " seats are taken");
        }
        MemberId member = state.nextMember();
        String scope = enter.scope() == null ? member.toString() : enter.scope();
        return accept(new Fact.Join(member, name.name(), enter.as(), enter.visitor(), scope));
    }

    private static Decision promote(RoomState state, Request.Promote promote) {
        Seat seat = state.seat(promote.member());
        if (seat == null) {
            return new Decision.Already(state.offset());
        }
        // Whoever has to be silent stays so, or coming once more would end it.
        boolean muted = seat.role() == Role.MUTED && promote.to() != Role.OWNER;
        return muted || seat.role().compareTo(promote.to()) <= 0
                ? new Decision.Already(seat.roleSince())
                : accept(new Fact.RoleChange(seat.id(), promote.to(), seat.id()));
    }

    private static Decision depart(RoomState state, Request.Depart depart) {
        Seat seat = state.seat(depart.member());
        if (seat == null) {
            return new Decision.Already(state.offset());
        }
        return accept(withHeir(state, seat, new Fact.Leave(seat.id(), seat.name(), depart.reason())));
    }

    /** What follows from the end of a stay: a room with people has an owner if it ever had one. */
    static Fact[] withHeir(RoomState state, Seat leaving, Fact.Leave leave) {
        Seat heir = heirOf(state, leaving);
        return heir == null ? new Fact[] {leave} : new Fact[] {leave, new Fact.RoleChange(heir.id(), Role.OWNER, null)};
    }

    /** Who becomes owner when the last owner goes: the moderator, else the member, else the muted one who is there longest. */
    private static @Nullable Seat heirOf(RoomState state, Seat leaving) {
        if (leaving.role() != Role.OWNER) {
            return null;
        }
        Seat heir = null;
        for (Seat other : state.seats()) {
            if (other.id().equals(leaving.id())) {
                continue;
            }
            if (other.role() == Role.OWNER) {
                return null;
            }
            if (!other.visitor().bot() && (heir == null || other.role().compareTo(heir.role()) < 0)) {
                heir = other;
            }
        }
        return heir;
    }

    private Decision rename(RoomState state, Request.Rename rename) {
        Seat seat = state.seat(rename.member());
        if (seat == null) {
            return notJoined();
        }
        NameVerdict verdict = names.judge(rename.name());
        if (verdict instanceof NameVerdict.Refused refused) {
            return refuseName(refused);
        }
        Decision.Refuse forbidden = forbidden(policy, Action.RENAME, seat, null);
        if (forbidden != null) {
            return forbidden;
        }
        NameVerdict.Accepted name = (NameVerdict.Accepted) verdict;
        Seat holder = state.holderOf(name.key());
        if (holder != null && !holder.id().equals(seat.id())) {
            return refuse(Refusal.NAME_TAKEN, "name: a member has it, or one that looks like it");
        }
        if (name.name().equals(seat.name())) {
            return new Decision.Already(seat.roleSince());
        }
        return accept(new Fact.Rename(seat.id(), name.name(), seat.name()));
    }

    private static List<Fact> shutdown(RoomState state) {
        List<Fact> facts = new ArrayList<>(state.seats().size());
        for (Seat seat : state.seats()) {
            facts.add(new Fact.Leave(seat.id(), seat.name(), LeaveReason.SHUTDOWN));
        }
        return facts;
    }

    static Decision.Refuse notJoined() {
        return refuse(Refusal.NOT_JOINED, "room: this connection is not in it");
    }

    /** Null if the policy allows it. */
    static Decision.@Nullable Refuse forbidden(RoomPolicy policy, Action action, Seat actor, @Nullable Seat target) {
        if (policy.allows(action, actor.role(), target == null ? null : target.role())) {
            return null;
        }
        return actor.role() == Role.MUTED && policy.allows(action, Role.MEMBER, target == null ? null : target.role())
                ? refuse(Refusal.MUTED, "the member is muted")
                : refuse(Refusal.FORBIDDEN, "the member's role does not allow it");
    }

    private static Decision.Refuse refuseName(NameVerdict.Refused refused) {
        return refuse(
                refused.reason() == NameVerdict.Reason.REQUIRED ? Refusal.NAME_REQUIRED : Refusal.NAME_INVALID,
                "name: " + refused.detail());
    }

    /** The member who has this name, or one that looks like it. */
    @Nullable
    Seat named(RoomState state, String typed) {
        return names.judge(typed) instanceof NameVerdict.Accepted name ? state.holderOf(name.key()) : null;
    }

    /** A name as it would be shown, or null if it is none. */
    @Nullable
    String shown(@Nullable String typed) {
        return typed != null && names.judge(typed) instanceof NameVerdict.Accepted name ? name.name() : null;
    }
}
