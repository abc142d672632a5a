package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomPolicy;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A room to which a test tells facts, and what the rules say to requests in it. */
final class TestRoom {
    static final int MAX_TEXT = 10;
    static final int MAX_SEATS = 20;
    static final int REACH = 50;
    static final Duration EDIT_WINDOW = Duration.ofMinutes(15);
    static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");
    static final MemberId ADA = new MemberId(1);
    static final MemberId BOB = new MemberId(2);
    static final MemberId CYD = new MemberId(3);
    static final MemberId DAN = new MemberId(4);
    static final MemberId NOBODY = new MemberId(99);
    static final RoomSettings SETTINGS = new RoomSettings(null, false, false, 3, Duration.ZERO, null, "owner");

    private static final List<String> NAMES = List.of("Ada", "Bob", "Cyd", "Dan", "Eve");

    private final RoomRules rules;
    private RoomState state;
    private Instant now = NOON;

    TestRoom(RoomSettings settings, RoomPolicy policy) {
        MessageRules messages = new MessageRules(policy, MAX_TEXT, EDIT_WINDOW);
        rules = new RoomRules(new NameRules(), messages, new OrderRules(policy, MAX_SEATS), policy);
        state = new RoomState(settings, REACH);
    }

    TestRoom(RoomSettings settings) {
        this(settings, RoomPolicy.standard());
    }

    /** A room of Ada, Bob, Cyd and so on, who have these roles. */
    static TestRoom of(Role... roles) {
        return new TestRoom(SETTINGS).with(roles);
    }

    static Fact.Join join(MemberId member, String name, Role role) {
        return new Fact.Join(member, name, role, Visitor.UNKNOWN, member.toString());
    }

    static Fact.Message message(MemberId author, MemberId... to) {
        return new Fact.Message(author, "x", "hi", null, List.of(to), null);
    }

    TestRoom with(Role... roles) {
        for (int i = 0; i < roles.length; i++) {
            with(join(new MemberId(i + 1), NAMES.get(i), roles[i]));
        }
        return this;
    }

    TestRoom with(Fact... facts) {
        for (Fact fact : facts) {
            state = state.apply(fact, now);
        }
        return this;
    }

    void pardon(MemberId member) {
        state = state.pardon(member);
    }

    TestRoom after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    /** Gives back where it stands. */
    long says(MemberId author, MemberId... to) {
        with(message(author, to));
        return state.offset();
    }

    Instant now() {
        return now;
    }

    RoomState state() {
        return state;
    }

    RoomRules rules() {
        return rules;
    }

    Decision decide(Request request) {
        return rules.decide(state, request);
    }

    Refusal refusal(Request request) {
        Decision decision = decide(request);
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).refusal();
    }

    List<Fact> facts(Request request) {
        Decision decision = decide(request);
        assertThat(decision).isInstanceOf(Decision.Accept.class);
        return ((Decision.Accept) decision).facts();
    }

    /** What is asked for is so already: by which entry. */
    long already(Request request) {
        Decision decision = decide(request);
        assertThat(decision).isInstanceOf(Decision.Already.class);
        return ((Decision.Already) decision).offset();
    }

    /** It is accepted and becomes true; gives back where its last fact stands. */
    long does(Request request) {
        with(facts(request).toArray(new Fact[0]));
        return state.offset();
    }
}
