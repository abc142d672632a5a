package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a room with much to say gathers, and what does not wait. Fifty frames a second: one in 20 ms. */
class BusyRoomTest {
    private static final int BURST = 16;
    private static final Duration FRAME = Duration.ofMillis(20);

    private final TestService service = new TestService(settings -> settings.framesPerSecond(50));
    private final Room room = service.room();
    private InProcessClient ada;
    private InProcessClient bob;

    @BeforeEach
    void join() {
        ada = service.join(room, "Ada");
        bob = service.join(room, "Bob");
        pass(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        service.close();
        ada.check();
        bob.check();
    }

    private void pass(Duration time) {
        service.time.advance(time);
        service.executor.runAll();
    }

    /** From here on the room gathers. */
    private void talk() {
        for (int i = 0; i < BURST; i++) {
            now(ada.send("quick " + i));
        }
        ada.forget();
        bob.forget();
    }

    @Test
    void sendsAFewAtOnceAndGathersWhatFollows() {
        talk();
        CompletableFuture<Outcome<Answer>> first = ada.send("one");
        CompletableFuture<Outcome<Answer>> second = bob.send("two");

        assertThat(bob.events()).isEmpty();
        assertThat(first).isNotDone();
        assertThat(room.info().position().offset()).as("it has happened").isEqualTo(2 + BURST + 2);

        pass(FRAME);

        assertThat(bob.texts()).containsExactly("one", "two");
        assertThat(ada.texts()).containsExactly("one", "two");
        assertThat(answer(first)).isInstanceOf(Answer.Sent.class);
        assertThat(answer(second)).isInstanceOf(Answer.Sent.class);
    }

    @Test
    void handsOverOnceWhatItGathered() {
        List<String> calls = new ArrayList<>();
        CompletableFuture<Outcome<Joined>> joined = new CompletableFuture<>();
        room.connect(JoinRequest.named("Eve"), new Calls(calls), joined::complete);
        now(joined).orElseThrow();
        pass(Duration.ofSeconds(10));
        talk();
        calls.clear();

        ada.send("one");
        bob.typing(true);
        bob.send("two");
        ada.typing(true);
        assertThat(calls).isEmpty();
        pass(FRAME);

        assertThat(calls).containsExactly("entries 2", "typing m1", "flush");
        calls.clear();
        pass(FRAME.multipliedBy(3));
        assertThat(calls).as("nothing was left behind").isEmpty();
    }

    private static class Calls implements Outbox {
        private final List<String> calls;

        Calls(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public void entries(EntryBatch batch, int from, int to) {
            calls.add("entries " + (to - from));
        }

        @Override
        public void signal(RoomEvent signal) {
            calls.add(signal instanceof RoomEvent.Typing typing ? "typing " + typing.member() : "other");
        }

        @Override
        public void gone(RoomEvent.Gone gone) {
            calls.add("gone");
        }

        @Override
        public void flush() {
            calls.add("flush");
        }
    }

    @Test
    void goesOnWhileTheApplicationBlocksEveryThreadItIsGiven() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        RoomServiceBuilder builder = RoomService.builder();
        for (int i = 0; i < 2 + Runtime.getRuntime().availableProcessors(); i++) {
            builder.listener(new RoomListener() {
                @Override
                public void created(Room created) {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
        }
        try (RoomService blocked = builder.build()) {
            InProcessClient eve = InProcessClient.connect(blocked.create(), "Eve");
            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int i = 0; i < 10 * BURST; i++) {
                answers.add(eve.send("" + i));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
            release.countDown();
        }
    }

    @Test
    void neverWaitsBelowTheThreshold() {
        for (int i = 0; i < 500; i++) {
            now(ada.send("" + i));
            assertThat(bob.texts()).hasSize(i + 1);
            pass(FRAME);
        }
    }

    @Test
    void sendsOneFrameInEachIntervalHoweverMuchIsSaid() {
        talk();
        for (int interval = 0; interval < 30; interval++) {
            for (int i = 0; i < 7; i++) {
                ada.send("" + i);
            }
            assertThat(bob.texts()).isEmpty();
            pass(FRAME);
            assertThat(bob.texts()).hasSize(7);
            bob.forget();
        }
    }

    @Test
    void doesNotGoOnWaitingInVain() {
        talk();
        ada.send("one");
        assertThat(bob.texts()).isEmpty();
        pass(FRAME);
        for (int i = 0; i < BURST; i++) {
            now(ada.send("" + i));
        }
        bob.forget();
        ada.send("once more");
        assertThat(bob.texts()).isEmpty();
        pass(FRAME);
        assertThat(bob.texts()).containsExactly("once more");
    }

    @Test
    void sendsEarlyWhatIsMuch() {
        talk();
        String text = "x".repeat(4000);
        int said = 0;
        while (bob.texts().isEmpty()) {
            ada.send(text);
            said++;
            assertThat(said).isLessThan(100);
        }
        assertThat(said).isGreaterThan(10);
        assertThat(bob.texts()).hasSize(said);
    }

    @Test
    void sendsInPiecesWhatComesInWhileItSends() {
        String text = "x".repeat(4000);
        int many = 600; // more pieces than may go without waiting
        List<Integer> pieces = new ArrayList<>();
        CompletableFuture<Outcome<Joined>> joined = new CompletableFuture<>();
        Calls sizes = new Calls(new ArrayList<>()) {
            @Override
            public void entries(EntryBatch batch, int from, int to) {
                if (pieces.isEmpty()) {
                    for (int i = 0; i < many; i++) {
                        ada.send(text); // waits in the room's mailbox: its drain is here
                    }
                }
                pieces.add(batch.entries().stream().mapToInt(Entry::size).sum());
            }
        };
        room.connect(JoinRequest.named("Eve"), sizes, joined::complete);
        now(joined).orElseThrow();

        ada.send("the first");
        pass(FRAME);

        assertThat(bob.texts()).hasSize(1 + many);
        assertThat(pieces).hasSizeGreaterThan(10).allMatch(bytes -> bytes < 150_000);
    }

    @Test
    void aWaitDuringWhichMuchWentEarlyWasNotInVain() {
        talk();
        String text = "x".repeat(4000);
        while (bob.texts().isEmpty()) {
            ada.send(text);
        }
        pass(FRAME);
        bob.forget();

        ada.send("one");
        ada.send("two");
        assertThat(bob.texts()).doesNotContain("two");
        pass(FRAME);
        assertThat(bob.texts()).containsExactly("one", "two");
    }

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
        InProcessClient again = InProcessClient.connect(
                room, new JoinRequest(null, null, null, secret, seen, JoinRequest.DEFAULT_TAIL, Visitor.UNKNOWN));

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

        InProcessClient again = InProcessClient.connect(
                room, new JoinRequest(null, null, null, secret, seen, JoinRequest.DEFAULT_TAIL, Visitor.UNKNOWN));
        assertThat(again.joined().entries()).last().extracting(Entry::fact).isInstanceOf(Fact.Message.class);
    }

    @Test
    void tellsOnlyHowSomebodyIsThereAtTheEnd() {
        talk();
        ada.send("one");
        bob.execute(new Command.Status(true), null);
        bob.execute(new Command.Status(false), null);
        bob.execute(new Command.Status(true), null);
        pass(FRAME);

        assertThat(ada.eventsOf(RoomEvent.Status.class))
                .containsExactly(new RoomEvent.Status(bob.member(), MemberStatus.IDLE, 1));
    }

    @Test
    void saysNothingOfWhoHasLeftMeanwhile() {
        talk();
        ada.send("one");
        bob.execute(new Command.Status(true), null);
        bob.leave();
        pass(FRAME);

        assertThat(ada.eventsOf(RoomEvent.Status.class)).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeGivenKeepsNoOtherBack() {
        CompletableFuture<Outcome<Joined>> joined = new CompletableFuture<>();
        RoomConnection eve = room.connect(JoinRequest.named("Eve"), new Calls(new ArrayList<>()), joined::complete);
        now(joined).orElseThrow();
        pass(Duration.ofSeconds(10));
        talk();
        eve.execute(new BrokenCall());
        CompletableFuture<Outcome<Answer>> sent = ada.send("one");
        pass(FRAME);

        assertThat(bob.texts()).containsExactly("mine", "one");
        assertThat(answer(sent)).isInstanceOf(Answer.Sent.class);
    }

    private static final class BrokenCall implements Call {
        @Override
        public String verb() {
            return "send";
        }

        @Override
        public String cid() {
            return null;
        }

        @Override
        public Outcome<Command> command() {
            return Outcome.ok(new Command.Send("mine", null));
        }

        @Override
        public Outcome.Refused<Answer> admit() {
            return null;
        }

        @Override
        public void reply(Outcome<Answer> outcome) {
            throw new IllegalStateException("a defect, as the test wants it");
        }
    }

    @Test
    void showsWhispersOnlyToWhomTheyAreFor() {
        InProcessClient eve = service.join(room, "Eve");
        pass(Duration.ofSeconds(10));
        talk();
        eve.forget();
        ada.execute(new Command.Send("psst", null, List.of(bob.member())), null);
        ada.send("loud");
        pass(FRAME);

        assertThat(bob.texts()).containsExactly("psst", "loud");
        assertThat(ada.texts()).containsExactly("psst", "loud");
        assertThat(eve.facts()).hasSize(2).first().isInstanceOf(Fact.Skip.class);
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
