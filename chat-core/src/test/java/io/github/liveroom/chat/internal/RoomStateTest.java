package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomStateTest {
    private static final int MAX_TEXT = 10;
    private static final MemberId ADA = new MemberId(1);
    private static final MemberId BOB = new MemberId(2);
    private static final MemberId CYD = new MemberId(3);
    private static final MemberId NOBODY = new MemberId(99);

    private static RoomState room(RoomSettings settings) {
        return new RoomState(settings, new NameRules(32), MAX_TEXT);
    }

    private static RoomState room() {
        return room(new RoomSettings(null, false, 3, null, "owner"));
    }

    private static RoomState locked() {
        return room(new RoomSettings(null, false, 3, "hash", "owner"));
    }

    private static Request.Enter enter(String name) {
        return new Request.Enter(name, null, false, false, null);
    }

    private static Request.Enter enterAsOwner(String name) {
        return new Request.Enter(name, null, true, false, null);
    }

    private static Fact.Join join(MemberId member, String name, Role role) {
        return new Fact.Join(member, name, role, null, member.toString());
    }

    private static RoomState with(RoomState state, Fact... facts) {
        RoomState now = state;
        for (Fact fact : facts) {
            now = now.apply(fact);
        }
        return now;
    }

    private static RoomState withAdaAndBob() {
        return with(room(), join(ADA, "Ada", Role.MEMBER), join(BOB, "Bob", Role.MEMBER));
    }

    private static Refusal refusal(RoomState state, Request request) {
        Decision decision = state.decide(request);
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).refusal();
    }

    private static List<Fact> facts(RoomState state, Request request) {
        Decision decision = state.decide(request);
        assertThat(decision).isInstanceOf(Decision.Accept.class);
        return ((Decision.Accept) decision).facts();
    }

    // ---------------------------------------------------------------- enter

    @Test
    void letsSomebodyInUnderTheNormalisedName() {
        assertThat(facts(room(), enter("  Ada  L. "))).containsExactly(join(ADA, "Ada L.", Role.MEMBER));
        assertThat(facts(room(), enterAsOwner("Ada"))).containsExactly(join(ADA, "Ada", Role.OWNER));
        assertThat(facts(room(), new Request.Enter("Ada", "user:1", false, false, "m77")))
                .containsExactly(new Fact.Join(ADA, "Ada", Role.MEMBER, "user:1", "m77"));
    }

    @Test
    void refusesToEnterWithoutThePassphrase() {
        assertThat(refusal(locked(), enter("Ada"))).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(facts(locked(), new Request.Enter("Ada", null, false, true, null)))
                .hasSize(1);
        assertThat(facts(locked(), enterAsOwner("Ada"))).hasSize(1);
    }

    @Test
    void refusesToEnterWithoutANameOrWithABadOne() {
        assertThat(refusal(room(), enter(null))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(refusal(room(), enter("\t"))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(refusal(room(), enter("a\u200Bb"))).isEqualTo(Refusal.NAME_INVALID);
        assertThat(refusal(room(), enterAsOwner(""))).isEqualTo(Refusal.NAME_REQUIRED);
    }

    @Test
    void refusesToEnterUnderANameThatLooksLikeAnother() {
        RoomState state = withAdaAndBob();
        for (String name : List.of("Ada", "ADA", " ada", "\uFF21da", "Ad\u0430".replace("Ad", "\u0410d"))) {
            Decision decision = state.decide(enter(name));
            assertThat(decision).as(name).isInstanceOf(Decision.Refuse.class);
        }
        assertThat(refusal(state, enter("ADA"))).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(refusal(state, enterAsOwner("bob"))).isEqualTo(Refusal.NAME_TAKEN);
    }

    @Test
    void refusesToEnterWhenEverySeatIsTaken() {
        RoomState full = with(withAdaAndBob(), join(CYD, "Cyd", Role.MEMBER));

        assertThat(refusal(full, enter("Dan"))).isEqualTo(Refusal.ROOM_FULL);
        assertThat(facts(full, enterAsOwner("Dan"))).hasSize(1);
        RoomState over = with(full, join(new MemberId(4), "Dan", Role.OWNER));
        assertThat(refusal(over, enter("Eve"))).isEqualTo(Refusal.ROOM_FULL);
        RoomState stillFull = with(over, new Fact.Leave(ADA, "Ada", LeaveReason.LEFT));
        assertThat(refusal(stillFull, enter("Eve"))).isEqualTo(Refusal.ROOM_FULL);
    }

    @Test
    void looksAtPassphraseThenNameThenSeat() {
        RoomState full = with(
                locked(), join(ADA, "Ada", Role.MEMBER), join(BOB, "Bob", Role.MEMBER), join(CYD, "Cyd", Role.MEMBER));

        assertThat(refusal(full, enter(""))).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(refusal(full, new Request.Enter("", null, false, true, null)))
                .isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(refusal(full, new Request.Enter("Ada", null, false, true, null)))
                .isEqualTo(Refusal.NAME_TAKEN);
        assertThat(refusal(full, new Request.Enter("Dan", null, false, true, null)))
                .isEqualTo(Refusal.ROOM_FULL);
    }

    @Test
    void neverGivesAnIdTwice() {
        RoomState state = withAdaAndBob();
        RoomState without = with(state, new Fact.Leave(BOB, "Bob", LeaveReason.LEFT));

        assertThat(facts(without, enter("Bob"))).containsExactly(join(CYD, "Bob", Role.MEMBER));
        assertThat(facts(
                        with(
                                room(),
                                join(new MemberId(7), "Ada", Role.MEMBER),
                                new Fact.Leave(new MemberId(7), "Ada", LeaveReason.LEFT)),
                        enter("Bob")))
                .containsExactly(join(new MemberId(8), "Bob", Role.MEMBER));
    }

    // ---------------------------------------------------------------- depart

    @Test
    void endsAStayWithItsReason() {
        for (LeaveReason reason : LeaveReason.values()) {
            assertThat(facts(withAdaAndBob(), new Request.Depart(ADA, reason)))
                    .containsExactly(new Fact.Leave(ADA, "Ada", reason));
        }
    }

    @Test
    void hasNothingToDoForSomebodyWhoIsNotThere() {
        assertThat(facts(withAdaAndBob(), new Request.Depart(NOBODY, LeaveReason.TIMEOUT)))
                .isEmpty();
    }

    private static List<Fact> departureOfOwner(Fact... others) {
        MemberId owner = new MemberId(50);
        RoomState state = with(with(room(), join(owner, "Zoe", Role.OWNER)), others);
        List<Fact> facts = facts(state, new Request.Depart(owner, LeaveReason.LEFT));
        assertThat(facts.get(0)).isEqualTo(new Fact.Leave(owner, "Zoe", LeaveReason.LEFT));
        return facts.subList(1, facts.size());
    }

    @Test
    void makesTheModeratorElseTheMemberElseTheMutedOneWhoIsThereLongestOwner() {
        assertThat(departureOfOwner()).isEmpty();
        assertThat(departureOfOwner(
                        join(ADA, "Ada", Role.MUTED), join(BOB, "Bob", Role.MEMBER), join(CYD, "Cyd", Role.MODERATOR)))
                .containsExactly(new Fact.RoleChange(CYD, Role.OWNER, null));
        assertThat(departureOfOwner(
                        join(ADA, "Ada", Role.MUTED), join(BOB, "Bob", Role.MEMBER), join(CYD, "Cyd", Role.MEMBER)))
                .containsExactly(new Fact.RoleChange(BOB, Role.OWNER, null));
        assertThat(departureOfOwner(join(ADA, "Ada", Role.MUTED), join(BOB, "Bob", Role.MUTED)))
                .containsExactly(new Fact.RoleChange(ADA, Role.OWNER, null));
        assertThat(departureOfOwner(join(ADA, "Ada", Role.MODERATOR), join(BOB, "Bob", Role.OWNER)))
                .as("there is another owner")
                .isEmpty();
    }

    @Test
    void makesNobodyOwnerWhenSomebodyElseGoes() {
        assertThat(facts(withAdaAndBob(), new Request.Depart(ADA, LeaveReason.LEFT)))
                .hasSize(1);
    }

    // ---------------------------------------------------------------- post

    @Test
    void postsUnderThePresentName() {
        RoomState state = with(withAdaAndBob(), new Fact.Rename(ADA, "Ida", "Ada"));

        assertThat(facts(state, new Request.Post(ADA, " hi ", 3L)))
                .containsExactly(new Fact.Message(ADA, "Ida", " hi ", 3L));
    }

    @Test
    void refusesToPostWhatIsNoTextForThisRoom() {
        RoomState state = withAdaAndBob();

        assertThat(refusal(state, new Request.Post(ADA, " ", null))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(state, new Request.Post(ADA, "\0", null))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(state, new Request.Post(ADA, "x".repeat(MAX_TEXT + 1), null)))
                .isEqualTo(Refusal.TEXT_TOO_LONG);
        assertThat(facts(state, new Request.Post(ADA, "\uD83D\uDC4D".repeat(MAX_TEXT), null)))
                .hasSize(1);
    }

    @Test
    void looksAtMembershipThenShapeThenRoleThenTarget() {
        RoomState state = with(withAdaAndBob(), new Fact.RoleChange(ADA, Role.MUTED, BOB));

        assertThat(refusal(state, new Request.Post(NOBODY, "", 99L))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(state, new Request.Post(ADA, "", 99L))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(state, new Request.Post(ADA, "hi", 99L))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(state, new Request.Post(BOB, "hi", 4L))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(state, new Request.Post(BOB, "hi", 0L))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(facts(state, new Request.Post(BOB, "hi", 3L))).hasSize(1);
    }

    @Test
    void endsAMute() {
        RoomState muted = with(withAdaAndBob(), new Fact.RoleChange(ADA, Role.MUTED, BOB));
        RoomState lifted = with(muted, new Fact.RoleChange(ADA, Role.MEMBER, BOB));

        assertThat(facts(lifted, new Request.Post(ADA, "hi", null))).hasSize(1);
    }

    // ---------------------------------------------------------------- rename

    @Test
    void renamesUnlessNothingWouldChange() {
        assertThat(facts(withAdaAndBob(), new Request.Rename(ADA, " Ida ")))
                .containsExactly(new Fact.Rename(ADA, "Ida", "Ada"));
        assertThat(facts(withAdaAndBob(), new Request.Rename(ADA, "ADA")))
                .containsExactly(new Fact.Rename(ADA, "ADA", "Ada"));
        assertThat(facts(withAdaAndBob(), new Request.Rename(ADA, "Ada"))).isEmpty();
    }

    @Test
    void refusesARenameForAReason() {
        RoomState state = with(withAdaAndBob(), new Fact.RoleChange(BOB, Role.MUTED, ADA));

        assertThat(refusal(state, new Request.Rename(NOBODY, "Ida"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(state, new Request.Rename(BOB, "Ida"))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(state, new Request.Rename(ADA, ""))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(refusal(state, new Request.Rename(ADA, "a\u0007"))).isEqualTo(Refusal.NAME_INVALID);
        assertThat(refusal(state, new Request.Rename(ADA, "BoB"))).isEqualTo(Refusal.NAME_TAKEN);
    }

    @Test
    void freesTheOldNameAndTakesTheNewOne() {
        RoomState state = with(withAdaAndBob(), new Fact.Rename(ADA, "Ida", "Ada"));

        assertThat(refusal(state, enter("IDA"))).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(facts(state, enter("Ada"))).hasSize(1);
        assertThat(state.named("ida")).isEqualTo(state.seat(ADA));
        assertThat(state.named("Ada")).isNull();
        assertThat(state.named("")).isNull();
    }

    // ---------------------------------------------------------------- close and shutdown

    @Test
    void closesForGood() {
        RoomState closed = with(withAdaAndBob(), new Fact.Close("over"));

        assertThat(closed.closed()).isTrue();
        assertThat(closed.seats()).isEmpty();
        for (Request request : List.of(
                enter("Dan"),
                enterAsOwner(""),
                new Request.Depart(ADA, LeaveReason.LEFT),
                new Request.Post(ADA, "hi", null),
                new Request.Rename(ADA, "Ida"),
                new Request.Close(""),
                new Request.Shutdown())) {
            assertThat(refusal(closed, request)).isEqualTo(Refusal.ROOM_NOT_FOUND);
        }
        assertThat(closed.apply(new Fact.Message(ADA, "Ada", "a straggler", null))
                        .closed())
                .as("nothing opens it again")
                .isTrue();
    }

    @Test
    void takesAReasonOfTwoHundredCodePoints() {
        String longest = "\uD83D\uDC4D".repeat(200);

        assertThat(facts(room(), new Request.Close(longest))).containsExactly(new Fact.Close(longest));
        assertThat(refusal(room(), new Request.Close(longest + "x"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(room(), new Request.Close("\uD83D"))).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void endsEveryStayAtTheEndOfTheServerUnlessTheRoomIsKept() {
        RoomState kept = with(room(new RoomSettings(null, true, 3, null, "owner")), join(ADA, "Ada", Role.MEMBER));

        assertThat(facts(withAdaAndBob(), new Request.Shutdown()))
                .containsExactly(
                        new Fact.Leave(ADA, "Ada", LeaveReason.SHUTDOWN),
                        new Fact.Leave(BOB, "Bob", LeaveReason.SHUTDOWN));
        assertThat(facts(room(), new Request.Shutdown())).isEmpty();
        assertThat(facts(kept, new Request.Shutdown())).isEmpty();
    }

    // ---------------------------------------------------------------- conditions and order

    @Test
    void appendsMessagesAnywhereAndEverythingElseOnlyWhereItWasDecided() {
        RoomState state = withAdaAndBob();

        assertThat(state.decide(new Request.Post(ADA, "hi", null)))
                .isEqualTo(new Decision.Accept(List.of(new Fact.Message(ADA, "Ada", "hi", null)), false));
        for (Request request : List.of(
                enter("Cyd"),
                new Request.Depart(ADA, LeaveReason.LEFT),
                new Request.Rename(ADA, "Ida"),
                new Request.Close(""),
                new Request.Shutdown())) {
            assertThat(((Decision.Accept) state.decide(request)).conditional()).isTrue();
        }
    }

    @Test
    void knowsMembersByTheirIdentity() {
        RoomState state = with(room(), new Fact.Join(ADA, "Ada", Role.MEMBER, "user:1", "m1"));

        assertThat(state.memberOf("user:1")).isEqualTo(ADA);
        assertThat(state.memberOf("user:2")).isNull();
        assertThat(state.memberOf(null)).isNull();
        assertThat(with(state, new Fact.Leave(ADA, "Ada", LeaveReason.LEFT)).memberOf("user:1"))
                .isNull();
    }

    @Test
    void takesEntriesOnlyInTheirOrder() {
        RoomState state = withAdaAndBob();
        Fact fact = new Fact.Message(ADA, "Ada", "hi", null);

        assertThat(state.apply(new Entry(3, Instant.EPOCH, fact, null)).offset())
                .isEqualTo(3);
        assertThatThrownBy(() -> state.apply(new Entry(2, Instant.EPOCH, fact, null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> state.apply(new Entry(4, Instant.EPOCH, fact, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoFactsOfMembersWhoAreNotThere() {
        for (Fact fact : List.of(
                new Fact.Leave(NOBODY, "x", LeaveReason.LEFT),
                new Fact.Rename(NOBODY, "x", "y"),
                new Fact.RoleChange(NOBODY, Role.OWNER, null))) {
            assertThatThrownBy(() -> withAdaAndBob().apply(fact)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void appliesEveryKindOfFact() {
        List<Fact> oneOfEach = List.of(
                join(CYD, "Cyd", Role.MEMBER),
                new Fact.Message(ADA, "Ada", "hi", null),
                new Fact.Rename(ADA, "Ida", "Ada"),
                new Fact.RoleChange(ADA, Role.MODERATOR, null),
                new Fact.Leave(ADA, "Ida", LeaveReason.LEFT),
                new Fact.Close(""));
        assertThat(oneOfEach.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
        RoomState state = withAdaAndBob();
        for (Fact fact : oneOfEach) {
            RoomState next = state.apply(fact);
            assertThat(next.offset()).isEqualTo(state.offset() + 1);
            state = next;
        }
    }

    @Test
    void knowsOfEachKindOfRequestWhatItMustLookLike() {
        RoomState state = room();

        assertThat(state.malformed(new Request.Post(NOBODY, "", null)).refusal())
                .isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(state.malformed(new Request.Rename(NOBODY, "")).refusal()).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(state.malformed(new Request.Post(NOBODY, "hi", 99L))).isNull();
        assertThat(state.malformed(new Request.Rename(NOBODY, "Ida"))).isNull();
        assertThat(state.malformed(new Request.Shutdown())).isNull();
    }
}
