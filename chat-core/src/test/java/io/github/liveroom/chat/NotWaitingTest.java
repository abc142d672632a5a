package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who comes, asks or goes while a room gathers, and a room or service that closes: no frame is waited for. */
class NotWaitingTest extends WithBusyRoom {
    @Test
    void whoComesMeanwhileGetsWhatIsGatheredOnce() {
        talk();
        ada.send("before");
        InProcessClient eve = service.join(room, "Eve");
        assertThat(eve.joined().entries()).hasSize(2 + BURST + 2);
        ada.send("after");
        assertThat(eve.texts()).isEmpty();

        pass(FRAME);

        assertThat(eve.texts()).containsExactly("after");
        assertThat(bob.texts()).containsExactly("before", "after");
        eve.check();
    }

    @Test
    void whoTakesAConnectionOverGetsWhatIsGatheredWithTheAnswer() {
        String secret = bob.resume();
        Position seen = bob.position();
        talk();
        ada.send("before");
        InProcessClient again = Ask.resuming(secret).since(seen).at(room);

        assertThat(again.joined().recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(again.joined().entries()).hasSize(BURST + 1);
        assertThat(bob.texts()).as("seen before it was told that it is gone").containsExactly("before");
        assertThat(bob.gone()).isPresent();
        pass(FRAME);
        assertThat(again.texts()).isEmpty();
        again.check();
    }

    @Test
    void whoLeavesGetsWhatIsGatheredAndTheAnswerAtOnce() {
        talk();
        CompletableFuture<Outcome<Answer>> sent = bob.send("bye");
        CompletableFuture<Outcome<Answer>> left = bob.leave();

        assertThat(answer(sent)).isInstanceOf(Answer.Sent.class);
        assertThat(answer(left)).isEqualTo(new Answer.Done());
        assertThat(bob.facts()).hasSize(2);
        assertThat(ada.facts()).isEmpty();
        pass(FRAME);
        assertThat(ada.facts()).hasSize(2).last().isInstanceOf(Fact.Leave.class);
    }

    @Test
    void whoIsPutOutGetsWhatIsGathered() {
        talk();
        bob.send("last words");
        now(room.remove(bob.member(), "enough"));

        assertThat(bob.texts()).containsExactly("last words");
        assertThat(bob.facts()).last().isInstanceOf(Fact.Leave.class);
        assertThat(bob.gone()).isPresent();
        assertThat(ada.facts()).isEmpty();
        pass(FRAME);
        assertThat(ada.facts()).hasSize(2);
    }

    @Test
    void whoAsksGetsWhatIsGatheredFirst() {
        talk();
        CompletableFuture<Outcome<Answer>> sent = bob.send("mine");
        Joined picture =
                ((Answer.Synced) answer(bob.execute(new Command.Sync(new Position("another", 1)), null))).joined();

        assertThat(picture.room().position()).isEqualTo(room.info().position());
        assertThat(bob.texts()).containsExactly("mine");
        assertThat(answer(sent)).isInstanceOf(Answer.Sent.class);
        assertThat(ada.texts()).isEmpty();
        pass(FRAME);
        assertThat(ada.texts()).containsExactly("mine");
        assertThat(bob.texts()).containsExactly("mine");
    }

    @Test
    void whoIsLostGetsNothingMoreAndMissesNothing() {
        talk();
        Position seen = bob.position();
        String secret = bob.resume();
        bob.drop();
        ada.send("missed");
        pass(FRAME);
        assertThat(bob.texts()).isEmpty();

        InProcessClient again = Ask.resuming(secret).since(seen).at(room);
        assertThat(again.joined().entries()).last().extracting(Entry::fact).isInstanceOf(Fact.Message.class);
    }

    @Test
    void aRoomThatClosesTellsAtOnce() {
        talk();
        CompletableFuture<Outcome<Answer>> sent = ada.send("one");
        now(room.close("over"));

        assertThat(bob.texts()).containsExactly("one");
        assertThat(bob.facts()).last().isInstanceOf(Fact.Close.class);
        assertThat(bob.gone()).isPresent();
        assertThat(answer(sent)).isInstanceOf(Answer.Sent.class);
    }

    @Test
    void aServiceThatClosesLeavesNobodyWithoutAnAnswer() {
        talk();
        CompletableFuture<Outcome<Answer>> sent = ada.send("one");
        service.close();

        assertThat(answer(sent)).isInstanceOf(Answer.Sent.class);
        assertThat(bob.texts()).containsExactly("one");
    }
}
