package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.internal.TestRoom.ADA;
import static io.github.liveroom.chat.internal.TestRoom.BOB;
import static io.github.liveroom.chat.internal.TestRoom.CYD;
import static io.github.liveroom.chat.internal.TestRoom.DAN;
import static io.github.liveroom.chat.internal.TestRoom.NOBODY;
import static io.github.liveroom.chat.internal.TestRoom.NOON;
import static io.github.liveroom.chat.internal.TestRoom.SETTINGS;
import static io.github.liveroom.chat.internal.TestRoom.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who comes in under which name, what follows when somebody goes, and what is left after the end. */
class EnteringRulesTest {
    private static final Visitor BOT = new Visitor(null, null, null, null, true);
    private static final RoomChanges PASSPHRASE = new RoomChanges(null, "hash", null, null, null, null);
    private static final RoomChanges LOCK = new RoomChanges(null, null, true, null, null, null);

    private static Request.Enter enter(String name, Visitor visitor, boolean owner, boolean passphrase) {
        return new Request.Enter(name, visitor, owner ? Role.OWNER : Role.MEMBER, passphrase, null, Set.of("t1"), NOON);
    }

    private static Request.Enter enter(String name) {
        return enter(name, Visitor.UNKNOWN, false, false);
    }

    private static Request.Enter withPassphrase(String name) {
        return enter(name, Visitor.UNKNOWN, false, true);
    }

    private static Request.Enter asOwner(String name) {
        return enter(name, Visitor.UNKNOWN, true, false);
    }

    private static TestRoom adaAndBob() {
        return TestRoom.of(Role.MEMBER, Role.MEMBER);
    }

    private static TestRoom with(RoomChanges changes) {
        return adaAndBob().with(new Fact.Update(changes, null));
    }

    private static Fact.Leave banned(Instant until, String identity, String... traces) {
        return new Fact.Leave(BOB, "Bob", LeaveReason.BANNED, "", new Ban(BOB, until, identity, Set.of(traces)));
    }

    // ---------------------------------------------------------------- coming in

    @Test
    void letsSomebodyInUnderTheNormalisedName() {
        TestRoom room = new TestRoom(SETTINGS);
        Visitor known = Visitor.known("user:1");

        assertThat(room.facts(enter("  Ada  L. "))).containsExactly(join(ADA, "Ada L.", Role.MEMBER));
        assertThat(room.facts(asOwner("Ada"))).containsExactly(join(ADA, "Ada", Role.OWNER));
        assertThat(room.facts(new Request.Enter("Ada", known, Role.MEMBER, false, "m77", Set.of(), NOON)))
                .containsExactly(new Fact.Join(ADA, "Ada", Role.MEMBER, known, "m77"));
    }

    @Test
    void makesNobodyOwnerForBeingFirst() {
        assertThat(new TestRoom(SETTINGS).facts(enter("Ada"))).containsExactly(join(ADA, "Ada", Role.MEMBER));
    }

    @Test
    void refusesToEnterWithoutThePassphrase() {
        TestRoom room = with(PASSPHRASE);

        assertThat(room.refusal(enter("Cyd"))).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(room.facts(withPassphrase("Cyd"))).hasSize(1);
        assertThat(room.facts(asOwner("Cyd"))).hasSize(1);
    }

    @Test
    void letsNobodyIntoALockedRoomButTheOwner() {
        TestRoom room = with(LOCK);

        assertThat(room.refusal(enter("Cyd"))).isEqualTo(Refusal.ROOM_LOCKED);
        assertThat(room.refusal(withPassphrase("Cyd"))).isEqualTo(Refusal.ROOM_LOCKED);
        assertThat(room.facts(asOwner("Cyd"))).hasSize(1);
    }

