package io.github.liveroom.benchmarks.load;

/**
 * The texts of a run: a {@link Mark}, then words up to a fixed number of characters, then a full stop, by which is seen that
 * nothing was cut off. One array is filled again and again.
 */
final class MessageText {
    static final int MIN_BYTES = Mark.BYTES + 1;

    private static final byte[] WORDS = {'l', 'o', 'r', 'e', 'm', ' ', 'i', 'p', 's', 'u', 'm', ' '};
    private static final byte LAST = '.';

    private final byte[] text;

    /** @param size bytes, which are characters, at least {@value #MIN_BYTES} */
    MessageText(int size) {
        if (size < MIN_BYTES) {
            throw new IllegalArgumentException("size " + size + " is not at least " + MIN_BYTES);
        }
        text = new byte[size];
        for (int i = Mark.BYTES; i < size; i++) {
            text[i] = WORDS[i % WORDS.length];
        }
        text[size - 1] = LAST;
    }

    int size() {
        return text.length;
    }

    /** The text of a message; it is good until the next call. */
    byte[] of(Mark mark) {
        mark.write(text, 0);
        return text;
    }

    static boolean isLast(byte b) {
        return b == LAST;
    }
}
