package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendingTest {
    private final Scene scene = new Scene();

    @Test
    void sendsInOrderOnceTheRoomIsEntered() {
        ChatRoom room = scene.join();
        CompletableFuture<Outcome<Answer.Sent>> first = room.send("a");
        CompletableFuture<Outcome<String>> renamed = room.rename("Eve");
        scene.link().saysHello();
        FakeLink link = scene.link();
        Map<String, Object> join = link.takes("join");
        assertThat(link.sent).as("nothing before the answer to the join").isEmpty();
        link.tells("{'id':" + join.get("id") + ",'ok':" + FakeLink.room("e1", 1, "'entries':[]") + "}");
        assertThat(link.answers("send", "{'offset':2,'at':7}")).containsEntry("text", "a");
        link.answers("rename", "{'name':'Eve'}");
        assertThat(Scene.now(first)).isEqualTo(Outcome.ok(new Answer.Sent(2, Instant.ofEpochMilli(7))));
        assertThat(Scene.now(renamed)).isEqualTo(Outcome.ok("Eve"));
    }

    @Test
    void hasAtMostAsManyMessagesUnderWayAsTheServerAllows() {
        ChatRoom room = scene.joined();
        for (String text : List.of("a", "b", "c", "d")) {
            room.send(text);
        }
        FakeLink link = scene.link();
        assertThat(link.sent).hasSize(2);
        link.answers("send", "{'offset':11,'at':1}");
        assertThat(link.sent).hasSize(2);
        assertThat(texts(link)).containsExactly("b", "c");
    }

    @Test
    void anEntryIsTheAnswerToItsOwnMessageOnly() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<String>> renamed = room.rename("Eve");
        CompletableFuture<Outcome<Answer.Sent>> first = room.send("a");
        CompletableFuture<Outcome<Answer.Sent>> second = room.send("b");
        FakeLink link = scene.link();
        link.takes("rename");
        Object cid = link.takes("send").get("cid");
        link.tells("{'room':'KQZW','offset':11,'type':'message','at':7,'member':'m1','name':'Ada','text':'a','cid':'"
                + cid + "'}");
        assertThat(Scene.now(first)).isEqualTo(Outcome.ok(new Answer.Sent(11, Instant.ofEpochMilli(7))));
        assertThat(renamed).isNotDone();
        assertThat(second).isNotDone();
    }

    @Test
    void roomsTakeTurns() {
        ChatRoom room = scene.joined();
        FakeLink link = scene.link();
        ChatRoom other = scene.client.join(JoinOptions.of("ABCD", "Ada"), new ChatListener() {});
        link.answers("join", FakeLink.room("e1", 1, "'entries':[]").replace("KQZW", "ABCD"));
        for (int i = 0; i < 4; i++) {
            room.send("k" + i);
        }
        for (int i = 0; i < 3; i++) {
            other.send("a" + i);
        }
        List<Object> order = new ArrayList<>();
        while (!link.sent.isEmpty()) {
            order.add(link.answers("send", "{'offset':99,'at':1}").get("text"));
        }
        assertThat(order).containsExactly("k0", "k1", "a0", "k2", "a1", "k3", "a2");
    }

    @Test
    void sendsAgainAfterABreakInOrderWithTheSameCidBeforeAnythingNewer() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> first = room.send("a");
        CompletableFuture<Outcome<Answer.Sent>> second = room.send("b");
        List<Object> cids = new ArrayList<>();
        cids.add(scene.link().takes("send").get("cid"));
        cids.add(scene.link().takes("send").get("cid"));
        scene.link().closes(1006, "");
        room.send("c");
        assertThat(first).isNotDone();
        scene.again().saysHello();
        FakeLink link = scene.link();
        link.answers("join", FakeLink.room("e1", 10, "'recovered':true,'entries':[]"));
        assertThat(link.answers("send", "{'offset':11,'at':1,'dup':true}"))
                .containsEntry("cid", cids.get(0))
                .containsEntry("text", "a");
        assertThat(link.answers("send", "{'offset':12,'at':1}")).containsEntry("cid", cids.get(1));
        assertThat(link.takes("send")).containsEntry("text", "c");
        assertThat(Scene.now(first)).isEqualTo(new Outcome.Ok<>(new Answer.Sent(11, Instant.ofEpochMilli(1)), true));
        assertThat(Scene.now(second)).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void anEntryWithItsCidIsAsGoodAsTheAnswer() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> first = room.send("a");
        CompletableFuture<Outcome<Answer.Sent>> second = room.send("b");
        Object cid = scene.link().takes("send").get("cid");
        Object live = scene.link().takes("send").get("cid");
        scene.link().tells(own(11, live));
        assertThat(second).isDone();
        FakeLink link = scene.breaks();
        link.answers("join", FakeLink.room("e1", 12, "'recovered':true,'entries':[" + own(12, cid) + "]"));
        assertThat(Scene.now(first)).isEqualTo(Outcome.ok(new Answer.Sent(12, Instant.ofEpochMilli(5))));
        assertThat(link.sent).as("nothing is sent again").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate_limited", "unavailable", "too_many_unacked"})
    void waitsWhenAskedToAndSendsTheSameAgain(String code) {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> sent = room.send("a");
        FakeLink link = scene.link();
        Map<String, Object> first = link.refuses("send", "{'code':'" + code + "','message':'','retryAfterMs':700}");
        room.send("b");
        assertThat(link.sent).as("order is kept").isEmpty();
        scene.time.advance(Duration.ofMillis(699));
        assertThat(link.sent).isEmpty();
        scene.time.advance(Duration.ofMillis(1));
        assertThat(link.answers("send", "{'offset':11,'at':1}"))
                .containsEntry("cid", first.get("cid"))
                .containsEntry("text", "a");
        assertThat(link.takes("send")).containsEntry("text", "b");
        assertThat(sent).isDone();
    }

    @Test
    void aRefusalIsAnAnswer() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> sent = room.send("");
        CompletableFuture<Outcome<Answer.Sent>> later = room.send("b");
        scene.link().refuses("send", "{'code':'text_required','message':'text: only white space'}");
        scene.link().refuses("send", "{'code':'code_of_the_future','message':'x','retryAfterMs':5}");
        assertThat(Scene.now(sent)).isEqualTo(Outcome.refused(Refusal.TEXT_REQUIRED, "text: only white space"));
        assertThat(Scene.now(later)).isEqualTo(Outcome.refused(Refusal.INTERNAL, "x", Duration.ofMillis(5)));
    }

    @Test
    void doesNotSendWhatWouldEndTheConnection() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> half = room.send("\uD800");
        CompletableFuture<Outcome<Answer.Sent>> tooLong = room.send("é".repeat(40_000));
        CompletableFuture<Outcome<String>> name = room.rename("x".repeat(70_000));
        assertThat(scene.link().sent).isEmpty();
        assertThat(refusal(half)).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(tooLong)).isEqualTo(Refusal.TEXT_TOO_LONG);
        assertThat(refusal(name)).isEqualTo(Refusal.BAD_REQUEST);
        room.send("fine");
        room.send("fine too");
        assertThat(texts(scene.link())).as("places were given back").containsExactly("fine", "fine too");
    }

    @Test
    void doesNotSendAgainWhatTheServerClosedTheConnectionOver() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> sent = room.send("a");
        scene.link().closes(1009, "");
        assertThatThrownBy(sent::join).hasCauseInstanceOf(ChatException.class);
        scene.again().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 10, "'recovered':true,'entries':[]"));
        assertThat(scene.link().sent).isEmpty();
    }

    @Test
    void doesNotSendAgainWhatTheServerMayHaveForgotten() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> doubtful = room.send("a");
        scene.link().closes(1006, "");
        CompletableFuture<Outcome<Answer.Sent>> fresh = room.send("b");
        for (int i = 0; i < 290; i++) {
            scene.pass(1);
        }
        scene.link().closes(1006, "");
        scene.again().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 10, "'recovered':true,'entries':[]"));
        assertThatThrownBy(doubtful::join).hasCauseInstanceOf(ChatException.class);
        assertThat(texts(scene.link())).containsExactly("b");
        assertThat(fresh).isNotDone();
    }

    @Test
    void otherCommandsAreSentOnce() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Long>> deleted = room.delete(3);
        scene.link().takes("delete");
        scene.link().closes(1006, "");
        assertThatThrownBy(deleted::join).hasCauseInstanceOf(ChatException.class);
        CompletableFuture<Outcome<Long>> later = room.delete(4);
        scene.again().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 10, "'recovered':true,'entries':[]"));
        scene.link().answers("delete", "{'offset':11}");
        assertThat(Scene.now(later)).isEqualTo(Outcome.ok(11L));
    }

    @Test
    void whatPointsIntoALogThatBeganAnewIsNotSent() {
        ChatRoom room = scene.joined();
        scene.link().closes(1006, "");
        List<CompletableFuture<?>> pointing = List.of(
                room.reply(3, "a"),
                room.whisper(List.of(new MemberId(2)), "b"),
                room.delete(3),
                room.kick(new MemberId(2), ""),
                room.history(9L, 5));
        CompletableFuture<Outcome<Answer.Sent>> plain = room.send("c");
        scene.again().saysHello();
        scene.link().answers("join", FakeLink.room("e2", 3, "'recovered':false,'reason':'epoch','entries':[]"));
        assertThat(pointing).allSatisfy(future -> assertThat(future).isCompletedExceptionally());
        assertThat(texts(scene.link())).containsExactly("c");
        assertThat(plain).isNotDone();
    }

    @Test
    void leavesAfterWhatWasSentBeforeIsAnswered() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> bye = room.send("bye");
        CompletableFuture<Outcome<Answer.Done>> left = room.leave();
        FakeLink link = scene.link();
        assertThat(link.sent).hasSize(1);
        link.answers("send", "{'offset':11,'at':1}");
        link.answers("leave", "{}");
        assertThat(bye).isDone();
        assertThat(left).isDone();
        assertThat(room.end()).contains(new RoomEnd(1000, "", null));
        assertThatThrownBy(room.send("late")::join).hasCauseInstanceOf(ChatException.class);
    }

    @Test
    void aLeaveThatWasCutOffIsNotFollowedByAReturn() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Done>> left = room.leave();
        scene.link().takes("leave");
        scene.link().closes(1006, "");
        assertThat(left).isDone();
        assertThat(scene.client.state()).isEqualTo(ClientState.IDLE);
    }

    @Test
    void whatWaitsFailsWhenTheRoomEnds() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<Answer.Sent>> sent = room.send("a");
        scene.link().tells("{'room':'KQZW','type':'gone','code':4503,'reason':''}");
        assertThatThrownBy(sent::join).hasCauseInstanceOf(ChatException.class);
    }

    @Test
    void refusesMoreThanItCanKeep() {
        ChatRoom room = scene.join();
        for (int i = 0; i < Outgoing.MOST; i++) {
            room.send("a");
        }
        assertThat(refusal(room.send("b"))).isEqualTo(Refusal.TOO_MANY_UNACKED);
    }

    private static Refusal refusal(CompletableFuture<? extends Outcome<?>> future) {
        return ((Outcome.Refused<?>) Scene.now(future)).refusal();
    }

    private static List<Object> texts(FakeLink link) {
        return link.sent.stream()
                .map(line -> Fields.parse(line).map().get("text"))
                .toList();
    }

    private static String own(long offset, Object cid) {
        return "{'room':'KQZW','offset':" + offset
                + ",'type':'message','at':5,'member':'m1','name':'Ada','text':'x','cid':'" + cid + "'}";
    }
}
