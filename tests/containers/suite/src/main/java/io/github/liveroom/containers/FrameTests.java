package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frame and a line look like, and what becomes of those who send something else. */
abstract class FrameTests extends WireTests {
    /** A harmless command: whoever gets its answer was understood. */
    private static final String PROBE = "leave";

    private static final int FRAME = 65_536;

    FrameTests(Servers servers) {
        super(servers);
    }

    @Test
    void takesSeveralLinesInAFrameAndAnswersInOrder() {
        WireClient ada = connect();
        ada.frame(command(5, "create") + "\n" + command(3, PROBE, "room", "AAAA") + "\n" + command(4, "create"));
        ada.reply(4);
        assertThat(ada.lines().stream()
                        .filter(line -> line.has("id"))
                        .map(line -> line.at("id").number()))
                .containsExactly(5L, 3L, 4L);
    }

    @Test
    void ignoresEmptyLinesAndCarriageReturns() {
        WireClient ada = connect();
        ada.frame("\n\r\n" + command(1, "create") + "\r\n\n\r\n" + command(2, "create") + "\r\n");
        assertThat(ada.reply(1).has("ok")).isTrue();
        assertThat(ada.reply(2).has("ok")).isTrue();
        ada.frame("").frame("\n").frame("\r\n\r\n");
        assertUnderstood(ada);
    }

    @Test
    void ignoresBlanksAroundALine() {
        WireClient ada = connect();
        ada.frame("  " + command(1, "create") + "\t \n { } ");
        assertThat(ada.reply(1).has("ok")).isTrue();
        assertUnderstood(ada);
    }

    @Test
    void runsTheLinesBeforeABadOne() {
        WireClient bob = connect();
        String room = bob.create();
        bob.join(room, "Bob");
        WireClient ada = connect();
        ada.frame(command(1, "join", "room", room, "name", "Ada")
                + "\n" + command(2, "send", "room", room, "text", "last words", "cid", "c1")
                + "\nrubbish\n" + command(3, "send", "room", room, "text", "never said", "cid", "c2"));
        assertThat(ada.closeCode()).isEqualTo(4500);
        assertThat(ada.lines().stream()
                        .filter(line -> line.has("ok"))
                        .map(line -> line.at("id").number()))
                .containsExactly(1L, 2L);
        bob.message(room, "last words");
        bob.push(room, "status", status -> status.at("status").is("away"));
        assertThat(bob.pushes(room, "message")).hasSize(1);
    }

    /** Tomcat would cut a text into fragments of 8 KiB, and make each into bytes for each client, if it were given a text. */
    @Test
    void saysMuchInOneFrame() throws IOException {
        WireClient bob = connect();
        String room = bob.create();
        bob.join(room, "Bob");
        String text = "Zo\u00EB-\u0416-\uD834\uDD1E-".repeat(400);
        for (int i = 0; i < 5; i++) {
            bob.say(room, text);
        }
        RawSocket ada = raw(server());
        ada.nextFrame();
        String answer = ada.text(command(1, "join", "room", room, "name", "Ada", "tail", 10))
                .nextFrame();
        assertThat(answer.getBytes(UTF_8)).hasSizeGreaterThan(5 * 13 * 400);
        assertThat(Json.parse(answer.lines().findFirst().orElseThrow()).at("ok", "entries").items().stream()
                        .filter(entry -> entry.at("type").is("message"))
                        .map(entry -> entry.at("text").text()))
                .hasSize(5)
                .containsOnly(text);
    }

