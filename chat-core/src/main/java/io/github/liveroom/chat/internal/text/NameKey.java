package io.github.liveroom.chat.internal.text;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The key of a name: two names that a person could take for one another have the same.
 * <p>It joins two relations: names that differ in case only, and names with the same skeleton ({@link Confusables}).
 * RFC 8266, section 2.4 compares nicknames by the first; UTS #39, section 4 adds the second. Neither order of the two
 * is enough: I looks like l but its small form does not; 0 looks like O, but not like o; Cyrillic Ь looks like b, its
 * small form like no basic Latin letter. So each letter is represented by
 * <ol>
 *   <li>what its small form looks like, if that is basic Latin;
 *   <li>else what its capital looks like, if that is basic Latin, or, of a Latin letter, basic Latin with a stroke
 *       where the small form is not even that (Đ and Ð look alike, đ and ð do not);
 *   <li>else what its small form looks like, whatever it is.
 * </ol>
 * To that, case and look are applied until nothing changes any more. Last, i becomes l, because I, l, 1, | look alike
 * and I is also the capital of i. So Ian and Lan cannot be in one room, for Ian looks like lan.
 * <p><b>Where look and case contradict each other.</b> Greek Ν looks like N, its small form ν like v; the same goes
 * for Υ and υ (Y, u) and for a few letters of rarer scripts. Equating all of them would make Nik and Vik one name.
 * Instead, a name that looks basic Latin from its first to its last letter, as it stands, is compared as what it
 * looks like: ΑΝΝΑ is ANNA, Ενα is Eva. The price is that Αννα and ΑΝΝΑ are two names.
 * <p><b>What is missed</b> are names in two scripts, neither of them Latin, that look alike in capitals but not in
 * small letters, such as Greek ΛΑΡΑ and Cyrillic ЛАРА, and a few letters for phonetics and dead languages.
 * <p><b>Case</b> is folded as the JDK can do it in any locale alike: small, then capital by the full mapping (ß
 * becomes SS), then small again, each code point for itself so that the end of a word does not matter (σ, ς). This
 * equates whatever Unicode's full case folding does. A dot above i or j in any case is dropped, which makes one of
 * the four Turkish i's: I, İ, ı, i.
 */
final class NameKey {
    /**
     * As many rounds of case and look as any code point needs until a further one changes nothing; a test counts
     * them.
     */
    private static final int ROUNDS = 3;

    /**
     * I, J, i, j in Latin and Cyrillic, and dotless ı and ȷ: with U+0307 above all look like, or fold to, those
     * without.
     */
    private static final String DOTTED = "IJij\u0131\u0237\u0406\u0408\u0456\u0458";

    /**
     * Prototypes that are letters in the shape of small capitals, each followed by its letter; ĸ, ʍ and ꞓ are what к,
     * м and ε look like. Unicode does not call them confusable with small letters, but ᴀᴅᴍɪɴ is admin to everybody
     * who reads it, and only so does Cyrillic нона get one key with both its capitals, which look like HOHA, and with
     * Latin ʜoʜa.
     */
    private static final String SMALL_CAPITALS = "\u1D00a\u0299b\u1D05d\u1D07e\uA793e\uA730f\u0262g\u029Ch\u1D0Aj"
            + "\u0138k\u029Fl\u028Dm\u0274n\u1D18p\uA7AFq\u0280r\u1D1Bt\u028Fy";

    private static final int DOT_ABOVE = 0x307;

    private NameKey() {}

    /** Gives the key of a name in NFKC. */
    static String of(String name) {
        return isBasicLatin(name) ? ofBasicLatin(name) : ofAny(name);
    }

    private static String ofBasicLatin(String name) {
        StringBuilder key = new StringBuilder(name.length() + 8);
        name.chars().forEach(c -> key.append(BasicLatin.KEYS[c]));
        return Confusables.decompose(key.toString());
    }

    /** By the rules, whatever it is made of. */
    static String ofAny(String name) {
        String decomposed = withoutDots(Confusables.decompose(name));
        boolean latin = looksBasicLatin(decomposed);
        StringBuilder key = new StringBuilder(decomposed.length() + 8);
        for (int i = 0, c; i < decomposed.length(); i += Character.charCount(c)) {
            c = decomposed.codePointAt(i);
            key.append(latin && Character.isLetter(c) ? settle(look(c)) : represent(c));
        }
        return Confusables.decompose(key.toString());
    }

    /** What is so common is worked out once. In a name of nothing else, no character changes what another becomes. */
    private static final class BasicLatin {
        static final String[] KEYS = IntStream.range(0, 0x80)
                .mapToObj(c -> ofAny(Character.toString(c)))
                .toArray(String[]::new);
    }

    /** Folds case so that, of two texts which are equal without regard to case, both become the same. */
    static String fold(String text) {
        return small(small(text).toUpperCase(Locale.ROOT));
    }

    private static String represent(int c) {
        String small = looksOf(fold(Character.toString(c)));
        String capital = look(Character.toUpperCase(c));
        if (isBasicLatin(small)) {
            return settle(small);
        }
        boolean byCapital =
                isBasicLatin(capital) || (isLatin(c) && isStruckBasicLatin(capital) && !isStruckBasicLatin(small));
        return settle(byCapital ? capital : small);
    }

    private static String settle(String text) {
        String settled = text;
        for (int round = 0; round < ROUNDS; round++) {
            settled = looksOf(fold(settled));
        }
        return settled.replace('i', 'l');
    }

    private static String look(int c) {
        return looksOf(Character.toString(c));
    }

    /** The prototypes, small capitals being made small letters. */
    private static String looksOf(String decomposed) {
        StringBuilder looks = new StringBuilder(Confusables.prototypes(decomposed));
        for (int i = 0; i < looks.length(); i++) {
            int at = SMALL_CAPITALS.indexOf(looks.charAt(i));
            if (at >= 0 && looks.charAt(i) >= 0x80) {
                looks.setCharAt(i, SMALL_CAPITALS.charAt(at + 1));
            }
        }
        return looks.toString();
    }

    private static boolean looksBasicLatin(String decomposed) {
        return decomposed.codePoints().filter(Character::isLetter).allMatch(c -> isBasicLatin(look(c)));
    }

    private static boolean isBasicLatin(String look) {
        return look.chars().allMatch(c -> c < 0x80);
    }

    /** Whether it is basic Latin, perhaps with strokes or hooks on it. */
    private static boolean isStruckBasicLatin(String look) {
        return look.chars().allMatch(c -> c < 0x80 || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    private static boolean isLatin(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }

    private static String small(String text) {
        StringBuilder small = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(small::appendCodePoint);
        return small.toString();
    }

    private static String withoutDots(String decomposed) {
        if (decomposed.indexOf(DOT_ABOVE) < 0) {
            return decomposed;
        }
        StringBuilder kept = new StringBuilder(decomposed.length());
        int base = DOT_ABOVE;
        for (int i = 0, c; i < decomposed.length(); i += Character.charCount(c)) {
            c = decomposed.codePointAt(i);
            if (c == DOT_ABOVE && DOTTED.indexOf(base) >= 0) {
                continue;
            }
            base = Character.getType(c) == Character.NON_SPACING_MARK ? base : c;
            kept.appendCodePoint(c);
        }
        return kept.toString();
    }
}
