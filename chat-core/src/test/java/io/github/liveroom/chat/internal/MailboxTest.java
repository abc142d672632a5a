package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.QueuedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final QueuedExecutor executor = new QueuedExecutor();

    @Test
    void runsATaskAtOnceIfItIsIdle() {
        List<String> done = new ArrayList<>();
        AtomicReference<Mailbox<String>> self = new AtomicReference<>();
        Mailbox<String> mailbox = new Mailbox<>(executor, () -> {
            for (String task = self.get().poll();
                    task != null;
                    task = self.get().poll()) {
                done.add(task);
            }
            return true;
        });
        self.set(mailbox);
        mailbox.put("one");
        mailbox.put("two");

        assertThat(done).containsExactly("one", "two");
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void letsOneThreadInAtATimeAndLosesNoTask() throws Exception {
        int threads = 8;
        int each = 5_000;
        int[] count = new int[threads]; // guarded by the mailbox
        List<String> wrong = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        AtomicReference<Mailbox<int[]>> self = new AtomicReference<>();
        // What is handed over to the executor is run by the one who hands it over.
        Mailbox<int[]> mailbox = new Mailbox<>(Runnable::run, () -> {
            if (inside.incrementAndGet() != 1) {
                wrong.add("two threads inside");
            }
            for (int[] task = self.get().poll(); task != null; task = self.get().poll()) {
                if (count[task[0]]++ != task[1]) {
                    wrong.add("out of order");
                }
            }
            inside.decrementAndGet();
            return true;
        });
        self.set(mailbox);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < each; i++) {
                    mailbox.put(new int[] {number, i});
                }
            });
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
        mailbox.put(new int[] {0, each}); // whoever is inside last is done when this is
        assertThat(wrong).isEmpty();
        count[0]--;
        assertThat(count).containsOnly(each);
    }

    @Test
    void goesOnInTheExecutorWhenItComesToNoEnd() {
        List<Integer> done = new ArrayList<>();
        AtomicReference<Mailbox<Integer>> self = new AtomicReference<>();
        Mailbox<Integer> mailbox = new Mailbox<>(executor, () -> {
            Integer task = self.get().poll();
            if (task != null) {
                done.add(task);
                if (task == 0) {
                    for (int i = 1; i < 200; i++) {
                        self.get().put(i);
                    }
                }
            }
            return true;
        });
        self.set(mailbox);
        mailbox.put(0);

        assertThat(done.size()).as("the thread that began is free again").isBetween(1, 100);
        assertThat(executor.waiting()).isEqualTo(1);
        executor.runAll();
        assertThat(done).hasSize(200).isSorted();
    }

    @Test
    void waitsForADrainThatIsNotFinished() {
        List<String> done = new ArrayList<>();
        AtomicReference<Mailbox<String>> self = new AtomicReference<>();
        Mailbox<String> mailbox = new Mailbox<>(executor, () -> {
            String task = self.get().poll();
            if (task != null) {
                done.add(task);
            }
            return task == null;
        });
        self.set(mailbox);
        mailbox.put("one");
        mailbox.put("two");

        assertThat(done).containsExactly("one");
        mailbox.resume();
        assertThat(done).containsExactly("one", "two");
        mailbox.resume();
        mailbox.put("three");
        assertThat(done).containsExactly("one", "two", "three");
    }
}
