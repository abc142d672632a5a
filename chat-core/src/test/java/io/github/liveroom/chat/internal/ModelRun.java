package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomPolicy;
import io.github.liveroom.chat.internal.RandomRequests.Step;
import io.github.liveroom.chat.internal.ReferenceRoom.Person;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A room and its model, which are told the same and must say the same. */
final class ModelRun {
    private static final RoomPolicy POLICY = RoomPolicy.standard();
    private static final RoomRules RULES = new RoomRules(
            ReferenceShapes.NAMES,
            new MessageRules(POLICY, ReferenceShapes.MAX_TEXT, ReferenceRules.EDIT_WINDOW),
            new OrderRules(POLICY, ReferenceShapes.MAX_SEATS),
            POLICY);

    private final RoomState start;
    private final ReferenceRoom model;
    private final ReferenceRules rules;
    private final Set<String> seen;

    /** What became true, in order: entries, and the members who were pardoned. */
    private final List<Object> history = new ArrayList<>();

    private RoomState state;
    private Instant now = Instant.EPOCH;
    private int stepsAfterTheEnd;

    /**
     * @param seen gets a word for each thing of note
     */
    ModelRun(RoomSettings settings, int reach, Set<String> seen) {
        this.seen = seen;
        start = new RoomState(settings, reach);
        state = start;
        model = new ReferenceRoom(settings, reach);
        rules = new ReferenceRules(model);
    }

    ReferenceRoom model() {
        return model;
    }

    boolean isLongOver() {
        return stepsAfterTheEnd > 2;
    }

    void take(Step step) {
        now = step.at();
        stepsAfterTheEnd += model.closed ? 1 : 0;
        MemberId pardoned = step.pardoned();
        Request request = step.request();
        if (pardoned != null) {
            note(state.ban(pardoned) != null, "a pardon");
            history.add(pardoned);
            model.pardon(pardoned);
            state = state.pardon(pardoned);
        } else if (request instanceof Request.Enter enter && isPresent(enter)) {
            return; // one more connection of a member: nothing that rules are asked about
        } else if (request != null) {
            ask(request);
        }
        check(state);
    }

    private boolean isPresent(Request.Enter enter) {
        String shown = ReferenceShapes.shown(enter.name());
        Person person = model.present(enter.visitor(), shown);
        same("memberOf", state.memberOf(enter.visitor(), shown), person == null ? null : person.id);
        note(person != null, "a person who is there already");
        return person != null;
    }

    private void ask(Request request) {
        ReferenceRules.Expected expected = rules.answer(request);
        Decision.Refuse malformed = RULES.malformed(request);
        same("malformed", malformed == null ? null : malformed.refusal(), ReferenceShapes.refusal(request));
        Decision decision = RULES.decide(state, request);
        String kind = request.getClass().getSimpleName();
        if (decision instanceof Decision.Refuse refuse) {
            same("refusal", refuse.refusal(), expected.refusal());
            isTrue(!refuse.detail().isEmpty(), "a refusal says which rule");
            seen.add("refused " + refuse.refusal());
            noteTarget(request);
        } else if (decision instanceof Decision.Already already) {
            same("refusal", null, expected.refusal());
            same("made so by", already.offset(), expected.already());
            seen.add("already " + kind);
        } else if (decision instanceof Decision.Accept accept) {
            same("refusal", null, expected.refusal());
            same("made so by", null, expected.already());
            same("facts", accept.facts(), expected.facts());
            same("only here", accept.conditional(), !expected.anywhere());
            seen.add("accepted " + kind);
            noteEntry(request);
            accepted(accept.facts());
        }
    }

    private void accepted(List<Fact> facts) {
        boolean owned = model.hasOwner();
        boolean inherited = false;
        for (Fact fact : facts) {
            if (fact instanceof Fact.Join join) {
                isTrue(!model.everyone.contains(join.member()), "no id is given out twice");
            }
            inherited |= fact instanceof Fact.RoleChange change && change.by() == null && change.role() == Role.OWNER;
            model.apply(fact, now);
            Entry entry = new Entry(model.log.size(), now, fact, null);
            history.add(entry);
            state = state.apply(entry);
        }
        boolean people = model.people.stream().anyMatch(person -> !person.visitor.bot());
        note(inherited, "an heir");
        note(owned && !model.hasOwner() && !model.people.isEmpty(), "a bot and no heir");
        isTrue(!owned || !people || model.hasOwner(), "an owned room stays owned");
    }

