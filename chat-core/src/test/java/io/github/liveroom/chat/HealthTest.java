package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whether a service is alive and ready. */
class HealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static boolean isDone(CompletionStage<?> sign) {
        return sign.toCompletableFuture().isDone();
    }

    @Test
    void isAliveWhenItsTimerAndItsThreadsHaveRun() {
        try (TestService service = new TestService()) {
            CompletionStage<?> alive = service.rooms.alive();
            service.executor.runAll();
            assertThat(isDone(alive)).as("before the timer").isFalse();
            service.time.advance(Duration.ZERO);
            assertThat(isDone(alive)).as("before the threads").isFalse();
            service.executor.runAll();
            assertThat(isDone(alive)).isTrue();
            assertThat(service.time.waiting()).isZero();
        }
    }

    @Test
    void isReadyWhenWhateverTakesItsTimeHasRunToo() {
        try (TestService service = new TestService()) {
            CompletionStage<?> ready = service.rooms.ready();
            service.time.advance(Duration.ZERO);
            assertThat(service.executor.runOne()).isTrue();
            assertThat(isDone(ready)).isFalse();
            assertThat(service.executor.runOne()).isTrue();
            assertThat(isDone(ready)).isTrue();
        }
    }

    @Test
    void isNotReadyOnceItIsClosed() {
        TestService service = new TestService();
        service.close();
        assertThat(service.rooms.ready().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(ChatException.class);
    }

    @Test
    void isAliveButNotReadyWhileTheApplicationHoldsItsThreads() throws InterruptedException {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        CountDownLatch held = new CountDownLatch(threads);
        CountDownLatch release = new CountDownLatch(1);
        RoomServiceBuilder builder = RoomService.builder();
        for (int i = 0; i < threads; i++) {
            builder.listener(new RoomListener() {
                @Override
                public void created(Room room) {
                    held.countDown();
                    try {
                        release.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
        }
        try (RoomService rooms = builder.build()) {
            rooms.create();
            assertThat(held.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            CompletionStage<?> ready = rooms.ready();
            assertThat(rooms.alive().toCompletableFuture()).succeedsWithin(PATIENCE);
            assertThat(isDone(ready)).isFalse();
            release.countDown();
            assertThat(ready.toCompletableFuture()).succeedsWithin(PATIENCE);
        } finally {
            release.countDown();
        }
    }
}
