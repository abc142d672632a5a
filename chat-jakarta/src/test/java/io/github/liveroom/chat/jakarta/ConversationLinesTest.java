package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, lines, and what every command has in common. */
class ConversationLinesTest {
    private Chat chat = new Chat();
    private RoomCode room = chat.room();
    private Client ada = chat.connect();

    @AfterEach
    void close() {
        chat.close();
    }

    private void slowLog() {
        chat.close();
        chat = Chat.withSlowLog();
        room = chat.room();
        ada = chat.member(room, "Ada");
        ada.take();
    }

    private String send(long id, String text) {
        return "{'id':" + id + ",'cmd':'send','room':'" + room + "','text':'" + text + "','cid':'c" + id + "'}";
    }

    @Test
    void saysHelloFirst() {
        assertThat(ada.takeReadable())
                .containsExactly("{'hello':{'protocol':'liveroom.v1','pingMs':25000,'time':"
                        + chat.time.instant().toEpochMilli()
                        + ",'features':['edit','react','typing','read','search','create','whisper'],"
                        + "'limits':{'text':4000,'name':32,'frame':65536,"
                        + "'reply':262144,'rooms':16,'unacked':8,'retain':1000,'recover':500,"
                        + "'commands':20,'burst':100,'bytes':1048576,'joins':50,'queue':524288}}}");
    }

    @Test
    void announcesItsOwnLimits() {
        try (Chat other = new Chat(settings -> {
            settings.ping(Duration.ofSeconds(1))
                    .textLength(10_000)
                    .roomsPerConnection(2)
                    .unacked(3)
                    .commandsPerSecond(5)
                    .commandsBurst(6)
                    .bytesPerSecond(7000)
                    .joinsPerSecond(8)
                    .queueBytes(20_000);
            settings.rooms().nameLength(20).replyBytes(100_000).retain(50).recover(40);
        })) {
            assertThat(other.connect().takeReadable().get(0))
                    .contains("'pingMs':1000")
                    .contains("{'text':10000,'name':20,'frame':124096,'reply':100000,'rooms':2,'unacked':3,"
                            + "'retain':50,'recover':40,'commands':5,'burst':6,'bytes':7000,'joins':8,'queue':20000}");
        }
    }

    @Test
    void announcesAFrameThatHoldsTheLongestTextHoweverItWasSet() {
        try (Chat other = new Chat(settings -> settings.rooms().textLength(100_000))) {
            assertThat(other.connect().takeReadable().get(0)).contains("'text':100000,'name':32,'frame':1204096");
        }
    }

    @Test
    void runsTheLinesOfAFrameInOrder() {
        ada.join(room, "Ada");
        ada.take();
        ada.say(
                send(1, "one"),
                send(2, "two"),
                "{'id':3,'cmd':'rename','room':'" + room + "','name':'Ada L'}",
                send(4, "four"));
        assertThat(ada.takeAll("id")).containsExactly(null, 1L, null, 2L, null, 3L, null, 4L);
        assertThat(chat.gateway
                        .rooms()
                        .find(room)
                        .orElseThrow()
                        .info()
                        .position()
                        .offset())
                .isEqualTo(5);
    }

    @Test
    void createsJoinsAndTalksInOneFrame() {
        ada.say(
                "{'id':1,'cmd':'join','room':'" + room + "','name':'Ada'}",
                send(2, "one"),
                "{'id':3,'cmd':'leave','room':'" + room + "'}",
                send(4, "two"));
        assertThat(get(ada.answerTo(1), "ok.me.name")).isEqualTo("Ada");
        assertThat(get(ada.answerTo(2), "ok.offset")).isEqualTo(2L);
        assertThat(get(ada.answerTo(3), "ok")).isNotNull();
        assertThat(get(ada.answerTo(4), "error.code")).isEqualTo("not_joined");
    }

    @Test
    void holdsLinesUntilTheOneBeforeThemHasEntered() {
        slowLog();
        Client bob = chat.connect();
        bob.take();
        chat.log.hold();
        bob.say("{'id':1,'cmd':'join','room':'" + room + "','name':'Bob'}", send(2, "hello"));
        bob.say(send(3, "again"));
        assertThat(bob.take()).isEmpty();
        chat.log.release();
        assertThat(bob.takeAll("id")).containsExactly(1L, null, null, 2L, 3L); // one batch: both entries, both answers
    }

    @Test
    void ignoresEmptyLinesAndCarriageReturns() {
        ada.join(room, "Ada");
        ada.take();
        ada.say("", "\r", send(1, "one") + "\r", "", "\r\n\r", send(2, "two"), "", "");
        assertThat(ada.takeAll("id")).containsExactly(null, 1L, null, 2L);
        assertThat(ada.closed()).isNull();
        ada.say("");
        ada.say("\n\n\n");
        assertThat(ada.closed()).isNull();
    }

