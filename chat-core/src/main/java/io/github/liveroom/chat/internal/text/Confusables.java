package io.github.liveroom.chat.internal.text;

import java.text.Normalizer;

/**
 * The skeleton of UTS #39, section 4: strings with equal skeletons look alike.
 * <p>A skeleton is for comparing only, never for showing. The mapping is that of Unicode's {@code confusables.txt},
 * read from a compact table ({@link CharacterTable}); normalisation is the JDK's.
 */
final class Confusables {
    private Confusables() {}

    /**
     * Gives the skeleton: decompose (NFD), drop default-ignorable code points, replace each code point by its
     * prototype, decompose again.
     * <p>Exact for every string of characters that the running JDK knows. Of a newer character the look is known, but
     * not how it decomposes.
     */
    static String skeleton(String text) {
        return decompose(prototypes(decompose(text)));
    }

    /** The middle part of {@link #skeleton}: what each code point of an already decomposed text looks like. */
    static String prototypes(String decomposed) {
        CharacterTable table = CharacterTable.get();
        StringBuilder looks = new StringBuilder(decomposed.length() + 8);
        for (int i = 0, c; i < decomposed.length(); i += Character.charCount(c)) {
            c = decomposed.codePointAt(i);
            if (!table.isIgnorable(c)) {
                table.appendPrototype(c, looks);
            }
        }
        return looks.toString();
    }

    static String decompose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }
}
