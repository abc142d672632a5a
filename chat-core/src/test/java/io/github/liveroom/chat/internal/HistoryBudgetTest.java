package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Draft;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomSettings;
import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all rooms keep together. */
class HistoryBudgetTest {
    private static final int BUDGET = 80_000;
    private static final String KILOBYTE = "x".repeat(1000);
    private static final MemberId ADA = new MemberId(1);

    private final MemoryRoomLog log = new MemoryRoomLog(
            new FakeTime(),
            new ScriptedRandom(1),
            new RoomLimits(32, 4000, 500, 100, 10_000, Duration.ofHours(24), 1 << 20, BUDGET, 500, 256 * 1024));

    private Journal room(int number) {
        RoomSettings settings = new RoomSettings(null, false, false, 500, Duration.ZERO, null, "hash");
        return log.create(new RoomCode("ROOM" + number), settings, entries -> {})
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private static void append(Journal journal, Fact fact) {
        assertThat(journal.append(List.of(new Draft(List.of(fact), null)), RoomLog.ANYWHERE))
                .isCompleted();
    }

    private static void say(Journal journal, String text) {
        append(journal, new Fact.Message(ADA, "Ada", text, null));
    }

    private static List<Entry> kept(Journal journal) {
        return journal.read(0, Long.MAX_VALUE, 10_000).toCompletableFuture().join();
    }

    private static long bytes(Journal journal) {
        return kept(journal).stream().mapToLong(Entry::size).sum();
    }

    private static long bytes(List<Journal> journals) {
        return journals.stream().mapToLong(HistoryBudgetTest::bytes).sum();
    }

    @Test
    void keepsWithinTheBudgetOfAllRooms() {
        List<Journal> rooms = IntStream.range(0, 4).mapToObj(this::room).toList();
        for (int i = 0; i < 400; i++) {
            say(rooms.get(i % 4), KILOBYTE);
            assertThat(bytes(rooms)).isLessThanOrEqualTo(BUDGET);
        }
        assertThat(rooms).allSatisfy(room -> assertThat(bytes(room)).isBetween(BUDGET / 8L, BUDGET / 3L));
    }

    @Test
    void aSilentRoomPaysTooAndASmallOneNothing() {
        Journal small = room(1);
        say(small, "hello");
        say(small, "anybody?");
        Journal silent = room(2);
        for (int i = 0; i < 60; i++) {
            say(silent, KILOBYTE);
        }
        long before = bytes(silent);
        Journal busy = room(3);
        for (int i = 0; i < 100; i++) {
            say(busy, KILOBYTE);
        }

        assertThat(bytes(silent)).isBetween(BUDGET * 3L / 8, before - BUDGET / 8);
        assertThat(kept(silent))
                .as("the newest")
                .last()
                .extracting(Entry::offset)
                .isEqualTo(60L);
        assertThat(silent.oldest()).isEqualTo(kept(silent).get(0).offset());
        assertThat(kept(small)).hasSize(2);
    }

    @Test
    void theNewestEntryOfEachRoomStays() {
        List<Journal> rooms = IntStream.range(0, 40).mapToObj(this::room).toList();
        for (Journal room : rooms) {
            say(room, KILOBYTE);
            say(room, "x".repeat(4000));
        }
        assertThat(rooms)
                .allSatisfy(room ->
                        assertThat(kept(room)).last().extracting(Entry::offset).isEqualTo(2L));
    }

    @Test
    void aRoomThatIsGoneKeepsNothing() {
        Journal gone = room(1);
        say(gone, KILOBYTE);
        gone.delete(Duration.ZERO);
        gone.delete(Duration.ZERO);

        assertThat(log.bytes()).isZero();
    }

    @Test
    void editsAndDeletionsKeepTheSumRight() {
        Random random = new Random(7);
        List<Journal> rooms =
                new ArrayList<>(IntStream.range(0, 5).mapToObj(this::room).toList());
        int next = 5;
        for (int i = 0; i < 2000; i++) {
            int which = random.nextInt(rooms.size());
            Journal room = rooms.get(which);
            List<Entry> kept = kept(room);
            Entry target = kept.isEmpty() ? null : kept.get(random.nextInt(kept.size()));
            boolean message = target != null && target.fact() instanceof Fact.Message said && said.text() != null;
            switch (random.nextInt(message ? 20 : 10)) {
                case 10, 11, 12, 13 ->
                    append(room, new Fact.Edit(ADA, target.offset(), "y".repeat(1 + random.nextInt(3000)), List.of()));
                case 14, 15, 16, 17 -> append(room, new Fact.Delete(ADA, target.offset(), List.of()));
                case 18 -> {
                    room.delete(Duration.ZERO);
                    rooms.set(which, room(next++));
                }
                default -> say(room, "x".repeat(1 + random.nextInt(3000)));
            }
            assertThat(log.bytes()).isEqualTo(bytes(rooms)).isLessThanOrEqualTo(BUDGET);
        }
    }
}
