package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members whom the application knows: however many connections they have, they are there once. */
class IdentityTest {
    private final TestService service = new TestService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void makesTwoConnectionsOfOneIdentityOneMember() {
        Room room = service.room();
        InProcessClient first = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient bob = service.join(room, "Bob");
        InProcessClient second = Ask.as("somebody else").identity("user:1").at(room);

        assertThat(second.member()).isEqualTo(first.member());
        assertThat(second.joined().me())
                .isEqualTo(new Member(first.member(), "Ada", Role.MEMBER, MemberStatus.ACTIVE, 2, null));
        assertThat(second.joined().room().position().offset())
                .as("nothing was appended")
                .isEqualTo(2);
        assertThat(second.joined().room().count()).isEqualTo(2);
        assertThat(bob.events()).containsExactly(new RoomEvent.Status(first.member(), MemberStatus.ACTIVE, 2));

        second.send("hello");
        assertThat(first.texts()).containsExactly("hello");
        assertThat(second.texts()).containsExactly("hello");
        assertThat(bob.texts()).containsExactly("hello");
    }

    @Test
    void endsTheStayOfAnIdentityWithItsLastConnection() {
        Room room = service.room();
        InProcessClient bob = service.join(room, "Bob");
        InProcessClient first = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient second = Ask.as("Ada").identity("user:1").at(room);
        bob.forget();

        assertThat(TestService.now(first.leave())).isEqualTo(Outcome.ok(new Answer.Done()));
        assertThat(bob.events()).containsExactly(new RoomEvent.Status(second.member(), MemberStatus.ACTIVE, 1));
        assertThat(TestService.refusal(first.send("hello"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(Ask.resuming(first.resume()).at(room).refusal())
                .as("who left on purpose does not come back")
                .isEqualTo(Refusal.UNAUTHORIZED);
        second.send("still here");
        bob.forget();
        second.leave();
        assertThat(bob.facts()).containsExactly(new Fact.Leave(second.member(), "Ada", LeaveReason.LEFT));
        assertThat(bob.eventsOf(RoomEvent.Status.class)).isEmpty();
    }

    @Test
    void keepsAMemberWhoLostOneOfTwoConnections() {
        Room room = service.room();
        InProcessClient first = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient second = Ask.as("Ada").identity("user:1").at(room);
        first.drop();
        service.seconds(60);

        assertThat(room.members())
                .containsExactly(new Member(second.member(), "Ada", Role.MEMBER, MemberStatus.ACTIVE, 1, null));
        assertThat(second.facts()).isEmpty();
    }

    @Test
    void bringsAnAwayIdentityBackWithoutAResumeSecret() {
        Room room = service.room();
        InProcessClient lost = Ask.as("Ada").identity("user:1").at(room);
        lost.drop();
        service.seconds(10);
        InProcessClient back = Ask.as("Ada").identity("user:1").at(room);
        service.seconds(60);

        assertThat(back.member()).isEqualTo(lost.member());
        assertThat(back.facts()).isEmpty();
        assertThat(room.members()).extracting(Member::connections).containsExactly(1);
    }

    @Test
    void doesNotGoOnAsSomebodyElse() {
        Room room = service.room();
        InProcessClient ada = Ask.as("Ada").identity("user:1").at(room);
        ada.drop();

        assertThat(Ask.resuming(ada.resume()).identity("user:2").at(room).refusal())
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(Ask.resuming(ada.resume()).at(room).refusal())
                .as("who has logged out")
                .isEqualTo(Refusal.UNAUTHORIZED);
        InProcessClient bob =
                Ask.as("Bob").resume(ada.resume()).identity("user:2").at(room);
        assertThat(bob.joined().me().name()).isEqualTo("Bob");
        assertThat(bob.member()).isNotEqualTo(ada.member());

        InProcessClient back = Ask.resuming(ada.resume()).identity("user:1").at(room);
        assertThat(back.member()).isEqualTo(ada.member());
    }

    @Test
    void tellsIdentitiesAndGuestsOfOneNameApart() {
        Room room = service.room();
        Ask.as("Ada").identity("user:1").at(room).joined();

        assertThat(Ask.as("Ada").identity("user:2").at(room).refusal()).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(Ask.as("Ada").at(room).refusal()).isEqualTo(Refusal.NAME_TAKEN);
    }
}
