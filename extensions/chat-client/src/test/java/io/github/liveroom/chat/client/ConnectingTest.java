package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {
    private final Scene scene = new Scene();

    @Test
    void connectsWhenThereIsARoomAndIsOpenAfterHello() {
        assertThat(scene.client.state()).isEqualTo(ClientState.IDLE);
        scene.join();
        assertThat(scene.client.state()).isEqualTo(ClientState.CONNECTING);
        assertThat(scene.link().sent).isEmpty();
        scene.link().saysHello();
        assertThat(scene.client.state()).isEqualTo(ClientState.OPEN);
        assertThat(scene.link().secret).isEqualTo("s");
        assertThat(scene.link().takes("join")).containsEntry("room", "KQZW").containsEntry("name", "Ada");
    }

    @Test
    void waitsUpToABoundThatDoublesToTwentySeconds() {
        scene.chance.next = 1;
        scene.join();
        List<Long> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 8; attempt++) {
            int links = scene.links.size();
            scene.link().closes(1006, "");
            assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
            long millis = 0;
            while (scene.links.size() == links) {
                scene.time.advance(Duration.ofMillis(250));
                millis += 250;
            }
            waits.add(millis);
        }
        assertThat(waits).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 20000L, 20000L);
    }

    @Test
    void aConnectionThatLastedTenSecondsStartsTheBackOffAnew() {
        scene.chance.next = 1;
        scene.joined();
        scene.link().closes(1006, "");
        scene.time.advance(Duration.ofMillis(500));
        scene.link().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 10, "'recovered':true,'entries':[]"));
        scene.pass(9);
        scene.link().closes(1011, "");
        scene.time.advance(Duration.ofMillis(999));
        assertThat(scene.links).hasSize(2);
        scene.time.advance(Duration.ofMillis(1));
        assertThat(scene.links).hasSize(3);
        scene.link().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 10, "'recovered':true,'entries':[]"));
        scene.pass(10);
        scene.link().closes(1011, "");
        scene.time.advance(Duration.ofMillis(500));
        assertThat(scene.links).hasSize(4);
    }

    @Test
    void spreadsItsReturnOverWhatAServerThatGoesAwayAsksFor() {
        scene.joined();
        scene.link().closes(4001, "restart delayMs=9000");
        scene.time.advance(Duration.ofMillis(4499));
        assertThat(scene.links).hasSize(1);
        scene.time.advance(Duration.ofMillis(1));
        assertThat(scene.links).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 4500, 4501, 4507, 4510, 4999})
    void stopsForGoodAndSaysWhy(int code) {
        ChatRoom room = scene.joined();
        scene.link().closes(code, "because");
        assertThat(scene.client.state()).isEqualTo(ClientState.ENDED);
        assertThat(room.end()).contains(new RoomEnd(code, "because", null));
        assertThat(scene.heard).containsExactly("offline", "ended " + code + " because null");
        scene.pass(60);
        assertThat(scene.links).hasSize(1);
        assertThat(scene.time.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1006, 1011, 1012, 1013, 4001, 4008, 4010, 4012, 4408, 4499, 3000})
    void comesBackAfterEverythingElse(int code) {
        scene.joined();
        scene.link().closes(code, "");
        scene.again();
        assertThat(scene.links).hasSize(2);
    }

    @Test
    void endsAfterAFaultOfItsOwnWhenNothingElseIsLeftToDo() {
        scene.joined();
        scene.link().closes(1008, "");
        assertThat(scene.client.state()).isEqualTo(ClientState.ENDED);
    }

    @Test
    void endsWhenAJoinIsToBlame() {
        scene.join();
        scene.link().saysHello();
        scene.link().closes(1009, "");
        assertThat(scene.client.state()).isEqualTo(ClientState.ENDED);
    }

    @Test
    void answersPings() {
        scene.joined();
        scene.link().says("", "{}\r", "");
        assertThat(scene.link().sent).containsExactly("{}");
    }

    @Test
    void connectsAnewAfterASilenceOfAPingAndTenSeconds() {
        scene.joined();
        scene.pass(30);
        scene.link().says("{}");
        scene.pass(34);
        assertThat(scene.client.state()).isEqualTo(ClientState.OPEN);
        scene.pass(1);
        assertThat(scene.links.get(0).dropped).isTrue();
        assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
    }

    @Test
    void connectsAnewWhenACommandHasNoAnswerAndNothingElseComes() {
        ChatRoom room = scene.joined();
        scene.pass(20);
        room.send("a");
        scene.pass(5);
        scene.link().says("{}");
        scene.pass(6);
        assertThat(scene.link().dropped).as("something came").isFalse();
        scene.pass(1);
        assertThat(scene.link().dropped).isTrue();
    }

    @Test
    void isPatientWhenNothingWasAsked() {
        ChatRoom room = scene.joined();
        room.send("a");
        scene.link().answers("send", "{'offset':11,'at':1}");
        scene.pass(34);
        assertThat(scene.links).as("it is still the first one").hasSize(1);
    }

    @Test
    void waitsForNoAnswerThatWentWithTheLinkBefore() {
        scene.joined().history(null, 10);
        scene.breaks().answers("join", FakeLink.room("e1", 10, FakeLink.messages(10, 10)));
        scene.pass(34);
        assertThat(scene.links).as("the second one is still there").hasSize(2);
    }

    @Test
    void givesUpAnAttemptAfterFifteenSeconds() {
        scene.join();
        scene.pass(14);
        assertThat(scene.link().dropped).isFalse();
        scene.pass(1);
        assertThat(scene.link().dropped).isTrue();
        assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
    }

    @Test
    void triesHttpAfterTwoSocketsInARowAndStaysWithItWhileItWorks() {
        scene.join();
        failTwice();
        assertThat(carriers()).containsExactly(false, false, true);
        scene.link().saysHello();
        scene.link().closes(1006, "");
        scene.again();
        assertThat(carriers()).containsExactly(false, false, true, true);
        scene.link().closes(1006, "");
        scene.again();
        assertThat(carriers()).containsExactly(false, false, true, true, false);
    }

    @Test
    void aSocketThatOpenedMakesTheCountOfFailedOnesStartAnew() {
        scene.join();
        scene.link().closes(1006, "");
        scene.again();
        scene.link().saysHello();
        scene.link().closes(1006, "");
        scene.again();
        scene.link().closes(1006, "");
        scene.again();
        assertThat(carriers()).containsExactly(false, false, false, false);
    }

    @Test
    void keepsToTheCarrierThatWasChosen() {
        Scene sockets = new Scene(Transport.WEBSOCKET, Runnable::run);
        sockets.join();
        Scene streams = new Scene(Transport.HTTP, Runnable::run);
        streams.join();
        for (int i = 0; i < 4; i++) {
            sockets.link().closes(1006, "");
            sockets.again();
            streams.link().closes(1006, "");
            streams.again();
        }
        assertThat(sockets.links).hasSize(5).noneMatch(link -> link.http);
        assertThat(streams.links).hasSize(5).allMatch(link -> link.http);
    }

    @Test
    void theLastLineOfAStreamSaysWhyItEnds() {
        Scene streams = new Scene(Transport.HTTP, Runnable::run);
        ChatRoom room = streams.joined();
        streams.link().says("{\"close\":{\"code\":4501,\"reason\":\"no\"}}");
        assertThat(streams.client.state()).isEqualTo(ClientState.ENDED);
        assertThat(room.end()).contains(new RoomEnd(4501, "no", null));
        scene.joined();
        scene.link().says("{\"close\":{\"code\":4501,\"reason\":\"no\"}}");
        assertThat(scene.client.state()).as("over a socket it is nothing").isEqualTo(ClientState.OPEN);
    }

    @Test
    void theOnlyLineOfAStreamMaySayThatItIsRefused() {
        Scene streams = new Scene(Transport.HTTP, Runnable::run);
        ChatRoom room = streams.join();
        streams.link().says("{\"close\":{\"code\":4507,\"reason\":\"\"}}");
        assertThat(room.end()).contains(new RoomEnd(4507, "", null));
    }

    @Test
    void restsWhenThereIsNoRoomToComeBackFor() {
        ChatRoom room = scene.joined();
        room.leave();
        scene.link().answers("leave", "{}");
        scene.link().closes(1006, "");
        assertThat(scene.client.state()).isEqualTo(ClientState.IDLE);
        assertThat(scene.time.waiting()).isZero();
        scene.join();
        assertThat(scene.client.state()).isEqualTo(ClientState.CONNECTING);
    }

    @Test
    void createsARoomAsSoonAsThereIsAConnection() {
        CompletableFuture<Outcome<CreatedRoom>> created =
                scene.client.create(new RoomOptions("Tea", "secret", true, 9, 8));
        scene.link().saysHello();
        assertThat(scene.link().answers("create", "{'code':'KQZW','owner':'o'}"))
                .containsEntry("title", "Tea")
                .containsEntry("passphrase", "secret")
                .containsEntry("keep", true)
                .containsEntry("maxMembers", 9L)
                .containsEntry("codeLength", 8L);
        CreatedRoom room = Scene.now(created).orElseThrow();
        assertThat(room.code().value()).isEqualTo("KQZW");
        assertThat(room.owner()).isEqualTo("o");
        assertThat(room.toString()).doesNotContain("=o");
    }

    @Test
    void aCreateThatWasCutOffIsNotSentAgain() {
        CompletableFuture<Outcome<CreatedRoom>> created = scene.client.create(RoomOptions.DEFAULTS);
        scene.link().saysHello();
        scene.link().takes("create");
        scene.link().closes(1006, "");
        assertThatThrownBy(created::join).hasCauseInstanceOf(ChatException.class);
        assertThat(scene.client.state()).isEqualTo(ClientState.IDLE);
    }

    @Test
    void closingLeavesAndWaitsForTheServerToKnow() {
        ChatRoom room = scene.joined();
        scene.link().leaving.complete(null);
        scene.client.close();
        assertThat(scene.link().left).isTrue();
        assertThat(scene.link().dropped).isTrue();
        assertThat(scene.link().sent).isEmpty();
        assertThat(room.end()).contains(new RoomEnd(1000, "", null));
        assertThat(scene.time.waiting()).isZero();
        scene.client.close();
        assertThatThrownBy(scene.client.create(RoomOptions.DEFAULTS)::join).hasCauseInstanceOf(ChatException.class);
        ChatRoom late = scene.join();
        assertThat(late.end()).contains(new RoomEnd(1000, "", null));
        assertThatThrownBy(late.joined()::join).hasCauseInstanceOf(ChatException.class);
    }

    @Test
    void withoutACloseFrameClosingLeavesRoomByRoom() {
        Scene streams = new Scene(Transport.HTTP, Runnable::run);
        streams.joined();
        FakeLink link = streams.link();
        link.leaving.complete(null);
        streams.client.close();
        link.takes("leave");
        assertThat(link.left).isTrue();
    }

    @Test
    void abortingTellsTheServerNothing() {
        ChatRoom room = scene.joined();
        scene.client.abort();
        assertThat(scene.link().left).isFalse();
        assertThat(scene.link().dropped).isTrue();
        assertThat(room.end()).isPresent();
        assertThat(room.position().orElseThrow().offset()).isEqualTo(10);
        assertThat(room.resumeSecret()).contains("r10");
    }

    @Test
    void aServerThatTalksNonsenseIsLeftAndTriedAgain() {
        scene.join();
        scene.link().saysHello();
        scene.link().answers("join", "{'room':{'code':'?'},'me':{}}");
        assertThat(scene.link().dropped).isTrue();
        assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
    }

    private void failTwice() {
        for (int i = 0; i < 2; i++) {
            scene.link().closes(1006, "");
            scene.again();
        }
    }

    private List<Boolean> carriers() {
        return scene.links.stream().map(link -> link.http).toList();
    }
}
