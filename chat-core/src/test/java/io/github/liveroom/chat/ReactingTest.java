package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactingTest {
    private static final String THUMB = "\uD83D\uDC4D";

    private final TestService service = new TestService();
    private final Room room = service.room();
    private InProcessClient ada;
    private InProcessClient bob;

    @BeforeEach
    void talk() {
        ada = service.join(room, "Ada");
        bob = service.join(room, "Bob");
        now(ada.send("hello")); // 3
        ada.forget();
        bob.forget();
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static CompletableFuture<Outcome<Answer>> react(InProcessClient who, String emoji, boolean on) {
        return who.execute(new Command.React(3, emoji, on), null);
    }

    @Test
    void tellsEverybodyOfAnEmojiAndThatItIsTakenAway() {
        assertThat(offset(react(bob, THUMB, true))).isEqualTo(4);
        assertThat(offset(react(ada, THUMB, true))).as("one's own message too").isEqualTo(5);
        assertThat(offset(react(bob, THUMB, false))).isEqualTo(6);

        assertThat(ada.facts())
                .isEqualTo(bob.facts())
                .containsExactly(
                        new Fact.Reaction(bob.member(), 3, THUMB, true, List.of()),
                        new Fact.Reaction(ada.member(), 3, THUMB, true, List.of()),
                        new Fact.Reaction(bob.member(), 3, THUMB, false, List.of()));
    }

    @Test
    void answersWithTheEntryThatMadeItSoIfNothingChanges() {
        assertThat(offset(react(bob, THUMB, false))).as("the message").isEqualTo(3);
        assertThat(offset(react(bob, THUMB, true))).isEqualTo(4);
        assertThat(offset(react(ada, THUMB, true))).isEqualTo(5);
        assertThat(offset(react(bob, THUMB, true))).isEqualTo(4);
        assertThat(room.info().position().offset()).isEqualTo(5);
    }

    @Test
    void keepsEmojisApartByTheirCodePoints() {
        assertThat(offset(react(bob, THUMB, true))).isEqualTo(4);
        assertThat(offset(react(bob, THUMB + "\uD83C\uDFFD", true))).isEqualTo(5);
    }

    @Test
    void takesTwentyKindsForAMessageAndNoMore() {
        for (int i = 0; i < 20; i++) {
            assertThat(offset(react(i % 2 == 0 ? ada : bob, "e" + i, true))).isEqualTo(4 + i);
        }
        assertThat(refusal(react(ada, "one more", true))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(offset(react(ada, "e1", true))).as("a kind that is there").isEqualTo(24);
        assertThat(offset(react(ada, "e0", false))).isEqualTo(25);
        assertThat(offset(react(ada, "one more", true))).as("a kind has gone").isEqualTo(26);
    }

    @Test
    void refusesWhatIsNoEmoji() {
        assertThat(refusal(react(ada, "", true))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(react(ada, "\uD83D", true))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(react(ada, "a\0", true))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(react(ada, THUMB.repeat(17), true))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(offset(react(ada, THUMB.repeat(16), true))).isEqualTo(4);
    }

    @Test
    void reactsOnlyToMessagesThatAreThere() {
        assertThat(refusal(ada.execute(new Command.React(1, THUMB, true), null)))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(ada.execute(new Command.React(4, THUMB, true), null)))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
        react(bob, THUMB, true);
        assertThat(refusal(ada.execute(new Command.React(4, THUMB, true), null)))
                .as("a reaction is no message")
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void forgetsTheEmojisOfADeletedMessageWithIt() {
        react(bob, THUMB, true);
        now(ada.execute(new Command.Delete(3), null));

        assertThat(refusal(react(bob, THUMB, false))).isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void remembersNoCidOfAReactionThatChangedNothing() {
        Command on = new Command.React(3, THUMB, true);
        now(react(bob, THUMB, true));
        assertThat(now(bob.execute(on, "c1"))).isEqualTo(Outcome.ok(new Answer.Appended(4)));
        assertThat(now(bob.send("hello", "c1"))).isInstanceOf(Outcome.Ok.class);
    }
}
