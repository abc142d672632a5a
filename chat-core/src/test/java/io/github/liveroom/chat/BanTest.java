package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomEvent.Gone;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BanTest {
    private final TestService service = new TestService();
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private final InProcessClient ada =
            Ask.as("Ada").owner(created.ownerSecret()).at(room);

    @AfterEach
    void close() {
        service.close();
    }

    private CompletableFuture<Outcome<Answer>> ban(InProcessClient whom, Duration length) {
        return ada.execute(new Command.Ban(whom.member(), "enough", length), null);
    }

    private CompletableFuture<Outcome<Answer>> unban(MemberId member) {
        return ada.execute(new Command.Unban(member, ""), null);
    }

    private static void assertLetIn(InProcessClient who) {
        assertThat(who.joined().me().status()).isEqualTo(MemberStatus.ACTIVE);
    }

    private static void assertKeptOut(InProcessClient who) {
        assertThat(who.refusal()).isEqualTo(Refusal.BANNED);
    }

    private static Visitor browser(String session) {
        return new Visitor(null, session, null, null, false);
    }

    @Test
    void putsOutAndKeepsOutAnIdentityWhateverItCallsItself() {
        InProcessClient bob =
                Ask.as("Bob").identity("user:1").address("10.0.0.1").at(room);
        assertThat(offset(ban(bob, null))).isEqualTo(3);

        assertThat(bob.facts())
                .containsExactly(ada.facts().get(1))
                .first()
                .isInstanceOfSatisfying(
                        Fact.Leave.class, leave -> assertThat(leave.reason()).isEqualTo(LeaveReason.BANNED));
        assertThat(bob.gone()).contains(new Gone(Gone.Cause.BANNED, "enough"));
        assertKeptOut(Ask.as("Cyd").identity("user:1").at(room));
        assertKeptOut(Ask.as("Bob").identity("user:1").resume(bob.resume()).at(room));
        assertLetIn(Ask.as("Bob").identity("user:2").address("10.0.0.1").at(room));
        assertLetIn(Ask.as("Guest").address("10.0.0.1").at(room));
    }

    @Test
    void keepsOutAGuestByAddressSessionAndResume() {
        InProcessClient bob =
                Ask.as("Bob").visitor(browser("cookie")).address("10.0.0.1").at(room);
        ban(bob, null);

        assertKeptOut(Ask.as("Cyd").address("10.0.0.1").at(room));
        assertKeptOut(
                Ask.as("Cyd").visitor(browser("cookie")).address("10.0.0.2").at(room));
        assertKeptOut(Ask.as("Cyd").resume(bob.resume()).address("10.0.0.2").at(room));
        assertKeptOut(Ask.resuming(bob.resume()).at(room));
        assertLetIn(Ask.as("Bob").visitor(browser("other")).address("10.0.0.2").at(room));
        assertLetIn(Ask.as("Known").identity("user:1").address("10.0.0.1").at(room));
    }

    @Test
    void keepsOutAGuestByTheAddressOfTheNewestConnection() {
        InProcessClient bob = Ask.as("Bob").address("10.0.0.1").at(room);
        InProcessClient back = Ask.resuming(bob.resume()).address("10.0.0.2").at(room);
        ban(back, null);

        assertKeptOut(Ask.as("Cyd").address("10.0.0.1").at(room));
        assertKeptOut(Ask.as("Cyd").address("10.0.0.2").at(room));
    }

    @Test
    void letsAMemberOfABannedAddressResume() {
        InProcessClient bob = Ask.as("Bob").address("10.0.0.1").at(room);
        InProcessClient cyd = Ask.as("Cyd").address("10.0.0.1").at(room);
        ban(bob, null);
        cyd.drop();

        assertLetIn(Ask.resuming(cyd.resume()).address("10.0.0.1").at(room));
    }

    @Test
    void looksAtAddressesOnlyIfItIsSetTo() {
        try (TestService lax = new TestService(settings -> settings.banAddresses(false))) {
            NewRoom laxRoom = lax.create(RoomOptions.DEFAULTS);
            InProcessClient owner = Ask.as("Ada").owner(laxRoom.ownerSecret()).at(laxRoom.room());
            InProcessClient bob =
                    Ask.as("Bob").visitor(browser("cookie")).address("10.0.0.1").at(laxRoom.room());
            now(owner.execute(new Command.Ban(bob.member(), "", null), null));

            assertLetIn(Ask.as("Cyd").address("10.0.0.1").at(laxRoom.room()));
            assertKeptOut(Ask.as("Dan").visitor(browser("cookie")).at(laxRoom.room()));
        }
    }

    @Test
    void keepsNoAddressAndNoSecretThatCouldBeReadOrComparedBetweenRooms() {
        NewRoom other = service.create(RoomOptions.DEFAULTS);
        InProcessClient eve = Ask.as("Eve").owner(other.ownerSecret()).at(other.room());
        InProcessClient here = Ask.as("Bob").address("10.0.0.1").at(room);
        InProcessClient there = Ask.as("Bob").address("10.0.0.1").at(other.room());
        ban(here, null);
        now(eve.execute(new Command.Ban(there.member(), "", null), null));

        Fact.Leave one = (Fact.Leave) ada.facts().get(1);
        Fact.Leave two = (Fact.Leave) eve.facts().get(1);
        assertThat(one.ban().traces())
                .hasSize(2)
                .doesNotContainAnyElementsOf(two.ban().traces());
        assertThat(one.ban().traces().toString()).doesNotContain("10.0.0.1").doesNotContain(here.resume());
        assertLetIn(Ask.as("Cyd").address("10.0.0.1").at(service.room()));
    }

    @Test
    void endsWhenItsTimeIsOver() {
        InProcessClient bob = Ask.as("Bob").identity("user:1").at(room);
        ban(bob, Duration.ofMinutes(1));
        service.time.advance(Duration.ofMinutes(1).minusMillis(1));
        assertKeptOut(Ask.as("Bob").identity("user:1").at(room));
        service.time.advance(Duration.ofMillis(1));
        assertLetIn(Ask.as("Bob").identity("user:1").at(room));
    }

    @Test
    void endsWithUnban() {
        InProcessClient bob = Ask.as("Bob").identity("user:1").at(room);
        ban(bob, null);
        long end = room.info().position().offset();

        assertThat(answer(unban(bob.member()))).isEqualTo(new Answer.Done());
        assertThat(answer(unban(bob.member()))).as("again").isEqualTo(new Answer.Done());
        assertThat(room.info().position().offset()).isEqualTo(end);
        assertThat(refusal(unban(new MemberId(99)))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertLetIn(Ask.as("Bob").identity("user:1").at(room));
    }

    @Test
    void isEndedOnlyByThoseWhoMayBan() {
        InProcessClient bob = Ask.as("Bob").identity("user:1").at(room);
        InProcessClient cyd = service.join(room, "Cyd");
        ban(bob, null);

        assertThat(refusal(cyd.execute(new Command.Unban(bob.member(), ""), null)))
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(cyd.execute(new Command.Ban(ada.member(), "", null), null)))
                .isEqualTo(Refusal.FORBIDDEN);
        ada.execute(new Command.Role(cyd.member(), Role.MODERATOR), null);
        assertThat(now(cyd.execute(new Command.Unban(bob.member(), ""), null))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void isNotPassedWithTheOwnerSecret() {
        InProcessClient bob = Ask.as("Bob").address("10.0.0.1").at(room);
        ban(bob, null);

        assertKeptOut(
                Ask.as("Eve").address("10.0.0.1").owner(created.ownerSecret()).at(room));
        assertKeptOut(Ask.as("Eve").address("10.0.0.1").owner("wrong").at(room));
    }

    @Test
    void reachesSomebodyWhoIsAway() {
        InProcessClient bob = Ask.as("Bob").address("10.0.0.1").at(room);
        bob.drop();
        ban(bob, null);

        assertKeptOut(Ask.resuming(bob.resume()).at(room));
        assertKeptOut(Ask.as("Bob").address("10.0.0.1").at(room));
    }
}
