package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a room is like, and who may change that: update. */
class ConversationRoomTest {
    private final Chat chat = new Chat(settings -> settings.ping(Duration.ofHours(1)));
    private final Client ada = chat.connect();
    private final RoomCode room = ada.found("Ada");
    private final Client bob = chat.connect();
    private final Object resume = get(bob.join(room, "Bob"), "resume");

    ConversationRoomTest() {
        ada.take();
        bob.take();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private String push(long offset, String more) {
        return "{'room':'" + room + "','offset':" + offset + ",'type':'room','at':"
                + chat.time.instant().toEpochMilli() + "," + more + "}";
    }

    private String join(String more) {
        return Client.about(room, "join", more);
    }

    private void update(String changes) {
        ada.ok(room, "update", changes);
    }

    @Test
    void tellsEveryoneWhatChangedAndNothingElse() {
        assertThat(ada.ok(room, "update", "'title':'Tea','locked':false,'slowModeMs':2000,'keep':true,'cid':'u'")
                        .fields())
                .isEqualTo(Map.of("offset", 3L));
        String push = push(3, "'title':'Tea','slowModeMs':2000,'keep':true,'by':'m1'");
        assertThat(bob.takeReadable()).containsExactly(push);
        assertThat(ada.takeReadable()).containsExactly(push.replace("}", ",'cid':'u'}"));
        ServerLine joined = chat.connect().join(room, "Cleo");
        assertThat(get(joined, "room.title")).isEqualTo("Tea");
        assertThat(get(joined, "room.slowModeMs")).isEqualTo(2000L);
        assertThat(get(joined, "room.keep")).isEqualTo(true);
        assertThat(get(joined, "room.locked")).isEqualTo(false);
    }

    @Test
    void aTitleGoesByTheEmptyOne() {
        update("'title':'Tea'");
        update("'title':''");
        assertThat(bob.takeReadable().get(1)).isEqualTo(push(4, "'title':'','by':'m1'"));
        ServerLine synced = bob.ok(room, "sync", "'since':{'epoch':'x','offset':0}");
        assertThat(((ServerLine) get(synced, "room")).isNull("title")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'title':null,'locked':null",
                "'other':1",
                "'title':''",
                "'passphrase':null",
                "'locked':false,'keep':false,'maxMembers':500,'slowModeMs':0",
                "'title':7",
                "'passphrase':7",
                "'passphrase':''",
                "'passphrase':'a\\u0000'",
                "'locked':'true'",
                "'maxMembers':0",
                "'maxMembers':501",
                "'maxMembers':2.0",
                "'slowModeMs':-1",
                "'slowModeMs':3600001",
                "'keep':1",
                "'locked':true,'title':'a\\ud800'"
            })
    void refusesWhatChangesNothingOrCannotBe(String changes) {
        assertThat(ada.refused(room, "update", changes)).isEqualTo("bad_request");
        assertThat(bob.take()).isEmpty();
    }

    @Test
    void countsInCodePoints() {
        assertThat(ada.refused(room, "update", "'title':'" + "😀".repeat(81) + "'"))
                .isEqualTo("bad_request");
        assertThat(ada.refused(room, "update", "'passphrase':'" + "😀".repeat(129) + "'"))
                .isEqualTo("bad_request");
        update("'title':'" + "😀".repeat(80) + "','passphrase':'" + "😀".repeat(128) + "'");
    }

    @Test
    void isForModeratorsAndOwners() {
        assertThat(bob.refused(room, "update", "'locked':true")).isEqualTo("forbidden");
        ada.ok(room, "role", "'member':'m2','role':'moderator'");
        bob.ok(room, "update", "'locked':true");
        assertThat(ada.takeReadable().get(1)).isEqualTo(push(4, "'locked':true,'by':'m2'"));
    }

    // ---------------------------------------------------------------- passphrase

    @Test
    void neverShowsAPassphrase() {
        update("'passphrase':'open sesame','title':'Tea'");
        assertThat(bob.takeReadable()).containsExactly(push(3, "'title':'Tea','passphrase':true,'by':'m1'"));
        for (Client client : List.of(ada, bob)) {
            client.take();
            client.say("{'id':1," + Client.about(room, "history", "") + "}");
            client.say("{'id':2," + Client.about(room, "sync", "'since':{'epoch':'x','offset':0}") + "}");
            assertThat(client.take()).hasSize(2).noneMatch(line -> line.contains("sesame") || line.contains("pbkdf"));
        }
        Client cleo = chat.connect();
        assertThat(cleo.refused(join("'name':'Cleo'"))).isEqualTo("wrong_passphrase");
        assertThat(cleo.refused(join("'name':'Cleo','passphrase':'open'"))).isEqualTo("wrong_passphrase");
        cleo.say("{'id':1," + join("'name':'Cleo','passphrase':'open sesame'") + "}");
        assertThat(cleo.take().get(1)).doesNotContain("sesame").contains("\"passphrase\":true");
    }

    @Test
    void nullTakesThePassphraseAway() {
        update("'passphrase':'open sesame'");
        update("'passphrase':null");
        assertThat(bob.takeReadable().get(1)).isEqualTo(push(4, "'passphrase':false,'by':'m1'"));
        assertThat(get(chat.connect().join(room, "Cleo"), "room.passphrase")).isEqualTo(false);
    }

    @Test
    void aNewPassphraseTakesThePlaceOfTheOldOne() {
        update("'passphrase':'one'");
        update("'passphrase':'two'");
        Client cleo = chat.connect();
        assertThat(cleo.refused(join("'name':'Cleo','passphrase':'one'"))).isEqualTo("wrong_passphrase");
        cleo.ok(join("'name':'Cleo','passphrase':'two'"));
    }

    @Test
    void whoIsThereStaysWhateverTheRoomIsLikeNow() {
        update("'passphrase':'one','locked':true,'maxMembers':1");
        assertThat(chat.connect().refused(join("'name':'Cleo','passphrase':'one'")))
                .isEqualTo("room_locked");
        bob.conversation.closed(1006);
        ServerLine back = chat.connect().ok(join("'resume':'" + resume + "'"));
        assertThat(get(back, "me.member")).isEqualTo("m2");
        assertThat(get(back, "room.count")).isEqualTo(2L);
        update("'locked':false");
        assertThat(chat.connect().refused(join("'name':'Cleo','passphrase':'one'")))
                .isEqualTo("room_full");
    }

    // ---------------------------------------------------------------- slow mode

    @Test
    void slowModeTellsHowLongToWait() {
        update("'slowModeMs':5000");
        bob.send(room, "one", "c-1");
        chat.advance(Duration.ofMillis(1500));
        ServerLine refused = bob.ask(Client.about(room, "send", "'text':'two','cid':'c-2'"));
        assertThat(get(refused, "error.code")).isEqualTo("rate_limited");
        assertThat(get(refused, "error.retryAfterMs")).isEqualTo(3500L);
        bob.ok(room, "edit", "'target':4,'text':'uno'");
        bob.ok(room, "react", "'target':4,'emoji':'x','on':true");
        bob.ok(room, "rename", "'name':'Robert'");
        assertThat(get(bob.send(room, "one", "c-1"), "dup")).isEqualTo(true);
        chat.advance(Duration.ofMillis(3500));
        bob.send(room, "two", "c-2");
        assertThat(bob.refused(room, "send", "'text':'three','cid':'c-3','to':['m1']"))
                .isEqualTo("rate_limited");
        update("'slowModeMs':0");
        bob.send(room, "three", "c-3");
    }

    @Test
    void slowModeIsNotForThoseWhoKeepOrder() {
        update("'slowModeMs':3600000");
        ada.send(room, "one", "c-1");
        ada.send(room, "two", "c-2");
        bob.send(room, "one", "c-1");
        assertThat(bob.refused(room, "send", "'text':'two','cid':'c-2'")).isEqualTo("rate_limited");
        ada.ok(room, "role", "'member':'m2','role':'moderator'");
        bob.send(room, "two", "c-2");
    }

    // ---------------------------------------------------------------- keep

    @Test
    void aRoomThatIsKeptWaitsForWhoComesBack() {
        update("'keep':true");
        ada.ok(room, "leave", "");
        bob.ok(room, "leave", "");
        chat.advance(Duration.ofDays(10));
        Client again = chat.connect();
        assertThat(get(again.join(room, "Ada"), "me.role")).isEqualTo("member");
    }

    @Test
    void aRoomThatIsNoLongerKeptClosesWhenItIsEmpty() {
        update("'keep':true");
        update("'keep':false");
        ada.ok(room, "leave", "");
        bob.ok(room, "leave", "");
        chat.advance(Duration.ofSeconds(60));
        assertThat(chat.connect().refused(join("'name':'Ada'"))).isEqualTo("room_not_found");
    }
}
