package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Entry;
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

/**
 * The rules of a room, all of them: what is true after a number of entries, and what may come next.
 *
 * <p>Immutable and pure. {@link #decide} asks neither clock nor chance and changes nothing; {@link #apply} gives the state
 * after one more fact. A room that is rebuilt from its log is therefore the same room.
 */
final class RoomState {
    private static final int MAX_REASON = 200;

    /**
     * A member's place in the room.
     *
     * @param id the member
     * @param name as shown
     * @param key equal for names that look alike
     * @param role what the member may do
     * @param identity the host application's name for the person, or null
     * @param scope whose {@code cid}s the member's commands carry
     */
    record Seat(
            MemberId id,
            String name,
            String key,
            Role role,
            @Nullable String identity,
            String scope) {
        Seat withName(String newName, String newKey) {
            return new Seat(id, newName, newKey, role, identity, scope);
        }

        Seat withRole(Role newRole) {
            return new Seat(id, name, key, newRole, identity, scope);
        }
    }

    /** What somebody wants, with everything that the rules need to know about it. */
    sealed interface Request {
        /**
         * To enter.
         *
         * @param name as typed, or null if none was given
         * @param identity the host application's name for the person, or null
         * @param owner whether the owner secret was shown
         * @param passphrase whether the room's present passphrase was shown
         * @param scope whose {@code cid}s to go on with, or null for the member's own
         */
        record Enter(
                @Nullable String name,
                @Nullable String identity,
                boolean owner,
                boolean passphrase,
                @Nullable String scope)
                implements Request {}

        /** That a stay ends. */
        record Depart(MemberId member, LeaveReason reason) implements Request {}

        /** To say something. */
        record Post(MemberId member, String text, @Nullable Long replyTo) implements Request {}

        /** To go by another name. */
        record Rename(MemberId member, String name) implements Request {}

        /** That the room ends. */
        record Close(String reason) implements Request {}

        /** That the server ends, and the room with it. */
        record Shutdown() implements Request {}
    }

    /** What the rules say to a {@link Request}. */
    sealed interface Decision {
        /**
         * It shall be so.
         *
         * @param facts what happens; empty if everything is so already
         * @param conditional whether that holds only as long as no other entry comes in between
         */
        record Accept(List<Fact> facts, boolean conditional) implements Decision {}

        /**
         * It shall not be.
         *
         * @param refusal why
         * @param detail which rule, for logs
         */
        record Refuse(Refusal refusal, String detail) implements Decision {}
    }

    private final NameRules names;
    private final int maxText;
    private final RoomSettings settings;
    private final long offset;
    private final boolean closed;
    private final long lastMember;
    private final SortedTree<MemberId, Seat> seats;
    private final SortedTree<String, Seat> byKey;
    private final SortedTree<String, MemberId> byIdentity;

    private RoomState(
            RoomState before,
            boolean closed,
            long lastMember,
            SortedTree<MemberId, Seat> seats,
            SortedTree<String, Seat> byKey,
            SortedTree<String, MemberId> byIdentity) {
        this.names = before.names;
        this.maxText = before.maxText;
        this.settings = before.settings;
        this.offset = before.offset + 1;
        this.closed = closed || before.closed;
        this.lastMember = lastMember;
        this.seats = seats;
        this.byKey = byKey;
        this.byIdentity = byIdentity;
    }

    /** A room that was just created. */
    RoomState(RoomSettings settings, NameRules names, int maxText) {
        this.names = names;
        this.maxText = maxText;
        this.settings = settings;
        this.offset = 0;
        this.closed = false;
        this.lastMember = 0;
        this.seats = SortedTree.empty();
        this.byKey = SortedTree.empty();
        this.byIdentity = SortedTree.empty();
    }

    RoomSettings settings() {
        return settings;
    }

    /** How many facts were applied; where the log ends. */
    long offset() {
        return offset;
    }

    boolean closed() {
        return closed;
    }

    /** In the order of joining. */
    SortedTree<MemberId, Seat> seats() {
        return seats;
    }

    @Nullable
    Seat seat(MemberId member) {
        return seats.get(member);
    }

    /** Who has this name, or one that looks like it. */
    @Nullable
    Seat named(String typed) {
        return names.judge(typed) instanceof NameVerdict.Accepted name ? byKey.get(name.key()) : null;
    }

    /** The member who is this person, if there is one. */
    @Nullable
    MemberId memberOf(@Nullable String identity) {
        return identity == null ? null : byIdentity.get(identity);
    }

    // ---------------------------------------------------------------- what may come next

