package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowingTest {
    private final Scene scene = new Scene();

    @Test
    void joinsAndHearsEachEntryOnce() {
        ChatRoom room = scene.join();
        scene.link().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 10, FakeLink.messages(9, 10)));
        scene.link().tells(FakeLink.message(11, "a"), FakeLink.message(11, "a"), FakeLink.message(10, "old"));
        scene.link().tells(FakeLink.message(12, "b"));
        assertThat(scene.heard).containsExactly("joined NOT_ASKED 2", "11 message", "12 message");
        assertThat(room.position()).contains(new Position("e1", 12));
        RoomSnapshot snapshot = Scene.now(room.joined()).orElseThrow();
        assertThat(snapshot.me().name()).isEqualTo("Ada");
        assertThat(snapshot.entries()).extracting(RoomLine::text).containsExactly("t9", "t10");
        assertThat(snapshot.toString()).doesNotContain("Ada");
    }

    @Test
    void resumesFromItsPositionWithItsSecretAndGetsWhatItMissed() {
        ChatRoom room = scene.joined();
        scene.link().tells(FakeLink.message(11, "a"));
        FakeLink link = scene.breaks();
        Map<String, Object> join =
                link.answers("join", FakeLink.room("e1", 13, "'recovered':true," + FakeLink.messages(12, 13)));
        assertThat(join).containsEntry("resume", "r10").containsEntry("since", Map.of("epoch", "e1", "offset", 11L));
        link.tells(FakeLink.message(14, "d"));
        assertThat(scene.heard)
                .containsExactly("11 message", "offline", "resumed", "12 message", "13 message", "14 message");
        assertThat(room.resumeSecret()).contains("r13");
    }

    @Test
    void isToldOfAGapWhenTheServerNoLongerHasWhatWasMissed() {
        ChatRoom room = scene.joined();
        FakeLink link = scene.breaks();
        link.answers(
                "join", FakeLink.room("e1", 90, "'recovered':false,'reason':'too_old'," + FakeLink.messages(90, 90)));
        link.tells(FakeLink.message(91, "n"));
        assertThat(scene.heard).containsExactly("offline", "gap TOO_OLD 90", "91 message");
        assertThat(room.position()).contains(new Position("e1", 91));
    }

    @ParameterizedTest
    @CsvSource({"epoch,EPOCH", "too_many,TOO_MANY", "future,FUTURE", "new_reason,EPOCH"})
    void saysWhyThereIsAGap(String reason, String recovery) {
        scene.joined();
        scene.breaks()
                .answers("join", FakeLink.room("e2", 3, "'recovered':false,'reason':'" + reason + "','entries':[]"));
        assertThat(scene.heard).containsExactly("offline", "gap " + recovery + " 3");
    }

    @Test
    void aRecoveryThatIsNotWholeIsAGap() {
        scene.joined();
        scene.breaks().answers("join", FakeLink.room("e1", 13, "'recovered':true," + FakeLink.messages(12, 13)));
        assertThat(scene.heard).containsExactly("offline", "resumed", "gap COMPLETE 13");
    }

    @Test
    void holdsWhatComesAfterAMissingEntryAndAsksForIt() {
        scene.joined();
        FakeLink link = scene.link();
        link.tells(FakeLink.message(13, "c"), FakeLink.message(14, "d"));
        assertThat(scene.heard).isEmpty();
        link.tells(FakeLink.message(15, "e"));
        assertThat(link.answers("sync", "{'recovered':true," + FakeLink.messages(11, 15) + "}"))
                .containsEntry("since", Map.of("epoch", "e1", "offset", 10L));
        link.tells(FakeLink.message(16, "f"));
        assertThat(scene.heard)
                .containsExactly("11 message", "12 message", "13 message", "14 message", "15 message", "16 message");
        assertThat(link.sent).isEmpty();
    }

    @Test
    void aSyncThatCannotRecoverReplacesWhatIsKnown() {
        ChatRoom room = scene.joined();
        FakeLink link = scene.link();
        link.tells(FakeLink.message(900, "c"));
        String snapshot = FakeLink.room("e1", 899, "'recovered':false,'reason':'too_many','entries':[]");
        link.answers("sync", snapshot.replace("'resume':'r899',", ""));
        assertThat(scene.heard).containsExactly("gap TOO_MANY 899", "900 message");
        assertThat(room.resumeSecret()).as("the old one counts").contains("r10");
    }

    @Test
    void syncsAgainWhenTheServerAsksForPatience() {
        scene.joined();
        FakeLink link = scene.link();
        link.tells(FakeLink.message(12, "c"));
        link.refuses("sync", "{'code':'rate_limited','message':'','retryAfterMs':900}");
        scene.time.advance(Duration.ofMillis(899));
        assertThat(link.sent).isEmpty();
        scene.time.advance(Duration.ofMillis(1));
        link.answers("sync", "{'recovered':true," + FakeLink.messages(11, 12) + "}");
        assertThat(scene.heard).containsExactly("11 message", "12 message");
    }

    @Test
    void connectsAnewWhenAServerCannotSync() {
        scene.joined();
        scene.link().tells(FakeLink.message(12, "c"));
        scene.link().refuses("sync", "{'code':'unknown_command','message':''}");
        assertThat(scene.link().dropped).isTrue();
        scene.again();
        scene.link().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 12, "'recovered':true," + FakeLink.messages(11, 12)));
        assertThat(scene.heard).containsExactly("offline", "resumed", "11 message", "12 message");
    }

    @Test
    void connectsAnewWhenSyncingDoesNotHelp() {
        scene.joined();
        FakeLink link = scene.link();
        link.tells(FakeLink.message(12, "c"));
        for (int i = 0; i < 3; i++) {
            assertThat(link.dropped).isFalse();
            link.answers("sync", "{'recovered':true,'entries':[]}");
        }
        assertThat(link.dropped).isTrue();
    }

    @Test
    void knowsWhoIsThere() {
        ChatRoom room = scene.joined();
        scene.link()
                .tells(
                        "{'room':'KQZW','offset':11,'type':'join','at':1,'member':'m3','name':'Cyd','role':'member'}",
                        "{'room':'KQZW','offset':12,'type':'rename','at':1,'member':'m1','name':'Eve','was':'Ada'}",
                        "{'room':'KQZW','offset':13,'type':'role','at':1,'member':'m3','role':'muted','by':'m1'}",
                        "{'room':'KQZW','offset':14,'type':'leave','at':1,'member':'m2','name':'Bob','reason':'timeout'}",
                        "{'room':'KQZW','offset':15,'type':'room','at':1,'by':'m1','title':'Tea','locked':true,'slowModeMs':500}",
                        "{'room':'KQZW','type':'status','member':'m3','status':'idle','connections':2}");
        assertThat(room.members())
                .extracting(Participant::name, Participant::role, Participant::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Eve", Role.OWNER, MemberStatus.ACTIVE),
                        org.assertj.core.groups.Tuple.tuple("Cyd", Role.MUTED, MemberStatus.IDLE));
        assertThat(room.me().orElseThrow().name()).isEqualTo("Eve");
        assertThat(room.info().orElseThrow().count()).isEqualTo(2);
        assertThat(room.info().orElseThrow().title()).isEqualTo("Tea");
        assertThat(room.info().orElseThrow().locked()).isTrue();
        assertThat(room.info().orElseThrow().slowMode()).isEqualTo(Duration.ofMillis(500));
        scene.link().tells("{'room':'KQZW','offset':16,'type':'room','at':1,'by':'m1','title':''}");
        assertThat(room.info().orElseThrow().title()).isNull();
        assertThat(room.info().orElseThrow().locked()).isTrue();
    }

    @Test
    void doesNotCountTwiceWhatTheSnapshotOfAResumeHasCounted() {
        ChatRoom room = scene.joined();
        scene.breaks()
                .answers(
                        "join",
                        FakeLink.room(
                                "e1",
                                11,
                                "'recovered':true,'entries':[{'room':'KQZW','offset':11,'type':'join','at':1,"
                                        + "'member':'m2','name':'Bob','role':'member'}]"));
        assertThat(room.info().orElseThrow().count()).isEqualTo(2);
        assertThat(room.members()).hasSize(2);
    }

    @Test
    void hearsSignalsAndIgnoresWhatItDoesNotKnow() {
        scene.joined();
        scene.link()
                .tells(
                        "{'room':'KQZW','type':'typing','member':'m2','on':true,'mood':'good'}",
                        "{'room':'KQZW','type':'read','member':'m2','offset':9}",
                        "{'room':'KQZW','type':'status','member':'m2','status':'active','connections':1}",
                        "{'room':'KQZW','type':'applause','member':'m2'}",
                        "{'room':'ELSE','type':'typing','member':'m2','on':true}",
                        "{'news':true}",
                        "not json",
                        "[1]",
                        "{'room':'KQZW','offset':11,'type':'confetti','at':1}",
                        "{'room':'KQZW','offset':12,'type':'skip','at':1}");
        assertThat(scene.heard)
                .containsExactly("typing m2 true", "read m2 9", "status m2 ACTIVE 1", "11 confetti", "12 skip");
    }

    @ParameterizedTest
    @ValueSource(ints = {4503, 4504, 4505, 4506})
    void forgetsARoomThatItIsPutOutOf(int code) {
        ChatRoom room = scene.joined();
        scene.link()
                .tells("{'room':'KQZW','type':'gone','code':" + code + ",'reason':'bye'}", FakeLink.message(11, "a"));
        assertThat(scene.heard).containsExactly("ended " + code + " bye null");
        assertThat(room.end()).contains(new RoomEnd(code, "bye", null));
        assertThat(scene.client.state()).isEqualTo(ClientState.OPEN);
    }

    @Test
    void theRoomsCloseIsItsEnd() {
        scene.joined();
        scene.link().tells("{'room':'KQZW','offset':11,'type':'close','at':1,'reason':'late'}");
        assertThat(scene.heard).containsExactly("11 close", "ended 4506 late null");
    }

    @Test
    void aRefusedJoinEndsTheRoomAndSaysWhy() {
        ChatRoom room = scene.join();
        scene.link().saysHello();
        scene.link().refuses("join", "{'code':'name_taken','message':'name: taken'}");
        assertThat(Scene.now(room.joined())).isEqualTo(Outcome.refused(Refusal.NAME_TAKEN, "name: taken"));
        assertThat(scene.heard).containsExactly("ended 0 name: taken NAME_TAKEN");
    }

    @Test
    void aJoinThatComesTooEarlyIsTriedAgain() {
        ChatRoom room = scene.join();
        scene.link().saysHello();
        scene.link().refuses("join", "{'code':'rate_limited','message':'','retryAfterMs':2000}");
        scene.time.advance(Duration.ofMillis(1999));
        assertThat(scene.link().sent).isEmpty();
        scene.time.advance(Duration.ofMillis(1));
        scene.link().answers("join", FakeLink.room("e1", 1, "'entries':[]"));
        assertThat(Scene.now(room.joined())).isInstanceOf(Outcome.Ok.class);
    }

    /** Its own, perhaps: a stay whose beginning it never heard of, so that it has no secret to take it over. */
    @Test
    void aNameThatIsTakenAfterAJoinWithoutAnswerIsWaitedFor() {
        scene.join();
        scene.link().saysHello();
        FakeLink again = scene.breaks();
        again.refuses("join", "{'code':'name_taken','message':''}");
        assertThat(scene.heard).isEmpty();
        scene.pass(1);
        again.answers("join", FakeLink.room("e1", 10, "'entries':[]"));
        assertThat(scene.heard).containsExactly("joined NOT_ASKED 0");
    }

    @Test
    void aNameIsNotWaitedForForever() {
        scene.join();
        scene.link().saysHello();
        FakeLink again = scene.breaks();
        for (int seconds = 0; seconds < 120; seconds++) {
            again.refuses("join", "{'code':'name_taken','message':''}");
            scene.pass(1);
        }
        assertThat(scene.heard).isEmpty();
        again.refuses("join", "{'code':'name_taken','message':''}");
        assertThat(scene.heard).singleElement().asString().startsWith("ended 0").endsWith("NAME_TAKEN");
    }

    @Test
    void goesOnFromAnEarlierStay() {
        ChatRoom room = scene.client.join(
                JoinOptions.of("KQZW", "Ada")
                        .resume("r7")
                        .since(new Position("e1", 7))
                        .tail(0),
                scene);
        scene.link().saysHello();
        Map<String, Object> join =
                scene.link().answers("join", FakeLink.room("e1", 9, "'recovered':true," + FakeLink.messages(8, 9)));
        assertThat(join)
                .containsEntry("resume", "r7")
                .containsEntry("tail", 0L)
                .containsEntry("since", Map.of("epoch", "e1", "offset", 7L));
        assertThat(scene.heard).containsExactly("joined COMPLETE 2");
        assertThat(room.position()).contains(new Position("e1", 9));
    }

    @Test
    void aStayThatTheServerDidNotNoticeTheEndOfIsTakenOverOnANewConnection() {
        scene.joined();
        FakeLink link = scene.breaks();
        link.refuses("join", "{'code':'already_joined','message':''}");
        assertThat(link.dropped).isTrue();
        assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
    }

    @Test
    void readsProfilesAndPointersOfEntries() {
        RoomLine line = RoomLine.of(
                Fields.parse(
                        "{\"offset\":5,\"at\":7,\"type\":\"message\",\"member\":\"m2\",\"name\":\"Bob\",\"text\":\"x\",\"replyTo\":3,"
                                + "\"edited\":4,\"to\":[\"m1\",\"m9\"],\"cid\":\"c\",\"by\":\"m3\",\"target\":2,\"reason\":\"r\"}"));
        assertThat(line.isMessage()).isTrue();
        assertThat(line.member()).isEqualTo(new MemberId(2));
        assertThat(line.by()).isEqualTo(new MemberId(3));
        assertThat(line.name()).isEqualTo("Bob");
        assertThat(line.text()).isEqualTo("x");
        assertThat(line.replyTo()).isEqualTo(3);
        assertThat(line.edited()).isEqualTo(4);
        assertThat(line.target()).isEqualTo(2);
        assertThat(line.to()).isEqualTo(List.of(new MemberId(1), new MemberId(9)));
        assertThat(line.cid()).isEqualTo("c");
        assertThat(line.reason()).isEqualTo("r");
        assertThat(line.deleted()).isFalse();
        assertThat(line.toString()).isEqualTo("RoomLine[5, message]");
        RoomLine deleted = RoomLine.of(Fields.parse("{\"offset\":5,\"at\":7,\"type\":\"message\",\"deleted\":true}"));
        assertThat(deleted.deleted()).isTrue();
        assertThat(deleted.isMessage()).isFalse();
        assertThat(deleted.member()).isNull();
        assertThat(deleted.to()).isEmpty();
        Participant somebody = Participant.of(
                Fields.parse("{\"member\":\"m2\",\"role\":\"guru\",\"profile\":{\"badge\":[1,2.5,true,null]}}"));
        assertThat(somebody.role()).isEqualTo(Role.MEMBER);
        assertThat(somebody.profile()).isEqualTo(Map.of("badge", List.of(1L, 2.5, true)));
    }
}
