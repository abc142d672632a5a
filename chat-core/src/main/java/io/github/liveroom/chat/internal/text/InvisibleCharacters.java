package io.github.liveroom.chat.internal.text;

import java.util.List;

/**
 * Tells the few places in which an invisible character belongs into a name: where an emoji or a script cannot do
 * without it.
 * <ul>
 *   <li>U+FE0F after an emoji, or between {@code 0-9 # *} and U+20E3 (a keycap);
 *   <li>U+200D ZERO WIDTH JOINER between two emoji (UTS #51, ED-16), the first perhaps with U+FE0F or a skin tone;
 *   <li>U+200D and U+200C ZERO WIDTH NON-JOINER after a virama (RFC 5892, appendices A.1 and A.2, as RFC 8264 takes
 *       them over): Sinhala, Malayalam and others spell with them;
 *   <li>U+200C between two Arabic letters, as Persian names have it. RFC 5892 also asks for the joining types of both
 *       letters, which the JDK does not know. Where the letters would not join anyway one U+200C too many gets
 *       through; it cannot make a second name of the same look, because {@link NameKey} drops it;
 *   <li>the tags of the flags of England, Scotland and Wales, the only tag sequences in general use.
 * </ul>
 * Everywhere else they would make two names out of what looks like one, or carry a text that nobody sees.
 */
final class InvisibleCharacters {
    /** VARIATION SELECTOR-16: show the character before as a picture. */
    static final char EMOJI_SELECTOR = '\uFE0F';

    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final String BLACK_FLAG = "\uD83C\uDFF4";
    private static final List<String> TAGGED_FLAGS = List.of(tagged("gbeng"), tagged("gbsct"), tagged("gbwls"));

    private InvisibleCharacters() {}

    /** Makes plain black flags of the tagged flags, so that any tag left over is one that does not belong. */
    static String withoutFlagTags(String name) {
        String plain = name;
        for (String flag : TAGGED_FLAGS) {
            plain = plain.replace(flag, BLACK_FLAG);
        }
        return plain;
    }

    /**
     * Whether the invisible code point at {@code at} belongs there; {@code name} has gone through {@link
     * #withoutFlagTags}.
     */
    static boolean belongs(int[] name, int at) {
        if (at == 0) {
            return false;
        }
        int before = name[at - 1];
        int after = at + 1 < name.length ? name[at + 1] : -1;
        CharacterTable table = CharacterTable.get();
        return switch (name[at]) {
            case EMOJI_SELECTOR -> table.isPictographic(before) || (after == KEYCAP && isKeycapBase(before));
            case JOINER -> table.isVirama(before) || (table.isPictographic(after) && endsEmoji(name, at));
            case NON_JOINER ->
                table.isVirama(before) || (isArabicLetter(after) && isArabicLetter(letterBefore(name, at)));
            default -> false;
        };
    }

    /** Whether an emoji ends before {@code end}, with U+FE0F or a skin tone as its own end or not. */
    private static boolean endsEmoji(int[] name, int end) {
        int last = name[end - 1];
        boolean dressed = last == EMOJI_SELECTOR || (last >= 0x1F3FB && last <= 0x1F3FF);
        int base = dressed && end >= 2 ? name[end - 2] : last;
        return CharacterTable.get().isPictographic(base);
    }

    /**
     * The nearest code point before {@code end} that is no nonspacing mark (vowel signs do not keep letters from
     * joining).
     */
    private static int letterBefore(int[] name, int end) {
        int i = end - 1;
        while (i > 0 && Character.getType(name[i]) == Character.NON_SPACING_MARK) {
            i--;
        }
        return name[i];
    }

    private static boolean isArabicLetter(int c) {
        return Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC;
    }

    private static boolean isKeycapBase(int c) {
        return (c >= '0' && c <= '9') || c == '#' || c == '*';
    }

    private static String tagged(String subdivision) {
        StringBuilder flag = new StringBuilder(BLACK_FLAG);
        subdivision.chars().forEach(c -> flag.appendCodePoint(0xE0000 + c));
        return flag.appendCodePoint(0xE007F).toString();
    }
}