    Decision decide(Request request) {
        if (closed) {
            return refuse(Refusal.ROOM_NOT_FOUND, "no room has this code");
        }
        if (request instanceof Request.Enter enter) {
            return enter(enter);
        } else if (request instanceof Request.Depart depart) {
            return depart(depart);
        } else if (request instanceof Request.Post post) {
            return post(post);
        } else if (request instanceof Request.Rename rename) {
            return rename(rename);
        } else if (request instanceof Request.Close close) {
            return close(close);
        }
        // A room that stays when it is empty outlives the server: for its members the server was only away.
        return accept(settings.keep() ? List.of() : shutdown(), true);
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

    private Decision enter(Request.Enter enter) {
        if (settings.passphrase() != null && !enter.passphrase() && !enter.owner()) {
            return refuse(Refusal.WRONG_PASSPHRASE, "the room has another passphrase");
        }
        NameVerdict verdict = names.judge(enter.name() == null ? "" : enter.name());
        if (verdict instanceof NameVerdict.Refused refused) {
            return refuse(refused);
        }
        NameVerdict.Accepted name = (NameVerdict.Accepted) verdict;
        if (byKey.containsKey(name.key())) {
            return refuse(Refusal.NAME_TAKEN, "name: a member has it, or one that looks like it");
        }
        if (seats.size() >= settings.maxMembers() && !enter.owner()) {
            return refuse(Refusal.ROOM_FULL, "all " + settings.maxMembers() + " seats are taken");
        }
        MemberId member = new MemberId(lastMember + 1);
        Role role = enter.owner() ? Role.OWNER : Role.MEMBER;
        String scope = enter.scope() == null ? member.toString() : enter.scope();
        return accept(List.of(new Fact.Join(member, name.name(), role, enter.identity(), scope)), true);
    }

    private Decision depart(Request.Depart depart) {
        Seat seat = seats.get(depart.member());
        if (seat == null) {
            return accept(List.of(), true);
        }
        List<Fact> facts = new ArrayList<>(2);
        facts.add(new Fact.Leave(seat.id(), seat.name(), depart.reason()));
        Seat heir = heirOf(seat);
        if (heir != null) {
            facts.add(new Fact.RoleChange(heir.id(), Role.OWNER, null));
        }
        return accept(facts, true);
    }

    /** Who becomes owner when the last owner goes: the moderator, else the member, else the muted one who is there longest. */
    private @Nullable Seat heirOf(Seat leaving) {
        if (leaving.role() != Role.OWNER) {
            return null;
        }
        Seat heir = null;
        for (Seat other : seats) {
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

    private Decision post(Request.Post post) {
        Seat seat = seats.get(post.member());
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
        if (replyTo != null && (replyTo < 1 || replyTo > offset)) {
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

    private Decision rename(Request.Rename rename) {
        Seat seat = seats.get(rename.member());
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
        Seat owner = byKey.get(name.key());
        if (owner != null && !owner.id().equals(seat.id())) {
            return refuse(Refusal.NAME_TAKEN, "name: a member has it, or one that looks like it");
        }
        if (name.name().equals(seat.name())) {
            return accept(List.of(), true);
        }
        return accept(List.of(new Fact.Rename(seat.id(), name.name(), seat.name())), true);
    }

    private Decision close(Request.Close close) {
        if (Texts.limited(close.reason(), MAX_REASON) != Texts.Verdict.ACCEPTED) {
            return refuse(Refusal.BAD_REQUEST, "reason: more than " + MAX_REASON + " code points, or malformed");
        }
        return accept(List.of(new Fact.Close(close.reason())), true);
    }

    private List<Fact> shutdown() {
        List<Fact> facts = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
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

    // ---------------------------------------------------------------- what is true afterwards

    RoomState apply(Entry entry) {
        if (entry.offset() != offset + 1) {
            throw new IllegalArgumentException("entry " + entry.offset() + " cannot follow " + offset);
        }
        return apply(entry.fact());
    }

    /** For facts that are decided but not yet in the log. */
    RoomState apply(Fact fact) {
        if (fact instanceof Fact.Join join) {
            Seat seat = new Seat(
                    join.member(), join.name(), NameRules.key(join.name()), join.role(), join.identity(), join.scope());
            return new RoomState(
                    this,
                    false,
                    Math.max(lastMember, seat.id().number()),
                    seats.with(seat.id(), seat),
                    byKey.with(seat.key(), seat),
                    seat.identity() == null ? byIdentity : byIdentity.with(seat.identity(), seat.id()));
        } else if (fact instanceof Fact.Leave leave) {
            Seat seat = seatOf(leave.member());
            return new RoomState(
                    this,
                    false,
                    lastMember,
                    seats.without(seat.id()),
                    byKey.without(seat.key()),
                    seat.identity() == null ? byIdentity : byIdentity.without(seat.identity()));
        } else if (fact instanceof Fact.Rename rename) {
            Seat old = seatOf(rename.member());
            return withSeat(old, old.withName(rename.name(), NameRules.key(rename.name())));
        } else if (fact instanceof Fact.RoleChange change) {
            Seat old = seatOf(change.member());
            return withSeat(old, old.withRole(change.role()));
        } else if (fact instanceof Fact.Close) {
            return new RoomState(this, true, lastMember, SortedTree.empty(), SortedTree.empty(), SortedTree.empty());
        }
        return new RoomState(this, false, lastMember, seats, byKey, byIdentity);
    }

    private RoomState withSeat(Seat old, Seat seat) {
        return new RoomState(
                this,
                false,
                lastMember,
                seats.with(seat.id(), seat),
                byKey.without(old.key()).with(seat.key(), seat),
                byIdentity);
    }

    private Seat seatOf(MemberId member) {
        Seat seat = seats.get(member);
        if (seat == null) {
            throw new IllegalArgumentException("member " + member + " is not in the room");
        }
        return seat;
    }
}
