package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The application's own code: listeners of the service, and members that live in this JVM. */
class ListeningTest {
    /** Writes down what it hears. */
    private static final class Scribe implements RoomListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void created(Room room) {
            heard.add("created");
        }

        @Override
        public void appended(Room room, Entry entry) {
            heard.add(entry.offset() + " " + entry.fact().getClass().getSimpleName());
        }
    }

    // ---------------------------------------------------------------- listeners

    @Test
    void tellsListenersWhatHappensInItsOrder() {
        Scribe scribe = new Scribe();
        TestService service = new TestService(settings -> settings.listener(scribe));
        Room room = service.room();
        InProcessClient ada = service.join(room, "Ada");
        ada.send("hello");
        ada.rename("Ida");
        ada.drop();
        service.seconds(15);
        service.join(room, "Bob");
        service.close();

        assertThat(scribe.heard)
                .containsExactly("created", "1 Join", "2 Message", "3 Rename", "4 Leave", "5 Join", "6 Leave");
    }

    @Test
    void tellsListenersOfTheClose() {
        Scribe scribe = new Scribe();
        try (TestService service = new TestService(settings -> settings.listener(scribe))) {
            service.room().close("over");
            service.executor.runAll();
            assertThat(scribe.heard).containsExactly("created", "1 Close");
        }
    }

    @Test
    void callsListenersOnlyOnTheExecutor() {
        Scribe scribe = new Scribe();
        try (TestService service = new TestService(settings -> settings.listener(scribe))) {
            service.join(service.rooms.create(), "Ada");
            assertThat(scribe.heard).isEmpty();
            service.executor.runAll();
            assertThat(scribe.heard).hasSize(2);
        }
    }

    @Test
    void goesOnTellingAListenerThatThrowsAndTheOthers() {
        List<Long> heard = new ArrayList<>();
        RoomListener throwing = new RoomListener() {
            @Override
            public void appended(Room room, Entry entry) {
                heard.add(entry.offset());
                if (entry.offset() == 1) {
                    throw new IllegalStateException("a defect of the application");
                }
                throw new AssertionError("another one");
            }
        };
        Scribe scribe = new Scribe();
        try (CapturedLog logged = new CapturedLog();
                TestService service =
                        new TestService(settings -> settings.listener(throwing).listener(scribe))) {
            InProcessClient ada = service.join(service.room(), "Ada");
            ada.send("hello");
            ada.send("hello");
            service.executor.runAll();

            assertThat(heard).containsExactly(1L, 2L, 3L);
            assertThat(scribe.heard).hasSize(4);
            assertThat(logged.lines()).hasSize(3).containsOnly("WARNING A listener of the application failed");
        }
    }

    @Test
    void doesNotLetASlowListenerDelayARoomOrAnotherListener() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(3);
        RoomListener slow = new RoomListener() {
            @Override
            public void appended(Room room, Entry entry) {
                try {
                    stuck.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        RoomListener quick = new RoomListener() {
            @Override
            public void appended(Room room, Entry entry) {
                told.countDown();
            }
        };
        try (RoomService rooms =
                RoomService.builder().listener(slow).listener(quick).build()) {
            InProcessClient ada = InProcessClient.connect(rooms.create(), "Ada");
            assertThat(ada.send("hello")).succeedsWithin(Duration.ofSeconds(60));
            assertThat(ada.send("hello")).succeedsWithin(Duration.ofSeconds(60));
            assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
            stuck.countDown();
        }
    }

    @Test
    void mayBeUsedFromWithinAListener() {
        List<Room> created = new ArrayList<>();
        RoomListener greeter = new RoomListener() {
            @Override
            public void created(Room room) {
                created.add(room);
            }

            @Override
            public void appended(Room room, Entry entry) {
                if (entry.fact() instanceof Fact.Join join && !join.name().equals("greeter")) {
                    room.join("greeter", event -> {}).send("welcome " + join.name());
                }
            }
        };
        try (TestService service = new TestService(settings -> settings.listener(greeter))) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            service.executor.runAll();

            assertThat(created).containsExactly(room);
            assertThat(ada.texts()).containsExactly("welcome Ada");
        }
    }

    // ---------------------------------------------------------------- members in this JVM

    private static <T> Outcome<T> later(TestService service, CompletionStage<Outcome<T>> stage) {
        assertThat(stage.toCompletableFuture()).as("not on this thread").isNotDone();
        return service.done(stage);
    }

    @Test
    void joinsTalksAndLeavesInThisJvm() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            List<RoomEvent> events = new ArrayList<>();
            Membership ada = room.join("Ada", events::add);
            Joined joined = later(service, ada.joined()).orElseThrow();
            InProcessClient bob = service.join(room, "Bob");
            Answer.Sent sent = later(service, ada.send("hello")).orElseThrow();
            ada.typing(true);
            bob.typing(true);
            Answer.Renamed renamed = later(service, ada.rename(" Ida ")).orElseThrow();
            Answer.Page page =
                    later(service, ada.history(new Command.History(null, 2))).orElseThrow();
            Answer.Done done = later(service, ada.leave()).orElseThrow();

            assertThat(joined.me().name()).isEqualTo("Ada");
            assertThat(sent.offset()).isEqualTo(3);
            assertThat(renamed.name()).isEqualTo("Ida");
            assertThat(page.entries()).extracting(Entry::offset).containsExactly(3L, 4L);
            assertThat(done).isNotNull();
            assertThat(events)
                    .extracting(event -> event instanceof Entry entry
                            ? entry.offset() + " " + entry.fact().getClass().getSimpleName()
                            : event.getClass().getSimpleName())
                    .containsExactly("2 Join", "3 Message", "Typing", "4 Rename", "5 Leave");
            assertThat(bob.eventsOf(RoomEvent.Typing.class)).hasSize(1);
            assertThat(room.members()).extracting(Member::name).containsExactly("Bob");
        }
    }

    @Test
    void refusesInThisJvmAsAnywhereElse() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            service.join(room, "Ada");
            Membership nobody = room.join("ADA", event -> {});
            CompletionStage<Outcome<Answer.Sent>> sent = nobody.send("hello");
            service.executor.runAll();

            assertThat(refusal(nobody.joined())).isEqualTo(Refusal.NAME_TAKEN);
            assertThat(refusal(sent)).isEqualTo(Refusal.NOT_JOINED);
            assertThat(refusal(later(service, nobody.leave()))).isEqualTo(Refusal.NOT_JOINED);
            Membership bob = room.join("Bob", event -> {});
            assertThat(refusal(later(service, bob.send(" ")))).isEqualTo(Refusal.TEXT_REQUIRED);
        }
    }

    @Test
    void tellsAMemberInThisJvmThatTheRoomIsClosed() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            List<RoomEvent> events = new ArrayList<>();
            room.join("Ada", events::add);
            room.close("over");
            service.executor.runAll();

            assertThat(events).last().isEqualTo(new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "over"));
        }
    }

    @Test
    void dropsAMemberInThisJvmThatFallsTooFarBehind() {
        QueuedExecutor stuck = new QueuedExecutor();
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService(settings -> settings.executor(stuck))) {
            Room room = service.room();
            List<RoomEvent> events = new ArrayList<>();
            room.join("Ada", events::add);
            InProcessClient bob = service.join(room, "Bob");
            for (int i = 0; i < 9_999; i++) {
                bob.send("x");
            }
            assertThat(room.members()).extracting(Member::connections).containsExactly(1, 1);
            bob.send("one too many");
            assertThat(room.members()).extracting(Member::connections).containsExactly(0, 1);
            service.seconds(15);
            assertThat(room.members()).hasSize(1);
            assertThat(bob.entries()).as("nobody else notices").hasSize(10_001);
            stuck.runAll();
            assertThat(events).hasSize(10_000);
            assertThat(logged.lines()).hasSize(1);
        }
    }

    @Test
    void dropsAConnectionWhoseReceivingEndThrows() {
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            List<String> calls = new ArrayList<>();
            room.connect(
                    JoinRequest.named("Bob"),
                    new io.github.liveroom.chat.spi.Outbox() {
                        @Override
                        public void entries(io.github.liveroom.chat.spi.EntryBatch batch, int from, int to) {
                            calls.add("entries");
                            throw new IllegalStateException("a defect of a carrier");
                        }

                        @Override
                        public void signal(RoomEvent signal) {
                            calls.add("signal");
                            throw new AssertionError("another one");
                        }

                        @Override
                        public void gone(RoomEvent.Gone gone) {
                            calls.add("gone");
                        }
                    },
                    outcome -> {});
            InProcessClient cyd = service.join(room, "Cyd");
            assertThat(calls).containsExactly("entries");
            assertThat(logged.lines()).hasSize(1);
            assertThat(now(ada.send("hello"))).isInstanceOf(Outcome.Ok.class);
            assertThat(cyd.texts()).containsExactly("hello");
            assertThat(ada.facts()).hasSize(3);
            service.seconds(15);
            assertThat(room.members()).extracting(Member::name).containsExactly("Ada", "Cyd");
        }
    }

    @Test
    void losesEventsOfAListenerThatFallsTooFarBehindAndSaysSo() {
        Scribe scribe = new Scribe();
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService(settings -> settings.listener(scribe))) {
            InProcessClient ada = service.join(service.rooms.create(), "Ada");
            for (int i = 0; i < 9_998; i++) {
                ada.send("x");
            }
            assertThat(logged.lines()).isEmpty();
            ada.send("one too many");
            ada.send("another");
            assertThat(logged.lines())
                    .containsExactly("WARNING A listener of the application is too slow and loses events");
            service.time.advance(Duration.ofMinutes(1));
            ada.send("and one more");
            assertThat(logged.lines())
                    .last()
                    .isEqualTo("WARNING A listener of the application is too slow and loses events;"
                            + " since the last such line 1 more");
            service.executor.runAll();
            assertThat(scribe.heard).hasSize(10_000);
            ada.send("heard again");
            service.executor.runAll();
            assertThat(scribe.heard).hasSize(10_001).last().isEqualTo("10003 Message");
        }
    }

    @Test
    void answersInternalToACommandThatMeetsADefectAndGoesOn() {
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            var unreadable = ada.execute(
                    "send",
                    "c1",
                    () -> {
                        throw new IllegalStateException("a defect of a carrier");
                    },
                    () -> null);
            assertThat(refusal(unreadable)).isEqualTo(Refusal.INTERNAL);
            assertThat(logged.lines()).hasSize(1);
            assertThat(now(ada.send("hello", "c1"))).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void goesOnWhenAReceiverOfAnswersThrows() {
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            room.connect(
                    JoinRequest.named("ada"),
                    new io.github.liveroom.chat.spi.Outbox() {
                        @Override
                        public void entries(io.github.liveroom.chat.spi.EntryBatch batch, int from, int to) {}

                        @Override
                        public void signal(RoomEvent signal) {}

                        @Override
                        public void gone(RoomEvent.Gone gone) {}
                    },
                    outcome -> {
                        throw new IllegalStateException("a defect of a carrier");
                    });
            assertThat(logged.lines()).isNotEmpty();
            assertThat(now(ada.send("hello"))).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void doesNotKeepTheThreadThatBeganForEver() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            List<Integer> looked = new ArrayList<>();
            chatter(ada, looked, 10_000);

            assertThat(looked.size()).isBetween(1_000, 9_000);
            service.executor.runAll();
            assertThat(looked.size()).isEqualTo(10_000);
            assertThat(ada.texts().size()).isEqualTo(10_000);
        }
    }

    /** Sends the next message while the room looks at this one, so that it never becomes idle. */
    private static void chatter(InProcessClient client, List<Integer> looked, int left) {
        client.execute(
                "send",
                null,
                () -> {
                    looked.add(left);
                    if (left > 1) {
                        chatter(client, looked, left - 1);
                    }
                    return Outcome.ok(new Command.Send("x", null));
                },
                () -> null);
    }

    @Test
    void runsWithRealThreadsAndRealTime() {
        try (RoomService rooms = RoomService.builder()
                .reconnectGrace(Duration.ofMillis(1))
                .emptyGrace(Duration.ofMillis(1))
                .build()) {
            Room room = rooms.create();
            InProcessClient ada = InProcessClient.connect(room, "Ada");
            InProcessClient bob = InProcessClient.connect(room, "Bob");
            bob.drop();
            ada.awaitPosition(3);
            assertThat(ada.facts()).last().isEqualTo(new Fact.Leave(bob.member(), "Bob", LeaveReason.TIMEOUT));
        }
    }
}
