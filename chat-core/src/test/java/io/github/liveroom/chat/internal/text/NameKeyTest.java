package io.github.liveroom.chat.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeyTest {

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "Ada, ada",
        "Ada, ADA",
        "Ada, \uFF21\uFF44\uFF41", // full width
        "Ada, Ad\u0430", // the last letter Cyrillic
        "Ada, \u0410\u0500\u0410", // all Cyrillic
        "Ada, \u0410da", // the first letter Cyrillic
        "paypal, \u0440\u0430\u0443\u0440\u0430l", // Cyrillic but for the last letter
        "paypal, PAYPAL",
        "HOHA, \u041D\u041E\u041D\u0410", // the Cyrillic name Nona in capitals
        "\u041D\u043E\u043D\u0430, \u043D\u043E\u043D\u0430", // and in small letters
        "\u041D\u043E\u043D\u0430, \u041D\u041E\u041D\u0410",
        "\u043D\u043E\u043D\u0430, \u029Co\u029Ca", // and in Latin small capitals
        "admin, \u1D00\u1D05\u1D0D\u026A\u0274",
        "\u0411\u043E\u0431, \u0431\u043E\u0431", // the Cyrillic name Bob
        "ANNA, \u0391\u039D\u039D\u0391", // Greek capitals
        "Eva, \u0395\u03BD\u03B1", // Greek
        "Nova, \u039D\u03BF\u03BD\u03B1", // Greek
        "\u039D\u03AF\u03BA\u03BF\u03C2, \u039D\u038A\u039A\u039F\u03A3", // the Greek name Nikos
        "\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2, \u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C3", // final sigma or not
        "modern, rnodern",
        "MODERN, modern",
        "Ali, All",
        "Ian, lan",
        "Ian, 1an",
        "Ian, |an",
        "Bob, B0b",
        "Stra\u00DFe, STRASSE",
        "Stra\u00DFe, STRA\u1E9EE",
        "Istanbul, istanbul",
        "Istanbul, \u0130stanbul",
        "Istanbul, \u0131stanbul",
        "Istanbul, i\u0307stanbul",
        "I\u015F\u0131k, i\u015F\u0130k",
        "\u1ECBn, \u1ECB\u0307n",
        "Jos\u00E9, JOSE\u0301",
        "\u0110\u1EE9c, \u00D0\u1EE9c", // D with stroke (Vietnamese) and Eth
        "\u0110\u1EE9c, \u0111\u1EE9c",
        "\u00D0\u00F3ra, \u00F0\u00F3ra",
        "\u0141ukasz, \u0142UKASZ",
        "\u2764\uFE0F, \u2764",
        "\u0639\u0644\u06CC\u200C\u0631\u0636\u0627, \u0639\u0644\u06CC\u0631\u0636\u0627" // Persian with and without
        // ZWNJ
    })
    void isTheSameForNamesThatLookTheSame(String one, String other) {
        assertThat(key(one)).isEqualTo(key(other));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "Ada, Eda",
        "Ada, Adam",
        "Ada, \u00C1da",
        "Nik, Vik",
        "Yan, Uan",
        "Bob, Rob",
        "Anna, Ana",
        "Sara, Zara",
        "Ada, A da",
        "\u0410\u043D\u043D\u0430, \u0410\u043D\u044F", // Russian
        "\u0391\u03BD\u03BD\u03B1, \u0391\u039D\u039D\u0391", // Greek: the first looks like Avva, the second like ANNA
        "\u738B\u82B3, \u738B\u65B9", // Chinese
        "\uD83D\uDE00, \uD83D\uDE03", // emoji
        "\uD83D\uDC4D\uD83C\uDFFB, \uD83D\uDC4D\uD83C\uDFFF" // skin tones
    })
    void differsForNamesThatAPersonTellsApart(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void doesNotDependOnTheLocale() {
        String[] names = {"Istanbul", "\u0130stanbul", "TITLE", "title", "\u0131", "MODERATOR"};
        Locale before = Locale.getDefault();
        try {
            for (String name : names) {
                Locale.setDefault(Locale.ENGLISH);
                String english = key(name);
                Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                assertThat(key(name)).isEqualTo(english);
            }
            assertThat(key("TITLE")).isEqualTo(key("title"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void foldsTogetherWhateverUnicodeFoldsTogether() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (RandomText.isKnown(c) && c != 0x130) {
                String text = Character.toString(c);
                String folded = UCharacter.foldCase(text, true);
                assertThat(NameKey.fold(folded)).as("U+%04X", c).isEqualTo(NameKey.fold(text));
            }
        }
        assertThat(NameKey.fold("\u0130")).as("the Turkish capital").isEqualTo("i");
    }

    @Test
    void makesOneOfCapitalAndSmallLetterSaveTheFewThatLookLikeOthers() {
        List<String> apart = new ArrayList<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int small = Character.toLowerCase(c);
            if (RandomText.isKnown(c) && small != c && isSimple(c) && isSimple(small)) {
                if (!NameKey.of(Character.toString(c)).equals(NameKey.of(Character.toString(small)))) {
                    apart.add(Character.getName(c));
                }
            }
        }
        assertThat(apart)
                .containsExactlyInAnyOrder(
                        "LATIN CAPITAL LETTER TONE FIVE",
                        "GREEK CAPITAL LETTER NU",
                        "GREEK CAPITAL LETTER UPSILON",
                        "ARMENIAN CAPITAL LETTER YI",
                        "COPTIC CAPITAL LETTER SHIMA",
                        "WARANG CITI CAPITAL LETTER II",
                        "WARANG CITI CAPITAL LETTER HAR",
                        "WARANG CITI CAPITAL LETTER AT");
    }

    @Test
    void tellsApartAllBasicLatinLettersAndDigitsButTheKnownLookAlikes() {
        TreeSet<String> keys = new TreeSet<>();
        "abcdefghijklmnopqrstuvwxyz0123456789".chars().forEach(c -> keys.add(key(Character.toString(c))));
        // i, l and 1 are one, o and 0 are one.
        assertThat(keys).hasSize(36 - 3);
    }

    /** A key settles: what looks like a key has that key. Not so where a key is basic Latin only in parts. */
    @Test
    void keepsEveryBasicLatinKey() {
        RandomText random = new RandomText("keys of keys");
        for (int round = 0; round < 50_000; round++) {
            String name = random.next(8, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
            String key = key(name);
            if (key.chars().allMatch(c -> c < 0x80)) {
                assertThat(key(key)).as("seed %d", random.seed()).isEqualTo(key);
            }
        }
    }

    /** The table of basic Latin gives what the rules give. */
    @Test
    void ofBasicLatinIsTheKeyOfItsCharacters() {
        RandomText random = new RandomText("basic Latin");
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c < 0x7F; c++) {
            all.append(c);
        }
        for (int round = 0; round < 50_000; round++) {
            String name = random.next(8, all.toString());
            assertThat(NameKey.of(name)).as("seed %d", random.seed()).isEqualTo(NameKey.ofAny(name));
        }
    }

    @Test
    void isReachedInNoMoreRoundsThanItTakes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (RandomText.isKnown(c)) {
                String settled = Confusables.decompose(Character.toString(c));
                for (int round = 0; round < 3; round++) {
                    settled = Confusables.prototypes(NameKey.fold(settled));
                }
                assertThat(Confusables.prototypes(NameKey.fold(settled)))
                        .as("U+%04X", c)
                        .isEqualTo(settled);
            }
        }
    }

    private static boolean isSimple(int c) {
        return Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFKD);
    }

    private static String key(String name) {
        return NameRules.key(Normalizer.normalize(name, Normalizer.Form.NFKC));
    }
}
