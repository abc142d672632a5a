package io.github.liveroom.chat.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimerThreadTest {
    @Test
    void runsATaskOnADaemonOfItsOwn() throws Exception {
        try (TimerThread timer = new TimerThread("a timer")) {
            CountDownLatch ran = new CountDownLatch(1);
            AtomicReference<Thread> on = new AtomicReference<>();
            timer.schedule(
                    () -> {
                        on.set(Thread.currentThread());
                        ran.countDown();
                    },
                    Duration.ofSeconds(-1));

            assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(on.get().getName()).isEqualTo("a timer");
            assertThat(on.get().isDaemon()).isTrue();
        }
    }

    @Test
    void takesTasksBackAndAnyDelay() throws Exception {
        try (TimerThread timer = new TimerThread("a timer")) {
            CountDownLatch ran = new CountDownLatch(1);
            AtomicReference<String> wrong = new AtomicReference<>();
            timer.schedule(() -> wrong.set("taken back, and run"), Duration.ofMillis(20))
                    .cancel();
            timer.schedule(() -> wrong.set("for ever is over"), Duration.ofSeconds(Long.MAX_VALUE));
            timer.schedule(ran::countDown, Duration.ofMillis(40));

            assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(wrong.get()).isNull();
        }
    }

    @Test
    void runsNothingAfterTheEnd() {
        TimerThread timer = new TimerThread("a timer");
        AtomicReference<String> wrong = new AtomicReference<>();
        timer.schedule(() -> wrong.set("after the end"), Duration.ofHours(1));
        timer.close();
        timer.schedule(() -> wrong.set("after the end"), Duration.ZERO).cancel();
        timer.close();

        assertThat(wrong.get()).isNull();
    }

    /** Many, since one on its way out is most often faster than who looks. */
    @Test
    void itsThreadHasEndedWhenItIsClosed() throws Exception {
        for (int i = 0; i < 200; i++) {
            CompletableFuture<Thread> on = new CompletableFuture<>();
            try (TimerThread timer = new TimerThread("a timer")) {
                timer.schedule(() -> on.complete(Thread.currentThread()), Duration.ZERO);
                on.get(60, TimeUnit.SECONDS);
            }
            assertThat(on.join().isAlive()).isFalse();
        }
    }

    @Test
    void doesNotWaitForItselfForEver() throws Exception {
        TimerThread timer = new TimerThread("a timer");
        CountDownLatch running = new CountDownLatch(1);
        timer.schedule(
                () -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // what the end of the timer does
                    }
                },
                Duration.ZERO);
        assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
        Thread.currentThread().interrupt();
        timer.close();

        assertThat(Thread.interrupted()).as("still says so").isTrue();
    }
}
