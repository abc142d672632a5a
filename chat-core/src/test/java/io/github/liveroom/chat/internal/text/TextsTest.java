package io.github.liveroom.chat.internal.text;

import static io.github.liveroom.chat.internal.text.Texts.Verdict.ACCEPTED;
import static io.github.liveroom.chat.internal.text.Texts.Verdict.MALFORMED;
import static io.github.liveroom.chat.internal.text.Texts.Verdict.REQUIRED;
import static io.github.liveroom.chat.internal.text.Texts.Verdict.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                " leading and trailing ",
                "two\nlines\tand a tab",
                "<script>alert(1)</script>",
                "\u202Eright to left",
                "\uD83D\uDE00",
                "\uD83D\uDC69\u200D\uD83D\uDCBB",
                "\u0627\u0644\u0633\u0644\u0627\u0645",
                "\u0301",
                "\u2800",
                "\uFFFE",
                "."
            })
    void takesAMessageAsItIs(String text) {
        assertThat(Texts.message(text, 40)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n\u000B\f",
                "\u00A0\u1680\u2003\u2028\u2029\u202F\u205F\u3000\u0085",
                "\u200B",
                " \u200D\uFEFF ",
                "\u202E\u202C",
                "\u2066\u2069",
                "\uFE0F",
                "\u3164\u115F",
                "\u0001\u007F",
                "\uDB40\uDC41"
            })
    void requiresThatAMessageShowsSomething(String text) {
        assertThat(Texts.message(text, 40)).isEqualTo(REQUIRED);
        assertThat(Texts.limited(text, 40)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\0", "a\0b", "\uD800", "a\uDC00", "\uDC00\uD800", "\uD83D ", " \uD83D", "\uD83D\uD83D\uDE00"})
    void refusesWhatIsNoText(String text) {
        assertThat(Texts.message(text, 40)).isEqualTo(MALFORMED);
        assertThat(Texts.limited(text, 40)).isEqualTo(MALFORMED);
        assertThat(Texts.limited(text, 0)).isEqualTo(MALFORMED);
    }

    @Test
    void countsCodePointsAndNotChars() {
        String four = "\uD83D\uDE00".repeat(4);
        assertThat(Texts.message(four, 4)).isEqualTo(ACCEPTED);
        assertThat(Texts.message(four, 3)).isEqualTo(TOO_LONG);
        assertThat(Texts.message("a".repeat(4_000), 4_000)).isEqualTo(ACCEPTED);
        assertThat(Texts.message("a".repeat(4_001), 4_000)).isEqualTo(TOO_LONG);
    }

    @Test
    void asksForATextFirstAndForAShorterOneThen() {
        assertThat(Texts.message(" ".repeat(5_000), 4_000)).isEqualTo(REQUIRED);
        assertThat(Texts.message("a".repeat(5_000) + "\0", 4_000)).isEqualTo(MALFORMED);
    }

    @Test
    void limitsATitleThatMayBeEmpty() {
        assertThat(Texts.limited("", 80)).isEqualTo(ACCEPTED);
        assertThat(Texts.limited("", 0)).isEqualTo(ACCEPTED);
        assertThat(Texts.limited("x".repeat(80), 80)).isEqualTo(ACCEPTED);
        assertThat(Texts.limited("x".repeat(81), 80)).isEqualTo(TOO_LONG);
    }

    @Test
    void takesForWhiteSpaceWhatUnicodeDoes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            assertThat(Texts.isWhiteSpace(Character.toString(c)))
                    .as("U+%04X", c)
                    .isEqualTo(UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE));
        }
    }
}
