package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.internal.TestRoom.ADA;
import static io.github.liveroom.chat.internal.TestRoom.BOB;
import static io.github.liveroom.chat.internal.TestRoom.CYD;
import static io.github.liveroom.chat.internal.TestRoom.DAN;
import static io.github.liveroom.chat.internal.TestRoom.MAX_SEATS;
import static io.github.liveroom.chat.internal.TestRoom.NOBODY;
import static io.github.liveroom.chat.internal.TestRoom.NOON;
import static io.github.liveroom.chat.internal.TestRoom.SETTINGS;
import static io.github.liveroom.chat.internal.TestRoom.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may change the room, and do what to whom. Unless said otherwise Ada owns it, Bob keeps order, Cyd talks, Dan is muted. */
class OrderRulesTest {
    private static final Ban FOR_GOOD = new Ban(BOB, null, null, Set.of("t1"));

    private final TestRoom room = TestRoom.of(Role.OWNER, Role.MODERATOR, Role.MEMBER, Role.MUTED);

    private static RoomChanges title(String title) {
        return new RoomChanges(title, null, null, null, null, null);
    }

    private static RoomChanges seats(int seats) {
        return new RoomChanges(null, null, null, seats, null, null);
    }

    private static RoomChanges slow(Duration pause) {
        return new RoomChanges(null, null, null, null, pause, null);
    }

    private static RoomChanges passphrase(String hash) {
        return new RoomChanges(null, hash, null, null, null, null);
    }

    private static Request kick(MemberId by, MemberId member) {
        return new Request.PutOut(by, member, "", null);
    }

    private static Request mute(MemberId by, MemberId member, boolean muted) {
        return new Request.Mute(by, member, muted, null, "");
    }

    // ---------------------------------------------------------------- who may do what to whom

    /**
     * The contract, once more: who may, of owner, moderator, member, muted; to whom, of the same. Y: yes, A: it is so already, F:
     * forbidden.
     */
    private enum Deed {
        KICK("FYYY FFYY FFFF FFFF"),
        BAN("FYYY FFYY FFFF FFFF"),
        MUTE("FYYY FFYY FFFF FFFF"),
        UNMUTE("FAAY FFAY FFFF FFFF"),
        MAKE_OWNER("FYYY FFFF FFFF FFFF"),
        MAKE_MODERATOR("FAYY FFFF FFFF FFFF"),
        MAKE_MEMBER("FYAY FFFF FFFF FFFF"),
        UPDATE("YYYY YYYY FFFF FFFF"),
        CLOSE("YYYY FFFF FFFF FFFF");

        private final String[] rows;

        Deed(String table) {
            rows = table.split(" ");
        }

        char expected(Role actor, Role target) {
            return rows[actor.ordinal()].charAt(target.ordinal());
        }

        Request by(MemberId actor, MemberId target) {
            return switch (this) {
                case KICK -> kick(actor, target);
                case BAN -> new Request.PutOut(actor, target, "", FOR_GOOD);
                case MUTE -> mute(actor, target, true);
                case UNMUTE -> mute(actor, target, false);
                case MAKE_OWNER -> new Request.ChangeRole(actor, target, Role.OWNER);
                case MAKE_MODERATOR -> new Request.ChangeRole(actor, target, Role.MODERATOR);
                case MAKE_MEMBER -> new Request.ChangeRole(actor, target, Role.MEMBER);
                case UPDATE -> new Request.Update(actor, title("Tea"));
                case CLOSE -> new Request.Close(actor, "");
            };
        }
    }