    /** The log tells all: whoever reads it again knows the same. */
    void checkReplay() {
        RoomState again = start;
        for (Object each : history) {
            again = each instanceof Entry entry ? again.apply(entry) : again.pardon((MemberId) each);
        }
        check(again);
    }

    // ---------------------------------------------------------------- what can be seen of a room

    private void check(RoomState seen) {
        same("offset", seen.offset(), (long) model.log.size());
        same("closed", seen.closed(), model.closed);
        same("settings", seen.settings(), model.settings());
        same("next", seen.nextMember(), model.next());
        same(
                "people",
                (long) seen.people(),
                model.people.stream().filter(person -> !person.visitor.bot()).count());
        checkSeats(seen);
        for (long offset = 0; offset <= model.log.size() + 1; offset++) {
            checkTarget(seen, offset);
        }
        for (String name : RandomRequests.HOSTS) {
            same("voice", seen.voice(name), model.voice(name));
        }
        for (Ban ban : model.bans) {
            // One that is over may be forgotten.
            isTrue(ban.isOver(now) || ban.equals(seen.ban(ban.member())), "every ban is known");
        }
    }

    private void checkSeats(RoomState seen) {
        Iterator<Seat> seats = seen.seats().iterator();
        Set<String> keys = new HashSet<>();
        for (Person person : model.people) {
            Seat seat = seats.next();
            Seat expected = new Seat(
                    person.id,
                    person.name,
                    person.key,
                    person.role,
                    person.roleSince,
                    person.mutedUntil,
                    person.visitor,
                    person.scope,
                    person.spokeAt);
            same("seat", seat, expected);
            same("found by id", seen.seat(person.id), expected);
            same("found by name", seen.holderOf(person.key), expected);
            isTrue(keys.add(seat.key()), "no two names look alike");
            if (seat.person() != null) {
                same("found as a person", seen.memberOf(person.visitor, person.name), person.id);
            }
            var wait = MessageRules.slowFor(seen, seat, POLICY, now);
            same("has to wait", wait, ReferenceRules.slow(model, person, now));
            note(wait != null, "a pause in slow mode");
        }
        isTrue(!seats.hasNext(), "nobody else is there");
    }

    private void checkTarget(RoomState seen, long offset) {
        Target target = seen.target(offset);
        Fact.Message message = model.message(offset);
        if (message == null) {
            isTrue(target == null, "what is no message, deleted or out of reach cannot be touched");
            return;
        }
        isTrue(target != null, "a message can be touched");
        same("where", target.offset(), offset);
        same("author", target.author(), message.member());
        same("said at", target.at(), model.times.get((int) offset - 1));
        same("audience", target.audience(), ReferenceRoom.audience(message));
        int kinds = 0;
        Set<String> counted = new HashSet<>();
        for (Fact.Reaction reaction : model.reactions(offset)) {
            Long by = model.reaction(offset, reaction.member(), reaction.emoji());
            same("reaction", target.reaction(reaction.member(), reaction.emoji()), by);
            kinds += by != null && counted.add(reaction.emoji()) ? 1 : 0;
        }
        same("kinds", target.reactions().size(), kinds);
    }

    // ---------------------------------------------------------------- what was seen

    private void note(boolean happened, String what) {
        if (happened) {
            seen.add(what);
        }
    }

    private void noteEntry(Request request) {
        if (request instanceof Request.Enter enter) {
            for (Ban ban : model.bans) {
                boolean meant = enter.visitor().identity() == null
                        ? ban.identity() == null && ban.traces().stream().anyMatch(enter.traces()::contains)
                        : enter.visitor().identity().equals(ban.identity());
                note(meant, "a ban that was over");
            }
        }
    }

    private void noteTarget(Request request) {
        if (request instanceof Request.React react
                && react.target() >= 1
                && react.target() <= model.log.size()
                && model.log.get((int) react.target() - 1) instanceof Fact.Message message) {
            boolean there = model.message(react.target()) != null;
            boolean near = react.target() > model.log.size() - model.reach;
            note(!there && !near, "a message out of reach");
            note(!there && near, "a deleted message");
            note(there && react.target() < react.oldest(), "a message that the log forgot");
            note(
                    there
                            && !message.to().isEmpty()
                            && !ReferenceRoom.audience(message).contains(react.member()),
                    "a whisper that somebody may not see");
        }
    }

    private static void same(String what, Object is, Object expected) {
        if (!Objects.equals(is, expected)) {
            throw new AssertionError(what + ": " + is + ", but the model says " + expected);
        }
    }

    private static void isTrue(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }
}
