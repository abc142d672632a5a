package io.github.liveroom.chat.internal.text;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random texts of the characters that the running JDK knows; {@code -Dliveroom.seed=N} repeats a run. */
final class RandomText {
    private static final int[] CHARACTERS = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(RandomText::isKnown)
            .toArray();
    private static final int[] MARKS =
            IntStream.of(CHARACTERS).filter(RandomText::isMark).toArray();

    private final long seed;
    private final SplittableRandom random;

    RandomText(String test) {
        Long given = Long.getLong("liveroom.seed");
        seed = given == null ? new SplittableRandom().nextLong() : given;
        random = new SplittableRandom(seed);
        System.out.println(test + ": -Dliveroom.seed=" + seed);
    }

    /** Whether the running JDK has the character, surrogates aside. */
    static boolean isKnown(int c) {
        int type = Character.getType(c);
        return type != Character.UNASSIGNED && type != Character.SURROGATE;
    }

    long seed() {
        return seed;
    }

    /** One to {@code longest} code points, letters and marks of all scripts among them. */
    String next(int longest) {
        return text(longest, CHARACTERS);
    }

    /** One to {@code longest} code points out of {@code among}, now and then one of all others. */
    String next(int longest, String among) {
        return text(longest, among.codePoints().toArray());
    }

    private String text(int longest, int[] among) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(1, longest + 1); left > 0; left--) {
            int[] pool = switch (random.nextInt(12)) {
                case 0, 1 -> MARKS;
                case 2 -> CHARACTERS;
                default -> among;
            };
            text.appendCodePoint(pool[random.nextInt(pool.length)]);
        }
        return text.toString();
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
