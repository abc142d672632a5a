package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static io.github.liveroom.chat.jakarta.Client.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members look up: what they missed, who is there, which messages say something. */
class ConversationSyncTest {
    private final Chat chat = new Chat(settings -> {
        settings.ping(Duration.ofHours(1));
        settings.rooms().retain(20).recover(10);
    });
    private final Client ada = chat.connect();
    private final RoomCode room = ada.found("Ada");
    private final Client bob = chat.member(room, "Bob");

    ConversationSyncTest() {
        ada.take();
        bob.take();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private String since(Object epoch, long offset) {
        return "'since':{'epoch':'" + epoch + "','offset':" + offset + "}";
    }

    private String epoch() {
        return chat.gateway.rooms().find(room).orElseThrow().info().position().epoch();
    }

    private void say(int count) {
        for (int i = 0; i < count; i++) {
            ada.send(room, "text " + i, "c" + chat.time.instant().toEpochMilli() + i);
        }
        chat.advance(Duration.ofSeconds(10));
    }

    private static List<Object> offsets(ServerLine ok) {
        List<Object> offsets = new ArrayList<>();
        for (int i = 0; i < size(ok, "entries"); i++) {
            offsets.add(get(ok, "entries." + i + ".offset"));
        }
        return offsets;
    }

    // ---------------------------------------------------------------- sync

    @Test
    void givesExactlyWhatWasMissed() {
        say(4);
        ServerLine ok = bob.ok(room, "sync", since(epoch(), 3));
        assertThat(ok.fields()).containsOnlyKeys("recovered", "entries");
        assertThat(get(ok, "recovered")).isEqualTo(true);
        assertThat(offsets(ok)).containsExactly(4L, 5L, 6L);
        assertThat(offsets(bob.ok(room, "sync", since(epoch(), 6)))).isEmpty();
    }

    @Test
    void givesTheWholeRoomIfThatCannotBe() {
        say(30);
        bob.take();
        assertThat(get(bob.ok(room, "sync", since("other", 30)), "reason")).isEqualTo("epoch");
        assertThat(get(bob.ok(room, "sync", since(epoch(), 2)), "reason")).isEqualTo("too_old");
        assertThat(get(bob.ok(room, "sync", since(epoch(), 21)), "reason")).isEqualTo("too_many");
        ServerLine ok = bob.ok(room, "sync", since(epoch(), 33));
        assertThat(ok.fields()).containsOnlyKeys("room", "me", "members", "recovered", "reason", "entries", "more");
        assertThat(get(ok, "reason")).isEqualTo("future");
        assertThat(get(ok, "recovered")).isEqualTo(false);
        assertThat(get(ok, "room.offset")).isEqualTo(32L);
        assertThat(get(ok, "me.member")).isEqualTo("m2");
        assertThat(size(ok, "members")).isEqualTo(2);
        assertThat(get(ok, "entries.-1.offset")).isEqualTo(32L);
        assertThat(offsets(bob.ok(room, "sync", since(epoch(), 22)))).hasSize(10);
        assertThat(bob.take()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'since':null",
                "'since':7",
                "'since':{}",
                "'since':{'epoch':'x'}",
                "'since':{'offset':1}",
                "'since':{'epoch':7,'offset':1}",
                "'since':{'epoch':'x','offset':-1}",
                "'since':{'epoch':'x','offset':1.0}"
            })
    void needsAPosition(String fields) {
        assertThat(bob.refused(room, "sync", fields)).isEqualTo("bad_request");
    }

    @Test
    void standsInTheStreamAtItsPositionWhileOthersTalk() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client cleo = slow.member(code, "Cleo");
            Client dora = slow.member(code, "Dora");
            cleo.take();
            slow.log.hold();
            dora.say("{'id':1," + Client.about(code, "send", "'text':'one','cid':'c-1'") + "}");
            cleo.say(
                    "{'id':2," + Client.about(code, "sync", since("other", 0)) + "}",
                    "{'id':3," + Client.about(code, "send", "'text':'two','cid':'c-2'") + "}");
            dora.say("{'id':4," + Client.about(code, "send", "'text':'three','cid':'c-3'") + "}");
            slow.log.release();
            long position = -1;
            for (String text : cleo.take()) {
                ServerLine line = ServerLine.parse(text);
                if (get(line, "id") instanceof Long id && id == 2) {
                    position = (long) get(line, "ok.room.offset");
                    assertThat(get(line, "ok.entries.-1.offset")).isEqualTo(position);
                } else if (position >= 0 && get(line, "type") != null) {
                    assertThat(get(line, "offset")).isEqualTo(++position);
                }
            }
            assertThat(position).isEqualTo(5);
        }
    }

    // ---------------------------------------------------------------- members

    @Test
    void readsMembersInPages() {
        for (int i = 3; i <= 7; i++) {
            chat.member(room, "Guest " + i);
        }
        ServerLine page = bob.ok(room, "members", "'limit':3");
        assertThat(page.fields()).containsOnlyKeys("members", "more");
        assertThat(get(page, "members.0"))
                .hasToString(get(bob.ok(room, "members", ""), "members.0").toString());
        assertThat(get(page, "members.2.member")).isEqualTo("m3");
        assertThat(get(page, "more")).isEqualTo(true);
        page = bob.ok(room, "members", "'limit':3,'after':'m3'");
        assertThat(get(page, "members.0.member")).isEqualTo("m4");
        assertThat(get(page, "more")).isEqualTo(true);
        page = bob.ok(room, "members", "'limit':3,'after':'m6'");
        assertThat(get(page, "members.0.name")).isEqualTo("Guest 7");
        assertThat(size(page, "members")).isOne();
        assertThat(get(page, "more")).isEqualTo(false);
        assertThat(size(bob.ok(room, "members", "'after':'m99'"), "members")).isZero();
    }

    @Test
    void missesNobodyIfSomebodyLeavesBetweenPages() {
        Client cleo = chat.member(room, "Cleo");
        chat.member(room, "Dora");
        assertThat(get(bob.ok(room, "members", "'limit':3"), "members.2.member"))
                .isEqualTo("m3");
        cleo.ok(room, "leave", "");
        assertThat(get(bob.ok(room, "members", "'limit':3,'after':'m3'"), "members.0.member"))
                .isEqualTo("m4");
    }

    @Test
    void saysOfEveryMemberWhatAJoinSays() {
        Client cleo = chat.member(room, "Cleo");
        cleo.ok(room, "status", "'status':'idle'");
        bob.conversation.closed(1006);
        ServerLine page = ada.ok(room, "members", "");
        assertThat(get(page, "members.0.role")).isEqualTo("owner");
        assertThat(get(page, "members.1.status")).isEqualTo("away");
        assertThat(get(page, "members.1.connections")).isEqualTo(0L);
        assertThat(get(page, "members.2.status")).isEqualTo("idle");
        assertThat(get(page, "members.2.connections")).isEqualTo(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'limit':0",
                "'limit':1001",
                "'limit':'3'",
                "'after':7",
                "'after':'Ada'",
                "'after':'m'",
                "'after':''"
            })
    void refusesOtherPagesOfMembers(String fields) {
        assertThat(bob.refused(room, "members", fields)).isEqualTo("bad_request");
    }

    // ---------------------------------------------------------------- search

    @Test
    void findsTheNewestTextsWhateverTheirCase() {
        ada.send(room, "Grüße aus Köln", "c-1");
        bob.send(room, "nothing", "c-2");
        ada.send(room, "GRÜSSE", "c-3");
        ada.send(room, "grüße nochmal", "c-4");
        ServerLine found = bob.ok(room, "search", "'text':'GRÜ'");
        assertThat(offsets(found)).containsExactly(3L, 5L, 6L);
        assertThat(get(found, "more")).isEqualTo(false);
        found = bob.ok(room, "search", "'text':'grü','limit':2");
        assertThat(offsets(found)).containsExactly(5L, 6L);
        assertThat(get(found, "more")).isEqualTo(true);
        found = bob.ok(room, "search", "'text':'grü','limit':2,'before':5");
        assertThat(offsets(found)).containsExactly(3L);
        assertThat(get(found, "more")).isEqualTo(false);
        assertThat(offsets(bob.ok(room, "search", "'text':'Ada'"))).isEmpty(); // names are no texts
        assertThat(get(bob.ok(room, "search", "'text':'köln'"), "entries.0.text"))
                .isEqualTo("Grüße aus Köln");
        assertThat(get(ada.ok(room, "search", "'text':'köln'"), "entries.0.cid"))
                .isEqualTo("c-1");
        assertThat(get(bob.ok(room, "search", "'text':'köln'"), "entries.0.cid"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'text':null", "'text':''", "'text':' \\u3000'"})
    void needsSomethingToLookFor(String fields) {
        assertThat(bob.refused(room, "search", fields)).isEqualTo("text_required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'text':7",
                "'text':'a\\u0000'",
                "'text':'a','limit':0",
                "'text':'a','limit':101",
                "'text':'a','before':-1"
            })
    void refusesOtherSearches(String fields) {
        assertThat(bob.refused(room, "search", fields)).isEqualTo("bad_request");
    }
}
