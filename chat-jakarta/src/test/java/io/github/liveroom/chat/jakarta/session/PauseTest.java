package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final AtomicInteger resumed = new AtomicInteger();
    private final Pause pause = new Pause(resumed::incrementAndGet);

    @Test
    void isOverIfItNeverBegan() {
        assertThat(pause.isOver()).isTrue();
        assertThat(resumed).hasValue(0);
    }

    @Test
    void isOverIfTheAnswerCameMeanwhile() {
        pause.begin();
        pause.end();
        assertThat(pause.isOver()).isTrue();
        assertThat(resumed).hasValue(0);
    }

    @Test
    void startsTheLoopAgainWithALaterAnswer() {
        pause.begin();
        assertThat(pause.isOver()).isFalse();
        assertThat(resumed).hasValue(0);
        pause.end();
        assertThat(resumed).hasValue(1);
    }

    @Test
    void letsExactlyOneGoOnWhoeverIsFirst() throws Exception {
        int rounds = 50_000;
        AtomicInteger wentOn = new AtomicInteger();
        AtomicReferenceArray<Pause> pauses = new AtomicReferenceArray<>(rounds);
        for (int i = 0; i < rounds; i++) {
            pauses.set(i, new Pause(wentOn::incrementAndGet));
            pauses.get(i).begin();
        }
        CyclicBarrier start = new CyclicBarrier(2);
        Thread answers = new Thread(() -> {
            await(start);
            for (int i = 0; i < rounds; i++) {
                pauses.get(i).end();
            }
        });
        answers.start();
        await(start);
        int over = 0;
        for (int i = 0; i < rounds; i++) {
            over += pauses.get(i).isOver() ? 1 : 0;
        }
        answers.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(over + wentOn.get()).isEqualTo(rounds);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
