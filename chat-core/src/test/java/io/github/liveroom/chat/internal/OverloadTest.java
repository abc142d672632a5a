package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Ask;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Who is let in while rooms do not get done what is asked of them. */
class OverloadTest extends WithSlowLog {
    private static final Duration TOO_LONG = Duration.ofMillis(600);

    /** From when nothing has to wait any more. */
    private static final Duration REST = Duration.ofMillis(1100);

    private static final String SOME =
            "WARNING A room is late, nobody new is let in there: what is asked of it waits for too long";
    private static final String MOST =
            "WARNING Most rooms are late, nobody new is let in anywhere: there is more to do than gets done";
    private static final String NONE = "INFO No room is late any more";

    private Room another() {
        CompletionStage<Outcome<NewRoom>> creation = rooms.create(RoomOptions.DEFAULTS);
        settle();
        return now(creation).orElseThrow().room();
    }

    private InProcessClient enter(Room entered, Ask ask) {
        InProcessClient client = ask.at(entered);
        settle();
        return client;
    }

    private InProcessClient joined(Room entered, String name) {
        InProcessClient client = enter(entered, Ask.as(name));
        client.joined();
        return client;
    }

    /** One message that the log takes its time for, and one that has to wait for it. */
    private static void talk(List<InProcessClient> members) {
        members.forEach(each -> each.send("held up"));
        members.forEach(each -> each.send("waits"));
    }

    /** And more that waits for it, for longer than a second. */
    private void keepTalking(InProcessClient... members) {
        talk(List.of(members));
        for (int i = 0; i < 3; i++) {
            time.advance(TOO_LONG);
            List.of(members).forEach(each -> each.typing(true));
        }
    }

    private void makeLate(InProcessClient... members) {
        keepTalking(members);
        settle();
    }

