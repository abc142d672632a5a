package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static io.github.liveroom.chat.jakarta.Client.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages: edit, delete, react. */
class ConversationMessagesTest {
    private final Chat chat = new Chat(settings -> settings.ping(Duration.ofHours(1)));
    private final Client ada = chat.connect();
    private final RoomCode room = ada.found("Ada");
    private final Client bob = chat.member(room, "Bob");
    private final Client cleo = chat.member(room, "Cleo");

    ConversationMessagesTest() {
        List.of(ada, bob, cleo).forEach(Client::take);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private String push(long offset, String type, String more) {
        return "{'room':'" + room + "','offset':" + offset + ",'type':'" + type + "','at':"
                + chat.time.instant().toEpochMilli() + "," + more + "}";
    }

    /** All that somebody can read of the room, as it stands on the wire. */
    private String everythingFor(Client client) {
        client.take();
        client.say("{'id':1," + Client.about(room, "history", "'limit':100") + "}");
        client.say("{'id':2," + Client.about(room, "search", "'text':'secret','limit':100") + "}");
        client.say("{'id':3," + Client.about(room, "sync", "'since':{'epoch':'x','offset':0}") + "}");
        client.say("{'id':4," + Client.about(room, "sync", "'since':{'epoch':'" + epoch() + "','offset':0}") + "}");
        String newcomer = String.join(
                "\n",
                chat.member(room, "Guest " + chat.time.instant().toEpochMilli()).take());
        return newcomer + String.join("\n", client.take());
    }

    private String epoch() {
        return chat.gateway.rooms().find(room).orElseThrow().info().position().epoch();
    }

    // ---------------------------------------------------------------- edit

    @Test
    void tellsEveryoneTheNewText() {
        bob.send(room, "helo", "c-1");
        bob.take();
        ada.take();
        ServerLine ok = bob.ok(room, "edit", "'target':4,'text':'hello','cid':'c-2'");
        assertThat(ok.fields()).isEqualTo(Map.of("offset", 5L));
        String push = push(5, "edit", "'member':'m2','target':4,'text':'hello'");
        assertThat(ada.takeReadable()).containsExactly(push);
        assertThat(bob.takeReadable()).containsExactly(push.replace("}", ",'cid':'c-2'}"));
    }

    @Test
    void replaysTheNewestTextAndSaysWhichEntryMadeIt() {
        bob.send(room, "one", "c-1");
        bob.ok(room, "edit", "'target':4,'text':'two'");
        bob.ok(room, "edit", "'target':4,'text':'three'");
        for (Client client : List.of(ada, bob)) {
            ServerLine page = client.ok(room, "history", "'limit':3");
            assertThat(get(page, "entries.0.text")).isEqualTo("three");
            assertThat(get(page, "entries.0.edited")).isEqualTo(6L);
            assertThat(get(page, "entries.1.text")).isEqualTo("two");
            assertThat(get(page, "entries.1.edited")).isNull();
            assertThat(get(page, "entries.2.text")).isEqualTo("three");
        }
        ServerLine joined = chat.connect().join(room, "Dora");
        assertThat(get(joined, "entries.3.text")).isEqualTo("three");
        assertThat(get(joined, "entries.3.edited")).isEqualTo(6L);
        ServerLine synced = ada.ok(room, "sync", "'since':{'epoch':'" + epoch() + "','offset':3}");
        assertThat(get(synced, "entries.0.text")).isEqualTo("three");
        assertThat(get(synced, "entries.0.edited")).isEqualTo(6L);
        ServerLine found = ada.ok(room, "search", "'text':'THREE'");
        assertThat(get(found, "entries.0.offset")).isEqualTo(4L);
        assertThat(size(ada.ok(room, "search", "'text':'one'"), "entries")).isZero();
    }

    @Test
    void letsNobodyEditWhatIsNotTheirs() {
        bob.send(room, "hello", "c-1");
        assertThat(ada.refused(room, "edit", "'target':4,'text':'a'")).isEqualTo("forbidden");
        ada.ok(room, "role", "'member':'m3','role':'moderator'");
        assertThat(cleo.refused(room, "edit", "'target':4,'text':'a'")).isEqualTo("forbidden");
        bob.take();
        for (int target : new int[] {1, 5, 6}) {
            assertThat(bob.refused(room, "edit", "'target':" + target + ",'text':'a'"))
                    .as("no message: %s", target)
                    .isEqualTo("target_not_found");
        }
        assertThat(bob.take()).isEmpty();
    }

    @Test
    void letsMessagesBeEditedForFifteenMinutes() {
        bob.send(room, "hello", "c-1");
        chat.advance(Duration.ofMinutes(15));
        bob.ok(room, "edit", "'target':4,'text':'a'");
        chat.advance(Duration.ofMillis(1));
        assertThat(bob.refused(room, "edit", "'target':4,'text':'b'")).isEqualTo("forbidden");
        bob.ok(room, "delete", "'target':4");
    }

    @Test
    void boundsTheNewTextLikeAnyOther() {
        bob.send(room, "hello", "c-1");
        assertThat(bob.refused(room, "edit", "'target':4")).isEqualTo("text_required");
        assertThat(bob.refused(room, "edit", "'target':4,'text':'" + "x".repeat(4001) + "'"))
                .isEqualTo("text_too_long");
        assertThat(bob.refused(room, "edit", "'target':4,'text':'a\\ud800'")).isEqualTo("bad_request");
        assertThat(bob.refused(room, "edit", "'text':'a'")).isEqualTo("bad_request");
    }

    // ---------------------------------------------------------------- delete

    @Test
    void nothingOfADeletedTextIsEverReadAgain() {
        bob.send(room, "secret one", "c-1");
        ada.send(room, "between", "c-2");
        bob.ok(room, "edit", "'target':4,'text':'secret two'");
        bob.ok(room, "edit", "'target':4,'text':'secret three'");
        assertThat(everythingFor(ada)).contains("secret two", "secret three");
        chat.advance(Duration.ofSeconds(1));
        ada.take();
        ServerLine ok = bob.ok(room, "delete", "'target':4,'cid':'c-3'");
        String push = ada.takeReadable().get(0);
        assertThat(push).isEqualTo(push((long) get(ok, "offset"), "delete", "'member':'m2','target':4"));
        for (Client client : List.of(ada, bob, cleo)) {
            assertThat(everythingFor(client)).doesNotContain("secret");
            chat.advance(Duration.ofSeconds(1));
        }
        ServerLine page = ada.ok(room, "history", "'limit':4,'before':8");
        assertThat(get(page, "entries.0.deleted")).isEqualTo(true);
        assertThat(get(page, "entries.0.text")).isNull();
        assertThat(get(page, "entries.0.edited")).isNull();
        assertThat(get(page, "entries.0.name")).isEqualTo("Bob");
        assertThat(get(page, "entries.2.type")).isEqualTo("edit");
        assertThat(get(page, "entries.2.text")).isNull();
        assertThat(get(page, "entries.2.target")).isEqualTo(4L);
    }

    @Test
    void whoDeletesAMessageNeedNotHaveWrittenItButThenMustKeepOrder() {
        bob.send(room, "one", "c-1");
        cleo.send(room, "two", "c-2");
        ada.send(room, "three", "c-3");
        assertThat(bob.refused(room, "delete", "'target':5")).isEqualTo("forbidden");
        bob.ok(room, "delete", "'target':4");
        ada.ok(room, "delete", "'target':5");
        ada.ok(room, "role", "'member':'m2','role':'moderator'");
        bob.ok(room, "delete", "'target':6"); // any message: the owner's too
        assertThat(bob.refused(room, "delete", "'target':4")).isEqualTo("target_not_found");
        assertThat(bob.refused(room, "edit", "'target':4,'text':'a'")).isEqualTo("target_not_found");
        assertThat(bob.refused(room, "react", "'target':4,'emoji':'x','on':true"))
                .isEqualTo("target_not_found");
        for (int target : new int[] {1, 7, 99}) {
            assertThat(ada.refused(room, "delete", "'target':" + target)).isEqualTo("target_not_found");
        }
    }

    @Test
    void theMutedMayTakeBackWhatTheySaid() {
        bob.send(room, "one", "c-1");
        ada.ok(room, "mute", "'member':'m2'");
        assertThat(bob.refused(room, "edit", "'target':4,'text':'a'")).isEqualTo("muted");
        bob.ok(room, "delete", "'target':4");
    }

    @Test
    void aReplyMayBeToWhatIsGone() {
        bob.send(room, "one", "c-1");
        bob.ok(room, "delete", "'target':4");
        assertThat(get(ada.ok(room, "send", "'text':'a','cid':'c','replyTo':4"), "offset"))
                .isEqualTo(6L);
        assertThat(ada.refused(room, "send", "'text':'a','cid':'d','replyTo':7"))
                .isEqualTo("target_not_found");
    }

    // ---------------------------------------------------------------- react

    @Test
    void tellsEveryoneAboutAReaction() {
        bob.send(room, "hello", "c-1");
        List.of(ada, bob).forEach(Client::take);
        assertThat(ada.ok(room, "react", "'target':4,'emoji':'👩‍👩‍👧‍👦','on':true,'cid':'c'")
                        .fields())
                .isEqualTo(Map.of("offset", 5L));
        String push = push(5, "reaction", "'member':'m1','target':4,'emoji':'👩‍👩‍👧‍👦','on':true");
        assertThat(bob.takeReadable()).containsExactly(push);
        assertThat(ada.takeReadable()).containsExactly(push.replace("}", ",'cid':'c'}"));
    }

    @Test
    void aReactionThatChangesNothingAnswersWithWhatSetIt() {
        bob.send(room, "hello", "c-1");
        String react = "'target':4,'emoji':'x','on':";
        assertThat(get(ada.ok(room, "react", react + "false"), "offset")).isEqualTo(4L);
        assertThat(get(ada.ok(room, "react", react + "true"), "offset")).isEqualTo(5L);
        assertThat(get(bob.ok(room, "react", react + "true"), "offset")).isEqualTo(6L);
        assertThat(get(ada.ok(room, "react", react + "true"), "offset")).isEqualTo(5L);
        assertThat(get(ada.ok(room, "react", react + "false"), "offset")).isEqualTo(7L);
        assertThat(get(ada.ok(room, "react", react + "false"), "offset")).isEqualTo(4L);
        assertThat(get(bob.ok(room, "react", react + "true"), "offset")).isEqualTo(6L);
        assertThat(get(ada.ok(room, "history", "'limit':1"), "entries.0.offset"))
                .isEqualTo(7L);
    }

    @Test
    void aMessageHasTwentyKindsOfReactions() {
        bob.send(room, "hello", "c-1");
        for (int i = 0; i < 20; i++) {
            (i % 2 == 0 ? ada : bob).ok(room, "react", "'target':4,'emoji':'" + (char) ('a' + i) + "','on':true");
        }
        assertThat(cleo.refused(room, "react", "'target':4,'emoji':'z','on':true"))
                .isEqualTo("forbidden");
        cleo.ok(room, "react", "'target':4,'emoji':'a','on':true");
        ada.ok(room, "react", "'target':4,'emoji':'a','on':false");
        assertThat(cleo.refused(room, "react", "'target':4,'emoji':'z','on':true"))
                .isEqualTo("forbidden");
        cleo.ok(room, "react", "'target':4,'emoji':'a','on':false");
        cleo.ok(room, "react", "'target':4,'emoji':'z','on':true");
    }

    @Test
    void countsEmojisInCodePoints() {
        bob.send(room, "hello", "c-1");
        ada.ok(room, "react", "'target':4,'emoji':'" + "😀".repeat(16) + "','on':true");
        for (String emoji : List.of("😀".repeat(17), "", " ", "a\\ud800", "\\u0000")) {
            assertThat(ada.refused(room, "react", "'target':4,'emoji':'" + emoji + "','on':true"))
                    .as(emoji)
                    .isEqualTo("bad_request");
        }
        assertThat(ada.refused(room, "react", "'target':4,'on':true")).isEqualTo("bad_request");
        assertThat(ada.refused(room, "react", "'emoji':'x','on':true")).isEqualTo("bad_request");
    }
}
