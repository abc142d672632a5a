package io.github.liveroom.chat.internal.text;

import static java.lang.Character.UnicodeScript.*;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds names that mix scripts as nobody writes them, such as a Cyrillic а among Latin letters.
 * <p>Follows the restriction levels of UTS #39, section 5.2. Welcome are: one script, whichever it is ("single
 * script"); Latin with the scripts of Japanese, Chinese or Korean ("highly restrictive"); and Latin with one other
 * recommended script except Cyrillic and Greek, whose letters are Latin ones to the eye ("moderately restrictive").
 * All else is suspicious.
 * <p>Characters that belong to no script of their own (digits, punctuation, emoji, most combining marks) never count.
 * The JDK does not know Script_Extensions, so the few such characters that UTS #39 would bind to two or three scripts
 * are free, too: this lets a little more through, and {@link NameKey} still compares them by look.
 */
final class ScriptMix {
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER =
            List.of(Set.of(LATIN, HAN, HIRAGANA, KATAKANA), Set.of(LATIN, HAN, BOPOMOFO), Set.of(LATIN, HAN, HANGUL));

    /** The recommended scripts of UAX #31, table 5, that do not stand above already, without Cyrillic and Greek. */
    private static final Set<UnicodeScript> BESIDE_LATIN = Set.of(
            ARABIC,
            ARMENIAN,
            BENGALI,
            DEVANAGARI,
            ETHIOPIC,
            GEORGIAN,
            GUJARATI,
            GURMUKHI,
            HEBREW,
            KANNADA,
            KHMER,
            LAO,
            MALAYALAM,
            MYANMAR,
            ORIYA,
            SINHALA,
            TAMIL,
            TELUGU,
            THAANA,
            THAI,
            TIBETAN);

    private ScriptMix() {}

    /** Whether the name mixes scripts that are not written together. */
    static boolean isSuspicious(String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.removeAll(Set.of(COMMON, INHERITED));
        if (scripts.size() <= 1 || WRITTEN_TOGETHER.stream().anyMatch(usual -> usual.containsAll(scripts))) {
            return false;
        }
        scripts.remove(LATIN);
        return scripts.size() > 1 || !BESIDE_LATIN.containsAll(scripts);
    }
}
