package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What listeners of the service are told, and what they may do. */
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
}
