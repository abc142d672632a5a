package io.github.liveroom.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Draft;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomLog.Receipt;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@link RoomLog} promises, as tests. Who writes a log implements this interface in a JUnit test class; each test
 * asks for a log of its own and closes it.
 *
 * <p>A log that measures ages and rests by a clock of its own cannot pass: it has to use the one it is given.
 */
@DisplayName("A log of rooms")
public interface RoomLogContract {
    /**
     * Makes a log without rooms.
     *
     * @param clock the time of day; does not go on by itself
     * @param limits what is retained
     * @return the log; closed by the test
     */
    RoomLog newLog(InstantSource clock, RoomLimits limits);

    // ---------------------------------------------------------------- create

    /** See {@link RoomLog#create}. */
    @Test
    default void givesACodeToOnlyOneOfManyThreads() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            for (int round = 0; round < 50; round++) {
                RoomCode code = code(round);
                List<Optional<Journal>> tries = Stages.together(8, i -> () -> create(log, code, new Followed()));
                assertThat(tries.stream().filter(Optional::isPresent)).hasSize(1);
            }
        }
    }

    /** See {@link RoomLog#create}. */
    @Test
    default void refusesACodeThatIsTaken() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed first = new Followed();
            Followed second = new Followed();
            Journal journal = create(log, code(1), first).orElseThrow();

            assertThat(create(log, code(1), second)).isEmpty();
            append(journal, message("still mine"));

            assertThat(first.facts()).containsExactly(message("still mine"));
            assertThat(second.batches()).isEmpty();
        }
    }

    /** See {@link Journal#delete}. */
    @Test
    default void keepsACodeTakenUntilItsRestIsOver() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            create(log, code(1), new Followed()).orElseThrow().delete(Duration.ofMinutes(10));

            assertThat(create(log, code(1), new Followed())).isEmpty();
            time.advance(Duration.ofMinutes(10).minusMillis(1));
            assertThat(create(log, code(1), new Followed())).isEmpty();
            time.advance(Duration.ofMillis(1));
            assertThat(create(log, code(1), new Followed())).isPresent();
        }
    }

    /** See {@link Journal#delete}. */
    @Test
    default void letsEachCodeRestForItsOwnTime() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            create(log, code(1), new Followed()).orElseThrow().delete(Duration.ofMinutes(10));
            create(log, code(2), new Followed()).orElseThrow().delete(Duration.ofMinutes(1));
            create(log, code(3), new Followed()).orElseThrow().delete(Duration.ZERO);

            assertThat(create(log, code(3), new Followed())).isPresent();
            time.advance(Duration.ofMinutes(1));
            assertThat(create(log, code(2), new Followed())).isPresent();
            assertThat(create(log, code(1), new Followed())).isEmpty();
        }
    }

    /** See {@link Journal#epoch}. */
    @Test
    default void neverUsesAnEpochTwice() {
        Set<String> epochs = new HashSet<>();
        int lives = 0;
        for (int restart = 0; restart < 5; restart++) {
            try (RoomLog log = newLog(new FakeTime(), limits())) {
                for (int i = 0; i < 100; i++) {
                    Journal journal = create(log, code(i % 10), new Followed()).orElseThrow();
                    assertThat(journal.epoch()).isNotEmpty().isEqualTo(journal.epoch());
                    epochs.add(journal.epoch());
                    lives++;
                    journal.delete(Duration.ZERO);
                }
            }
        }
        assertThat(epochs).hasSize(lives);
    }

    /** See {@link RoomLog#create}. */
    @Test
    default void beginsANewLifeOfACodeWithoutAnythingOfTheOld() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed old = new Followed();
            Journal first = create(log, code(1), old).orElseThrow();
            append(first, draft(cause("m1", "c1"), message("of the old life")));
            first.delete(Duration.ZERO);
            Journal second = create(log, code(1), new Followed()).orElseThrow();

            assertThat(second.recall(cause("m1", "c1"))).isNull();
            assertThat(read(second, 0, 100, 100)).isEmpty();
            assertThat(append(second, draft(cause("m1", "c1"), message("of the new life"))))
                    .extracting(Receipt::offset, Receipt::repeated)
                    .containsExactly(1L, false);
            assertThat(old.entries()).hasSize(1);
        }
    }

    // ---------------------------------------------------------------- append

    /** See {@link Journal#append}. */
    @Test
    default void numbersEntriesFromOneWithoutHoles() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = create(log, code(1), followed).orElseThrow();
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
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
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
            Journal journal = create(log, code(1), followed).orElseThrow();
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
            Journal journal = create(log, code(1), new Followed()).orElseThrow();

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
            Journal journal = create(log, code(1), followed).orElseThrow();
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
            Journal journal = create(log, code(1), followed).orElseThrow();
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
                Journal journal = create(log, code(i), followed).orElseThrow();
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

    // ---------------------------------------------------------------- commands that come again

    /** See {@link Journal#append}. */
    @Test
    default void appendsACommandThatComesAgainOnlyOnce() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Followed followed = new Followed();
            Journal journal = create(log, code(1), followed).orElseThrow();
            Receipt first = append(journal, draft(cause("m1", "c1"), message("hello"), message("and more")));
            append(journal, message("something else"));
            time.advance(Duration.ofMinutes(1));
            Receipt again = append(journal, draft(cause("m1", "c1"), message("hello"), message("and more")));

            assertThat(first.repeated()).isFalse();
            assertThat(again.repeated()).isTrue();
            assertThat(again.offset()).isEqualTo(first.offset()).isEqualTo(1);
            assertThat(again.at()).isEqualTo(first.at());
            assertThat(followed.entries()).hasSize(3);
            assertThat(followed.batches())
                    .as("nothing appended, nothing told")
                    .hasSize(2)
                    .noneMatch(List::isEmpty);
            assertThat(append(journal, message("next")).offset()).isEqualTo(4);
        }
    }

    /** See {@link Journal#append}. */
    @Test
    default void appendsACommandThatComesTwiceInOneBatchOnlyOnce() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = create(log, code(1), followed).orElseThrow();
            List<Receipt> receipts = appendAll(
                            journal,
                            RoomLog.ANYWHERE,
                            draft(cause("m1", "c1"), message("hello")),
                            draft(null, message("other")),
                            draft(cause("m1", "c1"), message("hello")),
                            draft(null, message("last")))
                    .orElseThrow();

            assertThat(receipts).extracting(Receipt::offset).containsExactly(1L, 2L, 1L, 3L);
            assertThat(receipts).extracting(Receipt::repeated).containsExactly(false, false, true, false);
            assertThat(followed.facts()).containsExactly(message("hello"), message("other"), message("last"));
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsACommandWithoutItsText() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m1", "c1"), message("a secret")));
            Fact.Rename rename = new Fact.Rename(new MemberId(1), "Ida", "Ada");
            append(journal, draft(cause("m1", "c2"), rename, message("and this")));

            assertThat(journal.recall(cause("m1", "c1"))).isInstanceOfSatisfying(Receipt.class, message -> {
                assertThat(message.repeated()).isTrue();
                assertThat(message.fact()).isInstanceOf(Fact.Message.class);
                assertThat(message.toString()).doesNotContain("secret");
            });
            assertThat(journal.recall(cause("m1", "c2")))
                    .as("of several facts the first")
                    .isEqualTo(new Receipt(rename, 2, FakeTime.START, "send", true));
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void tellsTheCommandsOfDifferentScopesApart() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m1", "c1"), message("of m1")));

            assertThat(journal.recall(cause("m2", "c1"))).isNull();
            assertThat(journal.recall(cause("m1", "c2"))).isNull();
            assertThat(append(journal, draft(cause("m2", "c1"), message("of m2")))
                            .repeated())
                    .isFalse();
            assertThat(append(journal, draft(cause("m1", "C1"), message("case counts")))
                            .repeated())
                    .isFalse();
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsACommandForFiveMinutes() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m1", "c1"), message("hello")));

            time.advance(Duration.ofMinutes(5).minusMillis(1));
            assertThat(journal.recall(cause("m1", "c1"))).isNotNull();
            time.advance(Duration.ofMillis(1));
            assertThat(journal.recall(cause("m1", "c1"))).isNull();
            assertThat(append(journal, draft(cause("m1", "c1"), message("hello")))
                            .repeated())
                    .isFalse();
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsTheNewerOfTwoCommandsWithOneName() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
            for (int minute = 0; minute < 40; minute++) {
                append(journal, draft(cause("m1", "other " + minute), message("goes on")));
                if (minute % 6 == 2) {
                    Receipt fresh = append(journal, draft(cause("m1", "c"), message("hello")));
                    assertThat(fresh.repeated()).isFalse();
                    assertThat(append(journal, draft(cause("m1", "c"), message("hello"))))
                            .as("again, in minute " + minute)
                            .extracting(Receipt::offset, Receipt::repeated)
                            .containsExactly(fresh.offset(), true);
                }
                time.advance(Duration.ofMinutes(1));
            }
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsTheLatestThousandCommandsOfEachScope() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m2", "c1"), message("of another scope")));
            for (int i = 1; i <= 1001; i++) {
                append(journal, draft(cause("m1", "c" + i), message("x")));
            }

            assertThat(journal.recall(cause("m1", "c1"))).isNull();
            assertThat(journal.recall(cause("m1", "c2"))).isNotNull();
            assertThat(journal.recall(cause("m1", "c1001"))).isNotNull();
            assertThat(journal.recall(cause("m2", "c1"))).isNotNull();
        }
    }

    /** See {@link Entry#cause()}. */
    @Test
    default void keepsTheCauseWithEveryEntryThatACommandMade() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = create(log, code(1), followed).orElseThrow();
            Entry.Cause cause = cause("m1", " ~!{}\"\\'");
            append(journal, draft(cause, message("1"), message("2")));
            append(journal, message("3"));

            assertThat(followed.entries()).extracting(Entry::cause).containsExactly(cause, cause, null);
            assertThat(read(journal, 0, 4, 4)).isEqualTo(followed.entries());
        }
    }

    // ---------------------------------------------------------------- read

    /** See {@link Journal#read}. */
    @Test
    default void readsBackEveryKindOfFactAsItWas() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = create(log, code(1), followed).orElseThrow();
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
            Journal journal = create(log, code(1), followed).orElseThrow();
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
            Journal journal = create(log, code(1), new Followed()).orElseThrow();

            assertThat(journal.oldest()).isEqualTo(1);
            append(journal, message("1"));
            assertThat(journal.oldest()).isEqualTo(1);
            append(journal, message("2"));
            assertThat(journal.oldest()).isEqualTo(1);
        }
    }

    // ---------------------------------------------------------------- what is retained

    /** See {@link RoomLimits#retain()}. */
    @Test
    default void retainsTheNewestEntriesByCount() {
        try (RoomLog log = newLog(new FakeTime(), limits(10, Duration.ofHours(1), 1 << 20))) {
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
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
            Journal journal = create(log, code(1), followed).orElseThrow();
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
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
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
            Journal journal = create(log, code(1), new Followed()).orElseThrow();
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

    // ---------------------------------------------------------------- delete and close

    /** See {@link Journal#delete}. */
    @Test
    default void forgetsADeletedLogAndTakesNothingMore() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = create(log, code(1), followed).orElseThrow();
            Journal other = create(log, code(2), new Followed()).orElseThrow();
            append(journal, message("1"));
            append(other, message("1"));
            journal.delete(Duration.ofMinutes(1));
            journal.delete(Duration.ZERO);

            assertThat(readIfPossible(journal)).isEmpty();
            assertFails(journal.append(List.of(draft(null, message("2"))), RoomLog.ANYWHERE));
            assertFails(journal.append(List.of(draft(null, message("2"))), 1));
            assertThat(followed.entries()).hasSize(1);
            assertThat(create(log, code(1), new Followed()))
                    .as("a second delete does not shorten the rest")
                    .isEmpty();
            assertThat(append(other, message("2")).offset()).isEqualTo(2);
        }
    }

    private List<Entry> readIfPossible(Journal journal) {
        return journal.read(0, 100, 100)
                .handle((entries, failure) -> failure == null ? entries : List.<Entry>of())
                .toCompletableFuture()
                .orTimeout(Stages.SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** See {@link RoomLog#close}. */
    @Test
    default void failsWhenItIsClosed() {
        RoomLog log = newLog(new FakeTime(), limits());
        Followed followed = new Followed();
        Journal journal = create(log, code(1), followed).orElseThrow();
        append(journal, message("1"));
        log.close();

        assertFails(log.create(code(2), settings(), new Followed()));
        assertFails(journal.append(List.of(draft(null, message("2"))), RoomLog.ANYWHERE));
        assertFails(journal.read(0, 2, 1));
        assertThat(followed.entries()).hasSize(1);
        log.close();
    }

    // ---------------------------------------------------------------- what the tests are made of

    private static void assertFails(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        assertThatThrownBy(() -> future.get(Stages.SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    private static RoomLimits limits() {
        return limits(10_000, Duration.ofHours(24), 10 << 20);
    }

    private static RoomLimits limits(int retain, Duration age, long bytes) {
        return new RoomLimits(32, 4000, 500, 10_000, retain, age, bytes, 500, 256 * 1024);
    }

    private static RoomSettings settings() {
        return new RoomSettings("a title", false, false, 500, Duration.ZERO, null, "hash");
    }

    private static RoomCode code(int number) {
        return new RoomCode("ROOM" + number);
    }

    private static Optional<Journal> create(RoomLog log, RoomCode code, Followed follower) {
        return Stages.await(log.create(code, settings(), follower));
    }

    private static Fact.Message message(String text) {
        return new Fact.Message(new MemberId(1), "Ada", text, null);
    }

    private static Entry.Cause cause(String scope, String cid) {
        return new Entry.Cause(scope, cid, "send");
    }

    private static Draft draft(Entry.@Nullable Cause cause, Fact... facts) {
        return new Draft(List.of(facts), cause);
    }

    private static Receipt append(Journal journal, Fact fact) {
        return append(journal, draft(null, fact));
    }

    private static Receipt append(Journal journal, Draft draft) {
        List<Receipt> receipts = appendAll(journal, RoomLog.ANYWHERE, draft).orElseThrow();
        assertThat(receipts).hasSize(1);
        return receipts.get(0);
    }

    private static Optional<List<Receipt>> appendAll(Journal journal, long ifEndsAt, Draft... drafts) {
        return Stages.await(journal.append(List.of(drafts), ifEndsAt));
    }

    private static List<Entry> read(Journal journal, long after, long before, int limit) {
        return Stages.await(journal.read(after, before, limit));
    }
}
