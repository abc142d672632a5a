package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.internal.TestRoom.ADA;
import static io.github.liveroom.chat.internal.TestRoom.BOB;
import static io.github.liveroom.chat.internal.TestRoom.CYD;
import static io.github.liveroom.chat.internal.TestRoom.DAN;
import static io.github.liveroom.chat.internal.TestRoom.NOBODY;
import static io.github.liveroom.chat.internal.TestRoom.NOON;
import static io.github.liveroom.chat.internal.TestRoom.REACH;
import static io.github.liveroom.chat.internal.TestRoom.SETTINGS;
import static io.github.liveroom.chat.internal.TestRoom.join;
import static io.github.liveroom.chat.internal.TestRoom.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes true with each fact. */
class RoomStateTest {
    private static final Visitor BOT = new Visitor(null, null, null, null, true);

    private static TestRoom adaAndBob() {
        return TestRoom.of(Role.MEMBER, Role.MEMBER);
    }

    private static Fact.Leave leave(MemberId member, String name) {
        return new Fact.Leave(member, name, LeaveReason.LEFT);
    }

    private static Fact.Leave banned(MemberId member, Instant until) {
        Ban ban = new Ban(member, until, null, Set.of("trace of " + member));
        return new Fact.Leave(member, "x", LeaveReason.BANNED, "", ban);
    }

    private static Fact.Reaction reaction(MemberId member, long target, String emoji, boolean on) {
        return new Fact.Reaction(member, target, emoji, on, List.of());
    }

    // ---------------------------------------------------------------- order

