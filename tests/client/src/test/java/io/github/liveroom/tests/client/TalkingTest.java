package io.github.liveroom.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.ClientState;
import io.github.liveroom.chat.client.CreatedRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.RoomLine;
import io.github.liveroom.chat.client.RoomPage;
import io.github.liveroom.chat.client.Transport;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two clients and a server that stays; {@link BreakTest} has the rest. */
class TalkingTest {
    private static ChatServer server;

    private ChatClient ada;
    private ChatClient bob;

    @BeforeAll
    static void start() throws Exception {
        server = ChatServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        ada = client(server.uri());
        bob = client(server.uri());
    }

    @AfterEach
    void disconnect() {
        ada.close();
        bob.close();
    }

    static ChatClient client(URI uri) {
        return ChatClient.builder().uri(uri).transport(Transport.WEBSOCKET).build();
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T ok(CompletableFuture<Outcome<T>> future) {
        return await(future).orElseThrow();
    }

    static RoomCode create(ChatClient client) {
        return ok(client.create(RoomOptions.DEFAULTS)).code();
    }

    @Test
    void twoClientsTalk() {
        CreatedRoom created = ok(ada.create(RoomOptions.DEFAULTS));
        Ear adas = new Ear();
        Ear bobs = new Ear();
        ChatRoom here = ada.join(JoinOptions.of(created.code(), "Ada").owner(created.owner()), adas);
        assertThat(ok(here.joined()).me().role()).isEqualTo(Role.OWNER);
        ChatRoom there = bob.join(JoinOptions.of(created.code(), "Bob"), bobs);
        ok(there.joined());
        Answer.Sent sent = ok(here.send("hello, Bob"));
        bobs.awaitText("hello, Bob");
        ok(there.reply(sent.offset(), "hello, Ada"));
        adas.awaitText("hello, Ada");
        assertThat(adas.lines().get(adas.lines().size() - 1).replyTo()).isEqualTo(sent.offset());
        assertThat(ok(there.rename(" Robert "))).isEqualTo("Robert");
        adas.awaitOffset(sent.offset() + 2);
        assertThat(here.members()).extracting(member -> member.name()).containsExactly("Ada", "Robert");
        assertThat(here.info().orElseThrow().count()).isEqualTo(2);
        RoomPage page = ok(here.history(null, 2));
        assertThat(page.lines()).extracting(RoomLine::type).containsExactly("message", "rename");
        assertThat(page.more()).isTrue();
        ok(there.leave());
        bobs.awaitEvent("ended 1000");
        adas.awaitOffset(sent.offset() + 3);
        assertThat(here.members()).hasSize(1);
        adas.assertWhole();
        bobs.assertWhole();
    }

    @Test
    void hearsWhoTypes() {
        RoomCode code = create(ada);
        CompletableFuture<MemberId> typing = new CompletableFuture<>();
        ok(ada.join(JoinOptions.of(code, "Ada"), new ChatListener() {
                    @Override
                    public void typing(ChatRoom room, MemberId member, boolean on) {
                        typing.complete(member);
                    }
                })
                .joined());
        ChatRoom there = bob.join(JoinOptions.of(code, "Bob"), new ChatListener() {});
        ok(there.joined());
        there.typing(true);
        assertThat(await(typing)).isEqualTo(there.me().orElseThrow().id());
    }

    @Test
    void closingTheClientEndsTheStayAtOnce() {
        RoomCode code = create(ada);
        Ear adas = new Ear();
        ok(ada.join(JoinOptions.of(code, "Ada"), adas).joined());
        ChatRoom there = bob.join(JoinOptions.of(code, "Bob"), new ChatListener() {});
        ok(there.joined());
        bob.close();
        assertThat(bob.state()).isEqualTo(ClientState.ENDED);
        adas.awaitOffset(3);
        assertThat(adas.lines().get(adas.lines().size() - 1).reason()).isEqualTo("left");
    }

    @Test
    void aRefusalNamesItsReasonAndHarmsNothing() {
        RoomCode code = create(ada);
        ChatRoom room = ada.join(JoinOptions.of(code, "Ada"), new ChatListener() {});
        assertThat(((Outcome.Refused<?>) await(room.send(" "))).refusal()).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(((Outcome.Refused<?>) await(room.send("x".repeat(4001)))).refusal())
                .isEqualTo(Refusal.TEXT_TOO_LONG);
        ok(room.send("x".repeat(4000)));
        ChatRoom taken = bob.join(JoinOptions.of(code, "ada"), new ChatListener() {});
        assertThat(((Outcome.Refused<?>) await(taken.joined())).refusal()).isEqualTo(Refusal.NAME_TAKEN);
        assertThatThrownBy(() -> await(taken.send("nobody hears"))).isInstanceOf(CompletionException.class);
    }

    @Test
    void moreMessagesThanTheServerTakesAtOnceAllArriveInOrder() {
        RoomCode code = create(ada);
        Ear ear = new Ear();
        ChatRoom room = ada.join(JoinOptions.of(code, "Ada"), ear);
        CompletableFuture<?>[] sent = new CompletableFuture<?>[150];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = room.send("n" + i);
        }
        await(CompletableFuture.allOf(sent));
        ear.awaitOffset(sent.length + 1);
        assertThat(ear.texts()).hasSize(sent.length).first().isEqualTo("n0");
        assertThat(ear.texts()).doesNotHaveDuplicates().contains("n149");
        ear.assertWhole();
    }
}
