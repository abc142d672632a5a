package io.github.liveroom.chat.internal.text;

import java.text.Normalizer;
import java.util.Optional;

/**
 * The form of a name by the nickname profile of RFC 8266, section 2.3 (enforcement; case is kept).
 * <p>Each pass maps non-ASCII spaces (general category Zs) to SPACE, strips them at both ends, makes one of several
 * inside, and applies NFKC. As RFC 8264, section 7 asks, passes are repeated until nothing changes any more, three
 * times at most after the first: NFKC can bring new spaces, as it does for U+00A8 DIAERESIS.
 * <p>One thing is added. NFKC makes plain letters and marks of some characters that phones offer as emoji (™ becomes
 * TM, ‼ becomes !!). The invisible U+FE0F that asked for their picture then has nothing left to select, and goes with
 * it; else a name would be refused for a character that nobody can see or find.
 */
final class NicknameProfile {
    private static final int PASSES = 4;

    private NicknameProfile() {}

    /** Gives the stable form of the name, perhaps empty, or nothing where the passes do not come to rest. */
    static Optional<String> enforce(String typed) {
        String name = withoutIdleSelectors(typed);
        for (int pass = 0; pass < PASSES; pass++) {
            String next = Normalizer.normalize(tidySpaces(name), Normalizer.Form.NFKC);
            if (next.equals(name)) {
                return Optional.of(name);
            }
            name = next;
        }
        return Optional.empty();
    }

    private static String tidySpaces(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        boolean spaceWaits = false;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                spaceWaits = !tidy.isEmpty();
                continue;
            }
            if (spaceWaits) {
                tidy.append(' ');
                spaceWaits = false;
            }
            tidy.appendCodePoint(c);
        }
        return tidy.toString();
    }

    private static String withoutIdleSelectors(String text) {
        if (text.indexOf(InvisibleCharacters.EMOJI_SELECTOR) < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        boolean baseChanges = false;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == InvisibleCharacters.EMOJI_SELECTOR && baseChanges) {
                continue;
            }
            baseChanges = CharacterTable.get().isPictographic(c)
                    && !Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFKC);
            kept.appendCodePoint(c);
        }
        return kept.toString();
    }
}
