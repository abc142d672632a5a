package io.github.liveroom.chat;

import java.util.Optional;

/**
 * Names one member of one room. Public: everybody in the room sees it; the right to be that member is a secret of its own.
 *
 * <p>Never given out twice while a room keeps its epoch; a person who comes back after leaving is a new member.
 *
 * @param number counts the members of the room from 1, in the order in which they joined
 */
public record MemberId(long number) implements Comparable<MemberId> {
    private static final int MAX_DIGITS = 16;

    /** Written into every line, and kept with every seat: most rooms have no more members than that. */
    private static final String[] TEXTS = new String[1024];

    static {
        for (int number = 0; number < TEXTS.length; number++) {
            TEXTS[number] = text(number);
        }
    }

    /**
     * Takes a member's number.
     *
     * @param number from 1
     * @throws IllegalArgumentException if it is not positive
     */
    public MemberId {
        if (number < 1) {
            throw new IllegalArgumentException("a member's number is at least 1, not " + number);
        }
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @param text such as {@code m7}
     * @return the id, or nothing if the text is none
     */
    public static Optional<MemberId> parse(String text) {
        if (text.length() < 2
                || text.length() > MAX_DIGITS
                || text.charAt(0) != 'm'
                || text.charAt(1) == '0'
                || !text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(new MemberId(Long.parseLong(text, 1, text.length(), 10)));
    }

    @Override
    public int compareTo(MemberId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return number < TEXTS.length ? TEXTS[(int) number] : text(number);
    }

    private static String text(long number) {
        return "m".concat(Long.toString(number));
    }
}
