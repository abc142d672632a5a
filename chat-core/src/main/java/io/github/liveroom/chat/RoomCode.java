package io.github.liveroom.chat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The short name by which people find a room, such as {@code KQZW}.
 *
 * <p>A code is a name, not a secret: whoever wants privacy sets a passphrase as well.
 *
 * @param value the canonical form: {@value #MIN_LENGTH} to {@value #MAX_LENGTH} of {@code A-Z} and {@code 0-9}
 */
public record RoomCode(String value) implements Comparable<RoomCode> {
    /** The shortest code. */
    public static final int MIN_LENGTH = 4;

    /** The longest code. */
    public static final int MAX_LENGTH = 16;

    /** What somebody typed or pasted may be this long before it is looked at no further. */
    private static final int MAX_TYPED = 64;

    private static final int GROUP = 4;

    /** White space for Unicode, not for {@link Character}. */
    private static final int NEXT_LINE = 0x85;

    /**
     * Takes a code in its canonical form.
     *
     * @param value the canonical form
     * @throws IllegalArgumentException if it is not
     */
    public RoomCode {
        if (!isCanonical(value)) {
            throw new IllegalArgumentException("a room code has " + MIN_LENGTH + " to " + MAX_LENGTH
                    + " of the letters A-Z and the digits 0-9, not \"" + value + "\"");
        }
    }

    /**
     * Reads a code the way people type it: compatibility forms (full-width letters) are folded, white space and dashes
     * dropped, small letters raised, whatever the default locale.
     *
     * @param typed what was typed; may be anything
     * @return the code, or nothing if no room can have such a code
     */
    public static Optional<RoomCode> parse(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        String folded = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        StringBuilder kept = new StringBuilder(folded.length());
        folded.codePoints().filter(RoomCode::counts).forEach(kept::appendCodePoint);
        String raised = kept.toString().toUpperCase(Locale.ROOT);
        return isCanonical(raised) ? Optional.of(new RoomCode(raised)) : Optional.empty();
    }

    /**
     * The code as people read it best: codes of eight letters and more in groups of four, {@code XXXX-XXXX}.
     *
     * @return the code, perhaps with dashes; {@link #parse} reads it back
     */
    public String display() {
        if (value.length() < 2 * GROUP) {
            return value;
        }
        StringBuilder grouped = new StringBuilder(value.length() + value.length() / GROUP);
        for (int i = 0; i < value.length(); i++) {
            if (i > 0 && i % GROUP == 0) {
                grouped.append('-');
            }
            grouped.append(value.charAt(i));
        }
        return grouped.toString();
    }

    @Override
    public int compareTo(RoomCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean counts(int codePoint) {
        return !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint)
                && codePoint != NEXT_LINE
                && Character.getType(codePoint) != Character.DASH_PUNCTUATION;
    }

    private static boolean isCanonical(String text) {
        return text.length() >= MIN_LENGTH
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }
}
