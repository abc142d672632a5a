package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.spi.RoomSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a room after a number of entries; {@link RoomRules} says what may come next.
 *
 * <p>Immutable and pure: {@link #apply} gives the state after one more fact, {@link #decide} asks neither clock nor chance
 * and changes nothing. A room that is rebuilt from its log is therefore the same room.
 */
final class RoomState {
    private final RoomRules rules;
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
        this.rules = before.rules;
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
        this.rules = new RoomRules(names, maxText);
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
        return rules.named(this, typed);
    }

    @Nullable
    Seat holderOf(String key) {
        return byKey.get(key);
    }

    /** The id of whoever joins next. */
    MemberId nextMember() {
        return new MemberId(lastMember + 1);
    }

    /** The member who is this person, if there is one. */
    @Nullable
    MemberId memberOf(@Nullable String identity) {
        return identity == null ? null : byIdentity.get(identity);
    }

    /** See {@link RoomRules#decide}. */
    Decision decide(Request request) {
        return rules.decide(this, request);
    }

    /** See {@link RoomRules#malformed}. */
    Decision.@Nullable Refuse malformed(Request request) {
        return rules.malformed(request);
    }

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
