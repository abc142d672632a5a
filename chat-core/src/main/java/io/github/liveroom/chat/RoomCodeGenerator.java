package io.github.liveroom.chat;

import java.util.random.RandomGenerator;

/**
 * Proposes codes for new rooms. The service reserves them; a proposal that is taken costs another call, a bounded number
 * of times.
 *
 * <p>Implementations are called by several threads at once and keep no state.
 */
@FunctionalInterface
public interface RoomCodeGenerator {
    /**
     * Proposes a code.
     *
     * @param random the only source of chance
     * @param length how long the code shall be at least, {@value RoomCode#MIN_LENGTH} to {@value RoomCode#MAX_LENGTH}
     * @param liveRooms how many rooms exist
     * @return a code, which may be taken
     */
    RoomCode next(RandomGenerator random, int length, long liveRooms);

    /**
     * Codes of the letters A to Z. They grow by a letter before more than one in a thousand of all codes of a length are
     * live rooms, so that a guess hits a room once in a thousand at the most.
     *
     * @return the generator that a service has by default
     */
    static RoomCodeGenerator letters() {
        return fromAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ", RoomCode.MIN_LENGTH);
    }

    /**
     * Codes of at least eight consonants, {@linkplain RoomCode#display() shown} as {@code XXXX-XXXX}: no words, no letters
     * taken for each other, 2.56 · 10¹⁰ codes. Still a name rather than a secret.
     *
     * @return the generator
     */
    static RoomCodeGenerator privateCodes() {
        return fromAlphabet("BCDFGHJKLMNPQRSTVWXZ", 8);
    }

    private static RoomCodeGenerator fromAlphabet(String alphabet, int shortest) {
        return (random, length, liveRooms) -> {
            int letters = Math.max(length, shortest);
            double space = Math.pow(alphabet.length(), letters);
            while (letters < RoomCode.MAX_LENGTH && (liveRooms + 1.0) * 1000 > space) {
                letters++;
                space *= alphabet.length();
            }
            StringBuilder code = new StringBuilder(letters);
            for (int i = 0; i < letters; i++) {
                code.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            return new RoomCode(code.toString());
        };
    }
}
