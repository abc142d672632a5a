package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How rooms come into being, and under which codes. */
class RoomCreationTest {
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

    @Test
    void givesTheSameCodesForTheSameChance() {
        ScriptedRandom random = new ScriptedRandom(3).thenCodes("WXYZ");
        try (TestService service = new TestService(settings -> settings.random(random))) {
            assertThat(service.room().code()).isEqualTo(new RoomCode("WXYZ"));
            assertThat(random.left()).isZero();
        }
    }
}
