package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long rooms stay, and how they end: each alone, and all with the service. */
class RoomLifeTest {
    private static final RoomOptions KEPT = new RoomOptions(null, null, true, null, null);

    private static boolean isOpen(TestService service, Room room) {
        return service.rooms.find(room.code()).isPresent();
    }

    // ---------------------------------------------------------------- graces

    @Test
    void keepsANewRoomForAMinute() {
        try (TestService service = new TestService(settings -> settings.emptyGrace(Duration.ZERO))) {
            Room room = service.room();
            service.time.advance(Duration.ofSeconds(60).minusNanos(1));
            assertThat(isOpen(service, room)).isTrue();
            service.time.advance(Duration.ofNanos(1));
            assertThat(isOpen(service, room)).isFalse();
        }
    }

    @Test
    void keepsANewRoomAsLongAsAnEmptyOneIfThatIsLonger() {
        try (TestService service = new TestService(settings -> settings.emptyGrace(Duration.ofMinutes(10)))) {
            Room room = service.room();
            service.time.advance(Duration.ofMinutes(10).minusNanos(1));
            assertThat(isOpen(service, room)).isTrue();
            service.time.advance(Duration.ofNanos(1));
            assertThat(isOpen(service, room)).isFalse();
        }
    }

    @Test
    void closesARoomWhenEverybodyHasLeftAndTheGraceIsOver() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            service.seconds(50);
            InProcessClient ada = service.join(room, "Ada");
            service.seconds(3600);
            assertThat(isOpen(service, room)).as("somebody is there").isTrue();
            ada.leave();
            service.time.advance(Duration.ofSeconds(60).minusNanos(1));
            assertThat(isOpen(service, room)).isTrue();
            service.time.advance(Duration.ofNanos(1));

