package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.entering;
import static io.github.liveroom.chat.jakarta.Client.get;
import static io.github.liveroom.chat.jakarta.Client.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a join answers, and the order in which it is checked. */
class ConversationJoinTest {
    private final Chat chat = new Chat(settings -> settings.roomsPerConnection(2));
    private final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    // ---------------------------------------------------------------- what join answers

    @Test
    void answersWithTheRoomAsOfOneInstant() {
        Client ada = chat.connect();
        ServerLine joined = ada.join(room, "Ada");
        assertThat(joined.fields()).containsOnlyKeys("room", "me", "resume", "members", "entries", "more");
        assertThat(get(joined, "room.code")).isEqualTo(room.value());
        assertThat(get(joined, "room.offset")).isEqualTo(1L);
        assertThat(get(joined, "room.oldest")).isEqualTo(1L);
        assertThat(get(joined, "room.count")).isEqualTo(1L);
        assertThat(get(joined, "me.member")).isEqualTo("m1");
        assertThat(get(joined, "me.name")).isEqualTo("Ada");
        assertThat(get(joined, "resume")).asString().hasSize(22);
        assertThat(size(joined, "members")).isOne();
        assertThat(get(joined, "members.0.status")).isEqualTo("active");
        assertThat(get(joined, "members.0.connections")).isEqualTo(1L);
        assertThat(size(joined, "entries")).isOne();
        assertThat(get(joined, "entries.-1.type")).isEqualTo("join");
        assertThat(get(joined, "entries.-1.offset")).isEqualTo(1L);
        assertThat(get(joined, "more")).isEqualTo(false);
    }

    @Test
    void everyLaterEntryFollowsThePosition() {
        Client ada = chat.connect();
        ada.join(room, "Ada");
        ada.take();
        Client bob = chat.connect();
        bob.take();
        ServerLine joined = bob.join(room, "Bob");
        assertThat(bob.take()).isEmpty(); // the own join is in the answer only
        ada.send(room, "hello", "1");
        ada.ok("'cmd':'rename','room':'" + room + "','name':'Ada L'");
        assertThat(get(joined, "room.offset")).isEqualTo(2L);
        assertThat(bob.takeAll("offset")).containsExactly(3L, 4L);
        assertThat(ada.takeAll("offset")).containsExactly(2L, 3L, 4L);
    }

    @Test
    void givesTheTailThatWasAskedFor() {
        Client ada = chat.member(room, "Ada");
        for (int i = 0; i < 20; i++) {
            ada.send(room, "text " + i, "c" + i);
        }
        ServerLine none = chat.connect().ok(entering(room, "'name':'B','tail':0"));
        assertThat(size(none, "entries")).isZero();
        assertThat(get(none, "room.offset")).isEqualTo(22L);
        assertThat(get(none, "more")).isEqualTo(true);
        ServerLine one = chat.connect().ok(entering(room, "'name':'C','tail':1"));
        assertThat(size(one, "entries")).isOne();
        assertThat(get(one, "entries.0.name")).isEqualTo("C");
        ServerLine all = chat.connect().ok(entering(room, "'name':'D'"));
        assertThat(size(all, "entries")).isEqualTo(24);
        assertThat(get(all, "more")).isEqualTo(false);
    }

    @Test
    void readsCodesForgivinglyAndSpeaksOfThemCanonically() {
        Client ada = chat.connect();
        String typed = " " + room.value().substring(0, 1).toLowerCase(java.util.Locale.ROOT) + "-"
                + (char) (room.value().charAt(1) - 'A' + '\uff21')
                + room.value().substring(2) + " ";
        assertThat(get(ada.ok(entering(typed, "'name':'Ada'")), "room.code")).isEqualTo(room.value());
        assertThat(get(ada.send(room, "hello", "1"), "offset")).isEqualTo(2L);
        ada.ok("'cmd':'send','room':'" + typed + "','text':'hello','cid':'2'");
        assertThat(ada.takeAll("room")).contains(room.value()).doesNotContain(typed);
    }

    @Test
    void oneBrowserWithOneNameIsOneMember() {
        Client tab = chat.connect(new Handshake("", new Visitor(null, "browser 1", null, null, false), null));
        Client otherTab = chat.connect(new Handshake("", new Visitor(null, "browser 1", null, null, false), null));
        Client otherName = chat.connect(new Handshake("", new Visitor(null, "browser 1", null, null, false), null));
        Client otherBrowser = chat.connect(new Handshake("", new Visitor(null, "browser 2", null, null, false), null));
        tab.join(room, "Ada");
        ServerLine joined = otherTab.join(room, " Ada ");
        assertThat(get(joined, "me.member")).isEqualTo("m1");
        assertThat(get(joined, "members.0.connections")).isEqualTo(2L);
        assertThat(chat.end(room)).isOne();
        assertThat(get(otherName.join(room, "Bob"), "me.member")).isEqualTo("m2");
        assertThat(otherBrowser.refused(entering(room, "'name':'Ada'"))).isEqualTo("name_taken");
    }

    @Test
    void aSecondTabThatLeavesDoesNotEndTheStay() {
        Client tab = chat.connect(new Handshake("", new Visitor(null, "browser 1", null, null, false), null));
        Client otherTab = chat.connect(new Handshake("", new Visitor(null, "browser 1", null, null, false), null));
        tab.join(room, "Ada");
        otherTab.join(room, "Ada");
        tab.take();
        otherTab.ok("'cmd':'leave','room':'" + room + "'");
        assertThat(tab.takeReadable())
                .containsExactly(
                        "{'room':'" + room + "','type':'status','member':'m1','status':'active','connections':1}");
        assertThat(chat.end(room)).isOne();
    }