    @Test
    void refusesToEnterWithoutANameOrWithABadOne() {
        TestRoom room = adaAndBob();

        assertThat(room.refusal(enter(null))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(room.refusal(enter("\t"))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(room.refusal(enter("a\u200Bb"))).isEqualTo(Refusal.NAME_INVALID);
        assertThat(room.refusal(asOwner(""))).isEqualTo(Refusal.NAME_REQUIRED);
    }

    @Test
    void refusesToEnterUnderANameThatLooksLikeAnother() {
        TestRoom room = adaAndBob();
        for (String name : List.of("Ada", "ADA", " ada", "\uFF21da", "\u0410da")) {
            assertThat(room.refusal(enter(name))).as(name).isEqualTo(Refusal.NAME_TAKEN);
        }
        assertThat(room.refusal(asOwner("bob"))).isEqualTo(Refusal.NAME_TAKEN);
        room.with(new Fact.Rename(ADA, "Ida", "Ada"));
        assertThat(room.refusal(enter("IDA"))).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(room.facts(enter("Ada"))).hasSize(1);
    }

    @Test
    void refusesToEnterWhenEverySeatIsTaken() {
        TestRoom room = TestRoom.of(Role.MEMBER, Role.MEMBER, Role.MEMBER);

        assertThat(room.refusal(enter("Dan"))).isEqualTo(Refusal.ROOM_FULL);
        assertThat(room.facts(asOwner("Dan"))).hasSize(1);
        room.with(join(DAN, "Dan", Role.OWNER));
        assertThat(room.refusal(enter("Eve"))).isEqualTo(Refusal.ROOM_FULL);
        room.with(new Fact.Leave(ADA, "Ada", LeaveReason.LEFT));
        assertThat(room.refusal(enter("Eve"))).as("three are still there").isEqualTo(Refusal.ROOM_FULL);
        room.with(new Fact.Leave(BOB, "Bob", LeaveReason.LEFT));
        assertThat(room.facts(enter("Eve"))).hasSize(1);
    }

    @Test
    void givesBotsNoSeat() {
        TestRoom room = adaAndBob().with(new Fact.Join(CYD, "Bot", Role.MEMBER, BOT, "m3"));

        assertThat(room.facts(enter("Dan"))).as("a seat is free").hasSize(1);
        room.with(join(DAN, "Dan", Role.MEMBER));
        assertThat(room.refusal(enter("Eve"))).isEqualTo(Refusal.ROOM_FULL);
        assertThat(room.facts(enter("Eve", BOT, false, false)))
                .as("a bot needs none")
                .hasSize(1);
    }

    @Test
    void letsBotsPassPassphraseAndLock() {
        TestRoom room = adaAndBob().with(new Fact.Update(new RoomChanges(null, "hash", true, null, null, null), ADA));
        assertThat(room.refusal(enter("Eve", Visitor.UNKNOWN, false, false))).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(room.refusal(enter("Eve", Visitor.UNKNOWN, false, true))).isEqualTo(Refusal.ROOM_LOCKED);
        assertThat(room.facts(enter("Eve", BOT, false, false))).hasSize(1);
    }

    @Test
    void looksAtBanThenPassphraseThenLockThenNameThenSeat() {
        TestRoom room = TestRoom.of(Role.MEMBER, Role.MEMBER, Role.MEMBER, Role.MEMBER)
                .with(banned(NOON.plusMillis(1), null, "t1"))
                .with(new Fact.Update(PASSPHRASE, null), new Fact.Update(LOCK, null));

        assertThat(room.refusal(enter(""))).isEqualTo(Refusal.BANNED);
        assertThat(room.refusal(asOwner(""))).as("owners too").isEqualTo(Refusal.BANNED);
        room.pardon(BOB);
        assertThat(room.refusal(enter(""))).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(room.refusal(withPassphrase(""))).isEqualTo(Refusal.ROOM_LOCKED);
        room.with(new Fact.Update(new RoomChanges(null, null, false, null, null, null), null));
        assertThat(room.refusal(withPassphrase(""))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(room.refusal(withPassphrase("Ada"))).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(room.refusal(withPassphrase("Eve"))).isEqualTo(Refusal.ROOM_FULL);
    }

    // ---------------------------------------------------------------- bans

    @Test
    void keepsABannedIdentityOutWhereverItComesFrom() {
        TestRoom room = adaAndBob().with(banned(null, "user:1", "t1"));

        assertThat(room.refusal(enter("Cyd", Visitor.known("user:1"), false, false)))
                .isEqualTo(Refusal.BANNED);
        assertThat(room.facts(enter("Cyd", Visitor.known("user:2"), false, false)))
                .as("another from the same address")
                .hasSize(1);
        assertThat(room.facts(enter("Cyd"))).as("a guest from the same address").hasSize(1);
    }

    @Test
    void keepsABannedGuestOutByAnyTrace() {
        TestRoom room = adaAndBob().with(banned(null, null, "t0", "t1"));

        assertThat(room.refusal(enter("Cyd"))).isEqualTo(Refusal.BANNED);
        assertThat(room.facts(enter("Cyd", Visitor.known("user:1"), false, false)))
                .as("whom the host knows is somebody else")
                .hasSize(1);
        assertThat(room.facts(new Request.Enter("Cyd", Visitor.UNKNOWN, Role.MEMBER, false, null, Set.of("t2"), NOON)))
                .hasSize(1);
        assertThat(room.facts(new Request.Enter("Cyd", Visitor.UNKNOWN, Role.MEMBER, false, null, Set.of(), NOON)))
                .hasSize(1);
    }

    @Test
    void letsInAgainWhenABanIsOver() {
        TestRoom room = adaAndBob().with(banned(NOON, null, "t1"));

        assertThat(room.facts(enter("Cyd"))).hasSize(1);
        TestRoom later = adaAndBob().with(banned(NOON.plusMillis(1), null, "t1"));
        assertThat(later.refusal(enter("Cyd"))).isEqualTo(Refusal.BANNED);
    }

    // ---------------------------------------------------------------- going

    @Test
    void endsAStayWithItsReason() {
        for (LeaveReason reason : LeaveReason.values()) {
            assertThat(adaAndBob().facts(new Request.Depart(ADA, reason)))
                    .containsExactly(new Fact.Leave(ADA, "Ada", reason));
        }
    }

    @Test
    void hasNothingToDoForSomebodyWhoIsNotThere() {
        assertThat(adaAndBob().already(new Request.Depart(NOBODY, LeaveReason.TIMEOUT)))
                .isEqualTo(2);
    }

    private static List<Fact> heirs(Fact.Join... others) {
        MemberId owner = new MemberId(50);
        TestRoom room =
                new TestRoom(SETTINGS).with(join(owner, "Zoe", Role.OWNER)).with(others);
        List<Fact> facts = room.facts(new Request.Depart(owner, LeaveReason.LEFT));
        assertThat(facts.get(0)).isEqualTo(new Fact.Leave(owner, "Zoe", LeaveReason.LEFT));
        return facts.subList(1, facts.size());
    }

    @Test
    void makesTheModeratorElseTheMemberElseTheMutedOneWhoIsThereLongestOwner() {
        Fact.Join muted = join(ADA, "Ada", Role.MUTED);
        Fact.Join member = join(BOB, "Bob", Role.MEMBER);

        assertThat(heirs()).isEmpty();
        assertThat(heirs(muted, member, join(CYD, "Cyd", Role.MODERATOR), join(DAN, "Dan", Role.MODERATOR)))
                .containsExactly(new Fact.RoleChange(CYD, Role.OWNER, null));
        assertThat(heirs(muted, member, join(CYD, "Cyd", Role.MEMBER)))
                .containsExactly(new Fact.RoleChange(BOB, Role.OWNER, null));
        assertThat(heirs(muted, join(BOB, "Bob", Role.MUTED)))
                .containsExactly(new Fact.RoleChange(ADA, Role.OWNER, null));
        assertThat(heirs(join(ADA, "Ada", Role.MODERATOR), join(BOB, "Bob", Role.OWNER)))
                .as("there is another owner")
                .isEmpty();
    }

    @Test
    void makesNoBotOwner() {
        Fact.Join bot = new Fact.Join(ADA, "Bot", Role.MODERATOR, BOT, "m1");

        assertThat(heirs(bot)).isEmpty();
        assertThat(heirs(bot, join(BOB, "Bob", Role.MUTED)))
                .containsExactly(new Fact.RoleChange(BOB, Role.OWNER, null));
    }

    @Test
    void makesNobodyOwnerWhenSomebodyElseGoes() {
        assertThat(adaAndBob().facts(new Request.Depart(ADA, LeaveReason.LEFT))).hasSize(1);
        assertThat(TestRoom.of(Role.MODERATOR, Role.MEMBER).facts(new Request.Depart(ADA, LeaveReason.LEFT)))
                .hasSize(1);
    }

    @Test
    void promotesWhoShowsTheOwnerSecretLater() {
        TestRoom room = TestRoom.of(Role.MUTED, Role.OWNER);

        assertThat(room.facts(new Request.Promote(ADA, Role.OWNER)))
                .containsExactly(new Fact.RoleChange(ADA, Role.OWNER, ADA));
        assertThat(room.already(new Request.Promote(BOB, Role.OWNER))).isEqualTo(2);
        assertThat(room.already(new Request.Promote(NOBODY, Role.OWNER))).isEqualTo(2);
    }

    @Test
    void promotesToWhatIsMoreUnlessMuted() {
        TestRoom room = TestRoom.of(Role.MEMBER, Role.MUTED, Role.MODERATOR);

        assertThat(room.facts(new Request.Promote(ADA, Role.MODERATOR)))
                .containsExactly(new Fact.RoleChange(ADA, Role.MODERATOR, ADA));
        assertThat(room.already(new Request.Promote(ADA, Role.MEMBER))).isEqualTo(1);
        assertThat(room.already(new Request.Promote(ADA, Role.MUTED))).isEqualTo(1);
        assertThat(room.already(new Request.Promote(BOB, Role.MODERATOR))).isEqualTo(2);
        assertThat(room.already(new Request.Promote(BOB, Role.MEMBER))).isEqualTo(2);
        assertThat(room.already(new Request.Promote(CYD, Role.MODERATOR))).isEqualTo(3);
    }

    @Test
    void letsSomebodyInAsWhatThePassSays() {
        TestRoom room = new TestRoom(SETTINGS);

        for (Role role : Role.values()) {
            assertThat(room.facts(new Request.Enter("Ada", Visitor.UNKNOWN, role, false, null, Set.of(), NOON)))
                    .containsExactly(join(ADA, "Ada", role));
        }
        assertThat(with(LOCK)
                        .refusal(new Request.Enter("Cyd", Visitor.UNKNOWN, Role.MODERATOR, true, null, Set.of(), NOON)))
                .isEqualTo(Refusal.ROOM_LOCKED);
    }

    // ---------------------------------------------------------------- names

    @Test
    void renamesUnlessNothingWouldChange() {
        TestRoom room = adaAndBob();

        assertThat(room.facts(new Request.Rename(ADA, " Ida "))).containsExactly(new Fact.Rename(ADA, "Ida", "Ada"));
        assertThat(room.facts(new Request.Rename(ADA, "ADA"))).containsExactly(new Fact.Rename(ADA, "ADA", "Ada"));
        assertThat(room.already(new Request.Rename(ADA, " Ada "))).isEqualTo(1);
    }

    @Test
    void refusesARenameForAReason() {
        TestRoom room = TestRoom.of(Role.MEMBER, Role.MUTED);

        assertThat(room.refusal(new Request.Rename(NOBODY, ""))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(new Request.Rename(BOB, ""))).as("shape first").isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(room.refusal(new Request.Rename(BOB, "Ada"))).isEqualTo(Refusal.MUTED);
        assertThat(room.refusal(new Request.Rename(ADA, "a\u0007"))).isEqualTo(Refusal.NAME_INVALID);
        assertThat(room.refusal(new Request.Rename(ADA, "BoB"))).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(room.rules().malformed(new Request.Rename(NOBODY, "")).refusal())
                .isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(room.rules().malformed(new Request.Rename(NOBODY, "Ada"))).isNull();
    }

    // ---------------------------------------------------------------- the end

    @Test
    void endsEveryStayAtTheEndOfTheServerUnlessTheRoomIsKept() {
        TestRoom room = TestRoom.of(Role.OWNER, Role.MEMBER);

        assertThat(room.facts(new Request.Shutdown()))
                .containsExactly(
                        new Fact.Leave(ADA, "Ada", LeaveReason.SHUTDOWN),
                        new Fact.Leave(BOB, "Bob", LeaveReason.SHUTDOWN));
        room.with(new Fact.Update(new RoomChanges(null, null, null, null, null, true), null));
        assertThat(room.facts(new Request.Shutdown())).isEmpty();
        assertThat(new TestRoom(SETTINGS).facts(new Request.Shutdown())).isEmpty();
    }

    @Test
    void isNoRoomAnyMoreOnceItIsClosed() {
        TestRoom room = adaAndBob().with(new Fact.Close("over"));
        for (Request request : List.of(
                enter("Dan"),
                asOwner(""),
                new Request.Depart(ADA, LeaveReason.LEFT),
                new Request.Promote(ADA, Role.OWNER),
                new Request.Post(ADA, "hi", null, List.of()),
                new Request.Announce("News", "hi"),
                new Request.Rename(ADA, "Ida"),
                new Request.Update(null, LOCK),
                new Request.Close(null, ""),
                new Request.Shutdown())) {
            assertThat(room.refusal(request)).isEqualTo(Refusal.ROOM_NOT_FOUND);
        }
    }

    @Test
    void appendsMessagesAnywhereAndEverythingElseOnlyWhereItWasDecided() {
        TestRoom room = TestRoom.of(Role.OWNER, Role.MEMBER).with(new Fact.Message(CYD, "News", "hi", null));
        room.says(ADA);
        for (Request request : List.of(
                new Request.Post(ADA, "hi", null, List.of()),
                new Request.Post(ADA, "hi", null, List.of(BOB)),
                new Request.Announce("News", "hi"))) {
            assertThat(((Decision.Accept) room.decide(request)).conditional()).isFalse();
        }
        for (Request request : List.of(
                enter("Cyd"),
                new Request.Depart(ADA, LeaveReason.LEFT),
                new Request.Announce("a new voice", "hi"),
                new Request.Edit(ADA, 4, "hello", 1, NOON),
                new Request.Delete(ADA, 4, 1),
                new Request.React(ADA, 4, "x", true, 1),
                new Request.Rename(ADA, "Ida"),
                new Request.Update(ADA, new RoomChanges(null, null, null, null, Duration.ofSeconds(1), null)),
                new Request.PutOut(ADA, BOB, "", null),
                new Request.Mute(ADA, BOB, true, null, ""),
                new Request.ChangeRole(ADA, BOB, Role.OWNER),
                new Request.Close(ADA, ""),
                new Request.Shutdown())) {
            assertThat(((Decision.Accept) room.decide(request)).conditional()).isTrue();
        }
    }
}
