package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.internal.text.NameVerdict;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random requests in random order, checked after each step against a model that is as plain as can be. A failure names the
 * seed: {@code -Dliveroom.seed=…} runs that sequence alone.
 */
class RoomStateModelTest {
    private static final int SEQUENCES = 2000;
    private static final int STEPS = 30;
    private static final int MAX_TEXT = 5;
    private static final NameRules NAMES = new NameRules(32);
    private static final Map<String, NameVerdict> VERDICTS = new HashMap<>();
    private static final String[] TYPED = {
        "Ada",
        "ada",
        " ADA ",
        "Bob",
        "Cyd",
        "Dan",
        "\u0394\u03B1\u03BD",
        "Eve",
        "eve",
        "Flo",
        "\u5C0F\u660E",
        "",
        " ",
        "a\u202Eb",
        "admin"
    };
    private static final String[] TEXTS = {"hi", "hello", "", " \n", "\0", "too long", "\uD83D\uDC4D"};
    private static final String[] IDENTITIES = {null, null, null, "user:1", "user:2"};

    /** Everything that the rules know, in the plainest form. */
    private static final class Model {
        final RoomSettings settings;
        final Map<MemberId, Seat> seats = new TreeMap<>();
        final Set<MemberId> everyone = new HashSet<>();
        final List<Fact> log = new ArrayList<>();
        boolean closed;

        Model(RoomSettings settings) {
            this.settings = settings;
        }

        Optional<Seat> withKey(String key) {
            return seats.values().stream()
                    .filter(seat -> seat.key().equals(key))
                    .findFirst();
        }

        boolean hasOwner() {
            return seats.values().stream().anyMatch(seat -> seat.role() == Role.OWNER);
        }

        Refusal refusal(Request request) {
            if (closed) {
                return Refusal.ROOM_NOT_FOUND;
            } else if (request instanceof Request.Enter enter) {
                boolean secret = settings.passphrase() != null;
                Refusal name = nameRefusal(enter.name() == null ? "" : enter.name(), null);
                return secret && !enter.passphrase() && !enter.owner()
                        ? Refusal.WRONG_PASSPHRASE
                        : name != null
                                ? name
                                : seats.size() >= settings.maxMembers() && !enter.owner() ? Refusal.ROOM_FULL : null;
            } else if (request instanceof Request.Post post) {
                Seat seat = seats.get(post.member());
                String text = post.text();
                return seat == null
                        ? Refusal.NOT_JOINED
                        : text.contains("\0")
                                ? Refusal.BAD_REQUEST
                                : text.isBlank()
                                        ? Refusal.TEXT_REQUIRED
                                        : text.codePointCount(0, text.length()) > MAX_TEXT
                                                ? Refusal.TEXT_TOO_LONG
                                                : seat.role() == Role.MUTED
                                                        ? Refusal.MUTED
                                                        : post.replyTo() != null
                                                                        && (post.replyTo() < 1
                                                                                || post.replyTo() > log.size())
                                                                ? Refusal.TARGET_NOT_FOUND
                                                                : null;
            } else if (request instanceof Request.Rename rename) {
                Seat seat = seats.get(rename.member());
                return seat == null
                        ? Refusal.NOT_JOINED
                        : seat.role() == Role.MUTED ? Refusal.MUTED : nameRefusal(rename.name(), seat.id());
            } else if (request instanceof Request.Close close) {
                return close.reason().length() > 200 ? Refusal.BAD_REQUEST : null;
            }
            return null;
        }

        private Refusal nameRefusal(String typed, MemberId self) {
            NameVerdict verdict = VERDICTS.computeIfAbsent(typed, NAMES::judge);
            if (verdict instanceof NameVerdict.Refused refused) {
                return refused.reason() == NameVerdict.Reason.REQUIRED ? Refusal.NAME_REQUIRED : Refusal.NAME_INVALID;
            }
            Optional<Seat> other = withKey(((NameVerdict.Accepted) verdict).key());
            return other.isPresent() && !other.get().id().equals(self) ? Refusal.NAME_TAKEN : null;
        }

