package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private TestService service = new TestService();
    private Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    private void restart(UnaryOperator<RoomServiceBuilder> settings) {
        service.close();
        service = new TestService(settings);
        room = service.room();
    }

    private void say(InProcessClient client, int messages) {
        for (int i = 1; i <= messages; i++) {
            assertThat(TestService.now(client.send("message " + i))).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void givesExactlyTheMissingEntriesToWhoeverResumes() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        bob.drop();
        say(ada, 3);
        Joined back = Ask.resuming(bob.resume())
                .since(bob.position())
                .tail(1)
                .at(room)
                .joined();

        assertThat(back.recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(back.entries()).extracting(Entry::offset).containsExactly(3L, 4L, 5L);
        assertThat(back.more()).as("older ones are retained").isTrue();
        assertThat(back.room().position().offset()).isEqualTo(5);
    }

    @Test
    void isCompleteWithNoEntriesIfNothingIsMissing() {
        InProcessClient ada = service.join(room, "Ada");
        ada.drop();
        Joined back = Ask.resuming(ada.resume()).since(ada.position()).at(room).joined();

        assertThat(back.recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(back.entries()).isEmpty();
        assertThat(back.room().position()).isEqualTo(ada.position());
    }

    @Test
    void needsNoResumeSecretAndEndsWithTheOwnJoinThen() {
        InProcessClient ada = service.join(room, "Ada");
        Position seen = ada.position();
        say(ada, 2);
        Joined bob = Ask.as("Bob").since(seen).tail(0).at(room).joined();

        assertThat(bob.recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(bob.entries()).extracting(Entry::offset).containsExactly(2L, 3L, 4L);
        assertThat(bob.entries().get(2).fact()).isInstanceOf(Fact.Join.class);
    }

    @Test
    void recoversFromTheVeryBeginning() {
        InProcessClient ada = service.join(room, "Ada");
        Joined bob = Ask.as("Bob")
                .since(new Position(ada.position().epoch(), 0))
                .at(room)
                .joined();

        assertThat(bob.recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(bob.entries()).hasSize(2);
        assertThat(bob.more()).isFalse();
    }

    @Test
    void givesTheTailIfThePositionIsOfAnotherLifeOfTheLog() {
        InProcessClient ada = service.join(room, "Ada");
        say(ada, 9);
        Joined bob =
                Ask.as("Bob").since(new Position("other", 5)).tail(2).at(room).joined();

        assertThat(bob.recovery()).isEqualTo(Recovery.EPOCH);
        assertThat(bob.entries()).extracting(Entry::offset).containsExactly(10L, 11L);
        assertThat(bob.more()).isTrue();
    }

    @Test
    void givesTheTailIfThePositionWasNeverReached() {
        InProcessClient ada = service.join(room, "Ada");
        String epoch = ada.position().epoch();
        ada.drop();
        Joined back = Ask.resuming(ada.resume())
                .since(new Position(epoch, 2))
                .at(room)
                .joined();
        assertThat(back.recovery()).isEqualTo(Recovery.FUTURE);
        assertThat(back.entries()).hasSize(1);

        Joined bob = Ask.as("Bob").since(new Position(epoch, 2)).at(room).joined();
        assertThat(bob.recovery())
                .as("the offset of the own join cannot have been seen before it")
                .isEqualTo(Recovery.FUTURE);
        Joined cyd = Ask.as("Cyd").since(new Position(epoch, 2)).at(room).joined();
        assertThat(cyd.recovery()).isEqualTo(Recovery.COMPLETE);
    }

    @Test
    void givesTheTailIfSomeOfTheMissingEntriesAreNotRetained() {
        restart(settings -> settings.retain(10));
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        bob.drop();
        say(ada, 10);
        Position seen = bob.position();
        assertThat(room.info().oldest()).isEqualTo(3);
        Joined back = Ask.resuming(bob.resume()).since(seen).at(room).joined();
        assertThat(back.recovery()).as("just enough is retained").isEqualTo(Recovery.COMPLETE);
        assertThat(back.entries()).hasSize(10);
        assertThat(back.more()).isFalse();

        say(ada, 1);
        Joined tooLate =
                Ask.resuming(back.resume()).since(seen).tail(4).at(room).joined();
        assertThat(tooLate.recovery()).isEqualTo(Recovery.TOO_OLD);
        assertThat(tooLate.entries()).extracting(Entry::offset).containsExactly(10L, 11L, 12L, 13L);
    }

    @Test
    void givesTheTailIfTheMissingEntriesAreTooOld() {
        restart(settings -> settings.retainAge(Duration.ofHours(1)).emptyGrace(null));
        InProcessClient ada = service.join(room, "Ada");
        Position seen = ada.position();
        say(ada, 3);
        service.time.advance(Duration.ofHours(2));

        assertThat(Ask.as("Bob").since(seen).at(room).joined().recovery()).isEqualTo(Recovery.TOO_OLD);
    }

    @Test
    void givesTheTailIfMoreIsMissingThanOneAnswerHoldsByCount() {
        restart(settings -> settings.recover(5));
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        bob.drop();
        say(ada, 5);
        Joined back = Ask.resuming(bob.resume()).since(bob.position()).at(room).joined();
        assertThat(back.recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(back.entries()).hasSize(5);

        say(ada, 1);
        Joined more = Ask.resuming(back.resume())
                .since(bob.position())
                .tail(7)
                .at(room)
                .joined();
        assertThat(more.recovery()).isEqualTo(Recovery.TOO_MANY);
        assertThat(more.entries()).as("the tail has a limit of its own").hasSize(7);
    }

    @Test
    void givesTheTailIfMoreIsMissingThanOneAnswerHoldsByBytes() {
        restart(settings -> settings.replyBytes(64 * 1024).textLength(30_000));
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        bob.drop();
        ada.send("x".repeat(30_000));
        ada.send("x".repeat(30_000));
        Joined back = Ask.resuming(bob.resume()).since(bob.position()).at(room).joined();
        assertThat(back.recovery()).isEqualTo(Recovery.COMPLETE);

        ada.send("x".repeat(5_000));
        ada.send("x".repeat(5_000));
        Joined more = Ask.resuming(back.resume()).since(bob.position()).at(room).joined();
        assertThat(more.recovery()).isEqualTo(Recovery.TOO_MANY);
        assertThat(more.entries())
                .as("cut at the old end")
                .extracting(Entry::offset)
                .containsExactly(4L, 5L, 6L);
        assertThat(more.more()).isTrue();
    }
}
