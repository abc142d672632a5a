package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final Duration GO = Duration.ZERO;
    private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);

    private final FakeTime time = new FakeTime();
    private final Guesses guesses = new Guesses(3, time);

    /** What those who begin are told, in that order: {@link #GO} or how long to wait. */
    private final List<Duration> told = Collections.synchronizedList(new ArrayList<>());

    private void begin(String key, int count) {
        for (int i = 0; i < count; i++) {
            guesses.begin(key, wait -> told.add(wait == null ? GO : wait));
        }
    }

    private void end(String key, boolean wasWrong, int count) {
        for (int i = 0; i < count; i++) {
            guesses.end(key, wasWrong);
        }
    }

    @Test
    void rightOnesCostNothing() {
        for (int i = 0; i < 100; i++) {
            begin("a", 1);
            end("a", false, 1);
        }
        assertThat(told).hasSize(100).containsOnly(GO);
        assertThat(guesses.retryAfter("a")).isNull();
    }

    @Test
    void wrongOnesAreCountedByKeyAndInTime() {
        begin("a", 3);
        end("a", true, 3);
        assertThat(guesses.retryAfter("a")).isEqualTo(TWENTY_SECONDS);
        begin("a", 1);
        begin("b", 1);
        time.advance(TWENTY_SECONDS);
        begin("a", 1);
        assertThat(told).containsExactly(GO, GO, GO, TWENTY_SECONDS, GO, GO);
    }

    @Test
    void noMoreAreUnderWayThanMayBeWrong() {
        begin("a", 4);
        begin("b", 1);
        assertThat(told).as("the fourth waits").containsExactly(GO, GO, GO, GO);
        end("a", true, 1);
        begin("a", 1);
        assertThat(told).as("those under way may be wrong").hasSize(4);
        end("a", false, 1);
        assertThat(told).hasSize(5).last().isEqualTo(GO);
    }

    @Test
    void whoeverWaitsIsToldAtOnceWhenTooManyWereWrong() {
        begin("a", 10);
        end("a", true, 2);
        assertThat(told).hasSize(3);
        end("a", true, 1);
        assertThat(told.subList(3, 10)).containsOnly(TWENTY_SECONDS);
        time.advance(TWENTY_SECONDS);
        begin("a", 2);
        assertThat(told).as("nothing is left over").hasSize(11).last().isEqualTo(GO);
    }

    @Test
    void aCrowdWithTheRightPassphraseGetsInOneAfterTheOther() {
        begin("a", 3 + Guesses.MAX_WAITING);
        for (int i = 0; i < 3 + Guesses.MAX_WAITING; i++) {
            assertThat(told).hasSize(Math.min(3 + i, 3 + Guesses.MAX_WAITING));
            end("a", false, 1);
        }
        assertThat(told).hasSize(3 + Guesses.MAX_WAITING).containsOnly(GO);
        assertThatThrownBy(() -> guesses.end("a", false)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoeverComesWhenTooManyWaitIsToComeBackSoon() {
        begin("a", 3 + Guesses.MAX_WAITING);
        begin("a", 1);
        assertThat(told).containsExactly(GO, GO, GO, Duration.ofSeconds(1));
        end("a", false, 1);
        begin("a", 1);
        assertThat(told).as("one waits again").hasSize(5).last().isEqualTo(GO);
    }

    @Test
    void manyThreadsAtOnceGuessNoMoreThanMayBeWrong() throws Exception {
        AtomicInteger looked = new AtomicInteger();
        Callable<Object> wrong = () -> {
            guesses.begin("a", wait -> {
                told.add(wait == null ? GO : wait);
                if (wait == null) {
                    looked.incrementAndGet();
                    guesses.end("a", true);
                }
            });
            return looked;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Object> each : threads.invokeAll(Collections.nCopies(1000, wrong))) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(looked).hasValue(3);
        assertThat(told).as("everybody is told").hasSize(1000);
    }
}
