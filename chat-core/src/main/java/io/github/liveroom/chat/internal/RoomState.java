package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.BannedMember;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a room after a number of entries; {@link RoomRules} says what may come next.
 *
 * <p>Immutable once it is handed out, and pure: {@link #apply} gives the state after one more fact and asks neither clock
 * nor chance. A room that is rebuilt from its log is therefore the same room; only {@linkplain #pardon pardons} are not in
 * the log.
 */
final class RoomState {
    /** A host that speaks under more names has a new id for each message of those beyond. */
    private static final int MAX_VOICES = 1000;

    /** Each is looked at whenever somebody comes. */
    private static final int MAX_BANS = 1000;

    /** How far back messages can be edited, deleted and reacted to, in entries. */
    private final int reach;

    private RoomSettings settings;
    private long offset;
    private boolean closed;
    private long lastMember;
    private int bots;
    private SortedTree<MemberId, Seat> seats = SortedTree.empty();
    private SortedTree<String, Seat> byKey = SortedTree.empty();
    private SortedTree<Person, MemberId> byPerson = SortedTree.empty();
    private SortedTree<Long, Target> targets = SortedTree.empty();
    private SortedTree<MemberId, KeptOut> bans = SortedTree.empty();
    private SortedTree<String, MemberId> voices = SortedTree.empty();

    /**
     * Somebody who is kept out.
     *
     * @param name in the end
     */
    private record KeptOut(String name, Ban ban) {}

    /** A room that was just created. */
    RoomState(RoomSettings settings, int reach) {
        this.reach = reach;
        this.settings = settings;
    }

    private RoomState(RoomState other) {
        reach = other.reach;
        settings = other.settings;
        offset = other.offset;
        closed = other.closed;
        lastMember = other.lastMember;
        bots = other.bots;
        seats = other.seats;
        byKey = other.byKey;
        byPerson = other.byPerson;
        targets = other.targets;
        bans = other.bans;
        voices = other.voices;
    }

    // ---------------------------------------------------------------- what is true

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

    /** How many members are no bots. */
    int people() {
        return seats.size() - bots;
    }

    @Nullable
    Seat seat(MemberId member) {
        return seats.get(member);
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
    MemberId memberOf(Visitor visitor, @Nullable String name) {
        Person person = Person.of(visitor, name);
        return person == null ? null : byPerson.get(person);
    }

    /** A message that can still be edited, deleted or reacted to. */
    @Nullable
    Target target(long target) {
        return targets.get(target);
    }

    /** Under which id the host application speaks with this name, if it has. */
    @Nullable
    MemberId voice(String name) {
        return voices.get(name);
    }

    boolean isBanned(Visitor visitor, Set<String> traces, Instant now) {
        for (KeptOut each : bans) {
            Ban ban = each.ban();
            boolean meant = visitor.identity() == null
                    ? ban.identity() == null && ban.traces().stream().anyMatch(traces::contains)
                    : visitor.identity().equals(ban.identity());
            if (meant && !ban.isOver(now)) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Ban ban(MemberId member) {
        KeptOut out = bans.get(member);
        return out == null ? null : out.ban();
    }

    /** Who is kept out, in the order of joining. */
    List<BannedMember> banned(Instant now) {
        List<BannedMember> banned = new ArrayList<>(bans.size());
        for (KeptOut each : bans) {
            Ban ban = each.ban();
            if (!ban.isOver(now)) {
                banned.add(new BannedMember(ban.member(), each.name(), ban.until()));
            }
        }
        return List.copyOf(banned);
    }

    // ---------------------------------------------------------------- what becomes true

    RoomState apply(Entry entry) {
        if (entry.offset() != offset + 1) {
            throw new IllegalArgumentException("entry " + entry.offset() + " cannot follow " + offset);
        }
        return apply(entry.fact(), entry.at());
    }

    /** Also for facts that are decided but not yet in the log; {@code at} is then a guess. */
    RoomState apply(Fact fact, Instant at) {
        RoomState next = new RoomState(this);
        next.offset++;
        next.forgetTarget(next.offset - reach);
        next.take(fact, at);
        return next;
    }

    /** Nobody is kept out any more because of what this member did. */
    RoomState pardon(MemberId member) {
        RoomState next = new RoomState(this);
        next.bans = bans.without(member);
        return next;
    }

    private void take(Fact fact, Instant at) {
        if (fact instanceof Fact.Message message) {
            said(message, at);
        } else if (fact instanceof Fact.Delete deletion) {
            forgetTarget(deletion.target());
        } else if (fact instanceof Fact.Reaction reaction) {
            Target target = targets.get(reaction.target());
            if (target != null) {
                Target changed = target.reacted(reaction.member(), reaction.emoji(), reaction.on(), offset);
                targets = targets.with(target.offset(), changed);
            }
        } else if (fact instanceof Fact.Join join) {
            joined(join);
        } else if (fact instanceof Fact.Leave leave) {
            left(leave, at);
        } else if (fact instanceof Fact.Rename rename) {
            Seat old = seatOf(rename.member());
            replace(old, old.withName(rename.name(), NameRules.key(rename.name())));
        } else if (fact instanceof Fact.RoleChange change) {
            Seat old = seatOf(change.member());
            replace(old, old.withRole(change.role(), offset, change.until()));
        } else if (fact instanceof Fact.Update update) {
            settings = settings.with(update.changes());
        } else if (fact instanceof Fact.Close) {
            closed = true;
            bots = 0;
            seats = SortedTree.empty();
            byKey = SortedTree.empty();
            byPerson = SortedTree.empty();
            targets = SortedTree.empty();
        }
    }

    private void said(Fact.Message message, Instant at) {
        MemberId author = message.member();
        targets = targets.with(offset, new Target(offset, author, at, message.audience(), SortedTree.empty()));
        Seat seat = seats.get(author);
        // Without a seat: a new id is the host application's, a known one that of somebody who has just gone.
        if (seat == null && author.number() > lastMember) {
            lastMember = author.number();
            voices = voices.size() < MAX_VOICES ? voices.with(message.name(), author) : voices;
        } else if (seat != null && !settings.slowMode().isZero()) {
            replace(seat, seat.withSpokeAt(at));
        }
    }

    private void joined(Fact.Join join) {
        Seat seat = new Seat(
                join.member(),
                join.name(),
                NameRules.key(join.name()),
                join.role(),
                offset,
                null,
                join.visitor(),
                join.scope(),
                null);
        lastMember = Math.max(lastMember, seat.id().number());
        bots += join.visitor().bot() ? 1 : 0;
        put(seat);
    }

    private void left(Fact.Leave leave, Instant at) {
        Seat seat = seatOf(leave.member());
        bots -= seat.visitor().bot() ? 1 : 0;
        remove(seat);
        Ban ban = leave.ban();
        if (ban != null) {
            for (KeptOut each : bans) {
                Ban old = each.ban();
                bans = old.isOver(at) ? bans.without(old.member()) : bans;
            }
            if (bans.size() >= MAX_BANS) {
                bans = bans.without(bans.iterator().next().ban().member()); // of whoever came first
            }
            bans = bans.with(ban.member(), new KeptOut(leave.name(), ban));
        }
    }

    private void replace(Seat old, Seat seat) {
        remove(old);
        put(seat);
    }

    private void put(Seat seat) {
        seats = seats.with(seat.id(), seat);
        byKey = byKey.with(seat.key(), seat);
        Person person = seat.person();
        byPerson = person == null ? byPerson : byPerson.with(person, seat.id());
    }

    private void remove(Seat seat) {
        seats = seats.without(seat.id());
        byKey = byKey.without(seat.key());
        Person person = seat.person();
        byPerson = person == null ? byPerson : byPerson.without(person);
    }

    private void forgetTarget(long target) {
        targets = targets.containsKey(target) ? targets.without(target) : targets;
    }

    private Seat seatOf(MemberId member) {
        Seat seat = seats.get(member);
        if (seat == null) {
            throw new IllegalArgumentException("member " + member + " is not in the room");
        }
        return seat;
    }
}
