package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.QueuedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListenerQueueTest {
    private final QueuedExecutor executor = new QueuedExecutor();
    private final List<Integer> heard = new ArrayList<>();

    @Test
    void tellsInOrderAndOneAtATime() {
        ListenerQueue<Integer> queue = new ListenerQueue<>(executor, heard::add);
        IntStream.range(0, 1000).forEach(queue::offer);

        assertThat(executor.waiting())
                .as("one task, however much there is to tell")
                .isEqualTo(1);
        assertThat(heard).isEmpty();
        assertThat(executor.runAll()).as("lets others have a turn").isGreaterThan(1);
        assertThat(heard).hasSize(1000).isSorted();
        queue.offer(1000);
        executor.runAll();
        assertThat(heard).hasSize(1001);
    }

    @Test
    void takesNoMoreThanItsBound() {
        ListenerQueue<Integer> queue = new ListenerQueue<>(executor, heard::add);
        for (int i = 0; i < ListenerQueue.MAX_BEHIND; i++) {
            assertThat(queue.offer(i)).isTrue();
        }
        assertThat(queue.offer(-1)).isFalse();
        executor.runAll();
        assertThat(queue.offer(ListenerQueue.MAX_BEHIND)).isTrue();
        executor.runAll();
        assertThat(heard).hasSize(ListenerQueue.MAX_BEHIND + 1).doesNotContain(-1);
    }

    @Test
    void takesWhatTheListenerItselfAdds() {
        List<ListenerQueue<Integer>> self = new ArrayList<>();
        ListenerQueue<Integer> queue = new ListenerQueue<>(executor, number -> {
            heard.add(number);
            if (number < 300) {
                self.get(0).offer(number + 1);
            }
        });
        self.add(queue);
        queue.offer(1);
        executor.runAll();
        assertThat(heard).hasSize(300).isSorted();
    }
}
