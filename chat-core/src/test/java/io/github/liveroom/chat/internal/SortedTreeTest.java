package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedTreeTest {
    private static <V> List<V> values(SortedTree<Integer, V> tree) {
        List<V> values = new ArrayList<>();
        tree.forEach(values::add);
        return values;
    }

    @Test
    void isATreeMapWhateverIsPutAndRemoved() {
        long seed = Long.getLong("liveroom.seed", System.nanoTime());
        for (int round = 0; round < 300; round++) {
            SplittableRandom random = new SplittableRandom(seed + round);
            TreeMap<Integer, String> expected = new TreeMap<>();
            SortedTree<Integer, String> tree = SortedTree.empty();
            int keys = 1 + random.nextInt(60);
            for (int step = 0; step < 200; step++) {
                int key = random.nextInt(keys);
                if (random.nextBoolean()) {
                    expected.put(key, "value " + step);
                    tree = tree.with(key, "value " + step);
                } else {
                    expected.remove(key);
                    tree = tree.without(key);
                }
                assertThat(tree.get(key))
                        .as("-Dliveroom.seed=" + (seed + round))
                        .isEqualTo(expected.get(key));
                assertThat(tree.containsKey(key)).isEqualTo(expected.containsKey(key));
                assertThat(tree.size()).isEqualTo(expected.size());
                assertThat(tree.isEmpty()).isEqualTo(expected.isEmpty());
            }
            assertThat(values(tree)).as("-Dliveroom.seed=" + (seed + round)).isEqualTo(List.copyOf(expected.values()));
        }
    }

    @Test
    void neverChanges() {
        List<SortedTree<Integer, Integer>> all = new ArrayList<>();
        SortedTree<Integer, Integer> tree = SortedTree.empty();
        for (int i = 0; i < 100; i++) {
            all.add(tree);
            tree = tree.with(i * 37 % 100, i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(all.get(i).size()).isEqualTo(i);
            assertThat(all.get(i).get(i * 37 % 100)).isNull();
        }
        assertThat(tree.without(1000)).isSameAs(tree);
    }

    @Test
    void staysFlatWhenKeysComeInOrder() {
        SortedTree<Integer, Integer> rising = SortedTree.empty();
        SortedTree<Integer, Integer> falling = SortedTree.empty();
        int size = 100_000;
        for (int i = 0; i < size; i++) {
            rising = rising.with(i, i);
            falling = falling.with(-i, i);
        }
        assertThat(rising.size()).isEqualTo(falling.size()).isEqualTo(size);
        for (int i = 0; i < size - 3; i++) {
            rising = rising.without(i);
        }
        assertThat(values(rising)).containsExactly(size - 3, size - 2, size - 1);
    }

    @Test
    void endsItsIteratorAsIteratorsDo() {
        Iterator<String> iterator =
                SortedTree.<Integer, String>empty().with(1, "one").iterator();

        assertThat(iterator.next()).isEqualTo("one");
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThat(SortedTree.<Integer, String>empty()).isEmpty();
    }
}