    @Test
    void answersTheLinesBeforeABadOneWhenTheRoomIsBusy() {
        WireClient host = connect();
        String room = host.create();
        host.join(room, "Host");
        List<WireClient> crowd = connect(server(), 30);
        for (int i = 0; i < crowd.size(); i++) {
            crowd.get(i).join(room, "Guest " + i);
        }
        for (WireClient guest : crowd) {
            guest.frame(command(1, "send", "room", room, "text", "one", "cid", "c1") + "\n"
                    + command(2, "send", "room", room, "text", "two", "cid", "c2") + "\n"
                    + command(3, "history", "room", room) + "\nrubbish");
        }
        for (WireClient guest : crowd) {
            assertThat(guest.closeCode()).isEqualTo(4500);
            assertThat(guest.lines().stream()
                            .filter(line -> line.has("ok") && line.at("id").number() < 10)
                            .map(line -> line.at("id").number()))
                    .containsExactly(1L, 2L, 3L);
        }
        host.await(
                "everything that was said",
                2 * crowd.size(),
                line -> line.at("room").is(room) && line.at("type").is("message"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "{",
                "}",
                "\"text\"",
                "7",
                "null",
                "true",
                "[]",
                "[{\"id\":1,\"cmd\":\"create\"}]",
                "{\"id\":1,\"cmd\":\"create\"} {\"id\":2,\"cmd\":\"create\"}",
                "{\"id\":1,\"cmd\":\"create\"},",
                "{'id':1,'cmd':'create'}",
                "{id:1,cmd:\"create\"}",
                "{\"id\":1,\"cmd\":\"create\",}",
                "{\"id\":1,\"cmd\":\"create\"} // please",
                "{\"id\":1,\"cmd\":\"create\",\"x\":NaN}",
                "{\"id\":1,\"cmd\":\"create\",\"x\":01}",
                "{\"id\":1,\"cmd\":\"create\",\"x\":\"\\x\"}",
                "{\"id\":1,\"cmd\":\"cre\tate\"}"
            })
    void endsTheConnectionOverALineThatIsNoObject(String line) {
        assertThat(connect().frame(line).closeCode()).isEqualTo(4500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cmd\":\"create\"}",
                "{\"id\":null,\"cmd\":\"create\"}",
                "{\"id\":\"1\",\"cmd\":\"create\"}",
                "{\"id\":1.5,\"cmd\":\"create\"}",
                "{\"id\":1.0,\"cmd\":\"create\"}",
                "{\"id\":1e3,\"cmd\":\"create\"}",
                "{\"id\":-1,\"cmd\":\"create\"}",
                "{\"id\":-0,\"cmd\":\"create\"}",
                "{\"id\":9007199254740992,\"cmd\":\"create\"}",
                "{\"id\":18446744073709551617,\"cmd\":\"create\"}",
                "{\"id\":123456789012345678901234567890,\"cmd\":\"create\"}",
                "{\"id\":true,\"cmd\":\"create\"}",
                "{\"id\":[1],\"cmd\":\"create\"}",
                "{\"id\":{},\"cmd\":\"create\"}"
            })
    void endsTheConnectionOverACommandWithoutUsableId(String line) {
        assertThat(connect().frame(line).closeCode()).isEqualTo(4500);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9_007_199_254_740_991L})
    void takesEveryIdOf53Bits(long id) {
        WireClient ada = connect();
        ada.frame(command(id, "create"));
        assertThat(ada.reply(id).has("ok")).isTrue();
    }

    @Test
    void takesAnIdAgainAfterItsReply() {
        WireClient ada = connect();
        ada.frame(command(7, "create"));
        ada.reply(7);
        ada.frame(command(7, "create"));
        assertThat(ada.await("two replies", 2, line -> line.at("id").is(7)))
                .allMatch(line -> line.has("ok"))
                .doesNotHaveDuplicates();
    }

    @Test
    void takesNullForAbsent() {
        WireClient ada = connect();
        String room = ada.ok(
                        "create",
                        "title",
                        null,
                        "passphrase",
                        null,
                        "keep",
                        null,
                        "maxMembers",
                        null,
                        "codeLength",
                        null,
                        "cid",
                        null)
                .at("code")
                .text();
        assertThat(ada.error("join", "room", room, "name", null)).isEqualTo("name_required");
        ada.join(room, "Ada", "passphrase", null, "owner", null, "resume", null, "since", null, "tail", null);
        assertThat(ada.error("send", "room", room, "cid", "c1", "text", null)).isEqualTo("text_required");
        assertThat(ada.error("send", "room", room, "cid", null, "text", "hi")).isEqualTo("bad_request");
        assertThat(ada.error("send", "room", null, "cid", "c1", "text", "hi")).isEqualTo("bad_request");
        assertThat(ada.ok("send", "room", room, "cid", "c1", "text", "hi", "replyTo", null, "to", null)
                        .has("offset"))
                .isTrue();
        assertThat(ada.error("rename", "room", room, "name", null)).isEqualTo("name_required");
        assertThat(ada.error("typing", "room", room, "on", null)).isEqualTo("bad_request");
        ada.ok("history", "room", room, "before", null, "limit", null);
        assertThat(ada.error(PROBE, "room", null)).isEqualTo("bad_request");
    }

