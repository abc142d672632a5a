package io.github.liveroom.example.token;

import static io.github.liveroom.example.testkit.Heard.me;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatClientBuilder;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.Participant;
import io.github.liveroom.example.testkit.Example;
import io.github.liveroom.example.testkit.Heard;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example, from the side of programs and pages. */
@Timeout(120)
class SignedTokenTest {
    private static final Pattern CODE = Pattern.compile("data-code=\"([A-Z]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final Example example = new Example();

    private final List<ChatClient> clients = new ArrayList<>();

    @AfterEach
    void hangUp() {
        clients.forEach(ChatClient::abort);
    }

    @Test
    void whoeverShowsATokenIsWhomItNames() throws Exception {
        String lobby = lobby();
        Heard first = new Heard();
        ChatRoom talk = shows(tokenOf("ada")).join(JoinOptions.of(lobby, "Ada"), first);
        Participant ada = me(talk);
        assertThat(ada.role()).isEqualTo(Role.MODERATOR);
        Heard other = new Heard();
        Participant bob = me(shows(tokenOf("bob")).join(JoinOptions.of(lobby, "Bob"), other));
        assertThat(bob.role()).isEqualTo(Role.MEMBER);
        talk.send("Hello!");
        assertThat(first.message()).isEqualTo("Ada: Hello!");
        assertThat(other.message()).isEqualTo("Ada: Hello!");
        Participant second = me(shows(tokenOf("ada")).join(JoinOptions.of(lobby, "Somebody else"), new Heard()));
        assertThat(second.id()).as("the same person").isEqualTo(ada.id());
    }

    @Test
    void aTokenIsForItsRoomOnly() throws Exception {
        Heard heard = new Heard();
        ChatRoom room = shows(tokenOf("bob")).join(JoinOptions.of("QZQZ", "Bob"), heard);
        heard.endCode();
        assertThat(room.end().orElseThrow().refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void whoeverShowsNoneOrABadOneIsNotLetIn() throws Exception {
        String good = tokenOf("ada");
        String forged = good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(43);
        Heard shown = new Heard();
        shows(forged).join(JoinOptions.of(lobby(), "Eve"), shown);
        assertThat(shown.endCode()).isEqualTo(4501);
        Heard inAHeader = new Heard();
        built(client().header("Authorization", "Bearer " + forged)).join(JoinOptions.of(lobby(), "Eve"), inAHeader);
        assertThat(inAHeader.endCode()).isEqualTo(4501);
        Heard none = new Heard();
        ChatRoom room = built(client()).join(JoinOptions.of(lobby(), "Eve"), none);
        none.endCode();
        assertThat(room.end().orElseThrow().refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(post("eve", "sesame").statusCode()).isEqualTo(403);
        assertThat(post("ada", "guessed").statusCode()).isEqualTo(403);
    }

    private static String lobby() throws Exception {
        String page = HTTP.send(HttpRequest.newBuilder(example.address()).build(), BodyHandlers.ofString())
                .body();
        Matcher matcher = CODE.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private static String tokenOf(String user) throws Exception {
        HttpResponse<String> answer = post(user, "sesame");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> post(String user, String password) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(example.address().resolve("token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("user=" + user + "&password=" + password))
                        .build(),
                BodyHandlers.ofString());
    }

    private static ChatClientBuilder client() {
        return ChatClient.builder().uri(example.address().resolve("liveroom/ws"));
    }

    /** As a page does, which can set no header. */
    private ChatClient shows(String token) {
        return built(client().token(() -> CompletableFuture.completedFuture(token)));
    }

    private ChatClient built(ChatClientBuilder builder) {
        ChatClient client = builder.build();
        clients.add(client);
        return client;
    }
}