            assertThat(isOpen(service, room)).isFalse();
            assertThat(Ask.as("Bob").at(room).refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
            assertThat(service.time.waiting()).isZero();
        }
    }

    @Test
    void countsTheGraceFromTheMomentWhenTheLastOneIsGoneNotAway() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            service.join(room, "Ada").drop();
            service.time.advance(Duration.ofSeconds(75).minusNanos(1));
            assertThat(isOpen(service, room)).isTrue();
            service.time.advance(Duration.ofNanos(1));
            assertThat(isOpen(service, room)).isFalse();
        }
    }

    @Test
    void beginsTheEmptyGraceAnewWheneverTheRoomBecomesEmpty() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            for (int i = 0; i < 5; i++) {
                service.seconds(59);
                service.join(room, "Ada").leave();
            }
            assertThat(isOpen(service, room)).isTrue();
            service.seconds(60);
            assertThat(isOpen(service, room)).isFalse();
        }
    }

    @Test
    void closesAnEmptyRoomAtOnceIfThereIsNoGrace() {
        try (TestService service = new TestService(settings -> settings.emptyGrace(Duration.ZERO))) {
            Room room = service.room();
            service.join(room, "Ada").leave();
            service.time.advance(Duration.ZERO);
            assertThat(isOpen(service, room)).isFalse();
        }
    }

    @Test
    void keepsEveryRoomIfTheGraceNeverEnds() {
        try (TestService service = new TestService(settings -> settings.emptyGrace(null))) {
            Room room = service.room();
            service.join(room, "Ada").leave();
            service.time.advance(Duration.ofDays(1000));
            assertThat(isOpen(service, room)).isTrue();
        }
    }

    @Test
    void keepsARoomThatIsMeantToStay() {
        try (TestService service = new TestService()) {
            Room room = service.create(KEPT).room();
            service.time.advance(Duration.ofDays(1));
            service.join(room, "Ada").leave();
            service.time.advance(Duration.ofDays(1));

            assertThat(isOpen(service, room)).isTrue();
            assertThat(room.info().keep()).isTrue();
            assertThat(service.time.waiting()).isZero();
        }
    }

    @Test
    void letsNobodyGoAtOnceWhenTheReconnectGraceIsZero() {
        try (TestService service = new TestService(settings -> settings.reconnectGrace(Duration.ZERO))) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            ada.drop();
            service.time.advance(Duration.ZERO);
            assertThat(room.members()).isEmpty();
        }
    }

    @Test
    void doesNotMindAClockThatIsSetBack() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            service.time.setClockBack(Duration.ofDays(1));
            InProcessClient bob = service.join(room, "Bob");
            ada.drop();
            service.seconds(15);

            assertThat(bob.joined().entries())
                    .extracting(Entry::at)
                    .containsExactly(
                            ada.joined().entries().get(0).at(),
                            ada.joined().entries().get(0).at());
            assertThat(room.members()).hasSize(1);
            bob.leave();
            service.seconds(60);
            assertThat(isOpen(service, room)).isFalse();
        }
    }

    // ---------------------------------------------------------------- close

    @Test
    void tellsEverybodyThatTheRoomIsClosed() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            InProcessClient bob = service.join(room, "Bob");
            InProcessClient away = service.join(room, "Cyd");
            away.drop();
            Outcome<Answer.Done> done = now(room.close("tea is over"));

            assertThat(done).isEqualTo(Outcome.ok(new Answer.Done()));
            for (InProcessClient client : List.of(ada, bob)) {
                assertThat(client.facts())
                        .endsWith(new Fact.Close("tea is over"))
                        .noneMatch(Fact.Leave.class::isInstance);
                assertThat(client.events())
                        .last()
                        .isEqualTo(new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "tea is over"));
            }
            assertThat(room.members()).isEmpty();
            assertThat(room.info().count()).isZero();
            assertThat(room.info().oldest()).isEqualTo(room.info().position().offset() + 1);
            assertThat(isOpen(service, room)).isFalse();
            assertThat(refusal(ada.send("hello"))).isEqualTo(Refusal.NOT_JOINED);
            assertThat(refusal(ada.leave())).isEqualTo(Refusal.NOT_JOINED);
            assertThat(Ask.resuming(away.resume()).at(room).refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
            assertThat(refusal(room.close("again"))).isEqualTo(Refusal.ROOM_NOT_FOUND);
            ada.drop();
            assertThat(service.time.waiting()).as("no grace goes on").isZero();
        }
    }

    @Test
    void refusesAReasonThatIsTooLongOrNoText() {
        try (TestService service = new TestService()) {
            Room room = service.room();

            assertThat(refusal(room.close("x".repeat(201)))).isEqualTo(Refusal.BAD_REQUEST);
            assertThat(refusal(room.close("\uDC00"))).isEqualTo(Refusal.BAD_REQUEST);
            assertThat(isOpen(service, room)).isTrue();
            assertThat(now(room.close("x".repeat(200)))).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void letsTheCodeOfAClosedRoomRest() {
        try (TestService service = new TestService()) {
            service.random.thenCodes("KQZW");
            service.room().close("");
            service.random.thenCodes("KQZW", "ABCD");
            assertThat(service.room().code()).isEqualTo(new RoomCode("ABCD"));

            service.time.advance(Duration.ofMinutes(10));
            service.random.thenCodes("KQZW");
            Room again = service.room();
            assertThat(again.code()).isEqualTo(new RoomCode("KQZW"));
            assertThat(service.rooms.find(again.code())).contains(again);
        }
    }

    // ---------------------------------------------------------------- the end of the service

    @Test
    void endsEveryStayWithTheService() {
        TestService service = new TestService();
        Room room = service.room();
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        ada.forget();
        service.close();

        assertThat(ada.facts()).containsExactly(new Fact.Leave(ada.member(), "Ada", LeaveReason.SHUTDOWN));
        assertThat(bob.facts())
                .containsExactly(
                        new Fact.Leave(ada.member(), "Ada", LeaveReason.SHUTDOWN),
                        new Fact.Leave(bob.member(), "Bob", LeaveReason.SHUTDOWN));
        assertThat(bob.gone()).contains(new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, ""));
        assertThat(room.members()).isEmpty();
        assertThat(service.rooms.rooms()).isEmpty();
        assertThat(service.rooms.find(room.code())).isEmpty();
    }

    @Test
    void appendsNothingToARoomThatIsKeptWhenTheServiceEnds() {
        TestService service = new TestService();
        Room room = service.create(KEPT).room();
        InProcessClient ada = service.join(room, "Ada");
        service.close();

        assertThat(ada.events()).isEmpty();
    }

    @Test
    void leavesNothingBehindInTheSchedulerOfTheApplication() {
        TestService service = new TestService();
        service.room();
        Room kept = service.create(KEPT).room();
        service.join(kept, "Ada").drop();
        InProcessClient bob = service.join(kept, "Bob");
        Room full = service.room();
        service.join(full, "Ada");
        service.join(full, "Bob").drop();
        service.close();
        bob.drop();

        assertThat(service.time.waiting()).isZero();
        assertThat(service.executor.waiting()).isZero();
    }

    @Test
    void refusesEverythingAfterTheEnd() {
        CapturedLog logged = new CapturedLog();
        TestService service = new TestService();
        Room room = service.room();
        InProcessClient ada = service.join(room, "Ada");
        service.close();
        service.close();

        assertThat(refusal(service.rooms.create(RoomOptions.DEFAULTS))).isEqualTo(Refusal.UNAVAILABLE);
        assertThatThrownBy(service.rooms::create).isInstanceOf(ChatException.class);
        assertThat(Ask.as("Bob").at(room).refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(refusal(ada.send("hello"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.info().count()).isZero();
        logged.close();
    }

    @Test
    void failsACreationThatTheEndOvertakes() {
        TestService service = new TestService();
        var creating = service.rooms.create(new RoomOptions(null, "open sesame", false, null, null));
        service.rooms.close();
        service.executor.runAll();

        assertThat(creating).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(ChatException.class);
    }

    @Test
    void checksNamesWithoutARoom() {
        try (TestService service = new TestService(settings -> settings.nameLength(5))) {
            assertThat(service.rooms.checkName("  Ada ")).isEqualTo(Outcome.ok("Ada"));
            assertThat(refusal(service.rooms.checkName(" "))).isEqualTo(Refusal.NAME_REQUIRED);
            assertThat(refusal(service.rooms.checkName("Abigail"))).isEqualTo(Refusal.NAME_INVALID);
            assertThat(service.rooms.limits().nameLength()).isEqualTo(5);
        }
    }
}