    private static void assertComeAgain(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE);
            assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        });
    }

    private static void assertComeAgain(InProcessClient client) {
        assertComeAgain(client.answer().orElseThrow());
    }

    // ---------------------------------------------------------------- one room

    @Test
    void letsNobodyNewIntoALateRoomUntilItIsNotLateAnyMore() {
        InProcessClient ada = join("Ada");
        makeLate(ada);

        assertComeAgain(enter(room, Ask.as("Bob")));
        assertComeAgain(enter(room, Ask.as("Bob").owner(created.ownerSecret())));
        assertThat(room.members()).hasSize(1);
        var renamed = ada.rename("Ida");
        settle();
        assertThat(now(renamed)).as("those who are in").isInstanceOf(Outcome.Ok.class);
        time.advance(REST);
        joined(room, "Bob");
        assertThat(ada.texts()).containsExactly("held up", "waits");
    }

    @Test
    void aLogThatTakesLongOnceClosesNoDoor() {
        InProcessClient ada = join("Ada");
        talk(List.of(ada));
        time.advance(Duration.ofMinutes(1));
        settle();
        joined(room, "Bob");
    }

    @Test
    void refusesWhoCannotComeInAnyhowForThatReason() {
        InProcessClient ada = join("Ada");
        makeLate(ada);

        assertThat(enter(room, Ask.resuming("unknown")).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(enter(room, Ask.as("Bob").owner("not it")).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
    }

    @Test
    void letsMembersComeBackAndBotsIn() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join(Ask.as("Bob").identity("user:1"));
        InProcessClient cyd = join("Cyd");
        cyd.drop();
        makeLate(ada);

        assertThat(enter(room, Ask.resuming(ada.resume())).member())
                .as("takes over")
                .isEqualTo(ada.member());
        assertThat(enter(room, Ask.resuming(cyd.resume())).member())
                .as("comes back")
                .isEqualTo(cyd.member());
        assertThat(enter(room, Ask.as("Bob").identity("user:1")).member())
                .as("one more connection")
                .isEqualTo(bob.member());
        enter(room, Ask.as("Bot").visitor(new Visitor(null, null, null, null, true)))
                .joined();
        assertComeAgain(enter(room, Ask.as("Dan")));
    }

    @Test
    void isNoneOfTheOtherRoomsBusiness() {
        InProcessClient ada = join("Ada");
        Room other = another();
        makeLate(ada);

        assertComeAgain(enter(room, Ask.as("Bob")));
        joined(other, "Bob");
        another();
    }

    @Test
    void whatAConnectionWaitsForByItselfMakesNoRoomLate() {
        InProcessClient owner = join(Ask.as("Ada").owner(created.ownerSecret()));
        RoomChanges passphrase = new RoomChanges(null, "sesame", null, null, null, null);
        owner.execute(new Command.Update(passphrase), null);
        owner.send("waits for the hash");
        owner.send("and so does this");
        InProcessClient bob = join("Bob");
        time.advance(Duration.ofMinutes(1));
        settle();
        assertThat(bob.texts()).containsExactly("waits for the hash", "and so does this");

        InProcessClient cyd = Ask.as("Cyd").passphrase("sesame").at(room);
        time.advance(Duration.ofMinutes(1));
        settle();
        cyd.joined();
        assertThat(logged.lines()).noneMatch(line -> line.startsWith("WARNING"));
    }

    @Test
    void isLateTooIfWhatHasGatheredGoesOutTooLate() {
        InProcessClient ada = join("Ada");
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 20; i++) {
                ada.send("much");
                settle();
            }
            assertThat(ada.texts()).as("the rest gathers").hasSizeLessThan(20 * round);
            time.advance(TOO_LONG); // and no thread is free
            settle();
            assertThat(ada.texts()).hasSize(20 * round);
        }
        assertComeAgain(enter(room, Ask.as("Bob")));
    }

    // ---------------------------------------------------------------- the server

    @Test
    void letsNobodyInAnywhereWhileMostRoomsAreLate() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = joined(another(), "Bob");
        Room third = another();
        InProcessClient cyd = joined(third, "Cyd");
        another(); // nothing happens there
        makeLate(ada, bob);
        cyd.typing(true);

        assertComeAgain(enter(third, Ask.as("Dan")));
        assertComeAgain(now(rooms.create(RoomOptions.DEFAULTS)));
        assertThat(rooms.ready().toCompletableFuture()).isCompletedExceptionally();
        assertThat(enter(third, Ask.resuming(cyd.resume())).member()).isEqualTo(cyd.member());

        time.advance(REST);
        joined(third, "Dan");
        joined(room, "Eve");
        another();
        assertReady();
    }

    private void assertReady() {
        CompletionStage<?> ready = rooms.ready();
        time.advance(Duration.ZERO);
        settle();
        assertThat(ready.toCompletableFuture()).isCompleted();
    }

    @Test
    void halfOfTheRoomsThatHaveSomethingToDoAreNotMost() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = joined(another(), "Bob");
        Room third = another();
        InProcessClient cyd = joined(third, "Cyd");
        InProcessClient dan = joined(another(), "Dan");
        makeLate(ada, bob);
        cyd.typing(true);
        dan.typing(true);

        joined(third, "Eve");
        another();
        assertReady();
    }

    @Test
    void roomsThatAreHeldUpForGoodAreLateToo() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = joined(another(), "Bob");
        talk(List.of(ada, bob));
        time.advance(TOO_LONG);
        assertThat(rooms.create(RoomOptions.DEFAULTS)).isNotDone();
        keepTalking(ada, bob);
        assertComeAgain(now(rooms.create(RoomOptions.DEFAULTS)));
    }

    // ---------------------------------------------------------------- what the operator reads

    private void aMomentLater() {
        time.advance(Duration.ofSeconds(1));
    }

    @Test
    void saysOnceWhenItBeginsAndOnceWhenItEnds() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = joined(another(), "Bob");
        makeLate(ada);
        time.advance(Duration.ZERO);
        assertThat(logged.lines()).containsExactly(SOME);
        makeLate(ada, bob);
        aMomentLater();
        assertThat(logged.lines()).contains(MOST);
        aMomentLater();
        aMomentLater();
        assertThat(logged.lines())
                .containsExactly(SOME, MOST, NONE, "INFO Most rooms are not late any more, everybody is let in there");
    }

    @Test
    void saysThatItBeginsOnceAMinute() {
        InProcessClient ada = join("Ada");
        for (int i = 0; i < 5; i++) {
            makeLate(ada);
            aMomentLater();
            aMomentLater();
        }
        assertThat(logged.lines()).containsExactly(SOME, NONE);
        time.advance(Duration.ofMinutes(1));
        makeLate(ada);
        time.advance(Duration.ZERO);
        assertThat(logged.lines()).containsExactly(SOME, NONE, SOME);
        int waiting = time.waiting();
        aMomentLater();
        aMomentLater();
        assertThat(time.waiting()).as("nothing is looked at any more").isLessThan(waiting);
    }
}
