package io.github.liveroom.chat.internal.text;

import java.util.Optional;

/**
 * Refuses names with characters that cannot be seen, cannot be told apart, or spill over their line.
 * <p>The base is the FreeformClass of RFC 8264 (section 4.3), which the nickname profile builds on: no controls, no
 * unassigned or private code points, no noncharacters, no ignorable ones. Stricter than that: all format characters
 * (general category Cf) and all default-ignorable code points are refused except where {@link InvisibleCharacters}
 * says that they belong; so are symbols and letters that are drawn blank, more than {@value #MARKS_IN_A_ROW} stacking
 * marks in a row, a mark with nothing to stand on at the start, and names in which nothing but punctuation could be
 * seen.
 * <p>Milder than that: conjoining Hangul Jamo (OldHangulJamo) are let through, because NFKC makes them of the single
 * letters (ㅇㅇ, ㅋㅋ) that people in Korea do use as names; and the CONTEXTO rules are left out: they guard identifiers,
 * here a digit or a dot that looks like another is caught by {@link NameKey}.
 */
final class NameCharacters {
    /**
     * Spacing marks are not counted: they take a place of their own in the line, and Myanmar needs them beside three
     * others.
     */
    private static final int MARKS_IN_A_ROW = 3;

    private NameCharacters() {}

    /** Names the first rule that the normalised name breaks, if it breaks any. */
    static Optional<String> faultIn(String name) {
        int[] points = InvisibleCharacters.withoutFlagTags(name).codePoints().toArray();
        boolean visible = false;
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            Optional<String> kind = refusedKind(c);
            if (kind.isPresent()) {
                return kind;
            }
            if (isInvisible(c)) {
                if (!InvisibleCharacters.belongs(points, i)) {
                    return Optional.of("invisible characters are not allowed in names");
                }
                continue;
            }
            if (i == 0 && isMark(c)) {
                return Optional.of("the name starts with a combining mark");
            }
            visible |= isSeen(c);
        }
        if (!visible) {
            return Optional.of("a name needs a letter, a digit, a symbol or an emoji");
        }
        return tallestStack(name) > MARKS_IN_A_ROW
                ? Optional.of("more than " + MARKS_IN_A_ROW + " combining marks in a row")
                : Optional.empty();
    }

    /**
     * Counted in the decomposed name, so that it makes no difference which mark has a composed letter and which has
     * none.
     */
    private static int tallestStack(String name) {
        int tallest = 0;
        int height = 0;
        for (int c : Confusables.decompose(name).codePoints().toArray()) {
            if (!isInvisible(c)) {
                height = stacks(c) ? height + 1 : 0;
                tallest = Math.max(tallest, height);
            }
        }
        return tallest;
    }

    private static Optional<String> refusedKind(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> Optional.of("control characters are not allowed in names");
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                Optional.of("line breaks are not allowed in names");
            case Character.SURROGATE -> Optional.of("half of a surrogate pair is not a character");
            case Character.PRIVATE_USE -> Optional.of("private-use characters are not allowed in names");
            case Character.UNASSIGNED -> Optional.of("the name has a code point that is no character");
            default -> isBlank(c) ? Optional.of("blank symbols are not allowed in names") : Optional.empty();
        };
    }

    /** What Unicode calls a letter or a symbol, yet draws as nothing, or stands for text that was lost. */
    private static boolean isBlank(int c) {
        return switch (c) {
            case 0x2800 -> true; // BRAILLE PATTERN BLANK
            case 0xFFFC, 0xFFFD -> true; // OBJECT REPLACEMENT CHARACTER, REPLACEMENT CHARACTER
            case 0x13441, 0x13442 -> true; // EGYPTIAN HIEROGLYPH FULL BLANK, HALF BLANK
            case 0x1D159 -> true; // MUSICAL SYMBOL NULL NOTEHEAD
            default -> false;
        };
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT || CharacterTable.get().isIgnorable(c);
    }

    private static boolean isMark(int c) {
        return stacks(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean stacks(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Whether it is a letter, a digit or a symbol, or makes one, as the frame of a keycap does of # and *. */
    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL,
                    Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
