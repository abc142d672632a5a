package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code send}. */
abstract class SendTests extends WireTests {
    private WireClient ada;
    private WireClient bob;
    private String room;

    @SuppressWarnings("NullAway.Init")
    SendTests(Servers servers) {
        super(servers);
    }

    @BeforeEach
    void meet() {
        ada = connect();
        bob = connect();
        room = ada.create();
        ada.join(room, "Ada");
        bob.join(room, "Bob");
        ada.push(room, "join");
    }

    @Test
    void reachesEveryoneTheSenderIncluded() {
        long before = System.currentTimeMillis();
        Json sent = ada.ok("send", "room", room, "text", "hello", "cid", "c1");
        assertThat(sent.fields()).containsExactlyInAnyOrder("offset", "at");
        assertThat(sent.at("offset").number()).isEqualTo(3);
        assertThat(sent.at("at").number()).isBetween(before - 1000, System.currentTimeMillis() + 1000);
        Json heard = bob.message(room, "hello");
        assertThat(heard.fields()).containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "name", "text");
        assertThat(heard.at("offset")).isEqualTo(sent.at("offset"));
        assertThat(heard.at("at")).isEqualTo(sent.at("at"));
        assertThat(heard.at("name").text()).isEqualTo("Ada");
        Json own = ada.message(room, "hello");
        assertThat(own.at("offset")).isEqualTo(sent.at("offset"));
        assertThat(own.at("cid").text()).as("the sender's mark").isEqualTo("c1");
    }

    @Test
    void numbersEntriesWithoutHoles() {
        for (int i = 0; i < 20; i++) {
            (i % 2 == 0 ? ada : bob).say(room, "message " + i);
        }
        bob.message(room, "message 19");
        ada.message(room, "message 19");
        for (WireClient client : List.of(ada, bob)) {
            assertThat(client.pushes(room, "message"))
                    .extracting(entry -> entry.at("offset").number())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(3, 22).boxed().toList());
            assertThat(client.pushes(room, "message"))
                    .extracting(entry -> entry.at("at").number())
                    .isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " leading and trailing \t\n",
                "line one\nline two\r\nline three",
                "<script>alert(1)</script> & \"quotes\" 'and' \\ backslash",
                "\u202eright to left \u200b zero width \ufeff",
                "e\u0301 is not \u00e9; \uff21 is not A; \ufb01",
                "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u4f60\u597d \u0645\u0631\u062d\u0628\u0627",
                "\u0001\u001b[31m control \u007f\u0085\u2028\u2029",
                "\uffff\ufffe\ud83f\udfff",
                "{}",
                "0"
            })
    void keepsTextVerbatim(String text) {
        ada.say(room, text);
        assertThat(bob.message(room, text).at("text").text()).isEqualTo(text);
        assertThat(last(bob.ok("history", "room", room).at("entries"))
                        .at("text")
                        .text())
                .isEqualTo(text);
    }

    @Test
    void needsACid() {
        assertThat(ada.error("send", "room", room, "text", "hi")).isEqualTo("bad_request");
        assertNothingWasSaid();
    }

    @Test
    void takesACidOf36CharactersAndNoMore() {
        ada.ok("send", "room", room, "text", "hi", "cid", "x".repeat(36));
        ada.ok("send", "room", room, "text", "hi", "cid", "!#$%&'()*+,-./:;<=>?@[]^_`{|}~\"\\");
        for (Object bad :
                List.of("x".repeat(37), "", "\u00e9", "a\nb", "a\tb", "\u007f", "\ud83d\ude00", 7, List.of("x"))) {
            assertThat(ada.error("send", "room", room, "text", "hi", "cid", bad))
                    .as("%s", bad)
                    .isEqualTo("bad_request");
        }
    }

    @Test
    void answersARepeatedCidWithTheFirstAnswer() {
        Json first = ada.ok("send", "room", room, "text", "once", "cid", "c1");
        assertThat(first.has("dup")).isFalse();
        Json second = ada.ok("send", "room", room, "text", "whatever", "cid", "c1");
        assertThat(second.at("dup").yes()).isTrue();
        assertThat(second.at("offset")).isEqualTo(first.at("offset"));
        assertThat(second.at("at")).isEqualTo(first.at("at"));
        bob.say(room, "and then");
        assertThat(bob.message(room, "and then").at("offset").number())
                .isEqualTo(first.at("offset").number() + 1);
    }

    @Test
    void answersARepeatedCidWhateverElseIsInIt() {
        Json first = ada.ok("send", "room", room, "text", "once", "cid", "c1");
        for (Object text : new Object[] {null, "", 7, "x".repeat(5000)}) {
            Json again = ada.ok("send", "room", room, "text", text, "cid", "c1", "replyTo", "rubbish");
            assertThat(again.at("dup").yes()).isTrue();
            assertThat(again.at("offset")).isEqualTo(first.at("offset"));
        }
    }

    @Test
    void refusesACidThatCausedAnother() {
        ada.ok("send", "room", room, "text", "once", "cid", "c1");
        assertThat(ada.error("rename", "room", room, "name", "Countess", "cid", "c1"))
                .isEqualTo("bad_request");
        ada.ok("rename", "room", room, "name", "Countess", "cid", "c2");
        assertThat(ada.error("send", "room", room, "text", "twice", "cid", "c2"))
                .isEqualTo("bad_request");
    }

    @Test
    void twoMembersMayUseOneCid() {
        Json ofAda = ada.ok("send", "room", room, "text", "from Ada", "cid", "c1");
        Json ofBob = bob.ok("send", "room", room, "text", "from Bob", "cid", "c1");
        assertThat(ofBob.has("dup")).isFalse();
        assertThat(ofBob.at("offset").number()).isEqualTo(ofAda.at("offset").number() + 1);
    }

    @Test
    void aCidCountsInItsRoomOnly() {
        String other = ada.create();
        ada.join(other, "Ada");
        ada.ok("send", "room", room, "text", "here", "cid", "c1");
        assertThat(ada.ok("send", "room", other, "text", "there", "cid", "c1").has("dup"))
                .isFalse();
    }

    @Test
    void forgetsTheCidOfARefusedCommand() {
        assertThat(ada.error("send", "room", room, "text", "x".repeat(4001), "cid", "c1"))
                .isEqualTo("text_too_long");
        assertThat(ada.error("rename", "room", room, "name", "Bob", "cid", "c1"))
                .isEqualTo("name_taken");
        assertThat(ada.ok("send", "room", room, "text", "shorter", "cid", "c1").has("dup"))
                .isFalse();
    }

    @Test
    void showsACidToItsSenderOnly() {
        ada.ok("send", "room", room, "text", "hi", "cid", "secret");
        assertThat(ada.message(room, "hi").at("cid").text()).isEqualTo("secret");
        assertThat(bob.message(room, "hi").has("cid")).isFalse();
        assertThat(last(ada.ok("history", "room", room).at("entries")).at("cid").text())
                .as("in the sender's replays, too")
                .isEqualTo("secret");
        assertThat(last(bob.ok("history", "room", room).at("entries")).has("cid"))
                .isFalse();
        Json joined = connect().join(room, "Cyd");
        assertThat(joined.at("entries").items()).noneMatch(entry -> entry.has("cid"));
    }

    @Test
    void needsText() {
        assertThat(ada.error("send", "room", room, "cid", "c1")).isEqualTo("text_required");
        for (String nothing : List.of("", " ", "\n\t ", "\u00a0\u2003\u3000\u2028")) {
            assertThat(ada.error("send", "room", room, "text", nothing, "cid", "c1"))
                    .as("'%s'", nothing)
                    .isEqualTo("text_required");
        }
        assertThat(ada.error("send", "room", room, "text", 7, "cid", "c1")).isEqualTo("bad_request");
        assertThat(ada.error("send", "room", room, "text", List.of("hi"), "cid", "c1"))
                .isEqualTo("bad_request");
        assertNothingWasSaid();
    }

    @Test
    void takes4000CodePointsAndNoMore() {
        ada.say(room, "x".repeat(4000));
        ada.say(room, "\ud83d\ude00".repeat(4000));
        assertThat(bob.message(room, "\ud83d\ude00".repeat(4000)).at("offset").number())
                .isEqualTo(4);
        assertThat(ada.error("send", "room", room, "text", "x".repeat(4001), "cid", "c1"))
                .isEqualTo("text_too_long");
        assertThat(ada.error("send", "room", room, "text", "\ud83d\ude00".repeat(4001), "cid", "c1"))
                .isEqualTo("text_too_long");
        assertThat(ada.error("send", "room", room, "text", "x".repeat(60_000), "cid", "c1"))
                .isEqualTo("text_too_long");
    }

    @Test
    void takesTheLongestTextInItsLongestForm() {
        String escaped = "\\ud83d\\ude00".repeat(4000);
        Json sent = ada.ok("send", "room", room, "cid", "c1", "text", new Json.Raw('"' + escaped + '"'));
        assertThat(bob.message(room, "\ud83d\ude00".repeat(4000)).at("offset")).isEqualTo(sent.at("offset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul \0 inside", "\0", "half \ud800", "\udc00 half", "\udc00\ud800", "\ud800\ud800\udc00"})
    void refusesTextThatNoUtf8CanHold(String text) {
        assertThat(ada.error("send", "room", room, "text", text, "cid", "c1")).isEqualTo("bad_request");
        assertNothingWasSaid();
    }

    @Test
    void answersAnEntry() {
        Json first = ada.say(room, "a question");
        bob.ok("send", "room", room, "text", "an answer", "cid", "c1", "replyTo", first.at("offset"));
        assertThat(ada.message(room, "an answer").at("replyTo")).isEqualTo(first.at("offset"));
        ada.ok("send", "room", room, "text", "to a join", "cid", "c9", "replyTo", 1);
        assertThat(bob.message(room, "to a join").at("replyTo").number()).isEqualTo(1);
    }

    @Test
    void answersNothingThatIsYetToCome() {
        assertThat(ada.error("send", "room", room, "text", "hi", "cid", "c1", "replyTo", 3))
                .isEqualTo("target_not_found");
        assertThat(ada.error("send", "room", room, "text", "hi", "cid", "c1", "replyTo", 9_007_199_254_740_991L))
                .isEqualTo("target_not_found");
        for (Object bad : List.of("1", -1, true, Map.of(), new Json.Raw("1.0"), new Json.Raw("9007199254740992"))) {
            assertThat(ada.error("send", "room", room, "text", "hi", "cid", "c1", "replyTo", bad))
                    .as("%s", bad)
                    .isEqualTo("bad_request");
        }
        assertNothingWasSaid();
    }

    @Test
    void isForMembersOnly() {
        WireClient eve = connect();
        assertThat(eve.error("send", "room", room, "text", "hi", "cid", "c1")).isEqualTo("not_joined");
        Json unknown = eve.call("send", "room", unused(eve), "text", "hi", "cid", "c1");
        Json closed = eve.call("send", "room", room, "text", "hi", "cid", "c1");
        Json malformed = eve.call("send", "room", "?", "text", "hi", "cid", "c1");
        assertThat(unknown.at("error")).as("whether it exists or not").isEqualTo(closed.at("error"));
        assertThat(malformed.at("error")).isEqualTo(closed.at("error"));
        assertNothingWasSaid();
    }

    @Test
    void looksAtRoomAndCidFirst() {
        WireClient eve = connect();
        assertThat(eve.error("send", "room", room, "text", "hi")).isEqualTo("bad_request");
        assertThat(eve.error("send", "room", room, "text", "hi", "cid", "")).isEqualTo("bad_request");
        assertThat(eve.error("send", "text", "hi", "cid", "c1")).isEqualTo("bad_request");
        assertThat(eve.error("send", "room", 7, "text", "hi", "cid", "c1")).isEqualTo("bad_request");
        assertThat(eve.error("send", "room", room, "cid", "c1"))
                .as("the rest comes after")
                .isEqualTo("not_joined");
        assertThat(eve.error("send", "room", room, "text", 7, "cid", "c1")).isEqualTo("not_joined");
        assertThat(eve.error("send", "room", room, "text", "hi", "cid", "c1", "replyTo", "x"))
                .isEqualTo("not_joined");
    }

    @Test
    void looksAtTheShapeBeforeTheTarget() {
        assertThat(ada.error("send", "room", room, "text", "", "cid", "c1", "replyTo", 1000))
                .isEqualTo("text_required");
        assertThat(ada.error("send", "room", room, "text", "x".repeat(4001), "cid", "c1", "replyTo", 1000))
                .isEqualTo("text_too_long");
    }

    @Test
    void refusesFeaturesThatAreOffBeforeTheShape() {
        RunningServer plain = servers.with("features", "create");
        WireClient cyd = connect(plain);
        assertThat(cyd.hello().at("features").items()).extracting(Json::text).containsExactly("create");
        String bare = cyd.create();
        cyd.join(bare, "Cyd");
        WireClient eve = connect(plain);
        for (String cmd : List.of("edit", "react", "typing", "read", "search")) {
            assertThat(cyd.error(cmd, "room", bare)).as(cmd).isEqualTo("forbidden");
            assertThat(cyd.error(cmd)).as(cmd).isEqualTo("bad_request");
            assertThat(eve.error(cmd, "room", bare)).as(cmd).isEqualTo("not_joined");
        }
        assertThat(cyd.error("send", "room", bare, "cid", "c1", "text", 7, "to", List.of("m2")))
                .isEqualTo("forbidden");
        assertThat(cyd.say(bare, "plain").at("offset").number()).isEqualTo(2);
    }

    @Test
    void everyoneSeesTheSameOrder() {
        int senders = 20;
        int each = 15;
        List<WireClient> crowd = connect(server(), senders);
        for (int i = 0; i < senders; i++) {
            crowd.get(i).join(room, "Sender " + i);
        }
        // All at once, each waiting only for its own eight replies.
        Thread[] threads = new Thread[senders];
        for (int i = 0; i < senders; i++) {
            WireClient sender = crowd.get(i);
            threads[i] = new Thread(() -> fill(sender, room, each));
            threads[i].start();
        }
        int total = senders * each;
        List<WireClient> readers = new ArrayList<>(crowd);
        readers.add(ada);
        readers.add(bob);
        List<Json> first = null;
        for (WireClient reader : readers) {
            List<Json> seen = reader
                    .await(
                            total + " messages",
                            total,
                            line -> line.at("room").is(room) && line.at("type").is("message"))
                    .stream()
                    .toList();
            assertThat(seen)
                    .extracting(entry -> entry.at("offset").number())
                    .containsExactlyElementsOf(LongStream.range(3 + senders, 3 + senders + total)
                            .boxed()
                            .toList());
            List<Json> heard = reader == ada || reader == bob ? seen : List.of();
            if (!heard.isEmpty()) {
                assertThat(first == null ? heard : first).isEqualTo(heard);
                first = heard;
            }
            assertThat(reader.entries(room))
                    .extracting(entry -> entry.at("offset").number())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private void assertNothingWasSaid() {
        bob.say(room, "nothing so far");
        assertThat(bob.message(room, "nothing so far").at("offset").number()).isEqualTo(3);
        assertThat(bob.pushes(room)).hasSize(1);
    }
}