    @TestFactory
    Stream<DynamicTest> allowsWhatTheContractAllows() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            for (Role actor : Role.values()) {
                for (Role target : Role.values()) {
                    char expected = deed.expected(actor, target);
                    tests.add(dynamicTest(deed + " by " + actor + " to " + target + ": " + expected, () -> {
                        Decision decision = TestRoom.of(actor, target).decide(deed.by(ADA, BOB));
                        assertThat(decision instanceof Decision.Accept).isEqualTo(expected == 'Y');
                        assertThat(decision instanceof Decision.Already).isEqualTo(expected == 'A');
                        if (decision instanceof Decision.Refuse refuse) {
                            assertThat(refuse.refusal()).isEqualTo(Refusal.FORBIDDEN);
                        }
                    }));
                }
            }
        }
        return tests.stream();
    }

    @Test
    void letsNobodyDoItToThemselves() {
        for (Deed deed : Deed.values()) {
            if (deed != Deed.UPDATE && deed != Deed.CLOSE) {
                assertThat(room.refusal(deed.by(ADA, ADA))).isEqualTo(Refusal.FORBIDDEN);
                assertThat(room.refusal(deed.by(BOB, BOB))).isEqualTo(Refusal.FORBIDDEN);
            }
        }
    }

    @Test
    void looksAtMembershipThenShapeThenRoleThenTarget() {
        String tooLong = "x".repeat(201);

        assertThat(room.refusal(new Request.PutOut(NOBODY, NOBODY, tooLong, null)))
                .isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(new Request.PutOut(CYD, NOBODY, tooLong, null))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(new Request.PutOut(CYD, NOBODY, "", null))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(new Request.PutOut(BOB, NOBODY, "", null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(new Request.Mute(NOBODY, NOBODY, true, null, tooLong)))
                .isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(new Request.Mute(CYD, NOBODY, true, null, tooLong)))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(mute(CYD, NOBODY, true))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(mute(BOB, NOBODY, false))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(new Request.ChangeRole(NOBODY, NOBODY, Role.MUTED)))
                .isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(new Request.ChangeRole(BOB, NOBODY, Role.MUTED)))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(new Request.ChangeRole(BOB, NOBODY, Role.OWNER)))
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(new Request.ChangeRole(ADA, NOBODY, Role.OWNER)))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(new Request.Update(NOBODY, RoomChanges.NONE))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(new Request.Update(CYD, RoomChanges.NONE))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(new Request.Update(CYD, title("")))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(new Request.Close(NOBODY, tooLong))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(new Request.Close(BOB, tooLong))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(new Request.Close(BOB, ""))).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void tellsTheMutedWhatTheyMayNotBecauseOfThat() {
        RoomPolicy open = (action, actor, target) -> actor != Role.MUTED;
        TestRoom free = new TestRoom(SETTINGS, open).with(Role.MUTED, Role.MEMBER);

        assertThat(free.refusal(kick(ADA, BOB))).isEqualTo(Refusal.MUTED);
        assertThat(free.facts(kick(BOB, ADA))).as("the host's own policy").hasSize(1);
        assertThat(room.refusal(kick(DAN, CYD))).as("a member may not either").isEqualTo(Refusal.FORBIDDEN);
    }

    // ---------------------------------------------------------------- update

    @Test
    void changesOnlyWhatIsOther() {
        room.does(new Request.Update(BOB, title("Tea")));
        RoomChanges wanted = new RoomChanges("Tea", "hash", false, 5, Duration.ZERO, true);

        assertThat(room.facts(new Request.Update(BOB, wanted)))
                .containsExactly(new Fact.Update(new RoomChanges(null, "hash", null, 5, null, true), BOB));
        assertThat(room.facts(new Request.Update(null, title("")))).containsExactly(new Fact.Update(title(""), null));
    }

    @Test
    void refusesToChangeNothing() {
        for (RoomChanges nothing : List.of(
                RoomChanges.NONE,
                title(""),
                passphrase(""),
                new RoomChanges(null, null, false, null, null, null),
                seats(3),
                slow(Duration.ZERO),
                new RoomChanges(null, null, null, null, null, false))) {
            assertThat(room.refusal(new Request.Update(ADA, nothing))).isEqualTo(Refusal.BAD_REQUEST);
            assertThat(room.refusal(new Request.Update(null, nothing))).isEqualTo(Refusal.BAD_REQUEST);
        }
    }

    @Test
    void refusesSettingsOutOfRange() {
        Duration hour = Duration.ofHours(1);
        for (RoomChanges bad : List.of(
                title("x".repeat(81)),
                title("\0"),
                passphrase("x".repeat(129)),
                seats(0),
                seats(MAX_SEATS + 1),
                slow(Duration.ofMillis(-1)),
                slow(hour.plusMillis(1)))) {
            assertThat(room.refusal(new Request.Update(ADA, bad))).isEqualTo(Refusal.BAD_REQUEST);
            assertThat(room.rules().malformed(new Request.Update(NOBODY, bad)).refusal())
                    .isEqualTo(Refusal.BAD_REQUEST);
        }
        for (RoomChanges good :
                List.of(title("x".repeat(80)), passphrase("x".repeat(128)), seats(1), seats(MAX_SEATS), slow(hour))) {
            assertThat(room.facts(new Request.Update(ADA, good))).hasSize(1);
        }
    }

    @Test
    void putsNobodyOutForFewerSeats() {
        assertThat(room.facts(new Request.Update(ADA, seats(1)))).containsExactly(new Fact.Update(seats(1), ADA));
    }

    // ---------------------------------------------------------------- putting out

    @Test
    void tellsWhyAndByWhomSomebodyIsPutOut() {
        Ban ban = new Ban(CYD, NOON, null, Set.of("t1"));

        assertThat(room.facts(new Request.PutOut(BOB, CYD, "spam", null)))
                .containsExactly(new Fact.Leave(CYD, "Cyd", LeaveReason.KICKED, "spam", null));
        assertThat(room.facts(new Request.PutOut(BOB, CYD, "spam", ban)))
                .containsExactly(new Fact.Leave(CYD, "Cyd", LeaveReason.BANNED, "spam", ban));
        assertThat(room.facts(new Request.PutOut(null, CYD, "spam", null)))
                .containsExactly(new Fact.Leave(CYD, "Cyd", LeaveReason.CLOSED, "spam", null));
        assertThat(room.facts(new Request.PutOut(null, CYD, "spam", ban)))
                .containsExactly(new Fact.Leave(CYD, "Cyd", LeaveReason.BANNED, "spam", ban));
        assertThat(room.refusal(new Request.PutOut(null, NOBODY, "", null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void makesAnHeirWhenTheHostPutsTheOwnerOut() {
        assertThat(room.facts(new Request.PutOut(null, ADA, "", null)))
                .containsExactly(
                        new Fact.Leave(ADA, "Ada", LeaveReason.CLOSED), new Fact.RoleChange(BOB, Role.OWNER, null));
    }

    @Test
    void takesReasonsOfTwoHundredCodePoints() {
        String longest = "\uD83D\uDC4D".repeat(200);

        assertThat(room.facts(new Request.Close(null, longest))).containsExactly(new Fact.Close(longest));
        for (String bad : List.of(longest + "x", "\uD83D", "\0")) {
            assertThat(room.refusal(new Request.Close(null, bad))).isEqualTo(Refusal.BAD_REQUEST);
            assertThat(room.refusal(new Request.PutOut(ADA, BOB, bad, null))).isEqualTo(Refusal.BAD_REQUEST);
            assertThat(room.refusal(new Request.Mute(ADA, BOB, true, null, bad)))
                    .isEqualTo(Refusal.BAD_REQUEST);
        }
    }

    // ---------------------------------------------------------------- mute and role

    @Test
    void mutesForATimeAndAgain() {
        assertThat(room.facts(new Request.Mute(BOB, CYD, true, NOON, "")))
                .containsExactly(new Fact.RoleChange(CYD, Role.MUTED, BOB, NOON));
        assertThat(room.facts(mute(BOB, DAN, true)))
                .as("the newest mute counts")
                .containsExactly(new Fact.RoleChange(DAN, Role.MUTED, BOB, null));
        assertThat(room.facts(mute(BOB, DAN, false))).containsExactly(new Fact.RoleChange(DAN, Role.MEMBER, BOB));
        assertThat(room.already(mute(BOB, CYD, false)))
                .as("the entry that gave the role")
                .isEqualTo(3);
    }

    @Test
    void endsAMuteWhoseTimeIsOver() {
        assertThat(room.facts(new Request.EndMute(DAN))).containsExactly(new Fact.RoleChange(DAN, Role.MEMBER, null));
        assertThat(room.already(new Request.EndMute(CYD))).isEqualTo(4);
        assertThat(room.already(new Request.EndMute(NOBODY))).isEqualTo(4);
    }

    @Test
    void makesAMutedModeratorAMemberAfterwards() {
        room.does(mute(ADA, BOB, true));

        assertThat(room.facts(mute(ADA, BOB, false))).containsExactly(new Fact.RoleChange(BOB, Role.MEMBER, ADA));
    }

    @Test
    void handsTheRoomOver() {
        assertThat(room.facts(new Request.ChangeRole(ADA, CYD, Role.OWNER)))
                .containsExactly(
                        new Fact.RoleChange(CYD, Role.OWNER, ADA), new Fact.RoleChange(ADA, Role.MODERATOR, ADA));
        room.does(new Request.ChangeRole(ADA, CYD, Role.OWNER));
        assertThat(room.refusal(new Request.ChangeRole(ADA, BOB, Role.OWNER))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.facts(new Request.ChangeRole(CYD, DAN, Role.MEMBER)))
                .containsExactly(new Fact.RoleChange(DAN, Role.MEMBER, CYD));
    }

    @Test
    void makesTheGiverModeratorEvenIfThereAreMoreOwners() {
        room.with(join(new MemberId(5), "Eve", Role.OWNER));

        assertThat(room.facts(new Request.ChangeRole(ADA, CYD, Role.OWNER))).hasSize(2);
    }

    // ---------------------------------------------------------------- slow mode

    private Duration wait(MemberId member) {
        Seat seat = room.state().seat(member);
        return MessageRules.slowFor(room.state(), seat, RoomPolicy.standard(), room.now());
    }

    @Test
    void slowsMembersDown() {
        room.does(new Request.Update(ADA, slow(Duration.ofSeconds(9))));

        assertThat(wait(CYD)).as("the first").isNull();
        room.says(CYD);
        assertThat(wait(CYD)).isEqualTo(Duration.ofSeconds(9));
        room.after(Duration.ofMillis(8_999));
        assertThat(wait(CYD)).isEqualTo(Duration.ofMillis(1));
        room.after(Duration.ofMillis(1));
        assertThat(wait(CYD)).isNull();
    }

    @Test
    void slowsNeitherOwnersNorModeratorsNorOtherwise() {
        room.says(CYD);
        room.does(new Request.Update(ADA, slow(Duration.ofSeconds(9))));
        assertThat(wait(CYD)).as("said before it was slow").isNull();

        room.says(ADA);
        room.says(BOB);
        room.says(CYD);
        assertThat(wait(ADA)).isNull();
        assertThat(wait(BOB)).isNull();
        room.does(new Request.ChangeRole(ADA, CYD, Role.MODERATOR));
        assertThat(wait(CYD)).isNull();
        room.does(new Request.ChangeRole(ADA, CYD, Role.MEMBER));
        assertThat(wait(CYD)).isNotNull();
        room.does(new Request.Update(ADA, slow(Duration.ZERO)));
        assertThat(wait(CYD)).isNull();
    }
}
