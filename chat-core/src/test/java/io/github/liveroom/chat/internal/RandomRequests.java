package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.internal.ReferenceRoom.Person;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Things to ask of a room, at random: often what may be, often what is just not allowed. Each sequence has a mood, so that some
 * get far in one thing.
 */
final class RandomRequests {
    /**
     * One thing that is asked.
     *
     * @param at when
     * @param request what, or null
     * @param pardoned whose ban ends, or null
     */
    record Step(
            Instant at, @Nullable Request request, @Nullable MemberId pardoned) {}

    private static final String LONG = "x".repeat(201);

    static final String[] HOSTS = {"News", "Ada"};

    static final String[] NAMES = {
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
        "Gus",
        "",
        " ",
        "a\u202Eb",
        "admin"
    };
    private static final String[] TEXTS = {"hi", "hi", "hello", "hey", "", " \n", "\0", "too long", "\uD83D\uDC4D"};
    private static final String[] REASONS = {"", "", "over", "over", "\0", LONG.substring(1), LONG};
    private static final String[] IDENTITIES = {null, null, null, "u1", "u2", "u3"};
    private static final String[] TRACES = {"t1", "t2", "t3", "t4"};
    private static final Duration[] PAUSES = {
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMillis(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(15)
    };
    private static final Duration[] SLOW = {
        Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofHours(2)
    };

    /** The mood in which messages, edits and reactions are frequent. */
    private static final int TALKING = 1;

    /** What is asked, and how often in each mood: of everything, talking, keeping order. */
    private enum Kind {
        ENTER(12, 6, 10),
        PROMOTE(1, 0, 1),
        DEPART(6, 2, 4),
        POST(12, 22, 6),
        ANNOUNCE(3, 3, 1),
        EDIT(9, 15, 2),
        DELETE(5, 7, 2),
        REACT(10, 30, 2),
        RENAME(8, 4, 2),
        UPDATE(8, 1, 14),
        KICK(4, 1, 10),
        BAN(4, 1, 10),
        PARDON(2, 0, 4),
        MUTE(6, 3, 12),
        END_MUTE(2, 1, 3),
        ROLE(8, 3, 16),
        CLOSE(2, 1, 2);

        private final int[] weights;

        Kind(int... weights) {
            this.weights = weights;
        }
    }

    private final SplittableRandom random;
    private final int mood;
    private final int emojis;
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");

    RandomRequests(SplittableRandom random) {
        this.random = random;
        mood = random.nextInt(3);
        emojis = mood == TALKING && chance(4) ? 60 : 3;
    }

    RoomSettings settings() {
        return new RoomSettings(
                chance(2) ? "Tea" : null,
                chance(10),
                chance(4),
                1 + random.nextInt(ReferenceShapes.MAX_SEATS),
                chance(3) ? Duration.ofSeconds(30) : Duration.ZERO,
                chance(5) ? "hash" : null,
                "owner");
    }

    int reach() {
        return oneOf(4, 9, 40);
    }

    /** What comes next; the model tells who and what there is. */
    Step next(ReferenceRoom room) {
        now = now.plus(oneOf(PAUSES));
        Kind kind = room.people.size() < 2 && !chance(3) ? Kind.ENTER : kind();
        if (emojis > 3 && lastMessage(room) > 0 && !chance(12)) {
            kind = Kind.REACT; // one message gets all the kinds that it may have
        }
        return kind == Kind.PARDON ? new Step(now, null, anybody(room)) : new Step(now, request(kind, room), null);
    }

    private Kind kind() {
        int all = 0;
        for (Kind kind : Kind.values()) {
            all += kind.weights[mood];
        }
        int left = random.nextInt(all);
        for (Kind kind : Kind.values()) {
            left -= kind.weights[mood];
            if (left < 0) {
                return kind;
            }
        }
        throw new AssertionError("weights");
    }

    private Request request(Kind kind, ReferenceRoom room) {
        long target = target(room);
        MemberId author = authorOf(room, target);
        String text = oneOf(TEXTS);
        return switch (kind) {
            case ENTER -> enter(room);
            case PROMOTE -> new Request.Promote(anybody(room), oneOf(Role.values()));
            case DEPART -> new Request.Depart(anybody(room), oneOf(LeaveReason.values()));
            case POST -> new Request.Post(anybody(room), text, replyTo(room), to(room));
            case ANNOUNCE -> new Request.Announce(oneOf(HOSTS), text);
            case EDIT -> new Request.Edit(author, target, text, oldest(room), now);
            case DELETE -> new Request.Delete(author, target, oldest(room));
            case REACT ->
                new Request.React(
                        anybody(room), emojis > 3 ? lastMessage(room) : target, emoji(), !chance(5), oldest(room));
            case RENAME -> new Request.Rename(anybody(room), oneOf(NAMES));
            case UPDATE -> new Request.Update(leader(room), changes(room));
            case KICK -> new Request.PutOut(leader(room), anybody(room), oneOf(REASONS), null);
            case BAN -> ban(room);
            case PARDON -> throw new AssertionError("no request");
            case MUTE ->
                new Request.Mute(
                        actor(room),
                        anybody(room),
                        !chance(4),
                        chance(2) ? now.plus(oneOf(PAUSES)) : null,
                        oneOf(REASONS));
            case END_MUTE -> new Request.EndMute(anybody(room));
            case ROLE -> new Request.ChangeRole(actor(room), anybody(room), oneOf(Role.values()));
            case CLOSE ->
                chance(3) ? new Request.Shutdown() : new Request.Close(leader(room), oneOf("\0", LONG, "over"));
        };
    }

    // ---------------------------------------------------------------- who

    private MemberId anybody(ReferenceRoom room) {
        return room.people.isEmpty() || chance(12)
                ? new MemberId(1 + random.nextInt((int) room.next().number() + 1))
                : room.people.get(random.nextInt(room.people.size())).id;
    }

    /** Somebody, and often somebody who may. */
    private MemberId actor(ReferenceRoom room) {
        List<Person> leading = room.people.stream().filter(Person::leads).toList();
        return leading.isEmpty() || chance(3) ? anybody(room) : leading.get(random.nextInt(leading.size())).id;
    }

    private @Nullable MemberId leader(ReferenceRoom room) {
        return chance(8) ? null : actor(room);
    }

    private MemberId authorOf(ReferenceRoom room, long target) {
        boolean message =
                target >= 1 && target <= room.log.size() && room.log.get((int) target - 1) instanceof Fact.Message;
        return message && !chance(3) ? ((Fact.Message) room.log.get((int) target - 1)).member() : anybody(room);
    }

    private Request enter(ReferenceRoom room) {
        String identity = oneOf(IDENTITIES);
        String session = chance(2) ? null : oneOf(TRACES);
        String address = chance(2) ? null : oneOf(TRACES);
        boolean bot = chance(12);
        Visitor visitor =
                bot ? new Visitor(null, null, null, null, true) : new Visitor(identity, session, address, null, false);
        Set<String> traces = new HashSet<>();
        Traces.add(traces, visitor.session());
        Traces.add(traces, visitor.address());
        boolean owner = room.log.isEmpty() ? !chance(4) : chance(15);
        return new Request.Enter(
                chance(30) ? null : oneOf(NAMES),
                visitor,
                owner && !bot ? Role.OWNER : chance(15) ? oneOf(Role.MODERATOR, Role.MUTED) : Role.MEMBER,
                !chance(3),
                chance(10) ? "m1" : null,
                traces,
                now);
    }

    private Request ban(ReferenceRoom room) {
        MemberId member = anybody(room);
        Person person = room.person(member);
        Set<String> traces = new HashSet<>();
        String identity = null;
        if (person != null) {
            identity = person.visitor.identity();
            Traces.add(traces, person.visitor.session());
            Traces.add(traces, person.visitor.address());
        }
        Instant until = chance(2) ? null : now.plus(oneOf(PAUSES));
        return new Request.PutOut(leader(room), member, oneOf(REASONS), new Ban(member, until, identity, traces));
    }

    // ---------------------------------------------------------------- what

    private long target(ReferenceRoom room) {
        int size = room.log.size();
        return size == 0 || chance(6) ? random.nextInt(size + 3) : size - random.nextInt(Math.min(size, 10));
    }

    private static long lastMessage(ReferenceRoom room) {
        for (long offset = room.log.size(); offset > 0; offset--) {
            if (room.message(offset) != null) {
                return offset;
            }
        }
        return 0;
    }

    private @Nullable Long replyTo(ReferenceRoom room) {
        return chance(3) ? Long.valueOf(random.nextInt(room.log.size() + 3)) : null;
    }

    private List<MemberId> to(ReferenceRoom room) {
        List<MemberId> to = new ArrayList<>();
        for (int i = chance(3) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            to.add(anybody(room));
        }
        return to;
    }

    private long oldest(ReferenceRoom room) {
        return chance(4) ? 1 + random.nextInt(room.log.size() + 1) : 1;
    }

    private String emoji() {
        return switch (random.nextInt(40)) {
            case 0 -> " ";
            case 1 -> LONG.substring(184);
            default -> Character.toString(0x1F600 + random.nextInt(emojis));
        };
    }

    private RoomChanges changes(ReferenceRoom room) {
        return new RoomChanges(
                chance(4) ? oneOf("", "Tea", "Pie", "\0", LONG.substring(120)) : null,
                chance(5) ? oneOf("", "hash", "other", LONG.substring(72)) : null,
                chance(4) ? Boolean.valueOf(chance(3)) : null,
                chance(4) ? Integer.valueOf(random.nextInt(ReferenceShapes.MAX_SEATS + 2)) : null,
                chance(4) ? oneOf(SLOW) : null,
                chance(6) ? Boolean.valueOf(!room.keep) : null);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    @SafeVarargs
    private final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