    @Test
    void executesAndAnswersWhatCameBeforeABadLine() {
        Client bob = chat.member(room, "Bob");
        ada.join(room, "Ada");
        ada.take();
        bob.take();
        ada.say(send(1, "one"), send(2, "two"), "oops", send(3, "three"));
        assertThat(ada.takeAll("id")).containsExactly(null, 1L, null, 2L);
        assertThat(ada.closed()).isEqualTo(4500);
        assertThat(bob.takeAll("text")).containsExactly("one", "two", null);
        assertThat(bob.closed()).isNull();
    }

    @Test
    void answersWhatCameBeforeABadLineEvenIfTheLogTakesItsTime() {
        slowLog();
        Client bob = chat.member(room, "Bob");
        ada.take();
        bob.take();
        chat.log.hold();
        ada.say(send(1, "one"), send(2, "two"), "oops", send(3, "three"));
        assertThat(ada.closed()).isNull();
        chat.log.release();
        assertThat(ada.takeAll("id")).contains(1L, 2L).doesNotContain(3L);
        assertThat(ada.closed()).isEqualTo(4500);
        assertThat(bob.takeAll("text")).containsExactly("one", "two", null);
    }

    @Test
    void doesNotWaitForeverForTheAnswersBeforeABadLine() {
        slowLog();
        chat.log.hold();
        ada.say(send(1, "one"), "oops");
        chat.advance(Duration.ofMillis(1999));
        assertThat(ada.closed()).isNull();
        chat.advance(Duration.ofMillis(1));
        assertThat(ada.closed()).isEqualTo(4500);
        assertThat(chat.gateway.connectionCount()).isZero();
        chat.log.release();
        assertThat(ada.take()).isEmpty();
    }

    @Test
    void cutsAClientOffThatBreaksTheProtocolAndDoesNotRead() {
        ada.join(room, "Ada");
        ada.carrier.hold();
        ada.say(send(1, "one"), "oops");
        assertThat(ada.closed()).isNull();
        chat.advance(Duration.ofSeconds(2));
        assertThat(ada.closed()).isEqualTo(4500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oops",
                "[]",
                "7",
                "null",
                "{'id':1,'cmd':'typing'",
                "{'cmd':'typing'}",
                "{'id':null,'cmd':'typing'}",
                "{'id':-1,'cmd':'typing'}",
                "{'id':1.0,'cmd':'typing'}",
                "{'id':1e3,'cmd':'typing'}",
                "{'id':'1','cmd':'typing'}",
                "{'id':9007199254740992,'cmd':'typing'}",
                "{'id':1}{'id':2}",
                "{'id':1,'cmd':'x','a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{}}}}}}}}}"
            })
    void endsTheConnectionAtALineThatIsNotOfThisProtocol(String line) {
        Client bob = chat.member(room, "Bob");
        bob.take();
        ada.take();
        ada.say(line);
        assertThat(ada.closed()).isEqualTo(4500);
        assertThat(ada.carrier.closeReason()).isNotBlank().hasSizeLessThan(124);
        assertThat(ada.take()).isEmpty();
        ada.say("{'id':1,'cmd':'create'}");
        assertThat(ada.take()).isEmpty();
        assertThat(bob.take()).isEmpty();
        assertThat(chat.gateway.connectionCount()).isOne();
    }

    @Test
    void takesEightLevels() {
        assertThat(ada.refused("'cmd':'x','a':{'a':{'a':{'a':{'a':{'a':{'a':{}}}}}}}"))
                .isEqualTo("unknown_command");
    }

    @Test
    void answersToTheIdsThatWereSent() {
        for (long id : new long[] {0, 1, 9_007_199_254_740_991L, 1, 0}) {
            ada.say("{'id':" + id + ",'cmd':'x'}");
            assertThat(get(ada.answerTo(id), "error.code")).isEqualTo("unknown_command");
        }
    }

    @Test
    void refusesCommandsThatAreNone() {
        assertThat(ada.refused("'x':1")).isEqualTo("bad_request");
        assertThat(ada.refused("'cmd':null")).isEqualTo("bad_request");
        assertThat(ada.refused("'cmd':7")).isEqualTo("bad_request");
        assertThat(ada.refused("'cmd':''")).isEqualTo("unknown_command");
        assertThat(ada.refused("'cmd':'JOIN'")).isEqualTo("unknown_command");
        assertThat(ada.refused("'cmd':'hello','room':7")).isEqualTo("unknown_command");
        assertThat(ada.closed()).isNull();
    }

