package io.github.liveroom.chat.jakarta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    private static Line parse(String text) {
        try {
            return Line.parse(text);
        } catch (Line.Malformed e) {
            throw new AssertionError(text.substring(0, Math.min(200, text.length())), e);
        }
    }

    private static String nested(int depth, String open, String close) {
        return open.repeat(depth - 1) + "{}" + close.repeat(depth - 1);
    }

    @Test
    void readsAnObject() {
        assertThat(parse("{\"id\":7,\"cmd\":\"send\",\"on\":true,\"off\":false,\"since\":{\"offset\":3}}")
                        .fields())
                .isEqualTo(Map.of(
                        "id", 7L, "cmd", "send", "on", true, "off", false, "since", new Line(Map.of("offset", 3L))));
    }

    @Test
    void takesWhiteSpaceAndCarriageReturnsAroundTokens() {
        assertThat(parse(" \t{ \"id\" :\r7 } \r").fields()).isEqualTo(Map.of("id", 7L));
    }

    @Test
    void seesTheEmptyObjectAsAnAnswerToAPing() {
        assertThat(parse("{}").isEmpty()).isTrue();
        assertThat(parse("{\"id\":null}").isEmpty()).isTrue();
        assertThat(parse("{\"id\":0}").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "7",
                "\"{}\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}}",
                "{}{}",
                "{} {}",
                "{},",
                "{}x",
                "{}\u0000",
                "{\"id\"}",
                "{\"id\":}",
                "{\"id\":1,}",
                "{id:1}",
                "{'id':1}",
                "{\"id\":1 \"cmd\":\"x\"}",
                "{\"id\":01}",
                "{\"id\":+1}",
                "{\"id\":.5}",
                "{\"id\":1.}",
                "{\"id\":0x1}",
                "{\"id\":NaN}",
                "{\"id\":Infinity}",
                "{\"id\":-}",
                "{\"id\":tru}",
                "{\"id\":1}//",
                "/**/{}",
                "\ufeff{}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"",
                "hello"
            })
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> Line.parse(text)).isInstanceOf(Line.Malformed.class);
    }

    @Test
    void takesEightLevelsAndTheLinesOwnObjectCounts() {
        assertThat(parse(nested(8, "{\"a\":", "}")).fields()).containsKey("a");
        assertThat(parse("{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}").fields())
                .containsKey("a");
    }

    @Test
    void refusesNineLevelsOfObjectsArraysAndBoth() {
        for (String text : List.of(
                nested(9, "{\"a\":", "}"),
                "{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}",
                "{\"a\":[{\"b\":[{\"c\":[{\"d\":[[]]}]}]}]}")) {
            assertThatThrownBy(() -> Line.parse(text))
                    .isInstanceOf(Line.Malformed.class)
                    .hasMessageContaining("at most 8");
        }
    }

    @Test
    void refusesADepthThatWouldOverflowAStack() {
        assertThatThrownBy(() -> Line.parse("{\"a\":".repeat(20_000))).isInstanceOf(Line.Malformed.class);
        assertThatThrownBy(() -> Line.parse("{\"a\":" + "[".repeat(60_000))).isInstanceOf(Line.Malformed.class);
    }

    @Test
    void doesNotCountBracketsInStrings() {
        assertThat(parse("{\"a\":\"" + "[{".repeat(5000) + "\"}").fields().get("a"))
                .isEqualTo("[{".repeat(5000));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 2_147_483_648L, 9_007_199_254_740_991L})
    void takesIdsUpTo53Bits(long id) throws Exception {
        assertThat(parse("{\"id\":" + id + "}").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0",
                "0.0",
                "1.0",
                "1e3",
                "1E0",
                "\"7\"",
                "true",
                "null",
                "[7]",
                "{\"id\":7}",
                "9007199254740992",
                "9007199254740993",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "-9007199254740993",
                "100000000000000000000000000000000000000"
            })
    void refusesAnIdThatIsNotDigitsOnlyWithin53Bits(String id) {
        Line line = parse("{\"id\":" + id + "}");
        assertThatThrownBy(line::id).isInstanceOf(Line.Malformed.class);
    }

    @Test
    void refusesALineWithoutAnId() {
        assertThatThrownBy(() -> parse("{\"cmd\":\"send\"}").id()).isInstanceOf(Line.Malformed.class);
    }

    @Test
    void takesNullAsAbsent() throws Exception {
        Line line = parse("{\"a\":null}");
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.has("a")).isFalse();
        assertThat(line.texts("a")).isNull();
        assertThat(line.text("a")).isNull();
        assertThat(line.flag("a")).isNull();
        assertThat(line.number("a", 1, 2)).isNull();
        assertThat(line.offset("a", 1)).isNull();
        assertThat(line.object("a")).isNull();
        assertThatThrownBy(() -> Line.required("a", line.text("a")))
                .isInstanceOf(Line.BadField.class)
                .hasMessage("a is missing");
    }

    @Test
    void tellsNullFromAbsentToWhoeverAsks() {
        Line line = parse("{\"a\":null,\"b\":0}");
        assertThat(line.isNull("a")).isTrue();
        assertThat(line.isNull("b")).isFalse();
        assertThat(line.isNull("c")).isFalse();
        assertThat(line.has("b")).isTrue();
        assertThat(line.has("c")).isFalse();
    }

    @Test
    void readsListsOfTexts() throws Exception {
        Line line = parse("{\"a\":[\"x\",\"\"],\"b\":[],\"c\":[\"x\",null],\"d\":[7],\"e\":\"x\",\"f\":[[]]}");
        assertThat(line.texts("a")).containsExactly("x", "");
        assertThat(line.texts("b")).isEmpty();
        for (String name : List.of("c", "d", "e", "f")) {
            assertBad(name + " is a list of strings", () -> line.texts(name));
        }
    }

    @Test
    void lastOfTwoFieldsWithOneNameCountsNullIncluded() {
        assertThat(parse("{\"a\":1,\"a\":2}").fields()).isEqualTo(Map.of("a", 2L));
        assertThat(parse("{\"a\":1,\"a\":null}").has("a")).isFalse();
        assertThat(parse("{\"a\":null,\"a\":1}").fields()).isEqualTo(Map.of("a", 1L));
        assertThat(parse("{\"\\u0061\":1,\"a\":2}").fields()).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void keepsUnknownFieldsWhateverTheyHold() {
        assertThat(parse("{\"x\":[1,null,\"a\",{\"b\":[]},1.5,true],\"\":1,\"id\":3}")
                        .fields())
                .containsEntry("id", 3L)
                .containsEntry("", 1L)
                .containsKey("x");
    }

    @Test
    void readsANumberOfAnyLengthInAFieldThatNobodyAskedFor() throws Exception {
        assertThat(parse("{\"id\":3,\"x\":" + "9".repeat(5000) + "}").id()).isEqualTo(3);
        assertThat(parse("{\"id\":3,\"x\":0." + "9".repeat(5000) + "e-" + "9".repeat(20) + "}")
                        .id())
                .isEqualTo(3);
        assertThat(parse("{\"id\":3,\"" + "n".repeat(60_000) + "\":1}").id()).isEqualTo(3);
    }

    @Test
    void keepsLoneSurrogateEscapesForWhoeverLooksAtTheText() throws Exception {
        assertThat(parse("{\"text\":\"a\\ud800b\"}").text("text")).isEqualTo("a\ud800b");
        assertThat(parse("{\"text\":\"\\udc00\"}").text("text")).isEqualTo("\udc00");
        assertThat(parse("{\"text\":\"\\ud83d\\ude00\"}").text("text")).isEqualTo("😀");
        assertThat(parse("{\"text\":\"\\u0000\"}").text("text")).isEqualTo("\0");
    }

    @Test
    void keepsTextsVerbatim() throws Exception {
        String text = "é e\u0301 \u2028\u2029\ufeff\u202e😀 / \u007f";
        assertThat(parse("{\"text\":\"" + text + "\"}").text("text")).isEqualTo(text);
        assertThat(parse("{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}").text("text"))
                .isEqualTo("\"\\/\b\f\n\r\t");
    }

    @Test
    void refusesTheWrongTypeOfAKnownFieldAndNamesTheField() {
        Line line = parse("{\"text\":7,\"flag\":\"true\",\"number\":\"7\",\"object\":[],\"fraction\":7.0,\"big\":1"
                + "0".repeat(30) + ",\"exponent\":1e3}");
        assertBad("text is a string", () -> line.text("text"));
        assertBad("flag is true or false", () -> line.flag("flag"));
        assertBad("number is a whole number", () -> line.number("number", 0, 9));
        assertBad("object is an object", () -> line.object("object"));
        assertBad("fraction is a whole number", () -> line.number("fraction", 0, 9));
        assertBad("exponent is a whole number", () -> line.number("exponent", 0, 9999));
        assertBad("big is a whole number", () -> line.number("big", 0, Long.MAX_VALUE));
    }

    @Test
    void refusesNumbersOutOfRangeAndTakesBothEnds() throws Exception {
        Line line = parse("{\"a\":1,\"b\":200,\"c\":0,\"d\":201,\"e\":-1}");
        assertThat(line.number("a", 1, 200)).isEqualTo(1);
        assertThat(line.number("b", 1, 200)).isEqualTo(200);
        assertBad("c is 1 to 200", () -> line.number("c", 1, 200));
        assertBad("d is 1 to 200", () -> line.number("d", 1, 200));
        assertBad("e is 1 to 200", () -> line.number("e", 1, 200));
    }

    @Test
    void keepsOffsetsBelow53Bits() throws Exception {
        assertThat(parse("{\"o\":9007199254740991}").offset("o", 0)).isEqualTo(9_007_199_254_740_991L);
        assertThat(parse("{\"o\":0}").offset("o", 0)).isZero();
        assertThatThrownBy(() -> parse("{\"o\":9007199254740992}").offset("o", 0))
                .isInstanceOf(Line.BadField.class);
        assertThatThrownBy(() -> parse("{\"o\":0}").offset("o", 1)).isInstanceOf(Line.BadField.class);
    }

    @Test
    void neverRepeatsInAMessageWhatSomebodySent() {
        Line.Malformed malformed =
                catchThrowableOfType(Line.Malformed.class, () -> Line.parse("{\"text\":\"my secret\" oops}"));
        assertThat(malformed).message().doesNotContain("secret").doesNotContain("oops");
        Line.BadField bad = catchThrowableOfType(
                Line.BadField.class, () -> parse("{\"flag\":\"my secret\"}").flag("flag"));
        assertThat(bad).message().doesNotContain("secret");
    }

    private static void assertBad(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOf(Line.BadField.class).hasMessage(message);
    }
}
