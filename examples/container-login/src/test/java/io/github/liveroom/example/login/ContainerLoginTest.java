package io.github.liveroom.example.login;

import static io.github.liveroom.example.testkit.Heard.me;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.CreatedRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.Participant;
import io.github.liveroom.example.testkit.Example;
import io.github.liveroom.example.testkit.Heard;
import io.github.liveroom.example.testkit.Person;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example, from a browser's side. */
@Timeout(120)
class ContainerLoginTest {
    @RegisterExtension
    static final Example example = new Example();

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
            Participant me = me(talk);
            talk.send("Hello!");
            assertThat(first.message()).isEqualTo("Ada: Hello!");
            Heard second = new Heard();
            assertThat(me(ada.window().join(JoinOptions.of(room.code(), "Somebody else"), second))
                            .id())
                    .as("the same person")
                    .isEqualTo(me.id());

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
}
