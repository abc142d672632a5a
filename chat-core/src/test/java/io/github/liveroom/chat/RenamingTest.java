package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members who take another name. */
class RenamingTest {
    private final TestService service = new TestService();
    private final Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void renamesAMemberForEverybodyFromNowOn() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        now(ada.send("as Ada"));
        Outcome<Answer> answer = now(ada.rename("  Ida "));
        now(ada.send("as Ida"));

        assertThat(answer).isEqualTo(Outcome.ok(new Answer.Renamed("Ida")));
        assertThat(bob.facts())
                .containsExactly(
                        new Fact.Message(ada.member(), "Ada", "as Ada", null),
                        new Fact.Rename(ada.member(), "Ida", "Ada"),
                        new Fact.Message(ada.member(), "Ida", "as Ida", null));
        assertThat(room.memberNamed("Ida")).isPresent();
        assertThat(room.memberNamed("Ada")).isEmpty();
        assertThat(service.join(room, "Ada").member()).isEqualTo(new MemberId(3));
    }

    @Test
    void refusesABadOrATakenNewName() {
        InProcessClient ada = service.join(room, "Ada");
        service.join(room, "Bob");

        assertThat(refusal(ada.rename(""))).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(refusal(ada.rename("a\u202Eb"))).isEqualTo(Refusal.NAME_INVALID);
        assertThat(refusal(ada.rename("BOB"))).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(ada.facts()).hasSize(1);
    }

    @Test
    void letsAMemberWriteItsOwnNameInAnotherWay() {
        InProcessClient ada = service.join(room, "Ada");

        assertThat(now(ada.rename("ADA"))).isEqualTo(Outcome.ok(new Answer.Renamed("ADA")));
        assertThat(now(ada.rename("ADA"))).isEqualTo(Outcome.ok(new Answer.Renamed("ADA")));
        assertThat(ada.facts())
                .as("the second time nothing changed")
                .containsExactly(new Fact.Rename(ada.member(), "ADA", "Ada"));
    }
}
