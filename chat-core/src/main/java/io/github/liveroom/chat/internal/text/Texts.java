package io.github.liveroom.chat.internal.text;

/**
 * The rules for texts that are kept as they were typed: messages, titles, reasons.
 * <p>Nothing is changed, trimmed or normalised; a text is taken or it is not. Lengths are counted in code points, and
 * counting allocates nothing.
 */
public final class Texts {
    private Texts() {}

    /** What there is to say about a text. */
    public enum Verdict {
        /** It may be used as it is. */
        ACCEPTED,
        /**
         * It has a lone surrogate or U+0000: no Unicode text, or none that every store can keep ({@code
         * bad_request}).
         */
        MALFORMED,
        /** There is nothing in it to be seen ({@code text_required}). */
        REQUIRED,
        /** It has too many code points ({@code text_too_long}). */
        TOO_LONG
    }

    /**
     * Judges the text of a message, which must show something.
     * <p>A text of nothing but white space (Unicode's White_Space), control, format and default-ignorable characters
     * is {@link Verdict#REQUIRED}, however long. A malformed one is {@link Verdict#MALFORMED}, whatever else it is.
     *
     * @param max how many code points it may have
     */
    public static Verdict message(String text, int max) {
        Verdict verdict = limited(text, max);
        return verdict != Verdict.MALFORMED && isBlank(text) ? Verdict.REQUIRED : verdict;
    }

    /**
     * Judges a text that may be empty or blank, such as a title or a reason; never {@link Verdict#REQUIRED}.
     *
     * @param max how many code points it may have
     */
    public static Verdict limited(String text, int max) {
        int count = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return Verdict.MALFORMED;
            }
            count++;
        }
        return count > max ? Verdict.TOO_LONG : Verdict.ACCEPTED;
    }

    /** Whether there is nothing but white space (Unicode's White_Space), or nothing at all. */
    static boolean isWhiteSpace(String text) {
        return text.codePoints().allMatch(Texts::isWhiteSpace);
    }

    private static boolean isBlank(String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (!showsNothing(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean showsNothing(int c) {
        return isWhiteSpace(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || CharacterTable.get().isIgnorable(c);
    }

    /** White_Space of Unicode's PropList: {@link Character#isWhitespace} leaves out no-break spaces and U+0085. */
    private static boolean isWhiteSpace(int c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
    }
}
