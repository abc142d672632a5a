package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "2001:db8:0:0:0:0:0:0/64";
    private static final RoomCode NOBODYS = new RoomCode("0000");
    private static final RoomCode OTHER = new RoomCode("1111");

    private final FakeTime time = new FakeTime();
    private final RoomService rooms = RoomService.builder()
            .clock(time)
            .ticker(time)
            .scheduler(time)
            .executor(Runnable::run)
            .build();
    private final Admission admission = new Admission(rooms, new Admission.Limits(4, 5, 5, 100, 3, 2), time);

    @AfterEach
    void close() {
        rooms.close();
    }

    private Outcome<NewRoom> create(String address) {
        return create(Visitor.UNKNOWN, address);
    }

    private Outcome<NewRoom> create(Visitor visitor, String address) {
        return admission
                .create(RoomOptions.DEFAULTS, visitor, address)
                .toCompletableFuture()
                .join();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    // ---------------------------------------------------------------- joins and guesses

    @Test
    void allowsTwiceAsManyJoinsInARow() {
        for (int i = 0; i < 8; i++) {
            assertThat(admission.join(HERE)).isNull();
        }
        assertThat(admission.join(HERE)).isEqualTo(Duration.ofMillis(250));
        assertThat(admission.join(THERE)).isNull();
        time.advance(Duration.ofMillis(250));
        assertThat(admission.join(HERE)).isNull();
        assertThat(admission.join(HERE)).isNotNull();
    }

    @Test
    void refusesRightAndWrongCodesAlikeAfterFiveWrongOnes() {
        RoomCode right = rooms.create().code();
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(admission.find(NOBODYS, HERE))).isEqualTo(Refusal.ROOM_NOT_FOUND);
        }
        Outcome<Room> afterRight = admission.find(right, HERE);
        assertThat(afterRight).isEqualTo(admission.find(NOBODYS, HERE)).isEqualTo(admission.find(null, HERE));
        assertThat(refusal(afterRight)).isEqualTo(Refusal.RATE_LIMITED);
        assertThat(((Outcome.Refused<Room>) afterRight).retryAfter()).isEqualTo(Duration.ofSeconds(12));
        assertThat(admission.join(HERE)).isEqualTo(Duration.ofSeconds(12));
        assertThat(admission.find(right, THERE)).isInstanceOf(Outcome.Ok.class);
        time.advance(Duration.ofSeconds(12));
        assertThat(admission.join(HERE)).isNull();
        assertThat(admission.find(right, HERE)).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void countsWhatCannotBeACodeAsAWrongOne() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(admission.find(null, HERE))).isEqualTo(Refusal.ROOM_NOT_FOUND);
        }
        assertThat(refusal(admission.find(null, HERE))).isEqualTo(Refusal.RATE_LIMITED);
    }

    @Test
    void doesNotCountRightCodes() {
        RoomCode right = rooms.create().code();
        for (int i = 0; i < 100; i++) {
            assertThat(admission.find(right, HERE)).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void doesNotLimitAnAddressThatIsNotKnown() {
        for (int i = 0; i < 1000; i++) {
            assertThat(admission.join("")).isNull();
            assertThat(refusal(admission.find(NOBODYS, ""))).isEqualTo(Refusal.ROOM_NOT_FOUND);
            assertThat(create("")).isInstanceOf(Outcome.Ok.class);
        }
    }

    // ---------------------------------------------------------------- passphrases

    /** What somebody is told who shows a passphrase: zero to go on, or how long to wait; null if not told yet. */
    private AtomicReference<@Nullable Duration> show(RoomCode room, String address) {
        AtomicReference<@Nullable Duration> told = new AtomicReference<>();
        admission.passphrase(room, address, wait -> told.set(wait == null ? Duration.ZERO : wait));
        return told;
    }

    private void guess(RoomCode room, String address) {
        assertThat(show(room, address)).hasValue(Duration.ZERO);
        admission.tried(room, address, true);
    }

    @Test
    void allowsFiveWrongPassphrasesAMinuteFromAnAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(admission.passphrases(NOBODYS, HERE)).isNull();
            guess(NOBODYS, HERE);
        }
        assertThat(show(NOBODYS, HERE)).hasValue(Duration.ofSeconds(12));
        assertThat(show(OTHER, HERE)).hasValue(Duration.ofSeconds(12));
        assertThat(admission.passphrases(OTHER, HERE)).isEqualTo(Duration.ofSeconds(12));
        assertThat(show(NOBODYS, THERE)).hasValue(Duration.ZERO);
    }

    @Test
    void aHundredPassphrasesAtOnceAreFive() {
        List<AtomicReference<@Nullable Duration>> all =
                IntStream.range(0, 100).mapToObj(i -> show(NOBODYS, HERE)).toList();
        assertThat(all.subList(0, 5)).allSatisfy(each -> assertThat(each).hasValue(Duration.ZERO));
        assertThat(all.subList(5, 37)).allSatisfy(each -> assertThat(each).hasNullValue());
        assertThat(all.subList(37, 100)).allSatisfy(each -> assertThat(each).hasValue(Duration.ofSeconds(1)));
        for (int i = 0; i < 5; i++) {
            admission.tried(NOBODYS, HERE, true);
        }
        assertThat(all.subList(5, 37)).allSatisfy(each -> assertThat(each).hasValue(Duration.ofSeconds(12)));
        assertThat(show(NOBODYS, THERE)).as("the room lost five only").hasValue(Duration.ZERO);
    }

    @Test
    void aRightPassphraseCostsNothing() {
        for (int i = 0; i < 200; i++) {
            assertThat(show(NOBODYS, HERE)).hasValue(Duration.ZERO);
            admission.tried(NOBODYS, HERE, false);
        }
        assertThat(admission.passphrases(NOBODYS, HERE)).isNull();
    }

    @Test
    void aGuessRefusedByTheRoomCostsTheAddressNothing() {
        for (int i = 0; i < 100; i++) {
            guess(NOBODYS, "198.51.100." + i);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(show(NOBODYS, HERE)).hasValue(Duration.ofMillis(600));
        }
        for (int i = 0; i < 5; i++) {
            guess(OTHER, HERE);
        }
    }

    @Test
    void allowsAHundredWrongPassphrasesAMinuteInARoomOverAllAddresses() {
        for (int i = 0; i < 100; i++) {
            guess(NOBODYS, "192.0.2." + i);
        }
        assertThat(admission.passphrases(NOBODYS, "198.51.100.1")).isEqualTo(Duration.ofMillis(600));
        assertThat(admission.passphrases(NOBODYS, "")).isEqualTo(Duration.ofMillis(600));
        assertThat(admission.passphrases(new RoomCode("1111"), "198.51.100.1")).isNull();
    }

    // ---------------------------------------------------------------- rooms

    @Test
    void allowsSoManyOpenRoomsOfAnAddress() {
        List<Room> created = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            created.add(create(HERE).orElseThrow().room());
        }
        Outcome.Refused<NewRoom> refused = (Outcome.Refused<NewRoom>) create(HERE);
        assertThat(refused.refusal()).isEqualTo(Refusal.RATE_LIMITED);
        assertThat(refused.retryAfter()).isPositive();
        assertThat(create(THERE)).isInstanceOf(Outcome.Ok.class);
        created.get(1).close("").toCompletableFuture().join();
        assertThat(create(HERE)).isInstanceOf(Outcome.Ok.class);
        assertThat(create(HERE)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aNetworkMayHaveTheOpenRoomsOfSixteenAddresses() {
        List<Room> created = new ArrayList<>();
        for (int i = 0; i < 16 * 3; i++) {
            created.add(
                    create("2001:db8:1:" + i / 3 + ":0:0:0:0/64").orElseThrow().room());
        }
        assertThat(refusal(create("2001:db8:1:99:0:0:0:0/64"))).isEqualTo(Refusal.RATE_LIMITED);
        assertThat(create("2001:db8:2:99:0:0:0:0/64")).isInstanceOf(Outcome.Ok.class);
        created.get(0).close("").toCompletableFuture().join();
        assertThat(create("2001:db8:1:99:0:0:0:0/64")).isInstanceOf(Outcome.Ok.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allowsSoManyOpenRoomsOfAPersonWhereverTheyAre(boolean guest) {
        Visitor ada = person(guest, "ada");
        Room first = create(ada, HERE).orElseThrow().room();
        assertThat(create(ada, "")).isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(create(ada, THERE))).isEqualTo(Refusal.RATE_LIMITED);
        assertThat(refusal(create(ada, ""))).isEqualTo(Refusal.RATE_LIMITED);
        assertThat(create(person(guest, "bob"), HERE)).isInstanceOf(Outcome.Ok.class);
        assertThat(create(person(!guest, "ada"), HERE)).isInstanceOf(Outcome.Ok.class);
        first.close("").toCompletableFuture().join();
        assertThat(create(ada, THERE)).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void aRoomRefusedToAPersonCostsTheAddressNothing() {
        Visitor ada = person(true, "ada");
        for (int i = 0; i < 4; i++) {
            create(ada, HERE);
        }
        assertThat(create(HERE)).isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(create(HERE))).isEqualTo(Refusal.RATE_LIMITED);
    }

    private static Visitor person(boolean guest, String key) {
        return guest ? new Visitor(null, key, null, null, false) : Visitor.known(key);
    }

    @Test
    void doesNotCountARoomThatWasNotCreated() {
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(admission
                            .create(new RoomOptions("x".repeat(81), null, false, null, null), Visitor.UNKNOWN, HERE)
                            .toCompletableFuture()
                            .join()))
                    .isEqualTo(Refusal.BAD_REQUEST);
        }
        assertThat(create(HERE)).isInstanceOf(Outcome.Ok.class);
    }
}
