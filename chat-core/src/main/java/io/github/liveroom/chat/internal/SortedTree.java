package io.github.liveroom.chat.internal;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of its keys: an AVL tree that shares with its successors what did not change. Finding,
 * putting and removing take a time that grows with the logarithm of the size.
 *
 * <p>Why not a map of the JDK: {@link RoomState} makes a new state for every entry, and copying a room of a thousand members
 * for each of them would make joining quadratic.
 *
 * @param <K> compared by its natural order
 * @param <V> anything but null
 */
final class SortedTree<K extends Comparable<K>, V> implements Iterable<V> {
    private static final SortedTree<?, ?> EMPTY = new SortedTree<>(null, 0);

    private final @Nullable Node<K, V> root;
    private final int size;

    private SortedTree(@Nullable Node<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // an empty tree holds neither keys nor values
    static <K extends Comparable<K>, V> SortedTree<K, V> empty() {
        return (SortedTree<K, V>) EMPTY;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return root == null;
    }

    boolean containsKey(K key) {
        return get(key) != null;
    }

    @Nullable
    V get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    SortedTree<K, V> with(K key, V value) {
        return new SortedTree<>(put(root, key, value), containsKey(key) ? size : size + 1);
    }

    SortedTree<K, V> without(K key) {
        return containsKey(key) ? new SortedTree<>(remove(root, key), size - 1) : this;
    }

    /** The values in the order of their keys. */
    @Override
    public Iterator<V> iterator() {
        return new InOrder<>(root);
    }

    private static <K extends Comparable<K>, V> Node<K, V> put(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node, put(node.left, key, value), node.right)
                : balanced(node, node.left, put(node.right, key, value));
    }

    private static <K extends Comparable<K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node, remove(node.left, key), node.right);
        } else if (order > 0) {
            return balanced(node, node.left, remove(node.right, key));
        } else if (node.right == null) {
            return node.left;
        }
        Node<K, V> next = first(node.right);
        return balanced(next, node.left, remove(node.right, next.key));
    }

    private static <K, V> Node<K, V> first(Node<K, V> node) {
        Node<K, V> first = node;
        while (first.left != null) {
            first = first.left;
        }
        return first;
    }

    /** {@code of} with other children, turned so that their heights differ by one at the most. */
    private static <K, V> Node<K, V> balanced(Node<K, V> of, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left != null && left.height > height(right) + 1) {
            Node<K, V> middle = left.right;
            if (middle != null && middle.height > height(left.left)) {
                return node(middle, node(left, left.left, middle.left), node(of, middle.right, right));
            }
            return node(left, left.left, node(of, middle, right));
        }
        if (right != null && right.height > height(left) + 1) {
            Node<K, V> middle = right.left;
            if (middle != null && middle.height > height(right.right)) {
                return node(middle, node(of, left, middle.left), node(right, middle.right, right.right));
            }
            return node(right, node(of, left, middle), right.right);
        }
        return node(of, left, right);
    }

    private static <K, V> Node<K, V> node(Node<K, V> of, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(of.key, of.value, left, right);
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static final class Node<K, V> {
        final K key;
        final V value;
        final @Nullable Node<K, V> left;
        final @Nullable Node<K, V> right;
        final int height;

        Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(height(left), height(right));
        }
    }

    private static final class InOrder<K, V> implements Iterator<V> {
        private final Node<?, ?>[] path;
        private int depth;

        InOrder(@Nullable Node<K, V> root) {
            path = new Node<?, ?>[height(root)];
            descend(root);
        }

        @Override
        public boolean hasNext() {
            return depth > 0;
        }

        @Override
        @SuppressWarnings("unchecked") // the path holds nodes of this tree
        public V next() {
            if (depth == 0) {
                throw new NoSuchElementException();
            }
            Node<K, V> node = (Node<K, V>) path[--depth];
            descend(node.right);
            return node.value;
        }

        private void descend(@Nullable Node<K, V> from) {
            for (Node<K, V> node = from; node != null; node = node.left) {
                path[depth++] = node;
            }
        }
    }
}
