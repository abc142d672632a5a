package io.github.liveroom.chat.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance with a script: gives the bounded numbers it was told to, then those of a seeded stream. Makes two rooms want one
 * code. Thread-safe.
 *
 * <p>Only {@link #nextInt(int)} follows the script, so that secrets and epochs, which are made of longs, stay distinct.
 */
public final class ScriptedRandom implements RandomGenerator {
    private final SplittableRandom stream; // guarded by this
    private final Queue<Integer> script = new ArrayDeque<>(); // guarded by this

    /**
     * Has no script yet.
     *
     * @param seed of what follows the script
     */
    public ScriptedRandom(long seed) {
        stream = new SplittableRandom(seed);
    }

    /**
     * Adds numbers to the end of the script.
     *
     * @param numbers what {@link #nextInt(int)} shall give, one for each call
     * @return this
     */
    public synchronized ScriptedRandom then(int... numbers) {
        for (int number : numbers) {
            script.add(number);
        }
        return this;
    }

    /**
     * Adds what makes {@link io.github.liveroom.chat.RoomCodeGenerator#letters()} propose a code.
     *
     * @param codes of the letters A to Z
     * @return this
     */
    public synchronized ScriptedRandom thenCodes(String... codes) {
        for (String code : codes) {
            code.chars().forEach(letter -> script.add(letter - 'A'));
        }
        return this;
    }

    /**
     * How much of the script is left.
     *
     * @return numbers that were not given yet
     */
    public synchronized int left() {
        return script.size();
    }

    @Override
    public synchronized int nextInt(int bound) {
        Integer scripted = script.poll();
        if (scripted == null) {
            return stream.nextInt(bound);
        }
        if (scripted < 0 || scripted >= bound) {
            throw new IllegalStateException(
                    "the script says " + scripted + " where 0 to " + (bound - 1) + " is wanted");
        }
        return scripted;
    }

    @Override
    public synchronized long nextLong() {
        return stream.nextLong();
    }
}
