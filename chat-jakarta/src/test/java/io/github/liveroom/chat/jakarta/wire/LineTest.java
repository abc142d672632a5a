package io.github.liveroom.chat.jakarta.wire;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        assertThat(parse("{\"id\":7,\"cmd\":\"send\",\"on\":true,\"keep\":false,\"since\":{\"offset\":3}}")
                        .fields())
                .isEqualTo(Map.of(
                        "id",
                        7L,
                        "cmd",
                        "send",
                        "on",
                        true,
                        "keep",
                        false,
                        "since",
                        new Line(Map.of("offset", 3L), false)));
    }

    @Test
    void takesWhiteSpaceAndCarriageReturnsAroundTokens() {
        assertThat(parse(" \t{ \"id\" :\r7 } \r").fields()).isEqualTo(Map.of("id", 7L));
    }

    @Test
    void seesTheEmptyObjectAsAnAnswerToAPing() {
        assertThat(parse("{}").isEmpty()).isTrue();
        assertThat(parse("{\"id\":null}").isEmpty()).isTrue();
        assertThat(parse("{\"x\":null}").isEmpty()).isTrue();
        assertThat(parse("{\"id\":0}").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "{}", "[]", "[null]", "{\"x\":null}", "true", "false", "0.5"})
    void isNotEmptyForWhatItDoesNotKnow(String value) {
        for (String line : List.of("{\"x\":" + value + "}", "{\"x\":" + value + ",\"y\":null,\"id\":null}")) {
            assertThat(parse(line).isEmpty()).isFalse();
            assertThatThrownBy(() -> parse(line).id()).isInstanceOf(Line.Malformed.class);
        }
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
                "{\"text\":\"\t\"}",
                "{\"text\":\"\\x\"}",
                "{\"text\":\"\\u12\"}",
                "{\"a\":[\"\\x\"]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1,]}",
                "{\"a\":{\"b\"}}",
                "{\"a\":{\"b\":01}}",
                "{\"a\":{\"b\":nul}}",
                "{\"a\":[}",
                "{\"a\":[",
                "{\"a\":{",
                "{\"a\":[]",
                "{\"a\":01}",
                "{\"a\":\"\u0000\"}",
                "{\"to\":[[1 2]]}",
                "{\"since\":{\"offset\":{\"b\":01}}}",
                "{\"to\":[1,2,3,4,5,6,7,8,9,10,nul]}",
                "hello"
            })
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> Line.parse(text)).isInstanceOf(Line.Malformed.class);
    }

    @Test
    void takesEightLevelsAndTheLinesOwnObjectCounts() {
        for (String name : List.of("a", "since", "to")) {
            assertThat(parse(nested(8, "{\"" + name + "\":", "}")).isEmpty()).isFalse();
            assertThat(parse("{\"" + name + "\":" + "[".repeat(7) + "]".repeat(7) + "}")
                            .isEmpty())
                    .isFalse();
        }
    }

    @Test
    void refusesNineLevelsOfObjectsArraysAndBoth() {
        for (String text : List.of(
                nested(9, "{\"a\":", "}"),
                nested(9, "{\"since\":", "}"),
                "{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}",
                "{\"to\":" + "[".repeat(8) + "]".repeat(8) + "}",
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
        assertThat(parse("{\"x\":\"" + "[{".repeat(5000) + "\"}").isEmpty()).isFalse();
        assertThat(parse("{\"text\":\"" + "[{".repeat(5000) + "\"}").fields().get("text"))
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
        Line line = parse("{\"to\":null}");
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.has("to")).isFalse();
        assertThat(line.texts("to")).isNull();
        assertThat(line.text("to")).isNull();
        assertThat(line.flag("to")).isNull();
        assertThat(line.number("to", 1, 2)).isNull();
        assertThat(line.offset("to", 1)).isNull();
        assertThat(line.object("to")).isNull();
        assertThatThrownBy(() -> Line.required("to", line.text("to")))
                .isInstanceOf(Line.BadField.class)
                .hasMessage("to is missing");
    }

    @Test
    void tellsNullFromAbsentToWhoeverAsks() {
        Line line = parse("{\"title\":null,\"tail\":0}");
        assertThat(line.isNull("title")).isTrue();
        assertThat(line.isNull("tail")).isFalse();
        assertThat(line.isNull("text")).isFalse();
        assertThat(line.has("tail")).isTrue();
        assertThat(line.has("text")).isFalse();
    }

    @Test
    void readsListsOfTexts() throws Exception {
        assertThat(parse("{\"to\":[\"x\",\"\"]}").texts("to")).containsExactly("x", "");
        assertThat(parse("{\"to\":[]}").texts("to")).isEmpty();
        for (String value : List.of("[\"x\",null]", "[7]", "\"x\"", "[[]]", "[{}]", "{}")) {
            Line line = parse("{\"to\":" + value + "}");
            assertBad("to is a list of strings", () -> line.texts("to"));
        }
    }

    @Test
    void keepsOneElementMoreThanAnyListMayHave() throws Exception {
        assertThat(parse("{\"to\":[" + "\"m1\",".repeat(8) + "\"m2\"]}").texts("to"))
                .hasSize(9)
                .endsWith("m2");
        assertThat(parse("{\"to\":[" + "\"m1\",".repeat(9) + "\"m2\",{},[[]],null]}")
                        .texts("to"))
                .hasSize(9)
                .containsOnly("m1");
    }

    @Test
    void lastOfTwoFieldsWithOneNameCountsNullIncluded() {
        assertThat(parse("{\"id\":1,\"id\":2}").fields()).isEqualTo(Map.of("id", 2L));
        assertThat(parse("{\"id\":1,\"id\":null}").has("id")).isFalse();
        assertThat(parse("{\"id\":null,\"id\":1}").fields()).isEqualTo(Map.of("id", 1L));
        assertThat(parse("{\"\\u0069d\":1,\"id\":2}").fields()).isEqualTo(Map.of("id", 2L));
    }

    @Test
    void forgetsWhatItDoesNotKnow() {
        assertThat(parse("{\"x\":[1,null,\"a\",{\"b\":[]},1.5,true],\"\":1,\"ID\":2,\"id\":3,\"y\":{\"cmd\":\"x\"}}")
                        .fields())
                .isEqualTo(Map.of("id", 3L));
        assertThat(parse("{\"since\":{\"x\":[{}],\"offset\":3,\"epoch\":{\"id\":1}}}"))
                .isEqualTo(parse("{\"since\":{\"y\":1,\"epoch\":[{}],\"offset\":3}}"));
    }

    /** A frame holds twenty thousand objects. */
    @Test
    void keepsHardlyAnythingOfALineOfObjects() {
        String many = "[" + "{},".repeat(20_000) + "{}]";
        for (String line : List.of(
                "{\"id\":1,\"x\":" + many + "}",
                "{\"id\":1,\"to\":" + many + "}",
                "{\"id\":1,\"since\":{\"since\":" + many + ",\"x\":" + many + "}}",
                "{\"id\":1,"
                        + IntStream.range(0, 5000)
                                .mapToObj(i -> "\"x" + i + "\":{}")
                                .collect(joining(",")) + "}")) {
            assertThat(parts(parse(line))).isLessThan(20);
        }
    }

    private static int parts(Object value) {
        if (value instanceof Line line) {
            return 1 + line.fields().values().stream().mapToInt(LineTest::parts).sum();
        }
        return value instanceof List<?> list
                ? 1 + list.stream().mapToInt(LineTest::parts).sum()
                : 1;
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
    void refusesTheWrongTypeOfAKnownFieldAndNamesTheField() throws Exception {
        Line line = parse("{\"text\":7,\"on\":\"true\",\"tail\":\"7\",\"since\":[],\"target\":7.0,\"forMs\":1"
                + "0".repeat(30) + ",\"limit\":1e3}");
        assertBad("text is a string", () -> line.text("text"));
        assertBad("on is true or false", () -> line.flag("on"));
        assertBad("tail is a whole number", () -> line.number("tail", 0, 9));
        assertBad("since is an object", () -> line.object("since"));
        assertBad("target is a whole number", () -> line.number("target", 0, 9));
        assertBad("limit is a whole number", () -> line.number("limit", 0, 9999));
        assertBad("forMs is a whole number", () -> line.number("forMs", 0, Long.MAX_VALUE));
        Line structured = parse("{\"text\":{},\"since\":{\"epoch\":{},\"offset\":[]}}");
        assertBad("text is a string", () -> structured.text("text"));
        Line since = Line.required("since", structured.object("since"));
        assertBad("epoch is a string", () -> since.text("epoch"));
        assertBad("offset is a whole number", () -> since.offset("offset", 0));
    }

    @Test
    void refusesNumbersOutOfRangeAndTakesBothEnds() throws Exception {
        Line line = parse("{\"tail\":1,\"limit\":200,\"target\":0,\"before\":201,\"forMs\":-1}");
        assertThat(line.number("tail", 1, 200)).isEqualTo(1);
        assertThat(line.number("limit", 1, 200)).isEqualTo(200);
        assertBad("target is 1 to 200", () -> line.number("target", 1, 200));
        assertBad("before is 1 to 200", () -> line.number("before", 1, 200));
        assertBad("forMs is 1 to 200", () -> line.number("forMs", 1, 200));
    }

    @Test
    void keepsOffsetsBelow53Bits() throws Exception {
        assertThat(parse("{\"offset\":9007199254740991}").offset("offset", 0)).isEqualTo(9_007_199_254_740_991L);
        assertThat(parse("{\"offset\":0}").offset("offset", 0)).isZero();
        assertThatThrownBy(() -> parse("{\"offset\":9007199254740992}").offset("offset", 0))
                .isInstanceOf(Line.BadField.class);
        assertThatThrownBy(() -> parse("{\"offset\":0}").offset("offset", 1)).isInstanceOf(Line.BadField.class);
    }

    @Test
    void neverRepeatsInAMessageWhatSomebodySent() {
        Line.Malformed malformed =
                catchThrowableOfType(Line.Malformed.class, () -> Line.parse("{\"text\":\"my secret\" oops}"));
        assertThat(malformed).message().doesNotContain("secret").doesNotContain("oops");
        Line.BadField bad = catchThrowableOfType(
                Line.BadField.class, () -> parse("{\"on\":\"my secret\"}").flag("on"));
        assertThat(bad).message().doesNotContain("secret");
    }

    private static void assertBad(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOf(Line.BadField.class).hasMessage(message);
    }
}
