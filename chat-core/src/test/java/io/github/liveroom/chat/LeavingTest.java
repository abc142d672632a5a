package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members who leave, and who follows them. */
class LeavingTest {
    private static final Outcome<Answer> DONE = Outcome.ok(new Answer.Done());
    private final TestService service = new TestService();
    private final Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void leavesAtOnceAndHearsNothingMore() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        ada.forget();

        assertThat(now(ada.leave())).isEqualTo(DONE);
        bob.send("gone?");
        assertThat(ada.facts()).as("the own leave comes before the answer").hasSize(1);
        assertThat(ada.gone()).isEmpty();
        assertThat(bob.facts().get(0)).isEqualTo(new Fact.Leave(ada.member(), "Ada", LeaveReason.LEFT));
        assertThat(room.members()).extracting(Member::name).containsExactly("Bob");
        assertThat(refusal(ada.leave())).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(ada.send("hello"))).isEqualTo(Refusal.NOT_JOINED);
        ada.drop();
        assertThat(service.time.waiting()).as("nothing waits for a grace").isZero();
    }

    @Test
    void handsTheRoomToWhoeverIsThereLongestWhenTheOwnerGoes() {
        NewRoom created = service.create(RoomOptions.DEFAULTS);
        InProcessClient first = service.join(created.room(), "Ada");
        InProcessClient owner = Ask.as("Zoe").owner(created.ownerSecret()).at(created.room());
        InProcessClient second = Ask.as("Bob").owner(created.ownerSecret()).at(created.room());
        owner.leave();
        assertThat(created.room().members())
                .as("there is another owner")
                .extracting(Member::role)
                .containsExactly(Role.MEMBER, Role.OWNER);
        first.drop();
        second.leave();

        assertThat(created.room().members())
                .as("somebody who is away counts")
                .containsExactly(new Member(first.member(), "Ada", Role.OWNER, MemberStatus.AWAY, 0, null));
        InProcessClient back = Ask.resuming(first.resume()).at(created.room());
        assertThat(back.joined().entries())
                .extracting(Entry::fact)
                .endsWith(
                        new Fact.Leave(second.member(), "Bob", LeaveReason.LEFT),
                        new Fact.RoleChange(first.member(), Role.OWNER, null));
    }
}
