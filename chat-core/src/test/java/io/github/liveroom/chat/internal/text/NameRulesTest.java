package io.github.liveroom.chat.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.internal.text.NameVerdict.Accepted;
import io.github.liveroom.chat.internal.text.NameVerdict.Reason;
import io.github.liveroom.chat.internal.text.NameVerdict.Refused;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
    private final NameRules rules = new NameRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "ada lovelace",
                "Jos\u00E9 \u00D1and\u00FA",
                "Nguy\u1EC5n Th\u1ECB \u00C1nh",
                "\u0141ukasz",
                "O'Neil-Smith Jr.",
                "I\u015F\u0131k \u0130pek",
                "<b>Ada</b>",
                "42",
                "Ada_99",
                "\u0410\u043D\u043D\u0430 \u0421\u0435\u0440\u0433\u0435\u0435\u0432\u043D\u0430", // Russian
                "\u0413", // one Cyrillic letter
                "\u0393\u03B9\u03CE\u03C1\u03B3\u03BF\u03C2", // Greek
                "\u0540\u0561\u0575\u056F", // Armenian
                "\u10D2\u10D8\u10DD\u10E0\u10D2\u10D8", // Georgian
                "\u05D3\u05D5\u05D3", // Hebrew
                "\u05E9\u05C1\u05BC\u05B8\u05DC\u05D5\u05DD", // Hebrew, pointed
                "\u0645\u062D\u0645\u062F", // Arabic
                "\u0639\u0644\u06CC\u200C\u0631\u0636\u0627", // Persian with ZWNJ
                "\u0645\u064F\u200C\u062D", // ZWNJ after a vowel sign
                "\u0905\u0928\u093F\u0924\u093E", // Hindi
                "\u0915\u094D\u200D\u0937", // Devanagari with ZWJ
                "\u0915\u094D\u200C\u0937", // Devanagari with ZWNJ
                "\u0DC1\u0DCA\u200D\u0DBB\u0DD3", // Sinhala Sri
                "\u0D05\u0D35\u0D28\u0D4D\u200D", // Malayalam with a chillu spelt the old way
                "\u0E2A\u0E21\u0E0A\u0E32\u0E22", // Thai
                "\u1019\u103C\u103D\u1031", // Burmese
                "\u1780\u17D2\u1798\u17C2\u179A", // Khmer
                "\u0F56\u0F66\u0F92\u0FB2\u0F74\u0F56\u0F66", // Tibetan
                "\u1230\u120B\u121D", // Amharic
                "\u738B\u5C0F\u660E", // Chinese
                "\u738B Ming",
                "\u3105\u3106 \u738B a", // Bopomofo, Han, Latin
                "\u7530\u4E2D\u3055\u3093", // Japanese
                "\u30BF\u30ED\u30FC \u305F\u308D\u3046 \u592A\u90CE Taro", // all four
                "\uAE40\uCCA0\uC218", // Korean
                "\uAE40 \u91D1 Kim", // Hangul, Han, Latin
                "\u110B\u110B", // single jamo
                "Dana \u05D3\u05E0\u05D4", // Latin and Hebrew
                "Omar \u0639\u0645\u0631", // Latin and Arabic
                "Anita \u0905\u0928\u093F\u0924\u093E", // Latin and Devanagari
                "\u13E3\u13B3\u13A9", // Cherokee
                "\uD83D\uDE00", // a face
                "Ada \uD83D\uDE80",
                "\u2764\uFE0F", // heart as a picture
                "\uD83D\uDC69\u200D\uD83D\uDCBB", // technologist
                "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDCBB", // with a skin tone
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08", // rainbow flag
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", // family
                "\uD83C\uDDEA\uD83C\uDDEA", // flag of Estonia
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F", // Scotland
                "1\uFE0F\u20E3", // keycap
                "#\uFE0F\u20E3 *\uFE0F\u20E3",
                "\u20AC",
                "+",
                "\u266B \u2606",
                "a\u0323\u0327\u0331", // three marks
                "admins",
                "Systema"
            })
    void acceptsOrdinaryNamesOfAnyLanguage(String name) {
        String nfkc = Normalizer.normalize(name, Normalizer.Form.NFKC);
        assertThat(rules.judge(name)).isEqualTo(new Accepted(nfkc, NameRules.key(nfkc)));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "  Ada  ,Ada",
                "Ada   Lovelace,Ada Lovelace",
                "Ada\u00A0\u2003\u3000Lovelace,Ada Lovelace",
                "\u3000Ada\u1680,Ada",
                "\uFF21\uFF44\uFF41,Ada", // full width
                "Jose\u0301,Jos\u00E9",
                "\uFB01nn,finn", // a ligature
                "\u212Bke,\u00C5ke", // the Angstrom sign
                "\u2168,IX",
                "\uFF76\uFF9E,\u30AC", // half-width kana with its voice mark
                "\u1100\u1161,\uAC00", // jamo of one syllable
                "Rock\u00B4n,Rock \u0301n", // a spacing accent is a space and a mark to NFKC
                "Ada\u2122,AdaTM",
                "Ada\u2122\uFE0F,AdaTM", // the selector goes with the emoji
                "Ada\u203C\uFE0F,Ada!!",
                "\u2139\uFE0Fnfo,info"
            })
    void showsTheNameInItsNormalFormAndItsOwnCase(String typed, String shown) {
        assertThat(rules.judge(typed)).isEqualTo(new Accepted(shown, NameRules.key(shown)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\u00A0", "\u3000\u2003", "\t", "\r\n", "\u2028", "\u0085"})
    void asksForANameWhereNothingWasTyped(String typed) {
        assertThat(rules.judge(typed)).isEqualTo(new Refused(Reason.REQUIRED, "a name is required"));
        assertThat(rules.judge(typed.repeat(2_000)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.REQUIRED));
    }

    @ParameterizedTest
    @CsvSource({
        "A\0da, control",
        "A\u0007da, control",
        "A\u0085da, control",
        "'Ada\tL', control",
        "'Ada\nL', control",
        "Ada\u2028L, line break",
        "Ada\u2029L, line break",
        "A\uD800da, surrogate",
        "\uDC00, surrogate",
        "A\uE000da, private-use",
        "\uDBC0\uDC00, private-use", // U+100000
        "A\uFFFFda, no character",
        "A\uFDD0da, no character",
        "A\u0378da, no character",
        "\uD83F\uDFFE, no character", // U+1FFFE
        "A\u200Bda, invisible",
        "\u200B, invisible",
        "Ada\u200D, invisible",
        "A\u200Dda, invisible",
        "A\u200Cda, invisible",
        "\u200D\uD83D\uDE00, invisible",
        "\u0639\u200Ca, invisible", // ZWNJ before a Latin letter
        "a\u200C\u0639, invisible", // and after one
        "\u0639\u200C, invisible",
        "\u0639\u200C\u064F, invisible",
        "\u05D3\u200C\u05D5, invisible", // Hebrew needs none
        "\uD83D\uDE00\u200Da, invisible",
        "a\u200D\uD83D\uDE00, invisible",
        "\uD83D\uDE00\u200D, invisible",
        "\uD83C\uDFFD\u200D\uD83D\uDE00, invisible", // a skin tone on nothing
        "a\uD83C\uDFFD\u200D\uD83D\uDE00, invisible", // a skin tone on a letter
        "A\u00ADda, invisible", // soft hyphen
        "A\u061Cda, invisible",
        "A\u180Eda, invisible",
        "A\u202Ada, invisible",
        "A\u202Eda, invisible",
        "A\u2060da, invisible",
        "A\u2066da, invisible",
        "A\u2069da, invisible",
        "A\uFEFFda, invisible",
        "A\u034Fda, invisible", // combining grapheme joiner
        "A\uFE0Fda, invisible",
        "1\uFE0F, invisible",
        "1\uFE0Fa, invisible",
        "a\uFE0F\u20E3, invisible",
        "\uFE0F\u2764, invisible",
        "\u2764\uFE0F\uFE0F, invisible",
        "\u2764\uFE0E, invisible",
        "\u3164, invisible", // Hangul filler
        "\u115F, invisible",
        "\uFFA0, invisible",
        "\u17B4, invisible",
        "A\u0600da, invisible",
        "A\uFFF9da, invisible",
        "A\uDB40\uDC41, invisible", // a tag
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC7F, invisible", // tags of no known flag
        "\u738B\uDB40\uDD00, invisible", // ideographic variation
        "\u2800, blank",
        "A\u2800da, blank",
        "A\uFFFCda, blank",
        "A\uFFFDda, blank",
        "\uD834\uDD59, blank",
        "\u0301Ada, starts with",
        "\u00B4Ada, starts with", // NFKC: a space and a mark
        "\u093E, starts with",
        "\u20E3, starts with",
        "a\u0323\u0327\u0331\u0316, marks in a row",
        "a\u0301\u0301\u0301\u0301, marks in a row", // the first in one with its letter
        "Ad\u0300\u0300\u0300\u0300\u0300a, marks in a row",
        "., needs a letter",
        "..., needs a letter",
        "- _ -, needs a letter",
        "\u3002\u300C\u300D, needs a letter"
    })
    void refusesWhatCannotBeSeenOrTrusted(String typed, String rule) {
        assertThat(rules.judge(typed)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.INVALID);
            assertThat(refused.detail()).contains(rule);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system",
                "System",
                "ADMIN",
                " admin ",
                "adm1n",
                "\uFF21\uFF24\uFF2D\uFF29\uFF2E", // full width
                "adrnin",
                "\u1D00\u1D05\u1D0D\u026A\u0274", // small capitals
                "Administrator",
                "moderator",
                "M0derator",
                "Server",
                "LiveRoom",
                "\u0405\u0443\u0455\u0442\u0435\u043C", // Cyrillic that looks like System
                "adm\u0131n" // dotless i
            })
    void reservesTheNamesThatWouldPassForTheChatItself(String typed) {
        assertThat(rules.judge(typed)).isEqualTo(new Refused(Reason.INVALID, "the name is reserved"));
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void reservesThemInATurkishLocaleToo() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            NameRules turkish = new NameRules();
            assertThat(turkish.judge("ADMIN")).isInstanceOf(Refused.class);
            assertThat(turkish.judge("admin")).isInstanceOf(Refused.class);
            assertThat(turkish.judge("LIVEROOM")).isInstanceOf(Refused.class);
            assertThat(turkish.judge("I\u015F\u0131k")).isEqualTo(rules.judge("I\u015F\u0131k"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void countsCodePointsAfterNormalisation() {
        assertThat(rules.judge("a".repeat(32))).isInstanceOf(Accepted.class);
        assertThat(rules.judge("a".repeat(33)))
                .isEqualTo(new Refused(Reason.INVALID, "the name is longer than 32 characters"));
        assertThat(rules.judge("\uD83D\uDE00".repeat(32))).isInstanceOf(Accepted.class);
        assertThat(rules.judge("e\u0301".repeat(32))).isInstanceOf(Accepted.class);
        assertThat(rules.judge(" ".repeat(900) + "Ada")).isInstanceOf(Accepted.class);
        assertThat(rules.judge("\uFDFA\uFDFA")).as("eighteen letters each").isInstanceOf(Refused.class);
    }

    @Test
    void takesAnotherLimit() {
        assertThat(new NameRules(3).judge("Ada")).isInstanceOf(Accepted.class);
        assertThat(new NameRules(3).judge("Adam")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> new NameRules(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NameRules(129)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverLetsANameOccupyMoreThan128Bytes() {
        NameRules wide = new NameRules(128);
        assertThat(wide.judge("a".repeat(128))).isInstanceOf(Accepted.class);
        for (String letter : new String[] {"\u00E9", "\u738B", "\uD83D\uDE00"}) {
            int fit = 128 / letter.getBytes(StandardCharsets.UTF_8).length;
            assertThat(wide.judge(letter.repeat(fit))).isInstanceOf(Accepted.class);
            assertThat(wide.judge(letter.repeat(fit + 1)))
                    .isEqualTo(new Refused(Reason.INVALID, "the name is longer than 128 bytes"));
        }
    }

    @Test
    void refusesAnAbsurdlyLongNameBeforeLookingAtIt() {
        assertThat(rules.judge("Ada" + " ".repeat(998)))
                .isEqualTo(new Refused(Reason.INVALID, "the name is far too long"));
    }

    @Test
    void acceptsAnAcceptedNameUnchanged() {
        RandomText random = new RandomText("accepted names");
        String usual =
                "abcXYZ019 \u00A0\u3000\u00A8\u00B4\uFF21\uFB01\u00E9\u0430\u0416\u03BD\u03A3\u05D3\u0639\u0915\u094D"
                        + "\u738B\u305F\uFF76\uFF9E\u1100\u1161\u11A8\uAC00\u200C\u200D\uFE0F\u20E3\u2122\u2764"
                        + "\uD83D\uDE00\uD83C\uDFFD\uD83C\uDDEA";
        int accepted = 0;
        for (int round = 0; round < 300_000; round++) {
            String typed = random.next(round % 2 == 0 ? 4 : 12, usual);
            if (rules.judge(typed) instanceof Accepted first) {
                accepted++;
                assertThat(rules.judge(first.name()))
                        .as("seed %d", random.seed())
                        .isEqualTo(first);
                assertThat(Normalizer.isNormalized(first.name(), Normalizer.Form.NFKC))
                        .isTrue();
                assertThat(first.key()).as("seed %d", random.seed()).isNotBlank();
            }
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    @Test
    void judgesEveryCodePointAloneWithoutFailing() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String typed = Character.toString(c);
            if (rules.judge(typed) instanceof Accepted first) {
                assertThat(rules.judge(first.name())).as("U+%04X", c).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DJ \u0412\u043E\u0432\u0430", "\u03C0r\u00B2", "\u738B Ivan", "Ad\u0430"})
    void acceptsNamesOfSeveralScripts(String typed) {
        assertThat(rules.judge(typed)).isInstanceOf(Accepted.class);
    }
}
