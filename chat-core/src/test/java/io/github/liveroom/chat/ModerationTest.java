package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomEvent.Gone;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owners and moderators do to members, as members see it. Bans are in {@link BanTest}. */
class ModerationTest {
    private final TestService service = new TestService();
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private InProcessClient ada;
    private InProcessClient bob;

    @BeforeEach
    void enter() {
        ada = Ask.as("Ada").owner(created.ownerSecret()).at(room);
        bob = service.join(room, "Bob");
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static CompletableFuture<Outcome<Answer>> run(InProcessClient who, Command command) {
        return who.execute(command, null);
    }

    private static CompletableFuture<Outcome<Answer>> mute(InProcessClient who, InProcessClient whom, Duration length) {
        return run(who, new Command.Mute(whom.member(), "", length));
    }

    private Role roleOf(InProcessClient who) {
        return room.members().stream()
                .filter(member -> member.id().equals(who.member()))
                .findFirst()
                .orElseThrow()
                .role();
    }

    // ---------------------------------------------------------------- kick

    @Test
    void putsAMemberOutWhoIsToldWhyAndTheOthersAreNot() {
        InProcessClient cyd = service.join(room, "Cyd");
        bob.forget();
        assertThat(offset(run(ada, new Command.Kick(bob.member(), "enough")))).isEqualTo(4);
        now(ada.send("gone?"));

        Fact.Leave left = new Fact.Leave(bob.member(), "Bob", LeaveReason.KICKED, "enough", null);
        assertThat(bob.events()).hasSize(2).endsWith(new Gone(Gone.Cause.KICKED, "enough"));
        assertThat(bob.facts()).as("its own leave first").containsExactly(left);
        assertThat(cyd.facts()).startsWith(left);
        assertThat(cyd.gone()).isEmpty();
        assertThat(refusal(bob.send("still here?"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(bob.leave())).isEqualTo(Refusal.NOT_JOINED);
        assertThat(Ask.resuming(bob.resume()).at(room).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(service.join(room, "Bob").member()).as("may come again").isEqualTo(new MemberId(4));
        bob.drop();
        assertThat(service.time.waiting()).isZero();
    }

    @Test
    void putsOutEveryConnectionOfAMemberAlsoOneThatWaitsForAnAnswer() {
        InProcessClient one = Ask.as("Cyd").identity("user:1").at(room);
        InProcessClient two = Ask.as("Cyd").identity("user:1").at(room);
        run(ada, new Command.Kick(one.member(), ""));

        for (InProcessClient each : List.of(one, two)) {
            assertThat(each.gone()).contains(new Gone(Gone.Cause.KICKED, ""));
            assertThat(each.facts()).last().isInstanceOf(Fact.Leave.class);
            assertThat(refusal(each.typing(true))).isEqualTo(Refusal.NOT_JOINED);
        }
    }

    @Test
    void putsOutSomebodyWhoIsAway() {
        bob.drop();
        assertThat(offset(run(ada, new Command.Kick(bob.member(), "")))).isEqualTo(3);

        assertThat(Ask.resuming(bob.resume()).at(room).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(service.time.waiting()).as("no grace is left").isZero();
    }

    @Test
    void letsModeratorsPutOutMembersAndOwnersEverybodyButOwners() {
        InProcessClient cyd = service.join(room, "Cyd");
        InProcessClient eve = Ask.as("Eve").owner(created.ownerSecret()).at(room);
        run(ada, new Command.Role(bob.member(), Role.MODERATOR));
        run(ada, new Command.Role(cyd.member(), Role.MODERATOR));
        InProcessClient dan = service.join(room, "Dan");

        assertThat(refusal(run(dan, new Command.Kick(bob.member(), "")))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(run(dan, new Command.Kick(new MemberId(99), ""))))
                .as("whoever may put nobody out is not told who is there")
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(run(bob, new Command.Kick(cyd.member(), "")))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(run(bob, new Command.Kick(ada.member(), "")))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(run(eve, new Command.Kick(ada.member(), "")))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(run(bob, new Command.Kick(new MemberId(99), "")))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(run(bob, new Command.Kick(dan.member(), "x".repeat(201)))))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(now(run(bob, new Command.Kick(dan.member(), "x".repeat(200)))))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(now(run(ada, new Command.Kick(cyd.member(), "")))).isInstanceOf(Outcome.Ok.class);
        assertThat(room.members()).extracting(Member::name).containsExactly("Ada", "Bob", "Eve");
    }

    // ---------------------------------------------------------------- mute

    @Test
    void letsTheMutedListenAndLookButNotTalk() {
        now(bob.send("mine")); // 3
        assertThat(offset(mute(ada, bob, null))).isEqualTo(4);

        assertThat(ada.facts()).last().isEqualTo(new Fact.RoleChange(bob.member(), Role.MUTED, ada.member()));
        assertThat(refusal(bob.send("hello"))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(run(bob, new Command.Edit(3, "other")))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(run(bob, new Command.React(3, "+", true)))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(bob.typing(true))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(bob.rename("Bobby"))).isEqualTo(Refusal.MUTED);
        assertThat(answer(run(bob, new Command.Read(4)))).isEqualTo(new Answer.Done());
        assertThat(now(bob.history(null, 10))).isInstanceOf(Outcome.Ok.class);
        assertThat(offset(run(bob, new Command.Delete(3)))).as("one's own").isEqualTo(5);
        assertThat(offset(mute(ada, bob, Duration.ZERO))).isEqualTo(6);
        assertThat(ada.facts()).last().isEqualTo(new Fact.RoleChange(bob.member(), Role.MEMBER, ada.member()));
        assertThat(now(bob.send("again"))).isInstanceOf(Outcome.Ok.class);
        assertThat(offset(mute(ada, bob, Duration.ZERO))).as("nobody is muted").isEqualTo(6);
    }

    @Test
    void endsAMuteWhenItsTimeIsOver() {
        mute(ada, bob, Duration.ofMinutes(1));
        service.time.advance(Duration.ofMinutes(1).minusNanos(1));
        assertThat(refusal(bob.send("early"))).isEqualTo(Refusal.MUTED);
        service.time.advance(Duration.ofNanos(1));

        assertThat(ada.facts()).last().isEqualTo(new Fact.RoleChange(bob.member(), Role.MEMBER, null));
        assertThat(now(bob.send("in time"))).isInstanceOf(Outcome.Ok.class);
        assertThat(service.time.waiting()).isZero();
    }

    @Test
    void endsAMuteOnlyWhenTheNewestSaysSo() {
        mute(ada, bob, Duration.ofMinutes(1));
        mute(ada, bob, Duration.ofMinutes(5));
        service.seconds(240);
        assertThat(roleOf(bob)).isEqualTo(Role.MUTED);
        mute(ada, bob, null);
        service.seconds(24 * 3600);
        assertThat(roleOf(bob)).isEqualTo(Role.MUTED);
        assertThat(service.time.waiting()).isZero();
    }

    @Test
    void endsALongMuteToTheMoment() {
        mute(ada, bob, Duration.ofDays(3));
        service.time.advance(Duration.ofDays(3).minusMillis(1));
        assertThat(roleOf(bob)).isEqualTo(Role.MUTED);
        service.time.advance(Duration.ofMillis(1));
        assertThat(roleOf(bob)).isEqualTo(Role.MEMBER);
    }

    @Test
    void leavesNoTimerBehindForAMuteWhoseMemberOrRoomIsGone() {
        InProcessClient cyd = service.join(room, "Cyd");
        mute(ada, cyd, Duration.ofDays(3));
        cyd.leave();
        assertThat(service.time.waiting()).isZero();
        mute(ada, bob, Duration.ofDays(3));
        run(ada, new Command.Close(""));
        assertThat(service.time.waiting()).isZero();
    }

    @Test
    void makesAModeratorWhoIsMutedAMemberInTheEnd() {
        run(ada, new Command.Role(bob.member(), Role.MODERATOR));
        mute(ada, bob, Duration.ofMinutes(1));
        assertThat(refusal(run(bob, new Command.Update(new RoomChanges("mine", null, null, null, null, null)))))
                .isIn(Refusal.MUTED, Refusal.FORBIDDEN);
        service.seconds(60);
        assertThat(roleOf(bob)).isEqualTo(Role.MEMBER);
    }

    // ---------------------------------------------------------------- role

    @Test
    void handsTheRoomOver() {
        assertThat(offset(run(ada, new Command.Role(bob.member(), Role.OWNER)))).isEqualTo(3);

        assertThat(bob.facts())
                .containsExactly(
                        new Fact.RoleChange(bob.member(), Role.OWNER, ada.member()),
                        new Fact.RoleChange(ada.member(), Role.MODERATOR, ada.member()));
        assertThat(refusal(run(ada, new Command.Role(bob.member(), Role.MEMBER))))
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(offset(run(bob, new Command.Role(ada.member(), Role.MODERATOR))))
                .as("it is so since")
                .isEqualTo(4);
        assertThat(offset(run(bob, new Command.Role(ada.member(), Role.MEMBER))))
                .isEqualTo(5);
    }

    @Test
    void letsOnlyOwnersGiveRoles() {
        InProcessClient cyd = service.join(room, "Cyd");
        run(ada, new Command.Role(bob.member(), Role.MODERATOR));

        assertThat(refusal(run(bob, new Command.Role(cyd.member(), Role.MODERATOR))))
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(run(ada, new Command.Role(cyd.member(), Role.MUTED))))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(run(ada, new Command.Role(new MemberId(99), Role.MEMBER))))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(run(ada, new Command.Role(ada.member(), Role.MEMBER))))
                .isEqualTo(Refusal.FORBIDDEN);
        mute(ada, cyd, Duration.ofMinutes(1));
        run(ada, new Command.Role(cyd.member(), Role.MEMBER));
        assertThat(service.time.waiting()).as("the mute is over").isZero();
    }

    @Test
    void givesTheRoomToTheModeratorWhenTheOwnerIsGone() {
        InProcessClient cyd = service.join(room, "Cyd");
        run(ada, new Command.Role(cyd.member(), Role.MODERATOR));
        ada.leave();

        assertThat(bob.facts()).last().isEqualTo(new Fact.RoleChange(cyd.member(), Role.OWNER, null));
    }

    @Test
    void givesTheRoomToTheMutedOnlyIfNobodyElseIsThere() {
        InProcessClient cyd = service.join(room, "Cyd");
        mute(ada, bob, Duration.ofHours(1));
        ada.leave();
        assertThat(roleOf(cyd)).isEqualTo(Role.OWNER);
        cyd.leave();
        assertThat(roleOf(bob)).isEqualTo(Role.OWNER);
        assertThat(service.time.waiting()).as("and the mute is over").isZero();
        assertThat(now(bob.send("at last"))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void makesOwnerWhoeverShowsTheOwnerSecretThoughThereAlready() {
        InProcessClient cyd = Ask.as("Cyd").identity("user:1").at(room);
        InProcessClient tablet = Ask.as("Cyd")
                .identity("user:1")
                .owner(created.ownerSecret())
                .since(cyd.position())
                .at(room);

        Fact promoted = new Fact.RoleChange(cyd.member(), Role.OWNER, cyd.member());
        assertThat(tablet.joined().me())
                .isEqualTo(new Member(cyd.member(), "Cyd", Role.OWNER, MemberStatus.ACTIVE, 2, null));
        assertThat(tablet.joined().entries()).extracting(Entry::fact).containsExactly(promoted);
        assertThat(bob.facts()).last().isEqualTo(promoted);
        InProcessClient phone =
                Ask.as("Cyd").identity("user:1").owner(created.ownerSecret()).at(room);
        assertThat(phone.joined().room().position())
                .as("once")
                .isEqualTo(tablet.joined().room().position());
        assertThat(Ask.as("Cyd").identity("user:1").owner("wrong").at(room).refusal())
                .isEqualTo(Refusal.UNAUTHORIZED);
    }

    // ---------------------------------------------------------------- close

    @Test
    void closesTheRoomForEverybodyAndTellsTheCloserByTheAnswer() {
        InProcessClient adasTablet =
                Ask.as("Eve").identity("user:1").owner(created.ownerSecret()).at(room);
        run(ada, new Command.Role(bob.member(), Role.MODERATOR));
        assertThat(refusal(run(bob, new Command.Close("mine")))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(run(ada, new Command.Close("x".repeat(201))))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(answer(run(ada, new Command.Close("over")))).isEqualTo(new Answer.Done());

        assertThat(ada.facts()).last().isEqualTo(new Fact.Close("over"));
        assertThat(ada.gone()).isEmpty();
        for (InProcessClient each : List.of(bob, adasTablet)) {
            assertThat(each.facts()).last().isEqualTo(new Fact.Close("over"));
            assertThat(each.gone()).contains(new Gone(Gone.Cause.ROOM_CLOSED, "over"));
        }
        assertThat(refusal(ada.send("still here?"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(Ask.resuming(bob.resume()).at(room).refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
        assertThat(service.rooms.find(room.code())).isEmpty();
        assertThat(service.time.waiting()).isZero();
    }
}