    @Test
    void ignoresUnknownFields() {
        WireClient ada = connect();
        String room = ada.create("colour", "blue", "more", List.of(1, List.of()), "Title", 7);
        ada.join(room, "Ada", "Tail", 9999, "x", Json.parse("{\"y\":{}}"));
        ada.ok("send", "room", room, "cid", "c1", "text", "hi", "at", "never", "member", 17);
        assertThat(ada.message(room, "hi").at("name").text()).isEqualTo("Ada");
    }

    @Test
    void answersLivenessWithNothing() {
        WireClient ada = connect();
        ada.frame("{}\n{}\n { } ");
        assertUnderstood(ada);
        assertThat(ada.lines()).hasSize(2);
    }

    @Test
    void refusesACommandThatIsNone() {
        WireClient ada = connect();
        assertThat(ada.error("dance")).isEqualTo("unknown_command");
        assertThat(ada.error("")).isEqualTo("unknown_command");
        assertThat(ada.error("CREATE")).isEqualTo("unknown_command");
        assertThat(ada.error("create ")).isEqualTo("unknown_command");
        assertThat(ada.error("hello")).isEqualTo("unknown_command");
        for (String line : List.of("{\"id\":70}", "{\"id\":70,\"cmd\":null}", "{\"id\":70,\"cmd\":7}")) {
            WireClient bob = connect().frame(line);
            assertThat(WireClient.errorOf(bob.reply(70))).as(line).isEqualTo("bad_request");
        }
    }

    @Test
    void takesNestingOfEight() {
        WireClient ada = connect();
        ada.frame("{\"id\":1,\"cmd\":\"create\",\"x\":" + arrays(7) + "}");
        assertThat(ada.reply(1).has("ok")).isTrue();
        ada.frame("{\"id\":2,\"cmd\":\"create\",\"x\":" + objects(7) + "}");
        assertThat(ada.reply(2).has("ok")).isTrue();
    }

    @Test
    void endsTheConnectionOverNestingOfNine() {
        assertThat(connect()
                        .frame("{\"id\":1,\"cmd\":\"create\",\"x\":" + arrays(8) + "}")
                        .closeCode())
                .isEqualTo(4500);
        assertThat(connect()
                        .frame("{\"id\":1,\"cmd\":\"create\",\"x\":" + objects(8) + "}")
                        .closeCode())
                .isEqualTo(4500);
    }

    @Test
    void endsTheConnectionOverBottomlessNesting() {
        assertThat(connect()
                        .frame("{\"id\":1,\"cmd\":\"create\",\"x\":" + "[".repeat(60_000))
                        .closeCode())
                .isEqualTo(4500);
    }

    @Test
    void endsTheConnectionOverABinaryFrame() throws IOException {
        assertThat(raw(server())
                        .frame(RawSocket.BINARY, true, "{}".getBytes(UTF_8))
                        .closeCode())
                .isEqualTo(1003);
        assertThat(raw(server()).frame(RawSocket.BINARY, true, new byte[0]).closeCode())
                .isEqualTo(1003);
    }