        Optional<MemberId> heirOf(Seat leaving) {
            List<Seat> others = seats.values().stream()
                    .filter(seat -> !seat.id().equals(leaving.id()))
                    .toList();
            if (leaving.role() != Role.OWNER || others.stream().anyMatch(seat -> seat.role() == Role.OWNER)) {
                return Optional.empty();
            }
            return others.stream()
                    .min(Comparator.comparing((Seat seat) -> seat.role()).thenComparing(Seat::id))
                    .map(Seat::id);
        }

        void apply(Fact fact) {
            log.add(fact);
            if (fact instanceof Fact.Join join) {
                assertThat(everyone.add(join.member())).as("a new id").isTrue();
                String key = NameRules.key(join.name());
                assertThat(withKey(key)).as("a free name").isEmpty();
                seats.put(
                        join.member(),
                        new Seat(join.member(), join.name(), key, join.role(), join.identity(), join.scope()));
            } else if (fact instanceof Fact.Leave leave) {
                assertThat(seats.remove(leave.member()).name()).isEqualTo(leave.name());
            } else if (fact instanceof Fact.Rename rename) {
                Seat old = seats.get(rename.member());
                assertThat(old.name()).isEqualTo(rename.was()).isNotEqualTo(rename.name());
                seats.put(old.id(), old.withName(rename.name(), NameRules.key(rename.name())));
            } else if (fact instanceof Fact.RoleChange change) {
                seats.compute(change.member(), (id, seat) -> seat.withRole(change.role()));
            } else if (fact instanceof Fact.Close) {
                closed = true;
                seats.clear();
            }
        }
    }

