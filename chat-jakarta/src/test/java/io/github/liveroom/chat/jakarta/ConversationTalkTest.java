package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static io.github.liveroom.chat.jakarta.Client.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What members do in a room: send, rename, typing, history. */
class ConversationTalkTest {
    private final Chat chat = new Chat(settings -> settings.ping(Duration.ofHours(1)));
    private final RoomCode room = chat.room();
    private final Client ada = chat.member(room, "Ada");
    private final Client bob = chat.member(room, "Bob");

    ConversationTalkTest() {
        ada.take();
        bob.take();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private String send(String more) {
        return "'cmd':'send','room':'" + room + "'" + (more.isEmpty() ? "" : "," + more);
    }

    private long end() {
        return chat.gateway.rooms().find(room).orElseThrow().info().position().offset();
    }

    // ---------------------------------------------------------------- send

    @Test
    void everyoneGetsTheMessageAndOnlyItsSenderTheCid() {
        ServerLine sent = ada.ok(send("'text':'hello','cid':'c-1','replyTo':1"));
        long at = chat.time.instant().toEpochMilli();
        String push = "'room':'" + room + "','offset':3,'type':'message','at':" + at
                + ",'member':'m1','name':'Ada','text':'hello','replyTo':1";
        assertThat(sent.fields()).isEqualTo(Map.of("offset", 3L, "at", at));
        assertThat(ada.takeReadable()).containsExactly("{" + push + ",'cid':'c-1'}");
        assertThat(bob.takeReadable()).containsExactly("{" + push + "}");
    }

    @Test
    void showsCidsToTheirOwnerInReplaysToo() {
        ada.send(room, "one", "c-1");
        bob.send(room, "two", "c-2");
        ServerLine page = ada.ok("'cmd':'history','room':'" + room + "','limit':2");
        assertThat(get(page, "entries.0.cid")).isEqualTo("c-1");
        assertThat(get(page, "entries.1.cid")).isNull();
        page = bob.ok("'cmd':'history','room':'" + room + "','limit':2");
        assertThat(get(page, "entries.0.cid")).isNull();
        assertThat(get(page, "entries.1.cid")).isEqualTo("c-2");
        ServerLine joined = chat.connect().join(room, "Cleo");
        assertThat(joined.toString()).doesNotContain("c-1", "c-2");
    }

    @Test
    void showsCidsToTheirOwnerAfterAResumeToo() {
        Client cleo = chat.connect();
        Object resume = get(cleo.join(room, "Cleo"), "resume");
        cleo.send(room, "one", "c-1");
        ServerLine joined = chat.connect().ok("'cmd':'join','room':'" + room + "','resume':'" + resume + "'");
        assertThat(get(joined, "entries.-1.cid")).isEqualTo("c-1");
    }

    @Test
    void aRepeatIsAnsweredWithTheFirstAnswerAndAppendsNothing() {
        ServerLine first = ada.send(room, "hello", "c-1");
        chat.advance(Duration.ofSeconds(20));
        ada.take();
        ServerLine again = ada.send(room, "something else", "c-1");
        assertThat(get(again, "dup")).isEqualTo(true);
        assertThat(get(again, "offset")).isEqualTo(get(first, "offset"));
        assertThat(get(again, "at")).isEqualTo(get(first, "at"));
        assertThat(end()).isEqualTo(3);
        assertThat(bob.takeAll("text")).containsExactly("hello");
        assertThat(get(bob.send(room, "hello", "c-1"), "dup")).isNull(); // the scope is the member
    }

    @Test
    void aRepeatWithAnotherCommandIsABadRequest() {
        ada.send(room, "hello", "c-1");
        ada.ok("'cmd':'rename','room':'" + room + "','name':'Ada L','cid':'c-2'");
        assertThat(ada.refused("'cmd':'rename','room':'" + room + "','name':'Ada M','cid':'c-1'"))
                .isEqualTo("bad_request");
        assertThat(ada.refused(send("'text':'hello','cid':'c-2'"))).isEqualTo("bad_request");
        ServerLine again = ada.ok("'cmd':'rename','room':'" + room + "','name':'Ada M','cid':'c-2'");
        assertThat(again.fields()).isEqualTo(Map.of("name", "Ada L", "dup", true));
    }

    @Test
    void aRefusedCommandIsNotRemembered() {
        assertThat(ada.refused(send("'text':' ','cid':'c-1'"))).isEqualTo("text_required");
        assertThat(ada.refused(send("'text':'a','replyTo':99,'cid':'c-1'"))).isEqualTo("target_not_found");
        assertThat(get(ada.send(room, "hello", "c-1"), "dup")).isNull();
    }

    @Test
    void aCidIsANewOneAfterFiveMinutesAndRememberedAgain() {
        ada.send(room, "first", "c-1");
        chat.advance(Duration.ofMinutes(4));
        ada.send(room, "other", "c-2");
        chat.advance(Duration.ofMinutes(1));
        ServerLine second = ada.send(room, "second", "c-1");
        assertThat(get(second, "dup")).isNull();
        ServerLine repeat = ada.send(room, "second", "c-1");
        assertThat(get(repeat, "dup")).isEqualTo(true);
        assertThat(get(repeat, "offset")).isEqualTo(get(second, "offset"));
        chat.advance(Duration.ofMinutes(4));
        assertThat(get(ada.send(room, "second", "c-1"), "dup")).isEqualTo(true);
    }

    @Test
    void theAgeOfACidCountsFromItsNewestUseWheneverMemoryIsSwept() {
        ada.send(room, "sweeps", "s-1");
        chat.advance(Duration.ofMinutes(1));
        ada.send(room, "first", "c-1");
        chat.advance(Duration.ofMinutes(4));
        ada.send(room, "sweeps", "s-2"); // c-1 is four minutes old now and stays
        chat.advance(Duration.ofMinutes(2));
        ServerLine second = ada.send(room, "second", "c-1");
        assertThat(get(second, "dup")).isNull();
        assertThat(get(ada.send(room, "second", "c-1"), "dup")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "##|bad_request",
                "'cid':'c'|text_required",
                "'cid':'c','text':null|text_required",
                "'cid':'c','text':''|text_required",
                "'cid':'c','text':' \\n\\t\\u00a0\\u3000\\u2028'|text_required",
                "'cid':'c','text':'\\u200b\\u2060\\u202e'|text_required",
                "'cid':'c','text':7|bad_request",
                "'cid':'c','text':'a\\u0000'|bad_request",
                "'cid':'c','text':'a\\ud800'|bad_request",
                "'cid':'c','text':'\\udc00\\ud800'|bad_request",
                "'text':'a'|bad_request",
                "'cid':'','text':'a'|bad_request",
                "'cid':'c','text':'a','to':['m3']|target_not_found",
                "'cid':'c','text':'a','to':[]|bad_request",
                "'cid':'c','text':'a','replyTo':0|bad_request",
                "'cid':'c','text':'a','replyTo':3|target_not_found"
            })
    void refusesMessagesThatAreNone(String fields, String code) {
        assertThat(ada.refused(send(fields))).isEqualTo(code);
        assertThat(end()).isEqualTo(2);
        assertThat(bob.take()).isEmpty();
    }

    @Test
    void countsTextsInCodePointsAndKeepsThemVerbatim() {
        assertThat(ada.refused(send("'cid':'c','text':'" + "😀".repeat(4001) + "'")))
                .isEqualTo("text_too_long");
        String text = " <script>alert(1)</script> \\\"e\u0301\u202e\u2028\\u0007 " + "😀".repeat(3000);
        ada.ok(send("'cid':'c','text':'" + text + "'"));
        assertThat(bob.takeAll("text"))
                .containsExactly(" <script>alert(1)</script> \"e\u0301\u202e\u2028\u0007 " + "😀".repeat(3000));
    }

    @Test
    void keepsTheOrderOfTheChecks() {
        ada.send(room, "hello", "c-1");
        // room and cid before whether one is in there
        assertThat(ada.refused("'cmd':'send','cid':'c','text':'a'")).isEqualTo("bad_request");
        assertThat(ada.refused("'cmd':'send','room':'0000','text':'a'")).isEqualTo("bad_request");
        // that before the repeat, the feature and the rest
        assertThat(ada.refused("'cmd':'send','room':'0000','cid':'c-1','text':7,'to':[]"))
                .isEqualTo("not_joined");
        // the repeat before the feature and the rest
        assertThat(get(ada.ok(send("'cid':'c-1','text':7,'to':['m2'],'replyTo':'x'")), "dup"))
                .isEqualTo(true);
        // the rest before rate and target
        for (int i = 0; i < 200; i++) {
            ada.ask("'cmd':'typing','room':'" + room + "','on':true");
        }
        assertThat(ada.refused(send("'cid':'c-2','text':7"))).isEqualTo("bad_request");
        assertThat(ada.refused(send("'cid':'c-2','text':' ','replyTo':99"))).isEqualTo("text_required");
        assertThat(ada.refused(send("'cid':'c-2','text':'" + "a".repeat(4001) + "'")))
                .isEqualTo("text_too_long");
        // the repeat before the rate
        assertThat(get(ada.send(room, "hello", "c-1"), "dup")).isEqualTo(true);
        // the rate before the target
        assertThat(ada.refused(send("'cid':'c-2','text':'a','replyTo':99"))).isEqualTo("rate_limited");
        chat.advance(Duration.ofSeconds(1));
        assertThat(ada.refused(send("'cid':'c-2','text':'a','replyTo':99"))).isEqualTo("target_not_found");
    }

    @Test
    void checksCreateInTheSameOrder() {
        for (int i = 0; i < 200; i++) {
            ada.ask("'cmd':'typing','room':'" + room + "','on':true");
        }
        assertThat(ada.refused("'cmd':'create','title':'" + "a".repeat(81) + "'"))
                .isEqualTo("bad_request");
        assertThat(ada.refused("'cmd':'create','passphrase':''")).isEqualTo("bad_request");
        assertThat(ada.refused("'cmd':'create'")).isEqualTo("rate_limited");
    }

    @Test
    void allowsEightMessagesWithoutAnAnswer() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client cleo = slow.member(code, "Cleo");
            cleo.take();
            slow.log.hold();
            for (int i = 0; i < 10; i++) {
                cleo.say("{'id':" + i + ",'cmd':'send','room':'" + code + "','text':'a','cid':'c" + i + "'}");
            }
            slow.log.release();
            for (int i = 0; i < 8; i++) {
                assertThat(get(cleo.answerTo(i), "ok.offset"))
                        .as("message %s", i)
                        .isEqualTo(2L + i);
            }
            for (int i = 8; i < 10; i++) {
                ServerLine refused = cleo.answerTo(i);
                assertThat(get(refused, "error.code")).isEqualTo("too_many_unacked");
                assertThat(get(refused, "error.retryAfterMs")).isNull();
            }
            assertThat(get(cleo.send(code, "again", "c8"), "offset")).isEqualTo(10L);
        }
    }

    @Test
    void aMessageThatTheLogCannotTakeIsUnavailableAndMayBeSentAgain() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client cleo = slow.member(code, "Cleo");
            slow.log.fail(true);
            for (int i = 0; i < 20; i++) {
                assertThat(cleo.refused("'cmd':'send','room':'" + code + "','text':'a','cid':'c'"))
                        .isEqualTo("unavailable");
            }
            slow.log.fail(false);
            assertThat(get(cleo.send(code, "a", "c"), "dup")).isNull();
        }
    }

    // ---------------------------------------------------------------- rename

    @Test
    void tellsEveryoneANewName() {
        ServerLine renamed = ada.ok("'cmd':'rename','room':'" + room + "','name':'  Ada   Lovelace ','cid':'c-1'");
        assertThat(renamed.fields()).isEqualTo(Map.of("name", "Ada Lovelace"));
        String push = "{'room':'" + room + "','offset':3,'type':'rename','at':"
                + chat.time.instant().toEpochMilli() + ",'member':'m1','name':'Ada Lovelace','was':'Ada'";
        assertThat(ada.takeReadable()).containsExactly(push + ",'cid':'c-1'}");
        assertThat(bob.takeReadable()).containsExactly(push + "}");
    }

    @Test
    void appendsNothingForTheNameOneHas() {
        assertThat(get(ada.ok("'cmd':'rename','room':'" + room + "','name':' Ada '"), "name"))
                .isEqualTo("Ada");
        assertThat(end()).isEqualTo(2);
        assertThat(get(ada.ok("'cmd':'rename','room':'" + room + "','name':'ADA'"), "name"))
                .isEqualTo("ADA");
    }

    @Test
    void refusesNamesThatAreTakenOrNone() {
        String rename = "'cmd':'rename','room':'" + room + "'";
        assertThat(ada.refused(rename)).isEqualTo("name_required");
        assertThat(ada.refused(rename + ",'name':' '")).isEqualTo("name_required");
        assertThat(ada.refused(rename + ",'name':7")).isEqualTo("bad_request");
        assertThat(ada.refused(rename + ",'name':'" + "a".repeat(33) + "'")).isEqualTo("name_invalid");
        assertThat(ada.refused(rename + ",'name':'a\\u202eb'")).isEqualTo("name_invalid");
        assertThat(ada.refused(rename + ",'name':'a\\ud800'")).isEqualTo("name_invalid");
        assertThat(ada.refused(rename + ",'name':'B\\u043eb'")).isEqualTo("name_taken");
        assertThat(end()).isEqualTo(2);
    }

    // ---------------------------------------------------------------- typing

    private void typing(boolean on) {
        assertThat(ada.ok("'cmd':'typing','room':'" + room + "','on':" + on).fields())
                .isEmpty();
    }

    @Test
    void tellsTheOthersWhoTypesAndNotTheAuthor() {
        typing(true);
        typing(false);
        assertThat(bob.takeReadable())
                .containsExactly(
                        "{'room':'" + room + "','type':'typing','member':'m1','on':true}",
                        "{'room':'" + room + "','type':'typing','member':'m1','on':false}");
        assertThat(ada.take()).isEmpty();
        assertThat(end()).isEqualTo(2);
    }

    @Test
    void tellsThatSomebodyTypesOnceInThreeSeconds() {
        typing(true);
        chat.advance(Duration.ofMillis(2999));
        typing(true);
        typing(false);
        typing(true);
        assertThat(bob.takeAll("on")).containsExactly(true, false);
        chat.advance(Duration.ofMillis(1));
        typing(true);
        assertThat(bob.takeAll("on")).containsExactly(true);
    }

    @Test
    void tellsNobodyWhoTypesInALargeRoom() {
        for (int i = 3; i <= 50; i++) {
            chat.member(room, "Guest " + i);
        }
        bob.take();
        typing(true);
        assertThat(bob.takeAll("type")).containsExactly("typing");
        chat.member(room, "Guest 51");
        bob.take();
        chat.advance(Duration.ofSeconds(3));
        typing(true);
        assertThat(bob.take()).isEmpty();
    }

    // ---------------------------------------------------------------- history

    @Test
    void readsPagesBackwards() {
        for (int i = 0; i < 8; i++) {
            ada.send(room, "text " + i, "c" + i);
        }
        ServerLine newest = bob.ok("'cmd':'history','room':'" + room + "','limit':4");
        assertThat(size(newest, "entries")).isEqualTo(4);
        assertThat(get(newest, "entries.0.offset")).isEqualTo(7L);
        assertThat(get(newest, "entries.-1.text")).isEqualTo("text 7");
        assertThat(get(newest, "more")).isEqualTo(true);
        ServerLine older = bob.ok("'cmd':'history','room':'" + room + "','before':7,'limit':100");
        assertThat(size(older, "entries")).isEqualTo(6);
        assertThat(get(older, "entries.0.type")).isEqualTo("join");
        assertThat(get(older, "more")).isEqualTo(false);
        for (long before : new long[] {0, 1}) {
            ServerLine none = bob.ok("'cmd':'history','room':'" + room + "','before':" + before);
            assertThat(size(none, "entries")).isZero();
            assertThat(get(none, "more")).isEqualTo(false);
        }
        assertThat(size(bob.ok("'cmd':'history','room':'" + room + "','before':9007199254740991"), "entries"))
                .isEqualTo(10);
    }

    @Test
    void cutsAPageThatIsTooLargeAtItsOldEnd() {
        for (int i = 0; i < 50; i++) {
            ada.send(room, "a" + "\\u0001".repeat(2000), "c" + i); // 12 KB each
        }
        ada.say("{'id':1,'cmd':'history','room':'" + room + "','limit':50}");
        String answer = ada.take().stream()
                .filter(line -> line.startsWith("{\"id\":1,"))
                .findFirst()
                .orElseThrow();
        assertThat(answer.length()).isLessThanOrEqualTo(262_144 + 1000).isGreaterThan(200_000);
        ServerLine page = ServerLine.parse(answer);
        assertThat(get(page, "ok.more")).isEqualTo(true);
        assertThat(get(page, "ok.entries.-1.offset")).isEqualTo(52L);
    }
}
