package io.github.liveroom.tests.client;

import static io.github.liveroom.tests.client.TalkingTest.client;
import static io.github.liveroom.tests.client.TalkingTest.create;
import static io.github.liveroom.tests.client.TalkingTest.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A network that lets no WebSocket through. */
class FallbackTest {
    @Test
    void goesOverHttpWhereTheSocketAnswers404AndResumesAcrossCarriers() throws Exception {
        try (ChatServer server = ChatServer.start(Map.of());
                ChatClient near = client(server.uri());
                ChatClient far =
                        ChatClient.builder().uri(server.uri().resolve("absent")).build()) {
            RoomCode code = create(near);
            Ear ear = new Ear();
            ChatRoom here = near.join(JoinOptions.of(code, "Ada"), new Ear());
            ChatRoom there = far.join(JoinOptions.of(code, "Bob"), ear);
            ok(there.joined());
            ok(here.send("down"));
            ear.awaitText("down");
            ok(there.send("up"));
            far.abort();
            ear.awaitEvent("ended 1000");
            ok(here.send("between"));
            try (ChatClient next = ChatClient.builder()
                    .uri(server.uri())
                    .transport(Transport.WEBSOCKET)
                    .build()) {
                ChatRoom again = next.join(
                        JoinOptions.of(code, "Bob")
                                .resume(there.resumeSecret().orElseThrow())
                                .since(there.position().orElseThrow()),
                        ear);
                assertThat(ok(again.joined()).me().id())
                        .isEqualTo(there.me().orElseThrow().id());
                ear.awaitText("between");
                ear.assertWhole();
            }
        }
    }
}
