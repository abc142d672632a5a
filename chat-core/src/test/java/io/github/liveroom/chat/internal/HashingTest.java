package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.CapturedLog;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingTest {
    private final CapturedLog logged = new CapturedLog();
    private final QueuedExecutor executor = new QueuedExecutor();
    private final Hashing hashing = new Hashing(executor, 2);
    private final List<Outcome<Integer>> done = new ArrayList<>();

    @AfterEach
    void close() {
        logged.close();
    }

    /** Hashes so many numbers, beginning with 0. */
    private void hash(int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            hashing.run(() -> number, done::add);
        }
    }

    private static List<Outcome<Integer>> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Outcome::ok).toList();
    }

    @Test
    void runsTwoAtATimeInTurn() {
        hash(10);
        for (int left = 10; left > 0; left--) {
            assertThat(executor.waiting()).as("%s are left", left).isEqualTo(Math.min(2, left));
            executor.runOne();
        }
        assertThat(done).isEqualTo(numbers(10));
        hash(3);
        assertThat(executor.waiting()).as("both places are free again").isEqualTo(2);
    }

    @Test
    void whatElseThereIsToDoComesAfterTwo() {
        hash(10);
        executor.execute(() -> done.add(Outcome.ok(-1)));
        executor.runOne();
        executor.runOne();
        executor.runOne();
        assertThat(done).containsExactly(Outcome.ok(0), Outcome.ok(1), Outcome.ok(-1));
    }

    @Test
    void refusesWhatIsTooMuchAndTakesMoreWhenOneIsDone() {
        hash(2 + Hashing.MAX_WAITING);
        assertThat(done).isEmpty();
        hash(1);
        assertThat(done).singleElement().isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE);
            assertThat(refused.retryAfter()).isPositive();
        });
        executor.runOne();
        hash(1);
        assertThat(done).hasSize(2).last().isEqualTo(Outcome.ok(0));
        executor.runAll();
        assertThat(done).hasSize(2 + Hashing.MAX_WAITING + 2);
    }

    @Test
    void thePlaceIsFreeBeforeTheResultIsTold() {
        hashing.run(() -> 0, outcome -> assertThat(executor.waiting()).isEqualTo(2));
        hash(3);
        executor.runOne();
        assertThat(executor.waiting()).isEqualTo(2);
    }

    @Test
    void oneThatFailsIsAnsweredAndHoldsNobodyUp() {
        hashing.<Integer>run(
                () -> {
                    throw new IllegalArgumentException("a hash that was stored and is none");
                },
                done::add);
        hash(3);
        executor.runAll();
        assertThat(done.get(0))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INTERNAL));
        assertThat(done.subList(1, 4)).isEqualTo(numbers(3));
        assertThat(logged.lines()).hasSize(1);
    }

    @Test
    void everybodyIsAnsweredWhenTheExecutorTakesNothingMore() {
        List<Runnable> running = new ArrayList<>();
        Hashing ending = new Hashing(
                task -> {
                    if (running.size() == 2) {
                        throw new RejectedExecutionException();
                    }
                    running.add(task);
                },
                2);
        for (int i = 0; i < 5; i++) {
            ending.run(() -> 0, done::add);
        }
        assertThat(done).isEmpty();
        running.get(0).run();
        assertThat(done).as("the three that waited, and then its own").hasSize(4);
        assertThat(done.subList(0, 3))
                .allSatisfy(outcome -> assertThat(((Outcome.Refused<Integer>) outcome).refusal())
                        .isEqualTo(Refusal.UNAVAILABLE));
        assertThat(done).last().isEqualTo(Outcome.ok(0));
        ending.run(() -> 0, done::add);
        assertThat(done).as("the place is free, but for nothing").hasSize(5);
    }
}