    @Test
    void aJoinThatTheLogCannotTakeIsUnavailableAndMayBeTriedAgain() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client ada = slow.connect();
            slow.log.fail(true);
            ServerLine refused = ada.ask(entering(code, "'name':'Ada'"));
            assertThat(get(refused, "error.code")).isEqualTo("unavailable");
            assertThat(get(refused, "error.retryAfterMs")).isEqualTo(1000L);
            slow.log.fail(false);
            ada.join(code, "Ada");
        }
    }

    // ---------------------------------------------------------------- the order of the checks

    @Test
    void asksForTheThrottleBeforeTheShape() {
        Client ada = chat.connectFrom("192.0.2.1");
        for (int i = 0; i < 5; i++) {
            assertThat(ada.refused(entering("0000", "'name':'Ada'"))).isEqualTo("room_not_found");
        }
        assertThat(ada.refused("'cmd':'join','room':7")).isEqualTo("rate_limited");
        assertThat(ada.refused(entering(room, "'tail':-1"))).isEqualTo("rate_limited");
        assertThat(ada.refused(entering(room, "'name':'Ada'"))).isEqualTo("rate_limited");
    }

    @Test
    void asksForTheShapeBeforeTheRoom() {
        Client ada = chat.connect();
        for (String bad :
                new String[] {"'name':7", "'passphrase':''", "'since':{}", "'tail':201", "'cid':''", "'resume':7"}) {
            assertThat(ada.refused(entering("0000", bad))).as(bad).isEqualTo("bad_request");
        }
        assertThat(ada.refused("'cmd':'join','name':'Ada'")).isEqualTo("bad_request");
        assertThat(ada.refused(entering("0000", ""))).isEqualTo("room_not_found");
    }

    @Test
    void asksForTheRoomBeforeWhetherOneIsInThere() {
        Client ada = chat.member(room, "Ada");
        chat.gateway
                .rooms()
                .find(room)
                .orElseThrow()
                .close("")
                .toCompletableFuture()
                .join();
        assertThat(ada.refused(entering(room, "'name':'Ada'"))).isEqualTo("room_not_found");
    }

    @Test
    void asksWhetherOneIsInThereBeforeHowManyRoomsThereAre() {
        Client ada = chat.member(room, "Ada");
        ada.join(chat.room(), "Ada");
        assertThat(ada.refused(entering(room, "'name':'Ada'"))).isEqualTo("already_joined");
        assertThat(ada.refused(entering(chat.room(), "'name':'Ada'"))).isEqualTo("too_many_rooms");
        ada.ok("'cmd':'leave','room':'" + room + "'");
        ada.join(chat.room(), "Ada");
    }

    @Test
    void asksHowManyRoomsThereAreBeforeTheResumeSecret() {
        Client bob = chat.connect();
        Object resume = get(bob.join(room, "Bob"), "resume");
        Client ada = chat.member(chat.room(), "Ada");
        ada.join(chat.room(), "Ada");
        assertThat(ada.refused(entering(room, "'resume':'" + resume + "'"))).isEqualTo("too_many_rooms");
        assertThat(bob.closed()).isNull();
    }

    @Test
    void asksForPassphraseThenNameThenSeat() {
        RoomCode full = chat.room("sesame", 1);
        chat.connect().ok(entering(full, "'name':'Ada','passphrase':'sesame'"));
        Client bob = chat.connect();
        assertThat(bob.refused(entering(full, ""))).isEqualTo("wrong_passphrase");
        assertThat(bob.refused(entering(full, "'name':'\\u202e'"))).isEqualTo("wrong_passphrase");
        assertThat(bob.refused(entering(full, "'name':'Bob','passphrase':'Sesame'")))
                .isEqualTo("wrong_passphrase");
        assertThat(bob.refused(entering(full, "'passphrase':'sesame'"))).isEqualTo("name_required");
        assertThat(bob.refused(entering(full, "'name':' ','passphrase':'sesame'")))
                .isEqualTo("name_required");
        assertThat(bob.refused(entering(full, "'name':'\\u202e','passphrase':'sesame'")))
                .isEqualTo("name_invalid");
        assertThat(bob.refused(entering(full, "'name':'ADA','passphrase':'sesame'")))
                .isEqualTo("name_taken");
        assertThat(bob.refused(entering(full, "'name':'\\u0410da','passphrase':'sesame'")))
                .isEqualTo("name_taken");
        assertThat(bob.refused(entering(full, "'name':'Bob','passphrase':'sesame'")))
                .isEqualTo("room_full");
    }

    @Test
    void aValidResumeSecretPassesPassphraseNameAndSeat() {
        RoomCode full = chat.room("sesame", 1);
        Client ada = chat.connect();
        Object resume = get(ada.ok(entering(full, "'name':'Ada','passphrase':'sesame'")), "resume");
        ServerLine joined = chat.connect().ok(entering(full, "'name':'Mallory','resume':'" + resume + "'"));
        assertThat(get(joined, "me.name")).isEqualTo("Ada");
        assertThat(get(joined, "me.member")).isEqualTo("m1");
    }

    @Test
    void rightAndClosedAndImpossibleCodesAreRefusedAlike() {
        chat.gateway
                .rooms()
                .find(room)
                .orElseThrow()
                .close("")
                .toCompletableFuture()
                .join();
        Client ada = chat.connect();
        Object closed = get(ada.ask(entering(room, "'name':'Ada'")), "error");
        assertThat(get(closed, "code")).isEqualTo("room_not_found");
        for (String code : new String[] {"0000", "", "no room", "x".repeat(5000)}) {
            assertThat(get(ada.ask(entering(code, "'name':'Ada'")), "error")).isEqualTo(closed);
        }
    }
}
