package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Ask;
import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.internal.SlowRoomLog.Fault;
import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.RecordedMeters;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a room whose log fails. */
class FailingLogTest extends WithSlowLog {
    private RecordedMeters meters;

    @Override
    RoomServiceBuilder with(RoomServiceBuilder settings) {
        meters = new RecordedMeters();
        return settings.meters(meters);
    }

    @Test
    void answersUnavailableWhenTheLogFailsAndGoesOn() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        for (Fault fault : List.of(Fault.LOST, Fault.THROWS)) {
            log.failNextAppend(fault);
            var lost = ada.send("lost", "c1");
            settle();
            assertThat(now(lost)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE);
                assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
        }
        var again = ada.send("again", "c1");
        var next = bob.send("next");
        settle();

        assertThat(now(again)).isEqualTo(Outcome.ok(new Answer.Sent(3, FakeTime.START)));
        assertThat(now(next)).isEqualTo(Outcome.ok(new Answer.Sent(4, FakeTime.START)));
        assertThat(bob.texts()).containsExactly("again", "next");
        assertThat(ada.texts()).containsExactly("again", "next");
        assertThat(logged.lines())
                .as("one line, however often, without names, codes or texts")
                .containsExactly("WARNING The log of a room failed");
        assertThat(meters.take()).filteredOn("logFailed"::equals).hasSize(2);
    }

    @Test
    void tellsEverybodyWhatWasAppendedThoughTheAnswerGotLost() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        log.failNextAppend(Fault.ANSWER_LOST);
        var unsure = ada.send("hello", "c1");
        settle();
        assertThat(refusal(unsure)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(bob.texts()).containsExactly("hello");

        var again = ada.send("hello", "c1");
        settle();
        assertThat(now(again)).isEqualTo(new Outcome.Ok<>(new Answer.Sent(3, FakeTime.START), true));
        assertThat(bob.texts()).containsExactly("hello");
    }

    @Test
    void answersUnavailableToJoinRenameLeaveAndClose() {
        InProcessClient ada = join("Ada");
        IntStream.range(0, 4).forEach(i -> log.failNextAppend(Fault.LOST));
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        settle();
        var renamed = ada.rename("Ida");
        settle();
        var left = ada.leave();
        settle();
        var closed = room.close("");
        settle();

        assertThat(bob.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(refusal(renamed)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(refusal(left)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(refusal(closed)).isEqualTo(Refusal.UNAVAILABLE);
        var sent = ada.send("still here");
        settle();
        assertThat(now(sent)).isInstanceOf(Outcome.Ok.class);
        assertThat(join("Bob").member()).isEqualTo(new MemberId(2));
    }

    @Test
    void endsTheStayOfSomebodyWhoseJoinWasAppendedThoughTheAnswerGotLost() {
        InProcessClient ada = join("Ada");
        log.failNextAppend(Fault.ANSWER_LOST);
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        settle();
        assertThat(bob.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(room.members()).hasSize(2);
        time.advance(Duration.ofSeconds(15));
        settle();

        assertThat(room.members()).extracting(Member::name).containsExactly("Ada");
        assertThat(ada.facts()).last().isEqualTo(new Fact.Leave(new MemberId(2), "Bob", LeaveReason.TIMEOUT));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void letsAnIdentityWhoseJoinWasAppendedThoughTheAnswerGotLostComeAgain() {
        join("Ada");
        log.failNextAppend(Fault.ANSWER_LOST);
        Ask.as("Bob").identity("user:1").at(room);
        settle();
        InProcessClient again = Ask.as("Bob").identity("user:1").at(room);
        settle();

        assertThat(again.member()).isEqualTo(new MemberId(2));
        time.advance(Duration.ofSeconds(60));
        settle();
        assertThat(room.members()).hasSize(2);
        assertThat(again.facts()).isEmpty();
    }

    @Test
    void endsTheStayOfSomebodyWhoseJoinTurnsUpAfterItFailed() {
        join("Ada");
        log.failNextAppend(Fault.LOST);
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        settle();
        assertThat(bob.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        log.appendElsewhere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"));
        settle();
        assertThat(room.members()).hasSize(2);
        time.advance(Duration.ofSeconds(15));
        settle();
        assertThat(room.members()).hasSize(1);
    }

    @Test
    void letsSomebodyInWhoAsksAgainAfterAFailure() {
        InProcessClient ada = join("Ada");
        log.failNextAppend(Fault.LOST);
        InProcessClient.connect(room, "Bob");
        settle();
        InProcessClient bob = join("Bob");
        time.advance(Duration.ofSeconds(60));
        settle();

        assertThat(bob.member()).isEqualTo(new MemberId(2));
        assertThat(room.members()).hasSize(2);
        assertThat(ada.facts()).hasSize(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void triesATimeoutAgainUntilTheLogTakesIt() {
        InProcessClient ada = join("Ada");
        join("Bob").drop();
        log.failNextAppend(Fault.LOST);
        log.failNextAppend(Fault.LOST);
        time.advance(Duration.ofSeconds(15));
        settle();
        assertThat(room.members()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            time.advance(Duration.ofSeconds(1));
            settle();
        }

        assertThat(room.members()).hasSize(1);
        assertThat(ada.facts()).last().isInstanceOf(Fact.Leave.class);
    }

    @Test
    void triesToCloseAnEmptyRoomAgainUntilTheLogTakesIt() {
        log.failNextAppend(Fault.LOST);
        time.advance(Duration.ofSeconds(60));
        settle();
        assertThat(rooms.find(room.code())).isPresent();
        time.advance(Duration.ofSeconds(1));
        settle();
        assertThat(rooms.find(room.code())).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void doesNotCloseARoomThatSomebodyEnteredAfterTheCloseFailed() {
        log.failNextAppend(Fault.LOST);
        time.advance(Duration.ofSeconds(60));
        settle();
        join("Ada");
        time.advance(Duration.ofSeconds(120));
        settle();

        assertThat(rooms.find(room.code())).isPresent();
    }

    @Test
    void refusesAJoinWhoseEntriesCannotBeRead() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        letTheLogAnswerOnce();
        log.failReads(true);
        log.appendElsewhere(new Fact.Message(ada.member(), "Ada", "while Bob waits", null));
        settle();

        assertThat(bob.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(bob.events()).as("a refused join hears nothing").isEmpty();
        assertThat(room.members()).extracting(Member::status).containsExactly(MemberStatus.ACTIVE, MemberStatus.AWAY);
        time.advance(Duration.ofSeconds(15));
        settle();
        assertThat(room.members()).hasSize(1);
    }

    @Test
    void answersALeaveAlsoIfTheEntriesForTheJoinCannotBeRead() {
        join("Ada");
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        letTheLogAnswerOnce();
        var left = bob.leave();
        log.failReads(true);
        settle();

        assertThat(left).isDone();
        assertThat(bob.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(room.members()).hasSize(1);
    }

    @Test
    void answersUnavailableToAHistoryThatCannotBeRead() {
        InProcessClient ada = join("Ada");
        log.failReads(true);
        var page = ada.history(null, 10);
        settle();

        assertThat(refusal(page)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(meters.take()).endsWith("logFailed");
    }

    @Test
    void failsACreationWithAChatException() {
        log.close();
        meters.take();
        var created = rooms.create(RoomOptions.DEFAULTS);
        settle();

        assertThat(created).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(ChatException.class);
        assertThat(meters.take()).containsExactly("logFailed");
    }
}
