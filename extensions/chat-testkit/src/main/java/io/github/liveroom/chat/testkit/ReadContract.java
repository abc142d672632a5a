package io.github.liveroom.chat.testkit;

import static io.github.liveroom.chat.testkit.LogSteps.append;
import static io.github.liveroom.chat.testkit.LogSteps.appendAll;
import static io.github.liveroom.chat.testkit.LogSteps.begin;
import static io.github.liveroom.chat.testkit.LogSteps.code;
import static io.github.liveroom.chat.testkit.LogSteps.draft;
import static io.github.liveroom.chat.testkit.LogSteps.limits;
import static io.github.liveroom.chat.testkit.LogSteps.message;
import static io.github.liveroom.chat.testkit.LogSteps.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Draft;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@link RoomLog} promises about reading, and about what it retains. Part of {@link RoomLogContract}.
 */
@DisplayName("Reading a log")
public interface ReadContract extends RoomLogSource {
    /** See {@link Journal#read}. */
    @Test
    default void readsBackEveryKindOfFactAsItWas() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            List<Fact> facts = SampleFacts.all();
            facts.forEach(fact -> append(journal, fact));

            assertThat(facts.stream().map(Object::getClass))
                    .as("the kit has a sample of each kind")
                    .contains(Arrays.stream(Fact.class.getPermittedSubclasses())
                            .filter(kind -> kind != Fact.Skip.class) // never in a log
                            .toArray(Class<?>[]::new));
            assertThat(followed.facts()).isEqualTo(facts);
            assertThat(read(journal, 0, Long.MAX_VALUE, facts.size())).isEqualTo(followed.entries());
        }
    }

    /** See {@link Journal#read}. */
    @Test
    default void readsTheNewestOfARange() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            assertThat(read(journal, 0, 1, 10)).isEmpty();
            for (int i = 1; i <= 6; i++) {
                append(journal, message("" + i));
            }
            List<Entry> all = followed.entries();
            for (long after = 0; after <= 8; after++) {
                for (long before = 0; before <= 9; before++) {
                    for (int limit = 0; limit <= 8; limit++) {
                        int to = (int) Math.min(before - 1, 6);
                        int from = (int) Math.max(after, (long) to - limit);
                        assertThat(read(journal, after, before, limit))
                                .as("after %s, before %s, at most %s", after, before, limit)
                                .isEqualTo(from < to ? all.subList(from, to) : List.of());
                    }
                }
            }
        }
    }

    /** See {@link Journal#oldest}. */
    @Test
    default void namesOnePastTheEndAsTheOldestEntryOfAnEmptyLog() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();

            assertThat(journal.oldest()).isEqualTo(1);
            append(journal, message("1"));
            assertThat(journal.oldest()).isEqualTo(1);
            append(journal, message("2"));
            assertThat(journal.oldest()).isEqualTo(1);
        }
    }

    /** See {@link RoomLimits#retain()}. */
    @Test
    default void retainsTheNewestEntriesByCount() {
        try (RoomLog log = newLog(new FakeTime(), limits(10, Duration.ofHours(1), 1 << 20))) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            for (int i = 1; i <= 100; i++) {
                append(journal, message("" + i));
                assertThat(journal.oldest()).isEqualTo(Math.max(1, i - 9));
                assertRetainedToTheEnd(journal, i);
            }
        }
    }

    /** See {@link RoomLimits#retain()}. */
    @Test
    default void numbersABatchThatIsLongerThanWhatIsRetained() {
        try (RoomLog log = newLog(new FakeTime(), limits(3, Duration.ofHours(1), 1 << 20))) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            Draft[] drafts = IntStream.rangeClosed(1, 50)
                    .mapToObj(i -> draft(null, message("" + i)))
                    .toArray(Draft[]::new);
            appendAll(journal, RoomLog.ANYWHERE, drafts);

            assertThat(followed.entries()).hasSize(50);
            assertThat(journal.oldest()).isEqualTo(48);
            assertRetainedToTheEnd(journal, 50);
        }
    }

    /** See {@link RoomLimits#retainAge()}. The newest entry may stay longer. */
    @Test
    default void retainsTheNewestEntriesByAge() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits(1000, Duration.ofMinutes(10), 1 << 20))) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            for (int i = 1; i <= 60; i++) {
                append(journal, message("" + i));
                time.advance(Duration.ofMinutes(1));
            }
            time.advance(Duration.ofMillis(1));
            // Entry 50 is 11 minutes and 1 ms old, entry 51 is 10 minutes and 1 ms old, entry 52 is younger.
            assertThat(journal.oldest()).isEqualTo(52);
            assertRetainedToTheEnd(journal, 60);
            time.advance(Duration.ofMinutes(10));
            assertThat(journal.oldest()).isBetween(60L, 61L);
            assertRetainedToTheEnd(journal, 60);
            assertThat(append(journal, message("61")).offset()).isEqualTo(61);
        }
    }

    /** See {@link RoomLimits#retainBytes()}. The newest entry may be longer. */
    @Test
    default void retainsTheNewestEntriesByBytes() {
        long bytes = 20_000;
        try (RoomLog log = newLog(new FakeTime(), limits(1000, Duration.ofHours(1), bytes))) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            for (int i = 1; i <= 100; i++) {
                append(journal, message("x".repeat(i * 37 % 2000)));
                List<Entry> kept = read(journal, 0, i + 1, i);
                assertThat(kept.stream().mapToLong(Entry::size).sum()).isLessThanOrEqualTo(bytes);
                assertRetainedToTheEnd(journal, i);
            }
            assertThat(journal.oldest()).isGreaterThan(1);
            append(journal, message("x".repeat(30_000)));
            assertThat(journal.oldest()).isBetween(101L, 102L);
            append(journal, message("short"));
            assertThat(journal.oldest()).isEqualTo(102);
        }
    }

    private void assertRetainedToTheEnd(Journal journal, long end) {
        List<Long> offsets =
                read(journal, 0, end + 1, (int) end).stream().map(Entry::offset).toList();
        assertThat(offsets)
                .as("from the oldest to the end, without holes")
                .isEqualTo(LongStream.rangeClosed(journal.oldest(), end).boxed().toList());
    }
}
