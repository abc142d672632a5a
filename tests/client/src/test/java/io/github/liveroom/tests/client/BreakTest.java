package io.github.liveroom.tests.client;

import static io.github.liveroom.tests.client.TalkingTest.await;
import static io.github.liveroom.tests.client.TalkingTest.client;
import static io.github.liveroom.tests.client.TalkingTest.create;
import static io.github.liveroom.tests.client.TalkingTest.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.RoomEnd;
import io.github.liveroom.tests.network.Cable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What goes wrong between a client and its server, and what becomes of it. */
class BreakTest {
    @Test
    void aCutConnectionHealsAndNothingIsLostOrDoubled() throws Exception {
        try (ChatServer server = ChatServer.start(Map.of());
                Cable cable = new Cable(server.uri());
                ChatClient near = client(server.uri());
                ChatClient far = client(cable.address())) {
            RoomCode code = create(near);
            Ear nears = new Ear();
            Ear fars = new Ear();
            ChatRoom here = near.join(JoinOptions.of(code, "Ada"), nears);
            ok(here.joined());
            ChatRoom there = far.join(JoinOptions.of(code, "Bob"), fars);
            ok(there.joined());
            List<CompletableFuture<Outcome<Answer.Sent>>> sent = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                int before = fars.events().size();
                for (int i = 0; i < 12; i++) {
                    sent.add(here.send("a" + round + "." + i));
                    sent.add(there.send("b" + round + "." + i));
                }
                cable.cut();
                for (int i = 12; i < 15; i++) {
                    sent.add(here.send("a" + round + "." + i));
                    sent.add(there.send("b" + round + "." + i));
                }
                cable.mend();
                fars.awaitEvents("resumed", round + 1);
                assertThat(fars.events().size()).isGreaterThan(before);
            }
            for (CompletableFuture<Outcome<Answer.Sent>> each : sent) {
                ok(each);
            }
            nears.awaitOffset(2 + sent.size());
            fars.awaitOffset(2 + sent.size());
            nears.assertWhole();
            fars.assertWhole();
            assertThat(nears.texts()).hasSize(sent.size()).doesNotHaveDuplicates();
            assertThat(fars.texts()).isEqualTo(nears.texts());
            assertThat(there.me().orElseThrow().id().number())
                    .as("the same member")
                    .isEqualTo(2);
        }
    }

    @Test
    void anotherClientGoesOnWhereAnAbortedOneStopped() throws Exception {
        try (ChatServer server = ChatServer.start(Map.of());
                ChatClient near = client(server.uri())) {
            RoomCode code = create(near);
            ChatRoom here = near.join(JoinOptions.of(code, "Ada"), new ChatListener() {});
            Ear ear = new Ear();
            ChatClient first = client(server.uri());
            ChatRoom stay = first.join(JoinOptions.of(code, "Bob"), ear);
            ok(stay.joined());
            ok(here.send("heard"));
            ear.awaitText("heard");
            first.abort();
            ear.awaitEvent("ended 1000");
            ok(here.send("missed"));
            try (ChatClient second = client(server.uri())) {
                ChatRoom again = second.join(
                        JoinOptions.of(code, "Bob")
                                .resume(stay.resumeSecret().orElseThrow())
                                .since(stay.position().orElseThrow()),
                        ear);
                assertThat(ok(again.joined()).me().id())
                        .isEqualTo(stay.me().orElseThrow().id());
                ear.awaitText("missed");
                ear.assertWhole();
            }
        }
    }

    @Test
    void aClientWhoseMemberIsTakenOverIsToldAndDoesNotFightForIt() throws Exception {
        try (ChatServer server = ChatServer.start(Map.of());
                ChatClient first = client(server.uri());
                ChatClient second = client(server.uri())) {
            RoomCode code = create(first);
            Ear ear = new Ear();
            ChatRoom stay = first.join(JoinOptions.of(code, "Ada"), ear);
            ok(stay.joined());
            ChatRoom taken = second.join(
                    JoinOptions.of(code, "Ada").resume(stay.resumeSecret().orElseThrow()), new ChatListener() {});
            ok(taken.joined());
            ear.awaitEvent("ended 4505");
            ok(taken.send("still here"));
            assertThat(taken.end()).isEmpty();
        }
    }

    @Test
    void aServerThatRestartsIsComeBackToAndItsRoomsAreGone() throws Exception {
        ChatServer server = ChatServer.start(Map.of());
        try (ChatClient client = client(server.uri())) {
            Ear ear = new Ear();
            ChatRoom room = client.join(JoinOptions.of(create(client), "Ada"), ear);
            ok(room.joined());
            server = server.restart();
            ear.awaitEvent("ended 0");
            assertThat(room.end()).get().extracting(RoomEnd::refusal).isEqualTo(Refusal.ROOM_NOT_FOUND);
            assertThat(ear.events()).startsWith("joined", "offline");
            assertThat(await(client.join(JoinOptions.of(create(client), "Ada"), new ChatListener() {})
                            .joined()))
                    .as("the client is as good as new")
                    .isInstanceOf(Outcome.Ok.class);
        } finally {
            server.close();
        }
    }
}
