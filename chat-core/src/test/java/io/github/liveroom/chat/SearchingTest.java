package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes on in a room while somebody searches it, which takes its time. */
class SearchingTest {
    private final TestService service = new TestService();
    private final Room room = service.room();
    private final InProcessClient ada = service.join(room, "Ada");
    private final InProcessClient bob = service.join(room, "Bob");

    @AfterEach
    void close() {
        service.close();
        ada.check();
        bob.check();
    }

    private static CompletableFuture<Outcome<Answer>> search(InProcessClient who, String text) {
        return who.execute(new Command.Search(text, null, 100), null);
    }

    @Test
    void aSearchThatTakesItsTimeHoldsNobodyUp() {
        now(ada.send("a needle"));
        var found = search(bob, "needle");
        var sent = ada.send("another needle");

        assertThat(found).as("elsewhere").isNotDone();
        assertThat(now(sent)).isInstanceOf(Outcome.Ok.class);
        assertThat(ada.texts()).containsExactly("a needle", "another needle");
        service.executor.runAll();
        assertThat(((Answer.Page) answer(found)).entries())
                .as("as of when it was asked for")
                .extracting(Entry::offset)
                .containsExactly(3L);
    }

    @Test
    void whatHappensMeanwhileFollowsTheAnswer() {
        now(ada.send("a needle"));
        bob.forget();
        var found = search(bob, "needle");
        var renamed = bob.rename("Bobby");
        now(ada.execute(new Command.Delete(3), null));

        assertThat(bob.facts()).as("not before the answer").isEmpty();
        assertThat(renamed).as("one after the other").isNotDone();
        service.executor.runAll();
        assertThat(found).isDone();
        assertThat(bob.facts()).extracting(Object::getClass).containsExactly(Fact.Delete.class, Fact.Rename.class);
        assertThat(answer(renamed)).isEqualTo(new Answer.Renamed("Bobby"));
    }

    @Test
    void aTextThatIsGoneByThenIsNotFound() {
        now(ada.send("a needle"));
        var found = search(bob, "needle");
        now(ada.execute(new Command.Delete(3), null));
        service.executor.runAll();

        assertThat(((Answer.Page) answer(found)).entries()).isEmpty();
    }

    @Test
    void whoIsLostOverASearchIsAway() {
        search(bob, "needle");
        bob.drop();
        service.executor.runAll();

        assertThat(room.members()).extracting(Member::status).containsExactly(MemberStatus.ACTIVE, MemberStatus.AWAY);
    }

    @Test
    void isRefusedWhereNothingMoreIsTaken() {
        try (CapturedLog logged = new CapturedLog();
                TestService full = new TestService(settings -> settings.executor(task -> {
                    throw new RejectedExecutionException("full");
                }))) {
            InProcessClient eve = full.join(full.rooms.create(), "Eve");
            var found = search(eve, "needle");
            var sent = eve.send("goes on");

            assertThat(refusal(found)).isEqualTo(Refusal.UNAVAILABLE);
            assertThat(now(sent)).isInstanceOf(Outcome.Ok.class);
            assertThat(logged.lines()).hasSize(1);
        }
    }
}