    private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);

    @Test
    void keepsEveryRuleWhateverIsAskedInWhateverOrder() {
        Long only = Long.getLong("liveroom.seed");
        long first = only == null ? System.nanoTime() : only;
        for (int i = 0; i < (only == null ? SEQUENCES : 1); i++) {
            List<String> told = new ArrayList<>();
            try {
                run(new SplittableRandom(first + i), told);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "-Dliveroom.seed=" + (first + i) + "\n" + String.join("\n", told) + "\n" + e.getMessage(), e);
            }
        }
        if (only == null) {
            assertThat(refused.keySet())
                    .as("every rule was broken at least once")
                    .containsExactlyInAnyOrder(
                            Refusal.ROOM_NOT_FOUND,
                            Refusal.WRONG_PASSPHRASE,
                            Refusal.NAME_REQUIRED,
                            Refusal.NAME_INVALID,
                            Refusal.NAME_TAKEN,
                            Refusal.ROOM_FULL,
                            Refusal.NOT_JOINED,
                            Refusal.TEXT_REQUIRED,
                            Refusal.TEXT_TOO_LONG,
                            Refusal.BAD_REQUEST,
                            Refusal.MUTED,
                            Refusal.TARGET_NOT_FOUND);
        }
    }

    private void run(SplittableRandom random, List<String> told) {
        RoomSettings settings = new RoomSettings(
                null, random.nextInt(4) == 0, 1 + random.nextInt(5), random.nextInt(4) == 0 ? "hash" : null, "owner");
        RoomState start = new RoomState(settings, NAMES, MAX_TEXT);
        RoomState state = start;
        Model model = new Model(settings);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(10) == 0 && !model.seats.isEmpty()) {
                Fact change = roleChange(random, model);
                told.add("fact " + change);
                state = applied(state, change, model);
            } else {
                Request request = request(random, model);
                told.add(request.toString());
                state = decided(state, request, model);
            }
            checkInvariants(state, model);
            if (random.nextInt(STEPS) == 0 || step == STEPS - 1) {
                checkNames(state);
                checkReplay(start, state, model);
            }
        }
    }

    /** What later issues will decide, and what other servers may have decided: who may do what. */
    private static Fact roleChange(SplittableRandom random, Model model) {
        List<Seat> seats = List.copyOf(model.seats.values());
        Seat seat = seats.get(random.nextInt(seats.size()));
        boolean lastOwner = seat.role() == Role.OWNER
                && seats.stream().filter(other -> other.role() == Role.OWNER).count() == 1;
        Role role = lastOwner ? Role.OWNER : Role.values()[random.nextInt(Role.values().length)];
        return new Fact.RoleChange(seat.id(), role, null);
    }

    private static <T> T oneOf(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Request request(SplittableRandom random, Model model) {
        MemberId member = new MemberId(1 + random.nextInt(model.everyone.size() + 1));
        int kind = random.nextInt(100);
        if (kind < 35) {
            String identity = oneOf(random, IDENTITIES);
            boolean present = identity != null
                    && model.seats.values().stream().anyMatch(seat -> identity.equals(seat.identity()));
            return new Request.Enter(
                    random.nextInt(20) == 0 ? null : oneOf(random, TYPED),
                    present ? null : identity,
                    random.nextInt(6) == 0,
                    random.nextInt(3) > 0,
                    random.nextInt(10) == 0 ? "m1" : null);
        } else if (kind < 55) {
            return new Request.Depart(member, oneOf(random, LeaveReason.values()));
        } else if (kind < 75) {
            Long replyTo = random.nextInt(3) == 0 ? Long.valueOf(random.nextInt(model.log.size() + 3) - 1) : null;
            return new Request.Post(member, oneOf(random, TEXTS), replyTo);
        } else if (kind < 97) {
            return new Request.Rename(member, oneOf(random, TYPED));
        } else if (kind < 98) {
            return new Request.Shutdown();
        }
        return new Request.Close(random.nextInt(3) > 0 ? "x".repeat(201) : "over");
    }

    private RoomState decided(RoomState state, Request request, Model model) {
        List<Seat> before = seats(state);
        long offset = state.offset();
        Decision decision = state.decide(request);
        assertThat(state.decide(request)).as("asked twice, answered alike").isEqualTo(decision);
        assertThat(seats(state)).as("deciding changes nothing").isEqualTo(before);
        assertThat(state.offset()).isEqualTo(offset);

        Refusal expected = model.refusal(request);
        if (decision instanceof Decision.Refuse refuse) {
            assertThat(refuse.refusal()).isEqualTo(expected);
            assertThat(refuse.detail()).isNotEmpty();
            refused.merge(expected, 1, Integer::sum);
            return state;
        }
        assertThat(expected).as("should have been refused").isNull();
        checkFacts(request, (Decision.Accept) decision, model);
        RoomState next = state;
        for (Fact fact : ((Decision.Accept) decision).facts()) {
            next = applied(next, fact, model);
        }
        return next;
    }

    private static void checkFacts(Request request, Decision.Accept accept, Model model) {
        List<Fact> facts = accept.facts();
        assertThat(accept.conditional()).isEqualTo(!(request instanceof Request.Post));
        if (request instanceof Request.Enter enter) {
            Fact.Join join = (Fact.Join) facts.get(0);
            assertThat(facts).hasSize(1);
            assertThat(model.everyone).as("counted on").allMatch(id -> id.compareTo(join.member()) < 0);
            assertThat(join.role()).isEqualTo(enter.owner() ? Role.OWNER : Role.MEMBER);
            assertThat(join.identity()).isEqualTo(enter.identity());
            assertThat(join.scope())
                    .isEqualTo(enter.scope() == null ? join.member().toString() : enter.scope());
        } else if (request instanceof Request.Depart depart) {
            Seat seat = model.seats.get(depart.member());
            List<Fact> expected = new ArrayList<>();
            if (seat != null) {
                expected.add(new Fact.Leave(seat.id(), seat.name(), depart.reason()));
                model.heirOf(seat).ifPresent(heir -> expected.add(new Fact.RoleChange(heir, Role.OWNER, null)));
            }
            assertThat(facts).isEqualTo(expected);
        } else if (request instanceof Request.Post post) {
            String name = model.seats.get(post.member()).name();
            assertThat(facts).containsExactly(new Fact.Message(post.member(), name, post.text(), post.replyTo()));
        } else if (request instanceof Request.Rename rename) {
            String name = ((NameVerdict.Accepted) VERDICTS.get(rename.name())).name();
            String was = model.seats.get(rename.member()).name();
            assertThat(facts)
                    .isEqualTo(name.equals(was) ? List.of() : List.of(new Fact.Rename(rename.member(), name, was)));
        } else if (request instanceof Request.Close close) {
            assertThat(facts).containsExactly(new Fact.Close(close.reason()));
        } else {
            assertThat(facts).hasSize(model.settings.keep() ? 0 : model.seats.size());
            assertThat(facts)
                    .allSatisfy(fact -> assertThat(((Fact.Leave) fact).reason()).isEqualTo(LeaveReason.SHUTDOWN));
        }
    }

    private static RoomState applied(RoomState state, Fact fact, Model model) {
        boolean owned = model.hasOwner();
        model.apply(fact);
        RoomState next = state.apply(new Entry(state.offset() + 1, Instant.EPOCH, fact, null));
        assertThat(next.offset()).isEqualTo(state.offset() + 1);
        if (owned && fact instanceof Fact.RoleChange) {
            assertThat(model.hasOwner()).isTrue();
        }
        return next;
    }

    private static void checkInvariants(RoomState state, Model model) {
        assertThat(seats(state)).isEqualTo(List.copyOf(model.seats.values()));
        assertThat(state.seats().size()).isEqualTo(model.seats.size());
        assertThat(state.closed()).isEqualTo(model.closed);
        assertThat(state.offset()).isEqualTo(model.log.size());
        Set<String> keys = new HashSet<>();
        for (Seat seat : state.seats()) {
            assertThat(keys.add(seat.key())).as("names that look alike").isTrue();
            assertThat(state.seat(seat.id())).isEqualTo(seat);
            if (seat.identity() != null) {
                assertThat(state.memberOf(seat.identity())).isEqualTo(seat.id());
            }
        }
        if (state.seats().size() > model.settings.maxMembers()) {
            assertThat(model.log)
                    .as("only an owner sits where no seat was left")
                    .anyMatch(fact -> fact instanceof Fact.Join join && join.role() == Role.OWNER);
        }
        boolean wasOwned = model.log.stream()
                .anyMatch(fact -> fact instanceof Fact.Join join
                        && join.role() == Role.OWNER
                        && model.seats.containsKey(join.member()));
        if (wasOwned && !model.closed) {
            assertThat(model.hasOwner())
                    .as("a room that has had an owner has one")
                    .isTrue();
        }
    }

    private static void checkNames(RoomState state) {
        for (Seat seat : state.seats()) {
            assertThat(state.named(seat.name())).isSameAs(state.seat(seat.id()));
        }
    }

    private static void checkReplay(RoomState start, RoomState state, Model model) {
        RoomState again = start;
        for (int i = 0; i < model.log.size(); i++) {
            again = again.apply(new Entry(i + 1, Instant.EPOCH, model.log.get(i), null));
        }
        assertThat(seats(again)).isEqualTo(seats(state));
        assertThat(again.offset()).isEqualTo(state.offset());
        assertThat(again.closed()).isEqualTo(state.closed());
        Request next = new Request.Enter("Somebody New", null, true, true, null);
        assertThat(again.decide(next)).as("the same next id").isEqualTo(state.decide(next));
    }

    private static List<Seat> seats(RoomState state) {
        List<Seat> seats = new ArrayList<>();
        state.seats().forEach(seats::add);
        return seats;
    }
}
