package io.github.liveroom.chat.testkit;

import static io.github.liveroom.chat.testkit.LogSteps.append;
import static io.github.liveroom.chat.testkit.LogSteps.appendAll;
import static io.github.liveroom.chat.testkit.LogSteps.begin;
import static io.github.liveroom.chat.testkit.LogSteps.cause;
import static io.github.liveroom.chat.testkit.LogSteps.code;
import static io.github.liveroom.chat.testkit.LogSteps.draft;
import static io.github.liveroom.chat.testkit.LogSteps.limits;
import static io.github.liveroom.chat.testkit.LogSteps.message;
import static io.github.liveroom.chat.testkit.LogSteps.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Draft;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomLog.Receipt;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@link RoomLog} promises about appending: numbers, times, batches, followers. Part of {@link RoomLogContract}.
 */
@DisplayName("Appending to a log")
public interface AppendContract extends RoomLogSource {
    /** See {@link Journal#append}. */
    @Test
    default void numbersEntriesFromOneWithoutHoles() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            append(journal, message("1"));
            appendAll(journal, RoomLog.ANYWHERE, draft(null, message("2"), message("3")), draft(null, message("4")));
            append(journal, message("5"));

            assertThat(followed.entries()).extracting(Entry::offset).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(followed.facts())
                    .containsExactly(message("1"), message("2"), message("3"), message("4"), message("5"));
            assertThat(read(journal, 0, 6, 100)).isEqualTo(followed.entries());
        }
    }

    /** See {@link Journal#append}. */
    @Test
    default void givesAReceiptForEachDraftInTheirOrder() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            List<Receipt> receipts = appendAll(
                            journal,
                            RoomLog.ANYWHERE,
                            draft(null, message("1"), message("2")),
                            draft(cause("m1", "c"), message("3")),
                            draft(null, message("4")))
                    .orElseThrow();

            assertThat(receipts)
                    .containsExactly(
                            new Receipt(message("1"), 1, FakeTime.START, null, false),
                            new Receipt(message("3"), 3, FakeTime.START, "send", false),
                            new Receipt(message("4"), 4, FakeTime.START, null, false));
        }
    }

    /** See {@link Entry#at()}. */
    @Test
    default void givesTimesInWholeMillisecondsThatNeverDecrease() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            append(journal, message("first"));
            time.advance(Duration.ofNanos(2_999_999));
            append(journal, message("2 ms later"));
            time.setClockBack(Duration.ofHours(1));
            append(journal, message("an hour back"));
            time.advance(Duration.ofHours(1).plusMillis(1));
            append(journal, message("forward again"));

            assertThat(followed.entries())
                    .extracting(Entry::at)
                    .containsExactly(
                            FakeTime.START,
                            FakeTime.START.plusMillis(2),
                            FakeTime.START.plusMillis(2),
                            FakeTime.START.plusNanos(2_999_999).plusMillis(1).truncatedTo(ChronoUnit.MILLIS));
            assertThat(read(journal, 0, 5, 5)).isEqualTo(followed.entries());
        }
    }

    /** See {@link Journal#append}. */
    @Test
    default void appendsOnlyIfTheLogEndsWhereItShould() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();

            assertThat(appendAll(journal, 0, draft(null, message("1")))).isPresent();
            assertThat(appendAll(journal, 0, draft(null, message("late")))).isEmpty();
            assertThat(appendAll(journal, 2, draft(null, message("early")))).isEmpty();
            assertThat(appendAll(journal, 1, draft(null, message("2")))).isPresent();
            assertThat(appendAll(journal, RoomLog.ANYWHERE, draft(null, message("3"))))
                    .isPresent();
            assertThat(read(journal, 0, 4, 10))
                    .extracting(Entry::fact)
                    .containsExactly(message("1"), message("2"), message("3"));
        }
    }

    /** See {@link Journal#append}. */
    @Test
    default void appendsNothingOfABatchThatComesToTheWrongPlace() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            append(journal, message("came in between"));

            Optional<List<Receipt>> receipts = appendAll(
                    journal,
                    0,
                    draft(cause("m1", "c1"), message("a"), message("b")),
                    draft(null, message("c")),
                    draft(cause("m2", "c2"), message("d")));

            assertThat(receipts).isEmpty();
            assertThat(followed.facts())
                    .as("the follower has been told what came in between, and nothing else")
                    .containsExactly(message("came in between"));
            assertThat(journal.recall(cause("m1", "c1"))).isNull();
            assertThat(journal.recall(cause("m2", "c2"))).isNull();
            assertThat(append(journal, message("next")).offset()).isEqualTo(2);
        }
    }

    /** See {@link RoomLog#create}. */
    @Test
    default void tellsTheFollowerEachBatchOnceAndInOrderBeforeItsAppendIsDone() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            for (int i = 1; i <= 200; i++) {
                Draft[] drafts = IntStream.rangeClosed(1, 1 + i % 3)
                        .mapToObj(n -> draft(null, message("x")))
                        .toArray(Draft[]::new);
                appendAll(journal, RoomLog.ANYWHERE, drafts);
                assertThat(followed.batches()).hasSize(i);
                assertThat(followed.batches().get(i - 1)).hasSize(drafts.length);
            }
            assertThat(followed.entries())
                    .extracting(Entry::offset)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, followed.entries().size())
                                    .boxed()
                                    .toList());
        }
    }

    /** See {@link RoomLog}: thread-safe. */
    @Test
    default void keepsTheLogsOfRoomsApartWhenManyThreadsAppend() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            List<List<Fact>> logs = Stages.together(8, i -> () -> {
                Followed followed = new Followed();
                Journal journal = begin(log, code(i), followed).orElseThrow();
                for (int n = 1; n <= 100; n++) {
                    append(journal, message(code(i) + " " + n));
                }
                return followed.facts();
            });
            for (int i = 0; i < logs.size(); i++) {
                RoomCode code = code(i);
                assertThat(logs.get(i))
                        .isEqualTo(IntStream.rangeClosed(1, 100)
                                .<Fact>mapToObj(n -> message(code + " " + n))
                                .toList());
            }
        }
    }
}
