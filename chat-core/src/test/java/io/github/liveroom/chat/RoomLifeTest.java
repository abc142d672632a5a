package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomLifeTest {
    private static final RoomOptions KEPT = new RoomOptions(null, null, true, null, null);

    private static boolean isOpen(TestService service, Room room) {
        return service.rooms.find(room.code()).isPresent();
    }

    // ---------------------------------------------------------------- create

    @Test
    void createsARoomThatIsFoundByItsCode() {
        try (TestService service = new TestService()) {
            Room room = service.rooms.create();

            assertThat(room.code().value()).hasSize(4);
            assertThat(service.rooms.find(room.code())).contains(room);
            assertThat(service.rooms.rooms()).containsExactly(room);
            assertThat(service.rooms.find(new RoomCode("NOPE"))).isEmpty();
            assertThat(room.info().position().offset()).isZero();
            assertThat(room.info().oldest()).isEqualTo(1);
            assertThat(room.info().maxMembers()).isEqualTo(500);
            assertThat(room.members()).isEmpty();
            assertThatThrownBy(() -> service.rooms.rooms().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void givesEachRoomAnOwnerSecretOfItsOwn() {
        try (TestService service = new TestService()) {
            NewRoom one = service.create(RoomOptions.DEFAULTS);
            NewRoom two = service.create(RoomOptions.DEFAULTS);

            assertThat(one.ownerSecret()).hasSize(22).isNotEqualTo(two.ownerSecret());
            assertThat(Ask.as("Ada").owner(one.ownerSecret()).at(two.room()).refusal())
                    .isEqualTo(Refusal.UNAUTHORIZED);
        }
    }

    @Test
    void refusesOptionsOutOfRange() {
        try (TestService service = new TestService(settings -> settings.maxMembers(10))) {
            for (RoomOptions bad : List.of(
                    new RoomOptions("x".repeat(81), null, false, null, null),
                    new RoomOptions("\0", null, false, null, null),
                    new RoomOptions(null, "", false, null, null),
                    new RoomOptions(null, "x".repeat(129), false, null, null),
                    new RoomOptions(null, "\uD800", false, null, null),
                    new RoomOptions(null, null, false, 0, null),
                    new RoomOptions(null, null, false, 11, null),
                    new RoomOptions(null, null, false, null, 3),
                    new RoomOptions(null, null, false, null, 17))) {
                assertThat(refusal(service.rooms.create(bad))).as("%s", bad).isEqualTo(Refusal.BAD_REQUEST);
            }
            assertThat(service.rooms.rooms()).isEmpty();

            Room room = service.create(new RoomOptions("\uD83C\uDF1E".repeat(80), "x".repeat(128), false, 10, 16))
                    .room();
            assertThat(room.info().title()).isEqualTo("\uD83C\uDF1E".repeat(80));
            assertThat(room.info().maxMembers()).isEqualTo(10);
            assertThat(room.code().value()).hasSize(16);
            assertThat(service.create(new RoomOptions("", null, false, null, null))
                            .room()
                            .info()
                            .title())
                    .as("an empty title is none")
                    .isNull();
        }
    }

    @Test
    void triesAnotherCodeWhenOneIsTaken() {
        try (TestService service = new TestService()) {
            service.random.thenCodes("KQZW", "KQZW", "KQZW", "ABCD");

            assertThat(service.room().code()).isEqualTo(new RoomCode("KQZW"));
            assertThat(service.room().code()).isEqualTo(new RoomCode("ABCD"));
        }
    }

    @Test
    void givesUpAfterABoundedNumberOfTries() {
        RoomCodeGenerator always = (random, length, live) -> new RoomCode("KQZW");
        try (CapturedLog logged = new CapturedLog();
                TestService service =
                        new TestService(settings -> settings.codes(always).maxRooms(2))) {
            service.room();

            for (int i = 0; i < 5; i++) {
                assertThat(now(service.rooms.create(RoomOptions.DEFAULTS)))
                        .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                            assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE);
                            assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                        });
            }
            assertThatThrownBy(service.rooms::create).isInstanceOf(ChatException.class);
            assertThat(service.rooms.rooms()).hasSize(1);
            assertThat(logged.lines()).isNotEmpty().noneMatch(line -> line.contains("KQZW"));
        }
    }

    @Test
    void holdsAsManyRoomsAsItMayAndNoMore() {
        try (TestService service = new TestService(settings -> settings.maxRooms(2))) {
            Room first = service.room();
            service.room();

            assertThat(refusal(service.rooms.create(RoomOptions.DEFAULTS))).isEqualTo(Refusal.UNAVAILABLE);
            assertThatThrownBy(service.rooms::create)
                    .isInstanceOf(ChatException.class)
                    .hasMessageContaining("as many rooms");
            first.close("");
            service.room();
            assertThat(refusal(service.rooms.create(RoomOptions.DEFAULTS))).isEqualTo(Refusal.UNAVAILABLE);
        }
    }

    @Test
    void givesLongerCodesAsRoomsBecomeMany() {
        try (TestService service = new TestService()) {
            List<Integer> lengths = IntStream.range(0, 500)
                    .mapToObj(i -> service.room().code().value().length())
                    .toList();

            assertThat(lengths.subList(0, 456)).containsOnly(4);
            assertThat(lengths.subList(456, 500)).containsOnly(5);
        }
    }

    @Test
    void failsWithAChatExceptionWhenTheGeneratorFails() {
        RoomCodeGenerator broken = (random, length, live) -> {
            throw new IllegalStateException("broken");
        };
        try (TestService service =
                new TestService(settings -> settings.codes(broken).maxRooms(1))) {
            for (int i = 0; i < 3; i++) {
                assertThat(service.rooms.create(RoomOptions.DEFAULTS))
                        .failsWithin(Duration.ZERO)
                        .withThrowableThat()
                        .withCauseInstanceOf(ChatException.class)
                        .withRootCauseInstanceOf(IllegalStateException.class);
            }
            assertThatThrownBy(service.rooms::create)
                    .isInstanceOf(ChatException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void knowsNothingOfOtherServices() {
        try (TestService one = new TestService();
                TestService two = new TestService()) {
            Room room = one.room();

            assertThat(two.rooms.find(room.code())).isEmpty();
            assertThat(two.room().code())
                    .as("the same chance, hence the same code")
                    .isEqualTo(room.code());
        }
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

    @Test
    void givesTheSameCodesForTheSameChance() {
        ScriptedRandom random = new ScriptedRandom(3).thenCodes("WXYZ");
        try (TestService service = new TestService(settings -> settings.random(random))) {
            assertThat(service.room().code()).isEqualTo(new RoomCode("WXYZ"));
            assertThat(random.left()).isZero();
        }
    }
}
