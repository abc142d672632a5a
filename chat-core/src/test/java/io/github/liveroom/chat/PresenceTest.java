package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomEvent.Read;
import io.github.liveroom.chat.RoomEvent.Status;
import io.github.liveroom.chat.testkit.InProcessClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With how many connections members are there, who looks at the room, and how far they have read. */
class PresenceTest {
    private static final Answer DONE = new Answer.Done();

    private final TestService service = new TestService();
    private final Room room = service.room();
    private final InProcessClient bob = service.join(room, "Bob");

    @AfterEach
    void close() {
        service.close();
    }

    private static Answer idle(InProcessClient who, boolean idle) {
        return answer(who.execute(new Command.Status(idle), null));
    }

    private static Answer read(InProcessClient who, long offset) {
        return answer(who.execute(new Command.Read(offset), null));
    }

    @Test
    void tellsEverybodyHowManyConnectionsAMemberHas() {
        InProcessClient ada = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient tablet = Ask.as("Ada").identity("user:1").at(room);
        tablet.drop();
        ada.drop();

        assertThat(bob.eventsOf(Status.class))
                .containsExactly(
                        new Status(ada.member(), MemberStatus.ACTIVE, 2),
                        new Status(ada.member(), MemberStatus.ACTIVE, 1),
                        new Status(ada.member(), MemberStatus.AWAY, 0));
        assertThat(ada.eventsOf(Status.class))
                .as("the member's own connections too")
                .hasSize(2);
        assertThat(room.members()).extracting(Member::status).containsExactly(MemberStatus.ACTIVE, MemberStatus.AWAY);
    }

    @Test
    void tellsEverybodyWhenSomebodyLooksAwayAndBack() {
        InProcessClient ada = service.join(room, "Ada");
        assertThat(idle(ada, true)).isEqualTo(DONE);
        assertThat(idle(ada, true)).isEqualTo(DONE);
        assertThat(room.members().get(1).status()).isEqualTo(MemberStatus.IDLE);
        assertThat(idle(ada, false)).isEqualTo(DONE);

        assertThat(bob.eventsOf(Status.class))
                .isEqualTo(ada.eventsOf(Status.class))
                .containsExactly(
                        new Status(ada.member(), MemberStatus.IDLE, 1),
                        new Status(ada.member(), MemberStatus.ACTIVE, 1));
    }

    @Test
    void takesAMemberForIdleWhenEveryConnectionIs() {
        InProcessClient ada = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient tablet = Ask.as("Ada").identity("user:1").at(room);
        idle(ada, true);
        assertThat(room.members().get(1).status()).isEqualTo(MemberStatus.ACTIVE);
        idle(tablet, true);
        assertThat(room.members().get(1).status()).isEqualTo(MemberStatus.IDLE);
        Ask.as("Ada").identity("user:1").at(room);
        assertThat(bob.eventsOf(Status.class)).last().isEqualTo(new Status(ada.member(), MemberStatus.ACTIVE, 3));
    }

    @Test
    void takesAMemberForIdleWhenTheActiveConnectionIsLost() {
        InProcessClient ada = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient tablet = Ask.as("Ada").identity("user:1").at(room);
        idle(ada, true);
        tablet.drop();
        assertThat(bob.eventsOf(Status.class)).last().isEqualTo(new Status(ada.member(), MemberStatus.IDLE, 1));
        ada.drop();
        assertThat(bob.eventsOf(Status.class)).last().isEqualTo(new Status(ada.member(), MemberStatus.AWAY, 0));
        InProcessClient back = Ask.resuming(ada.resume()).identity("user:1").at(room);
        assertThat(back.joined().me().status())
                .as("a new connection begins active")
                .isEqualTo(MemberStatus.ACTIVE);
    }

    @Test
    void tellsTheOthersHowFarSomebodyHasRead() {
        InProcessClient ada = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient tablet = Ask.as("Ada").identity("user:1").at(room);
        assertThat(read(ada, 2)).isEqualTo(DONE);
        assertThat(read(ada, 0)).isEqualTo(DONE);

        assertThat(bob.eventsOf(Read.class)).containsExactly(new Read(ada.member(), 2), new Read(ada.member(), 0));
        assertThat(ada.eventsOf(Read.class)).isEmpty();
        assertThat(tablet.eventsOf(Read.class)).isEmpty();
        assertThat(refusal(ada.execute(new Command.Read(3), null))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.info().position().offset()).as("not numbered").isEqualTo(2);
    }

    @Test
    void tellsNobodyInARoomOfMoreThanFifty() {
        for (int i = 2; i <= 50; i++) {
            Ask.as("guest " + i).tail(0).at(room);
        }
        InProcessClient last = service.join(room, "guest 51");
        bob.forget();
        assertThat(read(last, 1)).isEqualTo(DONE);
        assertThat(idle(last, true)).isEqualTo(DONE);
        assertThat(bob.events()).isEmpty();
        service.join(room, "guest 52").leave();
        last.leave();
        bob.forget();
        InProcessClient second = service.join(room, "a guest");
        second.leave();
        assertThat(idle(bob, true)).isEqualTo(DONE);
        assertThat(bob.eventsOf(Status.class)).hasSize(1);
    }
}
