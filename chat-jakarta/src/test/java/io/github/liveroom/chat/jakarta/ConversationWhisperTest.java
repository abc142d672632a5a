package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static io.github.liveroom.chat.jakarta.Client.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages to some: whom they reach, and what the others are told of them. */
class ConversationWhisperTest {
    private final Chat chat = new Chat(settings -> settings.ping(Duration.ofHours(1)));
    private final Client ada = chat.connect();
    private final RoomCode room = ada.found("Ada");
    private final Client bob = chat.member(room, "Bob");
    private final Client cleo = chat.member(room, "Cleo");

    ConversationWhisperTest() {
        List.of(ada, bob, cleo).forEach(Client::take);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private long whisper(Client from, String text, String to) {
        return (long) get(
                from.ok(room, "send", "'text':'" + text + "','to':" + to + ",'cid':'w" + text.hashCode() + "'"),
                "offset");
    }

    private String skip(long offset) {
        return "{'room':'" + room + "','offset':" + offset + ",'type':'skip','at':"
                + chat.time.instant().toEpochMilli() + "}";
    }

    private String epoch() {
        return chat.gateway.rooms().find(room).orElseThrow().info().position().epoch();
    }

    @Test
    void reachesAuthorAndReceiversAndIsASkipForAllOthers() {
        ada.ok(room, "send", "'text':'psst','to':['m2','m2'],'cid':'c'");
        String push = "{'room':'" + room + "','offset':4,'type':'message','at':"
                + chat.time.instant().toEpochMilli() + ",'member':'m1','name':'Ada','text':'psst','to':['m2']";
        assertThat(bob.takeReadable()).containsExactly(push + "}");
        assertThat(ada.takeReadable()).containsExactly(push + ",'cid':'c'}");
        assertThat(cleo.takeReadable()).containsExactly(skip(4));
    }

    @Test
    void theOwnerToldNothingReadsNothing() {
        whisper(bob, "psst", "['m3']");
        assertThat(ada.takeReadable()).containsExactly(skip(4));
        assertThat(cleo.takeAll("text")).containsExactly("psst");
    }

    @Test
    void isASkipInEveryReplayToo() {
        ada.send(room, "aloud", "c-1");
        whisper(ada, "psst one", "['m2']");
        whisper(bob, "psst two", "['m1']");
        bob.ok(room, "edit", "'target':6,'text':'psst three'");
        ada.ok(room, "react", "'target':6,'emoji':'👍','on':true");
        assertThat(cleo.takeAll("type")).containsExactly("message", "skip", "skip", "skip", "skip");
        cleo.say("{'id':1," + Client.about(room, "history", "'limit':4") + "}");
        cleo.say("{'id':2," + Client.about(room, "sync", "'since':{'epoch':'" + epoch() + "','offset':4}") + "}");
        Client dora = chat.connect();
        ServerLine joined = dora.join(room, "Dora");
        assertThat(get(joined, "entries.4.type")).isEqualTo("skip");
        assertThat(get(joined, "entries.7.type")).isEqualTo("skip");
        assertThat(get(joined, "entries.7"))
                .hasToString(get(cleo.answerTo(1), "ok.entries.3").toString());
        cleo.say("{'id':3," + Client.about(room, "history", "'limit':5") + "}");
        List<String> replayed = cleo.takeReadable();
        assertThat(replayed).hasSize(3).noneMatch(line -> line.contains("psst") || line.contains("👍"));
        assertThat(replayed.get(0)).contains(skip(5) + "," + skip(6) + "," + skip(7) + "," + skip(8));
        assertThat(get(bob.ok(room, "history", "'limit':4"), "entries.1.text")).isEqualTo("psst three");
    }

    @Test
    void isFoundByThoseWhoMayReadIt() {
        whisper(ada, "psst", "['m2']");
        assertThat(size(ada.ok(room, "search", "'text':'psst'"), "entries")).isOne();
        assertThat(size(bob.ok(room, "search", "'text':'psst'"), "entries")).isOne();
        ServerLine found = cleo.ok(room, "search", "'text':'psst'");
        assertThat(size(found, "entries")).isZero();
        assertThat(get(found, "more")).isEqualTo(false);
    }

    @Test
    void cannotBeTouchedByThoseWhoMayNotReadIt() {
        whisper(bob, "psst", "['m3']");
        for (String touch : List.of("delete", "react", "edit")) {
            assertThat(ada.refused(room, touch, "'target':4,'emoji':'x','on':true,'text':'a'"))
                    .as(touch)
                    .isEqualTo("target_not_found");
        }
        assertThat(cleo.refused(room, "edit", "'target':4,'text':'a'")).isEqualTo("forbidden");
        cleo.ok(room, "react", "'target':4,'emoji':'x','on':true");
        bob.ok(room, "delete", "'target':4");
        assertThat(ada.takeReadable()).containsExactly(skip(4), skip(5), skip(6));
        assertThat(cleo.takeAll("type")).containsExactly("message", "reaction", "delete");
    }

    @Test
    void ofTheDeletedNothingIsLeftForThoseWhoReadIt() {
        whisper(ada, "psst", "['m2']");
        ada.ok(room, "delete", "'target':4");
        ServerLine page = bob.ok(room, "history", "'limit':2");
        assertThat(get(page, "entries.0.deleted")).isEqualTo(true);
        assertThat(get(page, "entries.0.to.0")).isEqualTo("m2");
        assertThat(page.toString()).doesNotContain("psst");
        assertThat(get(cleo.ok(room, "history", "'limit':2"), "entries.0.type")).isEqualTo("skip");
    }

    @Test
    void aNewMemberWithAnOldNameIsSomebodyElse() {
        whisper(ada, "psst", "['m2']");
        bob.ok(room, "leave", "");
        Client other = chat.connect();
        other.say("{'id':1,'cmd':'join','room':'" + room + "','name':'Bob'}");
        assertThat(other.takeReadable().toString()).contains("'skip'").doesNotContain("psst");
    }

    @Test
    void goesToOneToEightMembersWhoAreThere() {
        for (int i = 4; i <= 9; i++) {
            chat.member(room, "Guest " + i);
        }
        whisper(ada, "to all", "['m2','m3','m4','m5','m6','m7','m8','m9']");
        for (String to : List.of("[]", "'m2'", "[2]", "[null]", "['a','a','a','a','a','a','a','a','a']")) {
            assertThat(ada.refused(room, "send", "'text':'a','cid':'d','to':" + to))
                    .as(to)
                    .isEqualTo("bad_request");
        }
        bob.ok(room, "leave", "");
        for (String to : List.of("['m2']", "['m3','m2']", "['Ada']", "['m0']", "['m99']", "['']")) {
            assertThat(ada.refused(room, "send", "'text':'a','cid':'d','to':" + to))
                    .as(to)
                    .isEqualTo("target_not_found");
        }
    }

    @Test
    void mayBeToOneselfAndToThoseWhoAreAway() {
        Client dora = chat.connect();
        Object resume = get(dora.join(room, "Dora"), "resume");
        dora.conversation.closed(1006);
        whisper(ada, "psst", "['m4','m1']");
        ServerLine joined = chat.connect()
                .ok("'cmd':'join','room':'" + room + "','resume':'" + resume + "','since':{'epoch':'" + epoch()
                        + "','offset':4}");
        assertThat(get(joined, "recovered")).isEqualTo(true);
        assertThat(get(joined, "entries.0.text")).isEqualTo("psst");
    }
}
