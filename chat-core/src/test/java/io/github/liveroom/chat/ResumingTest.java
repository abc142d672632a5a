package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResumingTest {
    private final TestService service = new TestService();
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void appendsNothingWhenSomebodyComesBackWithinTheGrace() {
        InProcessClient bob = service.join(room, "Bob");
        InProcessClient ada = Ask.as("Ada").owner(created.ownerSecret()).at(room);
        bob.forget();
        ada.drop();
        service.time.advance(Duration.ofSeconds(15).minusNanos(1));
        InProcessClient back = Ask.as("another name").resume(ada.resume()).at(room);
        service.seconds(60);

        assertThat(back.joined().me())
                .as("the member with name and role")
                .isEqualTo(new Member(ada.member(), "Ada", Role.OWNER, MemberStatus.ACTIVE, 1, null));
        assertThat(back.resume()).isNotEqualTo(ada.resume());
        assertThat(bob.events())
                .containsExactly(
                        new RoomEvent.Status(ada.member(), MemberStatus.AWAY, 0),
                        new RoomEvent.Status(ada.member(), MemberStatus.ACTIVE, 1));
    }

    @Test
    void leavesForThoseWhoDoNotComeBackWithinTheGrace() {
        InProcessClient bob = service.join(room, "Bob");
        InProcessClient ada = service.join(room, "Ada");
        ada.drop();
        service.time.advance(Duration.ofSeconds(15).minusNanos(1));
        assertThat(room.members()).hasSize(2);
        service.time.advance(Duration.ofNanos(1));

        assertThat(room.members()).extracting(Member::name).containsExactly("Bob");
        assertThat(bob.facts()).last().isEqualTo(new Fact.Leave(ada.member(), "Ada", LeaveReason.TIMEOUT));
        assertThat(ada.entries()).as("a lost connection gets nothing more").isEmpty();
        assertThat(Ask.resuming(ada.resume()).at(room).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
    }

    @Test
    void beginsTheGraceAnewWithEachLoss() {
        InProcessClient ada = service.join(room, "Ada");
        ada.drop();
        service.seconds(14);
        InProcessClient back = Ask.resuming(ada.resume()).at(room);
        back.drop();
        service.seconds(14);
        assertThat(room.members()).hasSize(1);
        service.seconds(1);
        assertThat(room.members()).isEmpty();
    }

    @Test
    void takesOverAConnectionThatIsStillAlive() {
        InProcessClient bob = service.join(room, "Bob");
        InProcessClient old = service.join(room, "Ada");
        bob.forget();
        InProcessClient back = Ask.resuming(old.resume()).since(old.position()).at(room);
        bob.send("who is it?");

        assertThat(old.events()).containsExactly(new RoomEvent.Gone(RoomEvent.Gone.Cause.TAKEN_OVER, ""));
        assertThat(back.joined().recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(back.texts()).containsExactly("who is it?");
        assertThat(TestService.refusal(old.send("me"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(TestService.refusal(old.leave())).isEqualTo(Refusal.NOT_JOINED);
        old.drop();
        service.seconds(60);
        assertThat(bob.entries()).as("no leave, no join").hasSize(1);
        assertThat(bob.eventsOf(RoomEvent.Status.class))
                .containsExactly(new RoomEvent.Status(old.member(), MemberStatus.ACTIVE, 1));
    }

    @Test
    void passesPassphraseAndSeats() {
        Room full = service.create(new RoomOptions(null, "open sesame", false, 1, null))
                .room();
        InProcessClient ada = Ask.as("Ada").passphrase("open sesame").at(full);
        service.executor.runAll();
        ada.drop();

        assertThat(Ask.resuming(ada.resume()).at(full).member()).isEqualTo(ada.member());
    }

    @Test
    void keepsTheSecretThatWasUsedUntilTheNewConnectionSpeaks() {
        InProcessClient first = service.join(room, "Ada");
        first.drop();
        InProcessClient lostAnswer = Ask.resuming(first.resume()).at(room);
        lostAnswer.drop();
        InProcessClient second = Ask.resuming(first.resume()).at(room);
        assertThat(second.member()).isEqualTo(first.member());
        assertThat(Ask.resuming(lostAnswer.resume()).at(room).refusal())
                .as("the secret in the answer that was lost is worth nothing")
                .isEqualTo(Refusal.UNAUTHORIZED);

        second.typing(false);
        assertThat(Ask.resuming(first.resume()).at(room).refusal())
                .as("the new connection spoke")
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(Ask.resuming(second.resume()).at(room).member()).isEqualTo(first.member());
    }

    @Test
    void keepsTheSecretThatWasUsedUntilTheNewSecretIsUsed() {
        InProcessClient first = service.join(room, "Ada");
        InProcessClient second = Ask.resuming(first.resume()).at(room);
        InProcessClient third = Ask.resuming(second.resume()).at(room);

        assertThat(Ask.resuming(first.resume()).at(room).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(third.gone()).isEmpty();
        assertThat(Ask.resuming(second.resume()).at(room).member()).isEqualTo(first.member());
    }

    @Test
    void makesAnUnknownSecretAnOrdinaryJoinIfThereIsAName() {
        assertThat(Ask.resuming("guessed").at(room).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(Ask.as("Ada").resume("guessed").at(room).joined().me().name())
                .isEqualTo("Ada");
    }

    @Test
    void makesTheSecretOfSomebodyWhoLeftWorthless() {
        InProcessClient ada = service.join(room, "Ada");
        ada.send("hello", "c1");
        ada.leave();
        InProcessClient again = Ask.as("Ada").resume(ada.resume()).at(room);

        assertThat(again.member()).isNotEqualTo(ada.member());
        assertThat(again.joined().scope())
                .as("who left on purpose begins anew")
                .isNotEqualTo(ada.joined().scope());
    }

    @Test
    void remembersWhatWasSentBeforeATimeout() {
        InProcessClient ada = service.join(room, "Ada");
        Outcome<Answer> first = TestService.now(ada.send("hello", "c1"));
        ada.drop();
        service.seconds(15);
        InProcessClient back = Ask.as("Ada").resume(ada.resume()).at(room);
        Outcome<Answer> again = TestService.now(back.send("hello", "c1"));

        assertThat(back.member()).isNotEqualTo(ada.member());
        assertThat(back.joined().scope()).isEqualTo(ada.joined().scope());
        assertThat(again).isEqualTo(new Outcome.Ok<>(first.orElseThrow(), true));
        assertThat(back.texts()).isEmpty();
    }

    @Test
    void forgetsTheScopeFiveMinutesAfterTheTimeout() {
        InProcessClient bob = service.join(room, "Bob");
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient cyd = service.join(room, "Cyd");
        ada.drop();
        cyd.drop();
        service.seconds(15);
        service.time.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(Ask.as("Ada").resume(ada.resume()).at(room).joined().scope())
                .isEqualTo(ada.joined().scope());
        service.time.advance(Duration.ofNanos(1));
        InProcessClient late = Ask.as("Cyd").resume(cyd.resume()).at(room);
        assertThat(late.joined().scope()).isEqualTo(late.member().toString());
        assertThat(bob.gone()).isEmpty();
    }

    @Test
    void keepsTheScopeForBothSecretsOfAConnectionWhoseAnswerWasLost() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient lostAnswer = Ask.resuming(ada.resume()).at(room);
        lostAnswer.drop();
        service.seconds(15);

        assertThat(Ask.as("Ada").resume(ada.resume()).at(room).joined().scope())
                .isEqualTo(ada.joined().scope());
    }

    @Test
    void forgetsTheOldestOfManyLostConnectionsOfOneMember() {
        List<InProcessClient> tabs = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            InProcessClient tab = Ask.as("Ada").identity("user:1").at(room);
            tab.joined();
            tab.drop();
            tabs.add(tab);
        }

        assertThat(Ask.resuming(tabs.get(0).resume())
                        .identity("user:1")
                        .at(room)
                        .refusal())
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(Ask.resuming(tabs.get(1).resume())
                        .identity("user:1")
                        .at(room)
                        .member())
                .isEqualTo(tabs.get(0).member());
    }

    @Test
    void neverForgetsAConnectionThatIsAlive() {
        List<InProcessClient> tabs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tabs.add(Ask.as("Ada").identity("user:1").at(room));
        }
        for (InProcessClient tab : tabs) {
            assertThat(Ask.resuming(tab.resume()).identity("user:1").at(room).member())
                    .isEqualTo(tab.member());
        }
        assertThat(room.members()).extracting(Member::connections).containsExactly(20);
    }

    @Test
    void resumesOneOfSeveralTabsWithoutTouchingTheOthers() {
        InProcessClient first = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient second = Ask.as("Ada").identity("user:1").at(room);
        InProcessClient back = Ask.resuming(first.resume()).identity("user:1").at(room);

        assertThat(first.gone()).isPresent();
        assertThat(second.gone()).isEmpty();
        assertThat(back.joined().me().connections()).isEqualTo(2);
    }

    @Test
    void remembersTheScopesOfTheLatestThousandThatTimedOut() {
        InProcessClient first = service.join(room, "first");
        first.drop();
        service.seconds(15);
        List<InProcessClient> others = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            InProcessClient other = Ask.as("guest " + i % 400).tail(0).at(room);
            other.joined();
            other.drop();
            others.add(other);
            if (i % 400 == 399) {
                service.seconds(15);
            }
        }
        service.seconds(15);

        assertThat(Ask.as("first").resume(first.resume()).at(room).joined().scope())
                .isNotEqualTo(first.joined().scope());
        InProcessClient second = others.get(0);
        assertThat(Ask.as("second").resume(second.resume()).at(room).joined().scope())
                .isEqualTo(second.joined().scope());
    }
}
