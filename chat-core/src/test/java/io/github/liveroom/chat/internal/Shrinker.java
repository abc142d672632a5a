package io.github.liveroom.chat.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list that shows a defect as short as it can: without whole pieces of it first, then without single elements. */
final class Shrinker {
    private Shrinker() {}

    /**
     * Drops what is not needed.
     *
     * @param failing a list for which {@code fails} is true
     * @param fails asked often; must say the same to the same list
     * @return a part of the list, in its order, that fails and of which no single element can be dropped
     */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> now = List.copyOf(failing);
        int piece = Math.max(1, now.size() / 2);
        while (true) {
            List<T> shorter = without(now, piece, fails);
            if (piece == 1 && shorter.size() == now.size()) {
                return now;
            }
            now = shorter;
            piece = Math.max(1, piece / 2);
        }
    }

    private static <T> List<T> without(List<T> failing, int piece, Predicate<List<T>> fails) {
        List<T> now = failing;
        for (int end = now.size(); end > 0; end -= piece) {
            List<T> shorter = new ArrayList<>(now.subList(0, Math.max(0, end - piece)));
            shorter.addAll(now.subList(end, now.size()));
            if (fails.test(shorter)) {
                now = shorter;
            }
        }
        return now;
    }
}
