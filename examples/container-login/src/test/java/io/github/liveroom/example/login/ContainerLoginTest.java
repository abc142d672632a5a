package io.github.liveroom.example.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.CreatedRoom;
import io.github.liveroom.chat.client.JoinOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example, from a browser's side. */
@Timeout(120)
class ContainerLoginTest {
    private static Example example;

    @BeforeAll
    static void start() throws Exception {
        example = Example.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        example.stop();
    }

    @Test
    void whoLogsInTalksAndWhoLogsOutIsOut() throws Exception {
        try (Person ada = new Person(example.address())) {
            assertThat(ada.get("").body()).contains("j_security_check");
            assertThat(logIn(ada, "guessed")).contains("Name and password do not fit.");
            assertThat(logIn(ada, "sesame")).contains("Talk in a room");
            ChatClient window = ada.window();
            CreatedRoom room = window.create(RoomOptions.DEFAULTS)
                    .get(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .orElseThrow();
            Heard first = new Heard();
            ChatRoom talk = window.join(JoinOptions.of(room.code(), "Ada"), first);
            MemberId me = memberIn(talk);
            talk.send("Hello!");
            assertThat(first.message()).isEqualTo("Ada: Hello!");
            Heard second = new Heard();
            assertThat(memberIn(ada.window().join(JoinOptions.of(room.code(), "Somebody else"), second)))
                    .as("the same person")
                    .isEqualTo(me);

            assertThat(ada.get("log-out").body()).contains("Log out");
            assertThat(ada.post("log-out").body()).contains("j_security_check");
            assertThat(first.endCode()).isEqualTo(4501);
            assertThat(second.endCode()).isEqualTo(4501);
        }
    }

    @Test
    void aStrangerIsNotLetIn() throws Exception {
        try (Person eve = new Person(example.address())) {
            assertThat(eve.get("r/QZQZ").body()).contains("j_security_check");
            Heard heard = new Heard();
            eve.window().join(JoinOptions.of("QZQZ", "Eve"), heard);
            assertThat(heard.endCode()).isEqualTo(4501);
        }
    }

    private static String logIn(Person person, String password) throws Exception {
        return person.post("j_security_check", "j_username", "ada", "j_password", password)
                .body();
    }

    private static MemberId memberIn(ChatRoom room) throws Exception {
        room.joined().get(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS).orElseThrow();
        return room.me().orElseThrow().id();
    }
}
