package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final FakeTime time = new FakeTime();
    private final List<CompletableFuture<Void>> questions = new ArrayList<>();
    private final Probe probe = new Probe(
            "well",
            () -> {
                questions.add(new CompletableFuture<>());
                return last();
            },
            time,
            time);
    private final CapturedLog logged = new CapturedLog();

    @AfterEach
    void stopRecording() {
        logged.close();
    }

    private CompletableFuture<Void> last() {
        return questions.get(questions.size() - 1);
    }

    private static boolean answered(CompletionStage<Boolean> answer) {
        assertThat(answer.toCompletableFuture()).isDone();
        return answer.toCompletableFuture().join();
    }

    private static void assertWaits(CompletionStage<Boolean> answer) {
        assertThat(answer.toCompletableFuture()).isNotDone();
    }

    @Test
    void asksOnceForAThousandWhoWantToKnow() {
        Set<CompletionStage<Boolean>> answers = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            answers.add(probe.ask());
        }
        answers.forEach(ProbeTest::assertWaits);
        last().complete(null);
        for (int i = 0; i < 500; i++) {
            answers.add(probe.ask());
        }
        assertThat(answers).allMatch(ProbeTest::answered);
        assertThat(questions).hasSize(1);
        assertThat(time.waiting()).as("timers").isZero();
    }

    @Test
    void keepsAnAnswerForASecond() {
        probe.ask();
        last().complete(null);
        time.advance(Probe.KEPT.minusNanos(1));
        assertThat(answered(probe.ask())).isTrue();
        assertThat(questions).hasSize(1);
        time.advance(Duration.ofNanos(1));
        assertWaits(probe.ask());
        assertThat(questions).hasSize(2);
    }

    @Test
    void isDownIfNobodyAnswersWithinTwoSeconds() {
        CompletionStage<Boolean> answer = probe.ask();
        time.advance(Probe.PATIENCE.minusNanos(1));
        assertWaits(answer);
        time.advance(Duration.ofNanos(1));
        assertThat(answered(answer)).isFalse();
        last().complete(null); // too late
        assertThat(answered(answer)).isFalse();
        assertThat(logged.lines()).containsExactly("WARNING The server is not well");
    }

    @Test
    void isDownIfTheAnswerIsAFailure() {
        CompletionStage<Boolean> answer = probe.ask();
        last().completeExceptionally(new IllegalStateException("as the test wants it"));
        assertThat(answered(answer)).isFalse();
        assertThat(time.waiting()).as("timers").isZero();
    }

    @Test
    void isDownIfItCannotEvenAsk() {
        Probe broken = new Probe(
                "well",
                () -> {
                    throw new IllegalStateException("as the test wants it");
                },
                time,
                time);
        assertThat(answered(broken.ask())).isFalse();
    }

    @Test
    void saysOnceThatItWentDownAndOnceThatItCameBack() {
        for (boolean well : new boolean[] {true, false, false, false, true, true, false}) {
            CompletionStage<Boolean> answer = probe.ask();
            if (well) {
                last().complete(null);
            } else {
                last().completeExceptionally(new IllegalStateException("as the test wants it"));
            }
            assertThat(answered(answer)).isEqualTo(well);
            time.advance(Probe.KEPT);
        }
        assertThat(logged.lines())
                .containsExactly(
                        "WARNING The server is not well",
                        "INFO The server is {0} again",
                        "WARNING The server is not well");
    }

    @Test
    void nobodyWaitsForATimerThatIsStuck() {
        Probe stuck = new Probe("well", CompletableFuture::new, (task, delay) -> () -> {}, time);
        CompletionStage<Boolean> first = stuck.ask();
        time.advance(Probe.PATIENCE.minus(HALF_A_SECOND));
        assertWaits(stuck.ask());
        time.advance(HALF_A_SECOND);
        assertThat(answered(stuck.ask())).isFalse();
        assertWaits(first); // whoever asked has a limit of the container's
    }
}
