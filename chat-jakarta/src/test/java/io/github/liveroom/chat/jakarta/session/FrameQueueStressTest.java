package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameQueueStressTest {
    private static final int PRODUCERS = 8;
    private static final int LINES = 20_000;

    private final ExecutorService callbacks = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        callbacks.shutdownNow();
    }

    /** Reports frames as sent on other threads, now and then on the caller's. */
    private final class BusyCarrier implements Carrier {
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private final List<String> lines = new ArrayList<>(); // by one sender at a time: that is what is tested
        private final CountDownLatch closed = new CountDownLatch(1);
        private int sent;

        @Override
        public void send(String frame, Consumer<Throwable> callback) {
            if (underWay.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            lines.addAll(List.of(frame.split("\n")));
            Runnable done = () -> {
                underWay.decrementAndGet();
                callback.accept(null);
            };
            if (++sent % 7 == 0) {
                done.run();
            } else {
                callbacks.execute(done);
            }
        }

        @Override
        public void close(int code, String reason) {
            closed.countDown();
        }
    }

    private static void produce(Consumer<String> add) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(PRODUCERS);
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            String name = p + " ";
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < LINES; i++) {
                    add.accept(name + i);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** Each producer's lines are there from the first on, in order; gives back how many in all. */
    private static int assertInOrder(List<String> lines) {
        int[] next = new int[PRODUCERS];
        for (String line : lines) {
            int producer = line.charAt(0) - '0';
            assertThat(line).isEqualTo(producer + " " + next[producer]);
            next[producer]++;
        }
        return lines.size();
    }

    @Test
    void keepsEveryProducersOrderWithOneFrameUnderWay() throws Exception {
        BusyCarrier carrier = new BusyCarrier();
        FrameQueue queue = new FrameQueue(carrier, Integer.MAX_VALUE, (code, reason) -> {
            throw new AssertionError("there is room for everything");
        });
        produce(queue::add);
        queue.closeAfterAll(() -> carrier.close(CloseCode.NORMAL.number(), ""));
        assertThat(carrier.closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(carrier.overlaps).hasValue(0);
        assertThat(assertInOrder(carrier.lines)).isEqualTo(PRODUCERS * LINES);
    }

    @Test
    void overflowsOnceAndLosesNothingBeforeThat() throws Exception {
        BusyCarrier carrier = new BusyCarrier();
        AtomicInteger overflows = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(1);
        FrameQueue queue = new FrameQueue(
                new Carrier() {
                    private int frames;

                    @Override
                    public void send(String frame, Consumer<Throwable> sent) {
                        // The tenth frame is never reported as sent: everything after it gathers.
                        carrier.send(frame, ++frames < 10 ? sent : failure -> {});
                    }

                    @Override
                    public void close(int code, String reason) {
                        carrier.close(code, reason);
                    }
                },
                16 * 1024,
                (code, reason) -> {
                    overflows.incrementAndGet();
                    full.countDown();
                });
        produce(line -> {
            queue.add(line);
            queue.addVolatile("key", line.charAt(0) + " s");
        });
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(overflows).hasValue(1);
        assertThat(carrier.overlaps).hasValue(0);
        assertInOrder(
                carrier.lines.stream().filter(line -> !line.endsWith(" s")).toList());
    }
}