    @Test
    void takesEntriesOnlyInTheirOrder() {
        RoomState state = adaAndBob().state();

        assertThat(state.apply(new Entry(3, NOON, message(ADA), null)).offset()).isEqualTo(3);
        assertThatThrownBy(() -> state.apply(new Entry(2, NOON, message(ADA), null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> state.apply(new Entry(4, NOON, message(ADA), null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoFactsOfMembersWhoAreNotThere() {
        for (Fact fact : List.of(
                leave(NOBODY, "x"), new Fact.Rename(NOBODY, "x", "y"), new Fact.RoleChange(NOBODY, Role.OWNER, null))) {
            assertThatThrownBy(() -> adaAndBob().with(fact)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void countsEveryKindOfFact() {
        List<Fact> oneOfEach = List.of(
                join(CYD, "Cyd", Role.MEMBER),
                message(ADA),
                new Fact.Edit(ADA, 4, "hello", List.of()),
                reaction(BOB, 4, "x", true),
                new Fact.Delete(ADA, 4, List.of()),
                new Fact.Rename(ADA, "Ida", "Ada"),
                new Fact.RoleChange(ADA, Role.MODERATOR, null),
                leave(ADA, "Ida"),
                new Fact.Update(new RoomChanges("Tea", null, null, null, null, null), null),
                new Fact.Skip(),
                new Fact.Close(""));
        assertThat(oneOfEach.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
        RoomState state = adaAndBob().state();
        for (Fact fact : oneOfEach) {
            RoomState next = state.apply(fact, NOON);
            assertThat(next.offset()).isEqualTo(state.offset() + 1);
            state = next;
        }
    }

    @Test
    void changesNoStateThatWasHandedOut() {
        RoomState state = adaAndBob().with(message(ADA)).state();
        state.apply(new Fact.Rename(ADA, "Ida", "Ada"), NOON);
        state.apply(reaction(BOB, 3, "x", true), NOON);
        state.apply(new Fact.Delete(ADA, 3, List.of()), NOON);
        state.apply(banned(ADA, null), NOON);
        state.apply(new Fact.Close(""), NOON);

        assertThat(state.offset()).isEqualTo(3);
        assertThat(state.closed()).isFalse();
        assertThat(state.seat(ADA).name()).isEqualTo("Ada");
        assertThat(state.target(3).reactions().isEmpty()).isTrue();
        assertThat(state.ban(ADA)).isNull();
    }

    // ---------------------------------------------------------------- people

    @Test
    void knowsWhoIsThereInTheOrderOfJoining() {
        RoomState state = adaAndBob().with(join(CYD, "Cyd", Role.OWNER)).state();
        List<MemberId> ids = new ArrayList<>();
        state.seats().forEach(seat -> ids.add(seat.id()));

        assertThat(ids).containsExactly(ADA, BOB, CYD);
        assertThat(state.seat(CYD))
                .isEqualTo(new Seat(CYD, "Cyd", "cyd", Role.OWNER, 3, null, Visitor.UNKNOWN, "m3", null));
        assertThat(state.seat(NOBODY)).isNull();
    }

    @Test
    void neverGivesAnIdTwice() {
        TestRoom room = adaAndBob().with(leave(BOB, "Bob"));

        assertThat(room.state().nextMember()).isEqualTo(CYD);
        room.with(join(new MemberId(7), "Eve", Role.MEMBER), leave(new MemberId(7), "Eve"));
        assertThat(room.state().nextMember()).isEqualTo(new MemberId(8));
        room.with(message(new MemberId(8)));
        assertThat(room.state().nextMember()).as("not that of the host either").isEqualTo(new MemberId(9));
    }

    @Test
    void knowsMembersByTheirIdentity() {
        Visitor known = Visitor.known("user:1");
        TestRoom room = new TestRoom(SETTINGS).with(new Fact.Join(ADA, "Ada", Role.MEMBER, known, "m1"));

        assertThat(room.state().memberOf(known.at("elsewhere"), "Ida")).isEqualTo(ADA);
        assertThat(room.state().memberOf(Visitor.known("user:2"), "Ada")).isNull();
        assertThat(room.state().memberOf(Visitor.UNKNOWN, "Ada")).isNull();
        room.with(new Fact.Rename(ADA, "Ida", "Ada"));
        assertThat(room.state().memberOf(known, null)).isEqualTo(ADA);
        room.with(leave(ADA, "Ida"));
        assertThat(room.state().memberOf(known, null)).isNull();
    }

    @Test
    void knowsGuestsByTheirSessionAndName() {
        Visitor browser = new Visitor(null, "s1", null, null, false);
        TestRoom room = new TestRoom(SETTINGS).with(new Fact.Join(ADA, "Ada", Role.MEMBER, browser, "m1"));

        assertThat(room.state().memberOf(browser, "Ada")).isEqualTo(ADA);
        assertThat(room.state().memberOf(browser, "Ida")).isNull();
        assertThat(room.state().memberOf(browser, null)).isNull();
        room.with(new Fact.Rename(ADA, "Ida", "Ada"));
        assertThat(room.state().memberOf(browser, "Ida")).isEqualTo(ADA);
        assertThat(room.state().memberOf(browser, "Ada")).isNull();
    }

    @Test
    void freesTheOldNameAndTakesTheNewOne() {
        TestRoom room = adaAndBob().with(new Fact.Rename(ADA, "Ida", "Ada"));

        assertThat(room.rules().named(room.state(), " IDA"))
                .isEqualTo(room.state().seat(ADA));
        assertThat(room.rules().named(room.state(), "Ada")).isNull();
        assertThat(room.rules().named(room.state(), "")).isNull();
        room.with(leave(ADA, "Ida"));
        assertThat(room.rules().named(room.state(), "Ida")).isNull();
    }

    @Test
    void countsBotsAsNoPeople() {
        TestRoom room = adaAndBob().with(new Fact.Join(CYD, "Bot", Role.MEMBER, BOT, "m3"));

        assertThat(room.state().people()).isEqualTo(2);
        assertThat(room.state().seats().size()).isEqualTo(3);
        room.with(leave(ADA, "Ada"), leave(CYD, "Bot"));
        assertThat(room.state().people()).isEqualTo(1);
    }

    @Test
    void knowsSinceWhenARoleIsHeldAndHowLong() {
        Instant end = NOON.plusSeconds(60);
        TestRoom room = adaAndBob().with(new Fact.RoleChange(ADA, Role.MUTED, BOB, end));

        assertThat(room.state().seat(ADA).roleSince()).isEqualTo(3);
        assertThat(room.state().seat(ADA).isMuteOver(end.minusMillis(1))).isFalse();
        assertThat(room.state().seat(ADA).isMuteOver(end)).isTrue();
        room.with(new Fact.Rename(ADA, "Ida", "Ada"));
        assertThat(room.state().seat(ADA).mutedUntil()).isEqualTo(end);
        room.with(new Fact.RoleChange(ADA, Role.MEMBER, BOB));
        assertThat(room.state().seat(ADA).isMuteOver(end))
                .as("no mute, none that ends")
                .isFalse();
    }

    // ---------------------------------------------------------------- messages

    @Test
    void keepsWhatRulesNeedToKnowOfAMessage() {
        TestRoom room = adaAndBob().with(join(CYD, "Cyd", Role.MEMBER)).after(Duration.ofSeconds(1));
        long offset = room.says(ADA, BOB);
        Target target = room.state().target(offset);

        assertThat(target.author()).isEqualTo(ADA);
        assertThat(target.at()).isEqualTo(NOON.plusSeconds(1));
        assertThat(target.isSeenBy(ADA)).isTrue();
        assertThat(target.isSeenBy(BOB)).isTrue();
        assertThat(target.isSeenBy(CYD)).isFalse();
        assertThat(room.state().target(1)).as("a join is no message").isNull();
        room.with(leave(ADA, "Ada"));
        assertThat(room.state().target(offset)).as("stays when its author goes").isEqualTo(target);
    }

    @Test
    void forgetsWhatWasDeletedAndWhatIsOutOfReach() {
        TestRoom room = adaAndBob();
        long deleted = room.says(ADA);
        long kept = room.says(ADA);
        room.with(new Fact.Delete(BOB, deleted, List.of()));

        assertThat(room.state().target(deleted)).isNull();
        while (room.state().offset() < kept + REACH - 1) {
            room.with(new Fact.Skip());
        }
        assertThat(room.state().target(kept)).isNotNull();
        room.with(new Fact.Skip());
        assertThat(room.state().target(kept)).isNull();
        room.with(reaction(BOB, kept, "x", true));
        assertThat(room.state().target(kept)).as("a reaction that comes late").isNull();
    }

    @Test
    void keepsWhoseEmojiAreThere() {
        TestRoom room = adaAndBob();
        long offset = room.says(ADA);
        room.with(reaction(ADA, offset, "x", true), reaction(BOB, offset, "x", true), reaction(BOB, offset, "y", true));

        Target target = room.state().target(offset);
        assertThat(target.reaction(ADA, "x")).isEqualTo(offset + 1);
        assertThat(target.reaction(BOB, "x")).isEqualTo(offset + 2);
        assertThat(target.reaction(ADA, "y")).isNull();
        room.with(reaction(BOB, offset, "y", false), reaction(ADA, offset, "x", false));
        target = room.state().target(offset);
        assertThat(target.reaction(ADA, "x")).isNull();
        assertThat(target.reaction(BOB, "x")).isEqualTo(offset + 2);
        assertThat(target.reactions().size()).as("kinds").isEqualTo(1);
    }

    @Test
    void knowsAsWhomTheHostSpoke() {
        TestRoom room = adaAndBob().with(new Fact.Message(CYD, "News", "hi", null));

        assertThat(room.state().voice("News")).isEqualTo(CYD);
        assertThat(room.state().voice("Ada")).isNull();
        assertThat(room.state().nextMember()).isEqualTo(DAN);
        assertThat(room.state().people()).isEqualTo(2);
    }

    @Test
    void takesAStragglerOfSomebodyWhoIsGoneForNoVoiceOfTheHost() {
        // Messages may be appended anywhere: another server may have put the author out in between.
        TestRoom room = adaAndBob().with(leave(ADA, "Ada"), new Fact.Message(ADA, "Ada", "hi", null));

        assertThat(room.state().voice("Ada")).isNull();
        assertThat(room.state().target(4).author()).isEqualTo(ADA);
    }

    @Test
    void remembersWhenAMemberSpokeOnlyInSlowMode() {
        TestRoom room = adaAndBob();
        room.says(ADA);
        assertThat(room.state().seat(ADA).spokeAt()).isNull();

        room.with(new Fact.Update(new RoomChanges(null, null, null, null, Duration.ofSeconds(9), null), null));
        room.says(ADA);
        assertThat(room.state().seat(ADA).spokeAt()).isEqualTo(NOON);
        assertThat(room.state().seat(BOB).spokeAt()).isNull();
    }

    // ---------------------------------------------------------------- the room

    @Test
    void takesOverOnlyTheSettingsThatChange() {
        RoomSettings all = new RoomSettings("Tea", true, true, 5, Duration.ofSeconds(9), "hash", "owner");
        TestRoom room = new TestRoom(SETTINGS)
                .with(new Fact.Update(new RoomChanges("Tea", "hash", true, 5, Duration.ofSeconds(9), true), null));

        assertThat(room.state().settings()).isEqualTo(all);
        room.with(new Fact.Update(new RoomChanges(null, null, null, 6, null, null), null));
        assertThat(room.state().settings())
                .isEqualTo(new RoomSettings("Tea", true, true, 6, Duration.ofSeconds(9), "hash", "owner"));
        room.with(new Fact.Update(new RoomChanges("", "", null, null, null, null), null));
        assertThat(room.state().settings())
                .isEqualTo(new RoomSettings(null, true, true, 6, Duration.ofSeconds(9), null, "owner"));
    }

    @Test
    void keepsBansUntilTheyAreOverOrPardoned() {
        TestRoom room = TestRoom.of(Role.MEMBER, Role.MEMBER, Role.MEMBER)
                .with(banned(ADA, NOON.plusSeconds(60)), banned(BOB, null));
        Set<String> ada = Set.of("trace of m1");
        Set<String> bob = Set.of("trace of m2", "and another");

        assertThat(room.state()
                        .isBanned(Visitor.UNKNOWN, ada, NOON.plusSeconds(60).minusMillis(1)))
                .isTrue();
        assertThat(room.state().isBanned(Visitor.UNKNOWN, ada, NOON.plusSeconds(60)))
                .isFalse();
        assertThat(room.state().isBanned(Visitor.UNKNOWN, bob, NOON.plusSeconds(60)))
                .isTrue();
        assertThat(room.state().isBanned(Visitor.UNKNOWN, Set.of(), NOON)).isFalse();
        assertThat(room.state().pardon(BOB).isBanned(Visitor.UNKNOWN, bob, NOON))
                .isFalse();
        assertThat(room.state().pardon(BOB).ban(ADA)).as("the other stays").isNotNull();
        room.after(Duration.ofSeconds(60)).with(banned(CYD, null));
        assertThat(room.state().ban(ADA)).as("swept away with the next").isNull();
        assertThat(room.state().ban(BOB)).isNotNull();
        assertThat(room.state().ban(CYD)).isNotNull();
    }

    @Test
    void forgetsTheBanOfWhoeverCameFirstWhenThereAreAThousand() {
        TestRoom room = TestRoom.of();
        for (int i = 1; i <= 1001; i++) {
            MemberId member = new MemberId(i);
            room.with(TestRoom.join(member, "name " + i, Role.MEMBER), banned(member, null));
        }
        assertThat(room.state().ban(new MemberId(1))).isNull();
        assertThat(room.state().ban(new MemberId(2))).isNotNull();
        assertThat(room.state().ban(new MemberId(1001))).isNotNull();
    }

    @Test
    void isEmptyOnceItIsClosed() {
        TestRoom room = adaAndBob().with(new Fact.Join(CYD, "Bot", Role.MEMBER, BOT, "m3"));
        long offset = room.says(ADA);
        room.with(new Fact.Close("over"));

        assertThat(room.state().closed()).isTrue();
        assertThat(room.state().seats()).isEmpty();
        assertThat(room.state().people()).isZero();
        assertThat(room.state().holderOf("ada")).isNull();
        assertThat(room.state().target(offset)).isNull();
        room.with(message(ADA));
        assertThat(room.state().closed()).as("nothing opens it again").isTrue();
    }
}
