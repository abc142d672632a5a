package io.github.liveroom.chat.testkit;

import static io.github.liveroom.chat.testkit.LogSteps.append;
import static io.github.liveroom.chat.testkit.LogSteps.assertFails;
import static io.github.liveroom.chat.testkit.LogSteps.begin;
import static io.github.liveroom.chat.testkit.LogSteps.cause;
import static io.github.liveroom.chat.testkit.LogSteps.code;
import static io.github.liveroom.chat.testkit.LogSteps.draft;
import static io.github.liveroom.chat.testkit.LogSteps.limits;
import static io.github.liveroom.chat.testkit.LogSteps.message;
import static io.github.liveroom.chat.testkit.LogSteps.read;
import static io.github.liveroom.chat.testkit.LogSteps.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomLog.Receipt;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@link RoomLog} promises about codes and lives: who gets a code, how long it rests, what a deletion and a close leave.
 * Part of {@link RoomLogContract}.
 */
@DisplayName("Codes of rooms")
public interface RoomCodesContract extends RoomLogSource {
    /** See {@link RoomLog#create}. */
    @Test
    default void givesACodeToOnlyOneOfManyThreads() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            for (int round = 0; round < 50; round++) {
                RoomCode code = code(round);
                List<Optional<Journal>> tries = Stages.together(8, i -> () -> begin(log, code, new Followed()));
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
            Journal journal = begin(log, code(1), first).orElseThrow();

            assertThat(begin(log, code(1), second)).isEmpty();
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
            begin(log, code(1), new Followed()).orElseThrow().delete(Duration.ofMinutes(10));

            assertThat(begin(log, code(1), new Followed())).isEmpty();
            time.advance(Duration.ofMinutes(10).minusMillis(1));
            assertThat(begin(log, code(1), new Followed())).isEmpty();
            time.advance(Duration.ofMillis(1));
            assertThat(begin(log, code(1), new Followed())).isPresent();
        }
    }

    /** See {@link Journal#delete}. */
    @Test
    default void letsEachCodeRestForItsOwnTime() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            begin(log, code(1), new Followed()).orElseThrow().delete(Duration.ofMinutes(10));
            begin(log, code(2), new Followed()).orElseThrow().delete(Duration.ofMinutes(1));
            begin(log, code(3), new Followed()).orElseThrow().delete(Duration.ZERO);

            assertThat(begin(log, code(3), new Followed())).isPresent();
            time.advance(Duration.ofMinutes(1));
            assertThat(begin(log, code(2), new Followed())).isPresent();
            assertThat(begin(log, code(1), new Followed())).isEmpty();
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
                    Journal journal = begin(log, code(i % 10), new Followed()).orElseThrow();
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
            Journal first = begin(log, code(1), old).orElseThrow();
            append(first, draft(cause("m1", "c1"), message("of the old life")));
            first.delete(Duration.ZERO);
            Journal second = begin(log, code(1), new Followed()).orElseThrow();

            assertThat(second.recall(cause("m1", "c1"))).isNull();
            assertThat(read(second, 0, 100, 100)).isEmpty();
            assertThat(append(second, draft(cause("m1", "c1"), message("of the new life"))))
                    .extracting(Receipt::offset, Receipt::repeated)
                    .containsExactly(1L, false);
            assertThat(old.entries()).hasSize(1);
        }
    }

    /** See {@link Journal#delete}. */
    @Test
    default void forgetsADeletedLogAndTakesNothingMore() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            Journal other = begin(log, code(2), new Followed()).orElseThrow();
            append(journal, message("1"));
            append(other, message("1"));
            journal.delete(Duration.ofMinutes(1));
            journal.delete(Duration.ZERO);

            assertThat(readIfPossible(journal)).isEmpty();
            assertFails(journal.append(List.of(draft(null, message("2"))), RoomLog.ANYWHERE));
            assertFails(journal.append(List.of(draft(null, message("2"))), 1));
            assertThat(followed.entries()).hasSize(1);
            assertThat(begin(log, code(1), new Followed()))
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
        Journal journal = begin(log, code(1), followed).orElseThrow();
        append(journal, message("1"));
        log.close();

        assertFails(log.create(code(2), settings(), new Followed()));
        assertFails(journal.append(List.of(draft(null, message("2"))), RoomLog.ANYWHERE));
        assertFails(journal.read(0, 2, 1));
        assertThat(followed.entries()).hasSize(1);
        log.close();
    }
}