    @Test
    void ignoresUnknownFields() {
        ada.join(room, "Ada");
        assertThat(get(
                        ada.ok("'cmd':'send','room':'" + room + "','text':'a','cid':'a','x':[{'y':1}],'z':null"),
                        "offset"))
                .isEqualTo(2L);
        assertThat(ada.ok("'cmd':'create','x':1").fields()).containsOnlyKeys("code", "owner");
    }

    @Test
    void saysNothingToTheAnswerToAPing() {
        ada.take();
        ada.say("{}", "{ }", "{'id':null}");
        assertThat(ada.take()).isEmpty();
        assertThat(ada.closed()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'cmd':'send','cid':'a','text':'a'",
                "'cmd':'send','cid':'a'",
                "'cmd':'rename','name':'Ada'",
                "'cmd':'rename'",
                "'cmd':'typing','on':7",
                "'cmd':'history','limit':0",
                "'cmd':'leave'",
                "'cmd':'edit','target':1,'text':'a'",
                "'cmd':'react'",
                "'cmd':'read'",
                "'cmd':'search'",
                "'cmd':'delete','target':1",
                "'cmd':'members','limit':0",
                "'cmd':'sync'",
                "'cmd':'status','status':7",
                "'cmd':'update'",
                "'cmd':'kick','member':'m1'",
                "'cmd':'ban','member':'m1'",
                "'cmd':'unban'",
                "'cmd':'mute'",
                "'cmd':'role','role':'owner'",
                "'cmd':'close'"
            })
    void tellsNobodyWhetherARoomExistsThatTheyAreNotIn(String command) {
        Object known = ada.ask(command + ",'room':'" + room + "'").fields().get("error");
        assertThat(get(known, "code")).isEqualTo("not_joined");
        assertThat(ada.ask(command + ",'room':'0000'").fields().get("error")).isEqualTo(known);
        assertThat(ada.ask(command + ",'room':'no code'").fields().get("error")).isEqualTo(known);
        assertThat(ada.refused(command)).isEqualTo("bad_request");
        assertThat(ada.refused(command + ",'room':7")).isEqualTo("bad_request");
        assertThat(ada.refused(command.replace(",'cid':'a'", "") + ",'room':'0000','cid':'é'"))
                .isEqualTo("bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit", "react", "typing", "read", "search"})
    void forbidsFeaturesThatAreOffWhateverTheRestLooksLike(String cmd) {
        try (Chat other = new Chat(settings -> settings.features(List.of("create", "whisper")))) {
            RoomCode code = other.room();
            Client cleo = other.member(code, "Cleo");
            assertThat(cleo.takeReadable().get(0)).contains("'features':['create','whisper']");
            assertThat(cleo.refused("'cmd':'" + cmd + "','room':'" + code + "','text':7,'target':'x'"))
                    .isEqualTo("forbidden");
            assertThat(get(cleo.ok("'cmd':'send','room':'" + code + "','cid':'c','text':'a','to':['m1']"), "offset"))
                    .isEqualTo(2L);
        }
    }

    @Test
    void forbidsWhispersAndCreatesThatAreOff() {
        try (Chat other = new Chat(settings -> settings.features(List.of("edit")))) {
            RoomCode code = other.room();
            Client cleo = other.member(code, "Cleo");
            assertThat(cleo.refused("'cmd':'send','room':'" + code + "','cid':'c','text':7,'to':[]"))
                    .isEqualTo("forbidden");
            assertThat(get(cleo.ok("'cmd':'send','room':'" + code + "','cid':'c','text':'a','to':null"), "offset"))
                    .isEqualTo(2L);
            assertThat(cleo.refused("'cmd':'create','title':7")).isEqualTo("forbidden");
        }
    }

    @Test
    void saysNothingAboutPeopleInItsMessages() {
        ada.join(room, "Ada");
        String answer = String.valueOf(ada.ask("'cmd':'join','room':'" + room + "','name':'Secret','passphrase':7")
                .fields());
        assertThat(answer).doesNotContain("Secret").contains("bad_request");
        answer = String.valueOf(chat.connect()
                .ask("'cmd':'join','room':'" + room + "','name':'Secret\\u202e'")
                .fields());
        assertThat(answer).doesNotContain("Secret").contains("name_invalid");
    }

    @Test
    void readsTheLongestTextInItsLongestWriting() {
        try (Chat other = new Chat(settings -> settings.textLength(100_000))) {
            RoomCode large = other.room();
            Client client = other.member(large, "Ada");
            String text = "\\ud83d\\ude00".repeat(100_000);
            assertThat(get(client.send(large, text, "a"), "offset")).isEqualTo(2L);
            assertThat(client.closed()).isNull();
        }
    }
}
