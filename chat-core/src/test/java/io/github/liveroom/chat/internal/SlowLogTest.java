package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Ask;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a room while its log takes its time. */
class SlowLogTest extends WithSlowLog {
    @Test
    void waitsForTheLogBeforeItAnswersOrTellsAnyone() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        var sent = ada.send("hello");

        assertThat(sent).isNotDone();
        assertThat(bob.events()).isEmpty();
        store.runAll();
        assertThat(sent)
                .as("the room goes on in the executor, not on the log's thread")
                .isNotDone();
        executor.runAll();
        assertThat(now(sent)).isEqualTo(Outcome.ok(new Answer.Sent(3, FakeTime.START)));
        assertThat(bob.texts()).containsExactly("hello");
    }

    @Test
    void appendsWhatCameMeanwhileAsOneBatch() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        int before = log.appends();
        List<CompletableFuture<Outcome<Answer>>> sent =
                IntStream.range(0, 20).mapToObj(i -> ada.send("" + i)).toList();
        settle();

        assertThat(sent).allSatisfy(each -> assertThat(now(each)).isInstanceOf(Outcome.Ok.class));
        assertThat(bob.texts())
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "" + i).toList());
        assertThat(log.appends() - before).as("the first, then all the others").isEqualTo(2);
    }

    @Test
    void appendsNoMoreThanABatchAtOnce() {
        InProcessClient ada = join("Ada");
        int before = log.appends();
        IntStream.range(0, 1 + 3 * 256).forEach(i -> ada.send("" + i));
        settle();

        assertThat(ada.texts()).hasSize(1 + 3 * 256);
        assertThat(log.appends() - before).isEqualTo(4);
    }

    @Test
    void answersAQuestionInItsTurn() {
        InProcessClient ada = join("Ada");
        var sent = ada.send("hello");
        var page = ada.history(null, 10);
        assertThat(page).isNotDone();
        settle();

        assertThat(now(sent)).isInstanceOf(Outcome.Ok.class);
        assertThat(((Answer.Page) now(page).orElseThrow()).entries())
                .as("what was sent before is in the page")
                .hasSize(2);
    }

    @Test
    void holdsBackWhatHappensUntilASlowJoinIsAnswered() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        letTheLogAnswerOnce();
        assertThat(bob.answer()).as("in the room, while the log is being read").isEmpty();
        assertThat(room.members()).hasSize(2);
        // The read waits in the store; what others do overtakes it.
        log.appendElsewhere(new Fact.Message(ada.member(), "Ada", "while Bob waits", null));
        ada.typing(true);
        assertThat(ada.texts()).containsExactly("while Bob waits");
        assertThat(bob.answer()).isEmpty();
        settle();

        assertThat(bob.joined().room().position().offset()).isEqualTo(2);
        assertThat(bob.joined().entries())
                .as("the picture is that of the own join")
                .extracting(Entry::offset)
                .containsExactly(1L, 2L);
        assertThat(bob.texts()).containsExactly("while Bob waits");
        assertThat(bob.events()).last().isEqualTo(new RoomEvent.Typing(ada.member(), true));
    }

    @Test
    void putsOutSomebodyWhoStillWaitsForTheAnswerToAJoin() {
        join("Ada");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        letTheLogAnswerOnce();
        log.appendElsewhere(new Fact.Leave(new MemberId(2), "Bob", LeaveReason.KICKED));
        settle();

        assertThat(bob.joined().room().position().offset()).isEqualTo(2);
        assertThat(bob.facts()).hasSize(1);
        assertThat(bob.gone()).isPresent();
    }

    @Test
    void tellsTheRestOfABatchToThoseWhoJoinedWithinIt() {
        InProcessClient ada = join("Ada");
        ada.send("first, alone");
        ada.send("before Bob");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        ada.send("after Bob");
        InProcessClient cyd = InProcessClient.connect(room, "Cyd");
        ada.send("after Cyd");
        settle();

        assertThat(bob.joined().room().position().offset()).isEqualTo(4);
        assertThat(bob.joined().members()).extracting(Member::name).containsExactly("Ada", "Bob");
        assertThat(bob.joined().room().count()).isEqualTo(2);
        assertThat(bob.texts()).containsExactly("after Bob", "after Cyd");
        assertThat(bob.facts()).hasSize(3);
        assertThat(cyd.joined().members()).extracting(Member::name).containsExactly("Ada", "Bob", "Cyd");
        assertThat(cyd.texts()).containsExactly("after Cyd");
    }

    @Test
    void decidesEachRequestOnWhatWasPlannedBefore() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        var renamed = ada.rename("Ida");
        InProcessClient newAda = InProcessClient.connect(room, "Ada");
        InProcessClient ida = InProcessClient.connect(room, "Ida");
        settle();

        assertThat(now(renamed)).isInstanceOf(Outcome.Ok.class);
        assertThat(newAda.joined().me().name()).isEqualTo("Ada");
        assertThat(ida.refusal()).isEqualTo(Refusal.NAME_TAKEN);
    }

    @Test
    void appendsNoRepeatThatComesWhileTheFirstIsAppended() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        var first = ada.send("hello", "c1");
        var again = ada.send("hello", "c1");
        settle();
        var late = ada.send("hello", "c1");

        assertThat(now(first)).isEqualTo(Outcome.ok(new Answer.Sent(3, FakeTime.START)));
        assertThat(now(again)).isEqualTo(new Outcome.Ok<>(new Answer.Sent(3, FakeTime.START), true));
        assertThat(now(late)).isEqualTo(now(again));
        assertThat(ada.texts()).containsExactly("keeps the log busy", "hello");
    }

    @Test
    void decidesNothingOnARepeatThatWillNotBeAppended() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        var first = ada.send("hello", "c1");
        var misused = ada.execute(new Command.Rename("Ida"), "c1");
        InProcessClient taken = InProcessClient.connect(room, "Ada");
        InProcessClient free = InProcessClient.connect(room, "Ida");
        settle();

        assertThat(now(first)).isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(misused)).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(taken.refusal()).as("Ada is still called so").isEqualTo(Refusal.NAME_TAKEN);
        assertThat(free.joined().me().name()).isEqualTo("Ida");
    }

    @Test
    void answersARepeatedRenameAsARepeatThoughNothingIsLeftToChange() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        var first = ada.execute(new Command.Rename("Ida"), "c1");
        var again = ada.execute(new Command.Rename("Ida"), "c1");
        settle();

        assertThat(now(first)).isEqualTo(Outcome.ok(new Answer.Renamed("Ida")));
        assertThat(now(again)).isEqualTo(new Outcome.Ok<>(new Answer.Renamed("Ida"), true));
    }

    @Test
    void leavesInTurnWithASlowJoin() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        var left = bob.leave();
        InProcessClient cyd = InProcessClient.connect(room, "Cyd");
        cyd.drop();
        settle();

        assertThat(bob.joined().me().name()).isEqualTo("Bob");
        assertThat(now(left)).isInstanceOf(Outcome.Ok.class);
        assertThat(bob.facts()).contains(new Fact.Leave(bob.member(), "Bob", LeaveReason.LEFT));
        assertThat(ada.facts()).hasSize(3);
        assertThat(cyd.joined().me().name()).isEqualTo("Cyd");
        assertThat(room.members()).extracting(Member::status).containsExactly(MemberStatus.ACTIVE, MemberStatus.AWAY);
    }

    @Test
    void runsCommandsInTurnWithAJoinThatWaitsForItsBatch() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        var sent = bob.send("hello");
        var left = bob.leave();
        InProcessClient refused = InProcessClient.connect(room, "Ada");
        var unheard = refused.send("hello");
        var notIn = refused.leave();
        settle();

        assertThat(now(sent)).isEqualTo(Outcome.ok(new Answer.Sent(4, FakeTime.START)));
        assertThat(now(left)).isInstanceOf(Outcome.Ok.class);
        assertThat(bob.texts()).containsExactly("hello");
        assertThat(refusal(unheard)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(notIn)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.members()).hasSize(1);
    }

    @Test
    void answersALeaveAfterTheSlowJoin() {
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        letTheLogAnswerOnce();
        var left = bob.leave();
        assertThat(bob.answer()).isEmpty();
        settle();

        assertThat(bob.joined().me().name()).isEqualTo("Bob");
        assertThat(now(left)).isInstanceOf(Outcome.Ok.class);
        assertThat(room.members()).isEmpty();
    }

    @Test
    void refusesWhoComesWhileTheRoomIsBeingClosed() {
        InProcessClient ada = join("Ada");
        var closed = room.close("tea is over");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        var sent = ada.send("too late");
        var left = ada.leave();
        var typed = ada.typing(true);
        settle();

        assertThat(now(closed)).isInstanceOf(Outcome.Ok.class);
        assertThat(bob.refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
        assertThat(refusal(sent)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(left)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(typed)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(ada.gone()).isPresent();
    }

    @Test
    void putsOutThoseWhoJoinedJustBeforeTheClose() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        var closed = room.close("tea is over");
        settle();

        assertThat(now(closed)).isInstanceOf(Outcome.Ok.class);
        assertThat(bob.joined().room().count()).as("for a moment it was in").isEqualTo(2);
        assertThat(bob.gone()).contains(new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "tea is over"));
    }

    @Test
    void makesAResumeThatIsOvertakenByTheTimeoutAnOrdinaryJoin() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        bob.drop();
        ada.send("keeps the log busy");
        time.advance(Duration.ofSeconds(15));
        InProcessClient back = Ask.as("Bob").resume(bob.resume()).at(room);
        InProcessClient nameless = Ask.resuming(bob.resume()).at(room);
        settle();

        assertThat(back.member()).isEqualTo(new MemberId(3));
        assertThat(back.joined().scope()).isEqualTo(bob.joined().scope());
        assertThat(nameless.refusal()).isEqualTo(Refusal.UNAUTHORIZED);
    }

    @Test
    void makesAnIdentityThatIsPutOutMeanwhileANewMember() {
        InProcessClient ada = join("Ada");
        InProcessClient first = Ask.as("Bob").identity("user:1").at(room);
        settle();
        ada.send("keeps the log busy");
        ada.send("and again");
        InProcessClient second = Ask.as("Bob").identity("user:1").at(room);
        letTheLogAnswerOnce();
        log.interfere(new Fact.Leave(first.member(), "Bob", LeaveReason.KICKED));
        settle();

        assertThat(first.gone()).contains(new RoomEvent.Gone(RoomEvent.Gone.Cause.KICKED, ""));
        assertThat(second.member()).isEqualTo(new MemberId(3));
    }

    @Test
    void doesNotTakeAnOldLossForANewOne() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        bob.drop();
        ada.send("keeps the log busy");
        InProcessClient back = Ask.resuming(bob.resume()).at(room);
        back.drop();
        time.advance(Duration.ofSeconds(15)); // the log is busy: neither the return nor the second loss is seen yet
        settle();
        assertThat(room.members()).hasSize(2);
        time.advance(Duration.ofSeconds(15));
        settle();
        assertThat(room.members()).hasSize(1);
    }

    @Test
    void doesNotTakeAnOldEmptinessForANewOne() {
        InProcessClient ada = join("Ada");
        ada.leave();
        settle();
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        var left = bob.leave();
        time.advance(Duration.ofSeconds(60)); // the log is busy: Bob is not in yet
        settle();
        assertThat(now(left)).isInstanceOf(Outcome.Ok.class);
        assertThat(rooms.find(room.code())).isPresent();
        time.advance(Duration.ofSeconds(60));
        settle();
        assertThat(rooms.find(room.code())).isEmpty();
    }
}
