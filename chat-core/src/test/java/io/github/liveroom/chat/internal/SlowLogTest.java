package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Ask;
import io.github.liveroom.chat.CapturedLog;
import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.internal.SlowRoomLog.Fault;
import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a room while its log takes its time, fails, or is appended to by another server. */
class SlowLogTest {
    private final CapturedLog logged = new CapturedLog();
    private final FakeTime time = new FakeTime();
    private final QueuedExecutor store = new QueuedExecutor();
    private final QueuedExecutor executor = new QueuedExecutor();
    private final SlowRoomLog log = new SlowRoomLog(time, store);
    private final RoomService rooms = RoomService.builder()
            .clock(time)
            .ticker(time)
            .scheduler(time)
            .executor(executor)
            .random(new ScriptedRandom(1))
            .log(log)
            .build();
    private final Room room = room();

    @AfterEach
    void close() {
        Thread closing = new Thread(rooms::close);
        closing.start();
        while (closing.isAlive()) {
            settle();
            Thread.onSpinWait();
        }
        logged.close();
    }

    private Room room() {
        CompletionStage<Outcome<NewRoom>> created = rooms.create(RoomOptions.DEFAULTS);
        settle();
        return now(created).orElseThrow().room();
    }

    /** Lets the log do all that it has to do, and the room what follows. */
    private void settle() {
        while (store.runAll() + executor.runAll() > 0) {
            Thread.onSpinWait();
        }
    }

    /** Lets the log answer the call that waits longest. */
    private void letTheLogAnswerOnce() {
        assertThat(store.runOne()).isTrue();
        executor.runAll();
    }

    private InProcessClient join(String name) {
        InProcessClient client = InProcessClient.connect(room, name);
        settle();
        client.joined();
        return client;
    }

    // ---------------------------------------------------------------- slow

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

    // ---------------------------------------------------------------- failing

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
                .as("a line for each failure, without names, codes or texts")
                .hasSize(2)
                .containsOnly("WARNING The log of a room failed");
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
    }

    @Test
    void failsACreationWithAChatException() {
        log.close();
        var created = rooms.create(RoomOptions.DEFAULTS);
        settle();

        assertThat(created).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(ChatException.class);
    }

    // ---------------------------------------------------------------- other servers

    @Test
    void decidesAgainWhenAnotherServerWasFaster() {
        InProcessClient ada = join("Ada");
        log.interfere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"));
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        settle();
        log.interfere(new Fact.Join(new MemberId(3), "Cyd", Role.MEMBER, Visitor.UNKNOWN, "m3"));
        InProcessClient dan = InProcessClient.connect(room, "Dan");
        settle();

        assertThat(bob.refusal()).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(dan.member()).isEqualTo(new MemberId(4));
        assertThat(ada.facts()).extracting(fact -> ((Fact.Join) fact).name()).containsExactly("Bob", "Cyd", "Dan");
    }

    @Test
    void keepsTheOrderOfABatchThatIsDecidedAgain() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        var one = ada.send("one");
        var renamed = ada.rename("Ida");
        var two = ada.send("two");
        InProcessClient newAda = InProcessClient.connect(room, "Ada");
        var page = ada.history(null, 2);
        letTheLogAnswerOnce();
        log.interfere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"));
        settle();

        assertThat(List.of(now(one), now(renamed), now(two))).noneMatch(Outcome.Refused.class::isInstance);
        assertThat(ada.facts())
                .containsExactly(
                        new Fact.Message(ada.member(), "Ada", "keeps the log busy", null),
                        new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"),
                        new Fact.Message(ada.member(), "Ada", "one", null),
                        new Fact.Rename(ada.member(), "Ida", "Ada"),
                        new Fact.Message(ada.member(), "Ida", "two", null),
                        new Fact.Join(
                                new MemberId(3),
                                "Ada",
                                Role.MEMBER,
                                Visitor.UNKNOWN,
                                newAda.joined().scope()));
        assertThat(((Answer.Page) now(page).orElseThrow()).entries())
                .extracting(Entry::offset)
                .containsExactly(6L, 7L);
    }

    @Test
    void appendsMessagesWhateverOtherServersDo() {
        InProcessClient ada = join("Ada");
        int before = log.appends();
        log.interfere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"));
        var sent = ada.send("hello");
        settle();

        assertThat(now(sent)).isEqualTo(Outcome.ok(new Answer.Sent(3, FakeTime.START)));
        assertThat(log.appends() - before).isEqualTo(1);
    }

    @Test
    void takesWhatOtherServersAppendWhileItIsIdle() {
        InProcessClient ada = join("Ada");
        log.appendElsewhere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.known("user:2"), "m2"));
        log.appendElsewhere(new Fact.Message(new MemberId(2), "Bob", "from afar", null));

        assertThat(ada.texts()).containsExactly("from afar");
        assertThat(room.members()).extracting(Member::status).containsExactly(MemberStatus.ACTIVE, MemberStatus.AWAY);
        InProcessClient tablet = Ask.as("Bob").identity("user:2").at(room);
        settle();
        assertThat(tablet.member())
                .as("a connection of a member of another server")
                .isEqualTo(new MemberId(2));
    }

    @Test
    void silencesTheMutedButLetsThemListen() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        log.appendElsewhere(new Fact.RoleChange(ada.member(), Role.MUTED, bob.member()));
        bob.forget();

        assertThat(refusal(ada.send("hello"))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(ada.rename("Ida"))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(ada.typing(true))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(ada.send(""))).as("the shape is looked at before").isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(bob.events()).isEmpty();
        var page = ada.history(null, 1);
        bob.send("do you hear me?");
        settle();
        assertThat(now(page)).isInstanceOf(Outcome.Ok.class);
        assertThat(ada.texts()).containsExactly("do you hear me?");
    }

    @Test
    void putsOutWhoeverAnotherServerPutsOut() {
        InProcessClient ada = join("Ada");
        for (LeaveReason reason :
                List.of(LeaveReason.KICKED, LeaveReason.BANNED, LeaveReason.CLOSED, LeaveReason.SHUTDOWN)) {
            InProcessClient bob = join("Bob");
            Fact leave = new Fact.Leave(bob.member(), "Bob", reason);
            log.appendElsewhere(leave);

            assertThat(bob.facts()).as("the own leave first").containsExactly(leave);
            assertThat(bob.gone())
                    .map(RoomEvent.Gone::cause)
                    .contains(
                            switch (reason) {
                                case BANNED -> RoomEvent.Gone.Cause.BANNED;
                                case SHUTDOWN -> RoomEvent.Gone.Cause.ROOM_CLOSED;
                                default -> RoomEvent.Gone.Cause.KICKED;
                            });
            assertThat(Ask.resuming(bob.resume()).at(room).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
            assertThat(ada.facts()).last().isEqualTo(leave);
        }
    }

    @Test
    void endsARoomThatAnotherServerClosed() {
        InProcessClient ada = join("Ada");
        log.appendElsewhere(new Fact.Close("elsewhere"));

        assertThat(ada.gone()).contains(new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "elsewhere"));
        assertThat(refusal(ada.send("hello"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(rooms.find(room.code())).isEmpty();
        assertThat(Ask.as("Bob").at(room).refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
    }
}
