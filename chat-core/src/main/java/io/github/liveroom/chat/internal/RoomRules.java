package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.internal.text.NameVerdict;
import io.github.liveroom.chat.internal.text.Texts;
import io.github.liveroom.chat.spi.RoomSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a room, all of them. Immutable and pure. */
final class RoomRules {
    private static final int MAX_REASON = 200;

    private final NameRules names;
    private final int maxText;

    RoomRules(NameRules names, int maxText) {
        this.names = names;
        this.maxText = maxText;
    }

    /** Whether it may be, and what follows from it. */
    Decision decide(RoomState state, Request request) {
        if (state.closed()) {
            return refuse(Refusal.ROOM_NOT_FOUND, "room: no room has this code");
        }
        if (request instanceof Request.Enter enter) {
            return enter(state, enter);
        } else if (request instanceof Request.Depart depart) {
            return depart(state, depart);
        } else if (request instanceof Request.Post post) {
            return post(state, post);
        } else if (request instanceof Request.Rename rename) {
            return rename(state, rename);
        } else if (request instanceof Request.Close close) {
            return close(close);
        }
        // A room that stays when it is empty outlives the server: for its members the server was only away.
        return accept(state.settings().keep() ? List.of() : shutdown(state), true);
    }

    /** Only what a request must look like, whoever asks and whatever the room is like; null if that is in order. */
    Decision.@Nullable Refuse malformed(Request request) {
        if (request instanceof Request.Post post) {
            return malformedText(post.text());
        } else if (request instanceof Request.Rename rename
                && names.judge(rename.name()) instanceof NameVerdict.Refused refused) {
            return refuse(refused);
        }
        return null;
    }

    private Decision enter(RoomState state, Request.Enter enter) {
        RoomSettings settings = state.settings();
        if (settings.passphrase() != null && !enter.passphrase() && !enter.owner()) {
            return refuse(Refusal.WRONG_PASSPHRASE, "the room has another passphrase");
        }
        NameVerdict verdict = names.judge(enter.name() == null ? "" : enter.name());
        if (verdict instanceof NameVerdict.Refused refused) {
            return refuse(refused);
        }
        NameVerdict.Accepted name = (NameVerdict.Accepted) verdict;
        if (state.holderOf(name.key()) != null) {
            return refuse(Refusal.NAME_TAKEN, "name: a member has it, or one that looks like it");
        }
        if (state.seats().size() >= settings.maxMembers() && !enter.owner()) {
            return refuse(Refusal.ROOM_FULL, "all " + settings.maxMembers() + " seats are taken");
        }
        MemberId member = state.nextMember();
        Role role = enter.owner() ? Role.OWNER : Role.MEMBER;
        String scope = enter.scope() == null ? member.toString() : enter.scope();
        return accept(List.of(new Fact.Join(member, name.name(), role, enter.identity(), scope)), true);
    }

    private static Decision depart(RoomState state, Request.Depart depart) {
        Seat seat = state.seat(depart.member());
        if (seat == null) {
            return accept(List.of(), true);
        }
        List<Fact> facts = new ArrayList<>(2);
        facts.add(new Fact.Leave(seat.id(), seat.name(), depart.reason()));
        Seat heir = heirOf(state, seat);
        if (heir != null) {
            facts.add(new Fact.RoleChange(heir.id(), Role.OWNER, null));
        }
        return accept(facts, true);
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
            if (heir == null || other.role().compareTo(heir.role()) < 0) {
                heir = other;
            }
        }
        return heir;
    }

    private Decision post(RoomState state, Request.Post post) {
        Seat seat = state.seat(post.member());
        if (seat == null) {
            return notJoined();
        }
        Decision.Refuse malformed = malformed(post);
        if (malformed != null) {
            return malformed;
        }
        if (seat.role() == Role.MUTED) {
            return refuse(Refusal.MUTED, "the member is muted");
        }
        Long replyTo = post.replyTo();
        if (replyTo != null && (replyTo < 1 || replyTo > state.offset())) {
            return refuse(Refusal.TARGET_NOT_FOUND, "replyTo: the room has no such entry");
        }
        return accept(List.of(new Fact.Message(seat.id(), seat.name(), post.text(), replyTo)), false);
    }

    private Decision.@Nullable Refuse malformedText(String text) {
        return switch (Texts.message(text, maxText)) {
            case ACCEPTED -> null;
            case REQUIRED -> refuse(Refusal.TEXT_REQUIRED, "text: empty, or only white space");
            case TOO_LONG -> refuse(Refusal.TEXT_TOO_LONG, "text: more than " + maxText + " code points");
            case MALFORMED -> refuse(Refusal.BAD_REQUEST, "text: U+0000 or half a surrogate pair");
        };
    }

    private Decision rename(RoomState state, Request.Rename rename) {
        Seat seat = state.seat(rename.member());
        if (seat == null) {
            return notJoined();
        }
        if (seat.role() == Role.MUTED) {
            return refuse(Refusal.MUTED, "the member is muted");
        }
        NameVerdict verdict = names.judge(rename.name());
        if (verdict instanceof NameVerdict.Refused refused) {
            return refuse(refused);
        }
        NameVerdict.Accepted name = (NameVerdict.Accepted) verdict;
        Seat owner = state.holderOf(name.key());
        if (owner != null && !owner.id().equals(seat.id())) {
            return refuse(Refusal.NAME_TAKEN, "name: a member has it, or one that looks like it");
        }
        if (name.name().equals(seat.name())) {
            return accept(List.of(), true);
        }
        return accept(List.of(new Fact.Rename(seat.id(), name.name(), seat.name())), true);
    }

    private static Decision close(Request.Close close) {
        if (Texts.limited(close.reason(), MAX_REASON) != Texts.Verdict.ACCEPTED) {
            return refuse(Refusal.BAD_REQUEST, "reason: more than " + MAX_REASON + " code points, or malformed");
        }
        return accept(List.of(new Fact.Close(close.reason())), true);
    }

    private static List<Fact> shutdown(RoomState state) {
        List<Fact> facts = new ArrayList<>(state.seats().size());
        for (Seat seat : state.seats()) {
            facts.add(new Fact.Leave(seat.id(), seat.name(), LeaveReason.SHUTDOWN));
        }
        return facts;
    }

    private static Decision notJoined() {
        return refuse(Refusal.NOT_JOINED, "room: this connection is not in it");
    }

    private static Decision.Refuse refuse(NameVerdict.Refused refused) {
        return refuse(
                refused.reason() == NameVerdict.Reason.REQUIRED ? Refusal.NAME_REQUIRED : Refusal.NAME_INVALID,
                "name: " + refused.detail());
    }

    private static Decision.Refuse refuse(Refusal refusal, String detail) {
        return new Decision.Refuse(refusal, detail);
    }

    private static Decision accept(List<Fact> facts, boolean conditional) {
        return new Decision.Accept(facts, conditional);
    }

    /** Who has this name, or one that looks like it. */
    @Nullable
    Seat named(RoomState state, String typed) {
        return names.judge(typed) instanceof NameVerdict.Accepted name ? state.holderOf(name.key()) : null;
    }
}
