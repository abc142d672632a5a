package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RoomCodeTest {
    private static final RoomCode ABCD = new RoomCode("ABCD");

    @Test
    void readsWhatPeopleType() {
        for (String typed : List.of(
                "ABCD",
                "abcd",
                " a b-c d ",
                "a\tb\nc\u00A0d",
                "\u2003ab\u3000cd\u2028",
                "\uFF21\uFF22\uFF23\uFF24",
                "\uFF41\uFF42\uFF43\uFF44",
                "\u24D0\u24D1\u24D2\u24D3",
                "-a--b-c-d-")) {
            assertThat(RoomCode.parse(typed)).as(typed).contains(ABCD);
        }
        assertThat(RoomCode.parse("a1b2-c3d4")).contains(new RoomCode("A1B2C3D4"));
    }

    @Test
    void dropsDashesOfEveryKind() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.getType(c) == Character.DASH_PUNCTUATION) {
                assertThat(RoomCode.parse("AB" + Character.toString(c) + "CD"))
                        .as("U+%04X", c)
                        .contains(ABCD);
            }
        }
    }

    @Test
    void dropsWhiteSpaceOfEveryKind() {
        int[] whiteSpace = {
            0x9, 0xA, 0xB, 0xC, 0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
            0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000
        };
        for (int c : whiteSpace) {
            assertThat(RoomCode.parse(Character.toString(c) + "AB" + Character.toString(c) + "CD"))
                    .as("U+%04X", c)
                    .contains(ABCD);
        }
    }

    @Test
    void readsNothingElse() {
        for (String typed : List.of(
                "",
                " ",
                "---",
                "ABC",
                "A".repeat(17),
                "AB\uD83D\uDC4DCD",
                "\u0410\u0412CD",
                "AB_CD",
                "AB.CD",
                "AB\0CD",
                "AB\u200BCD",
                "\uD800BCD",
                "\u00C4BCD",
                "\u0661\u0662\u0663\u0664")) {
            assertThat(RoomCode.parse(typed)).as(typed).isEmpty();
        }
    }

    @Test
    void looksAtSixtyFourCharsAtTheMost() {
        assertThat(RoomCode.parse("ABCD" + " ".repeat(60))).contains(ABCD);
        assertThat(RoomCode.parse("ABCD" + " ".repeat(61))).isEmpty();
        assertThat(RoomCode.parse("\uFDFA".repeat(64))).isEmpty();
    }

    @Test
    void readsTheSameInTurkey() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(RoomCode.parse("iiii")).contains(new RoomCode("IIII"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isOnlyEverCanonical() {
        for (String bad : List.of("abcd", "ABC", "A".repeat(17), "AB D", "AB-CD", "")) {
            assertThatThrownBy(() -> new RoomCode(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new RoomCode("AZ09").toString()).isEqualTo("AZ09");
        assertThat(new RoomCode("AAAA")).isLessThan(new RoomCode("AAAB"));
    }

    @Test
    void showsLongCodesInGroups() {
        assertThat(new RoomCode("ABCDEFG").display()).isEqualTo("ABCDEFG");
        assertThat(new RoomCode("ABCDEFGH").display()).isEqualTo("ABCD-EFGH");
        assertThat(new RoomCode("ABCDEFGHIJ").display()).isEqualTo("ABCD-EFGH-IJ");
        for (int length = 4; length <= 16; length++) {
            RoomCode code = new RoomCode("ABCDEFGHIJKLMNOP".substring(0, length));
            assertThat(RoomCode.parse(code.display())).contains(code);
        }
    }
}
