package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.RecordedMeters;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rooms tell of themselves in numbers. */
class MetersTest {
    private static final RoomOptions KEPT = new RoomOptions(null, null, true, null, null);

    private final RecordedMeters meters = new RecordedMeters();

    private TestService service() {
        return new TestService(settings -> settings.meters(meters));
    }

    // ---------------------------------------------------------------- rooms and members

    @Test
    void countsRoomsFromTheirBeginningToTheirEnd() {
        try (TestService service = service()) {
            Room room = service.room();
            service.room();
            assertThat(meters.take()).containsExactly("rooms 1", "rooms 1");
            room.close("");
            assertThat(meters.take("rooms")).containsExactly("-1");
            service.seconds(60);
            assertThat(meters.take("rooms")).as("the empty one").containsExactly("-1");
        }
        assertThat(meters.take()).isEmpty();
    }

    @Test
    void doesNotCountARoomThatIsNotCreated() {
        try (TestService service =
                new TestService(settings -> settings.maxRooms(1).meters(meters))) {
            service.room();
            meters.take();
            assertThat(refusal(service.done(service.rooms.create(RoomOptions.DEFAULTS))))
                    .isEqualTo(Refusal.UNAVAILABLE);
            assertThat(meters.take()).isEmpty();
        }
    }

    @Test
    void countsMembersAndNotTheirConnections() {
        try (TestService service = service()) {
            Room room = service.room();
            meters.take();
            service.join(room, "Ada");
            InProcessClient bob = Ask.as("Bob").identity("user:1").at(room);
            assertThat(meters.take("members")).containsExactly("1", "1");
            InProcessClient again = Ask.as("Bob").identity("user:1").at(room);
            again.leave();
            bob.drop();
            assertThat(meters.take("members")).as("away is there").isEmpty();
            service.seconds(15);
            assertThat(meters.take("members")).containsExactly("-1");
        }
    }

    @Test
    void countsAllWhoGoWithTheRoom() {
        try (TestService service = service()) {
            Room room = service.room();
            for (String name : List.of("Ada", "Bob", "Cyd")) {
                service.join(room, name);
            }
            meters.take();
            room.close("over");
            assertThat(meters.take()).contains("members -3", "rooms -1", "appended Close");
        }
    }

    @Test
    void isAtZeroWhenTheServiceHasEnded() {
        TestService service = service();
        Room kept = service.create(KEPT).room();
        for (Room room : List.of(kept, service.room())) {
            service.join(room, "Ada");
            service.join(room, "Bob");
        }
        service.close();

        List<String> told = meters.take();
        assertThat(sum(told, "rooms ")).isZero();
        assertThat(sum(told, "members ")).isZero();
        assertThat(told).contains("rooms 1", "members 1");
    }

    private static int sum(List<String> calls, String method) {
        return calls.stream()
                .filter(call -> call.startsWith(method))
                .mapToInt(call -> Integer.parseInt(call.substring(method.length())))
                .sum();
    }

    // ---------------------------------------------------------------- entries

    @Test
    void countsWhatIsAppendedByItsKind() {
        try (TestService service = service()) {
            InProcessClient ada = service.join(service.room(), "Ada");
            ada.send("hello", "c1");
            ada.send("hello", "c1");
            ada.rename("Ida");
            ada.send(" ");
            ada.leave();
            assertThat(meters.take("appended")).containsExactly("Join", "Message", "Rename", "Leave");
        }
    }

    @Test
    void tellsOnceWhatARoomHandsToAllOfItsConnections() {
        try (TestService service = service()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            service.join(room, "Bob");
            service.join(room, "Cyd");
            assertThat(meters.take("sent"))
                    .as("a join is no command")
                    .containsExactly("1 to 1 in -1", "1 to 2 in -1", "1 to 3 in -1");
            now(ada.send("hello"));
            assertThat(meters.take()).containsExactly("appended Message", "sent 1 to 3 in 0");
            ada.typing(true);
            now(ada.send(" "));
            assertThat(meters.take()).as("signals and refusals are no entries").isEmpty();
        }
    }

    @Test
    void measuresFromTheOldestCommandOfWhatWasGathered() {
        try (TestService service =
                new TestService(settings -> settings.framesPerSecond(50).meters(meters))) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            service.join(room, "Bob");
            pass(service, 10_000);
            for (int i = 0; i < WithBusyRoom.BURST; i++) {
                now(ada.send("quick " + i));
            }
            assertThat(meters.take("sent")).endsWith("1 to 2 in 0");
            pass(service, 5);
            ada.send("one");
            pass(service, 5);
            ada.send("two");
            pass(service, 5);
            ada.send("three");
            assertThat(meters.take("sent")).isEmpty();
            pass(service, 5);
            assertThat(meters.take("sent")).containsExactly("3 to 2 in 15000000");

            room.post("Host", "nobody waits for this");
            pass(service, 20);
            assertThat(meters.take("sent")).containsExactly("1 to 2 in -1");
        }
    }

    private static void pass(TestService service, int millis) {
        service.time.advance(Duration.ofMillis(millis));
        service.executor.runAll();
    }

    // ---------------------------------------------------------------- what goes wrong

    @Test
    void countsEventsThatAListenerDoesNotHear() {
        RoomListener idle = new RoomListener() {};
        try (CapturedLog logged = new CapturedLog();
                TestService service =
                        new TestService(settings -> settings.listener(idle).meters(meters))) {
            InProcessClient ada = service.join(service.rooms.create(), "Ada");
            for (int i = 0; i < 9_998; i++) {
                ada.send("x");
            }
            assertThat(meters.take()).doesNotContain("eventLost");
            ada.send("one too many");
            assertThat(meters.take()).contains("eventLost");
            assertThat(logged.lines()).hasSize(1);
        }
    }

    @Test
    void aDefectInItHarmsNobodyAndIsSaidOnce() {
        Meters broken = new Meters() {
            @Override
            public void appended(Class<? extends Fact> kind) {
                throw new IllegalStateException("a defect of the application");
            }

            @Override
            public void rooms(int change) {
                meters.rooms(change);
            }
        };
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService(settings -> settings.meters(broken))) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            InProcessClient bob = service.join(room, "Bob");
            assertThat(now(ada.send("hello"))).isInstanceOf(Outcome.Ok.class);
            assertThat(bob.texts()).containsExactly("hello");
            service.room();
            assertThat(meters.take()).as("nothing any more").containsExactly("rooms 1");
            assertThat(logged.lines())
                    .containsExactly("WARNING Meters of the application failed and are told nothing any more");
        }
    }
}