    @Test
    void endsTheConnectionOverInvalidUtf8() throws IOException {
        byte[] broken = "{\"id\":1,\"cmd\":\"create\",\"title\":\"?\"}".getBytes(UTF_8);
        broken[broken.length - 3] = (byte) 0xff;
        assertThat(raw(server()).frame(RawSocket.TEXT, true, broken).closeCode())
                .isEqualTo(1007);
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        assertThat(raw(server()).frame(RawSocket.TEXT, true, surrogate).closeCode())
                .isEqualTo(1007);
        byte[] cutShort = {'"', (byte) 0xe2, (byte) 0x82};
        assertThat(raw(server()).frame(RawSocket.TEXT, true, cutShort).closeCode())
                .isEqualTo(1007);
    }

    @Test
    void takesAFrameOfExactly64Kib() throws IOException {
        String line = command(1, "create");
        RawSocket raw = raw(server()).text(line + " ".repeat(FRAME - line.length()));
        raw.nextLine();
        assertThat(raw.nextLine().has("ok")).isTrue();
    }

    @Test
    void countsBytesAndNotCharacters() throws IOException {
        String line = command(1, "create", "x", "\u20ac".repeat(20_000));
        RawSocket raw = raw(server()).text(line + " ".repeat(FRAME - line.getBytes(UTF_8).length));
        raw.nextLine();
        assertThat(raw.nextLine().has("ok")).isTrue();
        String tooMany = command(1, "create", "x", "\u20ac".repeat(25_000));
        assertThat(raw(server()).text(tooMany).closeCode()).isEqualTo(1009);
    }

    @Test
    void countsTheBytesOfSurrogatePairs() throws IOException {
        // One byte off, so that pairs lie across whatever power of two a container reads at a time.
        String line = command(1, "create", "x", "a" + "\ud83d\ude00".repeat(16_373));
        assertThat(raw(server())
                        .text(line + " ".repeat(FRAME + 1 - line.getBytes(UTF_8).length))
                        .closeCode())
                .isEqualTo(1009);
        RawSocket raw = raw(server()).text(line + " ".repeat(FRAME - line.getBytes(UTF_8).length));
        raw.nextLine();
        assertThat(raw.nextLine().has("ok")).isTrue();
    }

    @Test
    void endsTheConnectionOverAFrameOfMore() throws IOException {
        String line = command(1, "create");
        List<Json> lines = new ArrayList<>();
        assertThat(raw(server())
                        .text(line + " ".repeat(FRAME + 1 - line.length()))
                        .closeCode(lines))
                .isEqualTo(1009);
        assertThat(lines).as("nothing of it was run").hasSize(1);
        assertThat(raw(server()).text(" ".repeat(300_000)).closeCode()).isEqualTo(1009);
    }

    @Test
    void takesAFrameThatComesInParts() throws IOException {
        byte[] line = command(1, "create", "title", "\u20ac").getBytes(UTF_8);
        RawSocket raw = raw(server());
        raw.frame(RawSocket.TEXT, false, java.util.Arrays.copyOf(line, line.length - 4)); // in the middle of the sign
        raw.more(false, new byte[] {line[line.length - 4]});
        raw.more(true, java.util.Arrays.copyOfRange(line, line.length - 3, line.length));
        raw.nextLine();
        assertThat(raw.nextLine().has("ok")).isTrue();
    }

    @Test
    void countsThePartsOfAFrameTogether() throws IOException {
        RawSocket raw = raw(server());
        byte[] blanks = " ".repeat(40_000).getBytes(UTF_8);
        raw.frame(RawSocket.TEXT, false, blanks).more(true, blanks);
        assertThat(raw.closeCode()).isEqualTo(1009);
    }

    @Test
    void anotherConnectionNoticesNothing() throws IOException {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        raw(server()).frame(RawSocket.BINARY, true, new byte[] {1, 2, 3}).closeCode();
        connect().frame("rubbish").closeCode();
        raw(server()).text(" ".repeat(100_000)).closeCode();
        ada.say(room, "still here");
        assertThat(ada.entries(room)).hasSize(1);
    }

    private static String arrays(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String objects(int depth) {
        return "{\"x\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static void assertUnderstood(WireClient client) {
        assertThat(client.error(PROBE, "room", "ZZZZ")).isEqualTo("not_joined");
    }
}
