package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members who type. */
class TypingTest {
    private static final Outcome<Answer> DONE = Outcome.ok(new Answer.Done());
    private final TestService service = new TestService();
    private final Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    private List<Boolean> typed(InProcessClient seenBy) {
        return seenBy.eventsOf(RoomEvent.Typing.class).stream()
                .map(RoomEvent.Typing::on)
                .toList();
    }

    @Test
    void tellsTheOthersThatSomebodyTypes() {
        InProcessClient ada = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient adasTablet = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient bob = service.join(room, "Bob");

        assertThat(now(ada.typing(true))).isEqualTo(DONE);
        assertThat(bob.events()).containsExactly(new RoomEvent.Typing(ada.member(), true));
        assertThat(typed(ada)).isEmpty();
        assertThat(typed(adasTablet)).as("not to their author").isEmpty();
        assertThat(now(ada.typing(false))).isEqualTo(DONE);
        assertThat(typed(bob)).containsExactly(true, false);
        assertThat(room.info().position().offset()).as("not numbered").isEqualTo(2);
    }

    @Test
    void tellsOfTypingOnceInThreeSeconds() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        ada.typing(true);
        service.time.advance(Duration.ofSeconds(3).minusNanos(1));
        assertThat(now(ada.typing(true))).isEqualTo(DONE);
        assertThat(typed(bob)).containsExactly(true);
        service.time.advance(Duration.ofNanos(1));
        ada.typing(true);
        assertThat(typed(bob)).containsExactly(true, true);
        bob.typing(true);
        assertThat(typed(ada)).as("each member for itself").containsExactly(true);
    }

    @Test
    void tellsOfTypingOnceInThreeSecondsAlsoIfItStopsInBetween() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        for (int i = 0; i < 5; i++) {
            ada.typing(true);
            ada.typing(false);
        }

        assertThat(typed(bob).stream().filter(on -> on)).hasSize(1);
        assertThat(typed(bob)).endsWith(false);
    }

    @Test
    void tellsNobodyOfTypingAboveFiftyMembers() {
        List<InProcessClient> all = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            all.add(Ask.as("guest " + i).tail(0).at(room));
        }
        all.get(0).typing(true);
        assertThat(typed(all.get(1))).containsExactly(true);
        InProcessClient onceMore = Ask.as("guest 51").tail(0).at(room);
        service.seconds(3);

        assertThat(now(all.get(0).typing(true))).isEqualTo(DONE);
        assertThat(typed(all.get(1))).containsExactly(true);
        assertThat(typed(onceMore)).isEmpty();
    }

    @Test
    void admitsTypingLikeAnyOtherCommand() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        Outcome.Refused<Answer> tooMuch = new Outcome.Refused<>(Refusal.RATE_LIMITED, "too much", null);

        assertThat(now(ada.execute("typing", null, () -> Outcome.ok(new Command.Typing(true)), () -> tooMuch)))
                .isEqualTo(tooMuch);
        assertThat(typed(bob)).isEmpty();
    }
}
