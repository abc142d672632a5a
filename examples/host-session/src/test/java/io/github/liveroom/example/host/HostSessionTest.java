package io.github.liveroom.example.host;

import static io.github.liveroom.example.testkit.Heard.me;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.Participant;
import io.github.liveroom.example.testkit.Example;
import io.github.liveroom.example.testkit.Heard;
import io.github.liveroom.example.testkit.Person;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example, from a browser's side. */
@Timeout(120)
class HostSessionTest {
    private static final Pattern CODE = Pattern.compile("data-code=\"([A-Z]+)\" data-user=\"(\\w+)\"");

    @RegisterExtension
    static final Example example = new Example();

    @Test
    void whoLogsInTalksAndWhoLogsOutIsOut() throws Exception {
        try (Person ada = new Person(example.address());
                Person bob = new Person(example.address())) {
            String room = logIn(ada, "ada");
            assertThat(logIn(bob, "bob")).as("the lobby").isEqualTo(room);
            Heard first = new Heard();
            ChatRoom talk = ada.window().join(JoinOptions.of(room, "ada"), first);
            Participant me = me(talk);
            Heard other = new Heard();
            ChatRoom others = bob.window().join(JoinOptions.of(room, "bob"), other);
            assertThat(me(others).id()).isNotEqualTo(me.id());
            talk.send("Hello!");
            assertThat(first.message()).isEqualTo("ada: Hello!");
            assertThat(other.message()).isEqualTo("ada: Hello!");
            Heard second = new Heard();
            assertThat(me(ada.window().join(JoinOptions.of(room, "somebody else"), second))
                            .id())
                    .as("the same person")
                    .isEqualTo(me.id());

            assertThat(ada.post("log-out").body()).contains("Password");
            assertThat(first.endCode()).isEqualTo(4501);
            assertThat(second.endCode()).isEqualTo(4501);
            Heard again = new Heard();
            ada.window().join(JoinOptions.of(room, "ada"), again);
            assertThat(again.endCode()).isEqualTo(4501);
            others.send("I stay.");
            assertThat(other.message()).isEqualTo("bob: I stay.");
        }
    }

    @Test
    void aStrangerIsNotLetIn() throws Exception {
        try (Person eve = new Person(example.address())) {
            assertThat(eve.get("").body()).contains("Password").doesNotContain("data-code");
            assertThat(eve.post("log-in", "user", "ada", "password", "guessed").statusCode())
                    .isEqualTo(403);
            Heard heard = new Heard();
            eve.window().join(JoinOptions.of("QZQZ", "Eve"), heard);
            assertThat(heard.endCode()).isEqualTo(4501);
        }
    }

    @Test
    void servesTheClientOfThePage() throws Exception {
        try (Person eve = new Person(example.address())) {
            for (String file : new String[] {"liveroom.js", "connection.js", "room.js", "codes.js"}) {
                assertThat(eve.get("liveroom/" + file).headers().firstValue("Content-Type"))
                        .as(file)
                        .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
            }
            assertThat(eve.get("nothing").statusCode()).isEqualTo(404);
        }
    }

    /** Logs in, and gives the room that is on the page then. */
    private static String logIn(Person person, String user) throws Exception {
        String page = person.post("log-in", "user", user, "password", "sesame").body();
        Matcher matcher = CODE.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        assertThat(matcher.group(2)).isEqualTo(user);
        return matcher.group(1);
    }
}
