package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static io.github.liveroom.chat.jakarta.Client.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.Line;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, joining, resuming, leaving. */
class ConversationJoinTest {
    private final Chat chat = new Chat(settings -> {
        settings.roomsPerConnection(2);
        settings.rooms().recover(20).retain(30);
    });
    private final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    private static String join(Object code, String more) {
        return "'cmd':'join','room':'" + code + "'" + (more.isEmpty() ? "" : "," + more);
    }

    private RoomCode room(String passphrase, Integer seats) {
        return chat.gateway
                .rooms()
                .create(new RoomOptions(null, passphrase, false, seats, null))
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .room()
                .code();
    }

    private static Object resumeOf(Line joined) {
        return get(joined, "resume");
    }

    private long end(RoomCode code) {
        return chat.gateway.rooms().find(code).orElseThrow().info().position().offset();
    }

    // ---------------------------------------------------------------- create

    @Test
    void creatingARoomDoesNotJoinIt() {
        Client ada = chat.connect();
        Line created = ada.ok("'cmd':'create'");
        assertThat(get(created, "code")).asString().matches("[A-Z]{4}");
        assertThat(get(created, "owner")).asString().hasSize(22); // 128 bits in base64url
        assertThat(ada.refused("'cmd':'history','room':'" + get(created, "code") + "'"))
                .isEqualTo("not_joined");
    }

    @Test
    void createsWhatWasAskedFor() {
        Client ada = chat.connect();
        Object code = get(
                ada.ok("'cmd':'create','title':'Tea \\ud83c\\udf75','passphrase':'sesame','keep':true,"
                        + "'maxMembers':3,'codeLength':8"),
                "code");
        assertThat(code).asString().matches("[A-Z]{8}");
        Line joined = ada.ok(join(code, "'name':'Ada'"));
        assertThat(get(joined, "room.title")).isEqualTo("Tea 🍵");
        assertThat(get(joined, "room.passphrase")).isEqualTo(true);
        assertThat(get(joined, "room.keep")).isEqualTo(true);
        assertThat(get(joined, "room.maxMembers")).isEqualTo(3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'title':7",
                "'title':'\\ud800'",
                "'title':'\\u0000'",
                "'passphrase':''",
                "'passphrase':'\\udc00'",
                "'maxMembers':0",
                "'maxMembers':501",
                "'codeLength':3",
                "'codeLength':17",
                "'keep':'yes'"
            })
    void refusesRoomsThatCannotBe(String option) {
        assertThat(chat.connect().refused("'cmd':'create'," + option)).isEqualTo("bad_request");
    }

    // ---------------------------------------------------------------- roles

    @Test
    void whoCreatedTheRoomIsOwnerAndEverybodyElseMember() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        Client bob = chat.connect();
        assertThat(get(bob.ok(join(code, "'name':'Bob'")), "me.role")).isEqualTo("member");
        assertThat(get(ada.ok(join(code, "'name':'Ada'")), "me.role")).isEqualTo("owner");
        assertThat(get(ada.ok("'cmd':'history','room':'" + code + "'"), "entries.-1.role"))
                .isEqualTo("owner");
    }

    @Test
    void onlyTheFirstJoinOfWhoCreatedTheRoomIsTheOwners() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        ada.ok(join(code, "'name':'Ada'"));
        ada.ok("'cmd':'leave','room':'" + code + "'");
        assertThat(get(ada.ok(join(code, "'name':'Ada'")), "me.role")).isEqualTo("member");
    }

    @Test
    void aJoinThatIsRefusedDoesNotUseTheOwnersRightUp() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        assertThat(ada.refused(join(code, "'name':' '"))).isEqualTo("name_required");
        assertThat(get(ada.ok(join(code, "'name':'Ada'")), "me.role")).isEqualTo("owner");
    }

    @Test
    void theOwnerSecretMakesAnOwnerAndPassesSeatAndPassphrase() {
        Client ada = chat.connect();
        Line created = ada.ok("'cmd':'create','passphrase':'sesame','maxMembers':1");
        Object code = get(created, "code");
        assertThat(chat.connect().refused(join(code, "'name':'Bob','owner':'wrong'")))
                .isEqualTo("unauthorized");
        chat.connect().ok(join(code, "'name':'Bob','passphrase':'sesame'"));
        assertThat(get(
                        chat.connect().ok(join(code, "'name':'Ada','owner':'" + get(created, "owner") + "'")),
                        "me.role"))
                .isEqualTo("owner");
    }

    @Test
    void whenTheOwnerLeavesWhoIsLongestThereFollows() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        ada.ok(join(code, "'name':'Ada'"));
        Client bob = chat.member(new RoomCode(code.toString()), "Bob");
        chat.member(new RoomCode(code.toString()), "Cleo");
        bob.take();
        ada.ok("'cmd':'leave','room':'" + code + "'");
        assertThat(bob.takeReadable())
                .hasSize(2)
                .satisfies(lines ->
                        assertThat(lines.get(0)).contains("'type':'leave'", "'member':'m1'", "'reason':'left'"))
                .satisfies(lines ->
                        assertThat(lines.get(1)).contains("'type':'role'", "'member':'m2','role':'owner','by':null"));
    }

    // ---------------------------------------------------------------- what join answers

    @Test
    void answersWithTheRoomAsOfOneInstant() {
        Client ada = chat.connect();
        Line joined = ada.join(room, "Ada");
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
        Line joined = bob.join(room, "Bob");
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
        Line none = chat.connect().ok(join(room, "'name':'B','tail':0"));
        assertThat(size(none, "entries")).isZero();
        assertThat(get(none, "room.offset")).isEqualTo(22L);
        assertThat(get(none, "more")).isEqualTo(true);
        Line one = chat.connect().ok(join(room, "'name':'C','tail':1"));
        assertThat(size(one, "entries")).isOne();
        assertThat(get(one, "entries.0.name")).isEqualTo("C");
        Line all = chat.connect().ok(join(room, "'name':'D'"));
        assertThat(size(all, "entries")).isEqualTo(24);
        assertThat(get(all, "more")).isEqualTo(false);
    }

    @Test
    void readsCodesForgivinglyAndSpeaksOfThemCanonically() {
        Client ada = chat.connect();
        String typed = " " + room.value().substring(0, 1).toLowerCase(java.util.Locale.ROOT) + "-"
                + (char) (room.value().charAt(1) - 'A' + '\uff21')
                + room.value().substring(2) + " ";
        assertThat(get(ada.ok(join(typed, "'name':'Ada'")), "room.code")).isEqualTo(room.value());
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
        Line joined = otherTab.join(room, " Ada ");
        assertThat(get(joined, "me.member")).isEqualTo("m1");
        assertThat(get(joined, "members.0.connections")).isEqualTo(2L);
        assertThat(end(room)).isOne();
        assertThat(get(otherName.join(room, "Bob"), "me.member")).isEqualTo("m2");
        assertThat(otherBrowser.refused(join(room, "'name':'Ada'"))).isEqualTo("name_taken");
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
        assertThat(end(room)).isOne();
    }

    // ---------------------------------------------------------------- the order of the checks

    @Test
    void asksForTheThrottleBeforeTheShape() {
        Client ada = chat.connectFrom("192.0.2.1");
        for (int i = 0; i < 5; i++) {
            assertThat(ada.refused(join("0000", "'name':'Ada'"))).isEqualTo("room_not_found");
        }
        assertThat(ada.refused("'cmd':'join','room':7")).isEqualTo("rate_limited");
        assertThat(ada.refused(join(room, "'tail':-1"))).isEqualTo("rate_limited");
        assertThat(ada.refused(join(room, "'name':'Ada'"))).isEqualTo("rate_limited");
    }

    @Test
    void asksForTheShapeBeforeTheRoom() {
        Client ada = chat.connect();
        for (String bad :
                new String[] {"'name':7", "'passphrase':''", "'since':{}", "'tail':201", "'cid':''", "'resume':7"}) {
            assertThat(ada.refused(join("0000", bad))).as(bad).isEqualTo("bad_request");
        }
        assertThat(ada.refused("'cmd':'join','name':'Ada'")).isEqualTo("bad_request");
        assertThat(ada.refused(join("0000", ""))).isEqualTo("room_not_found");
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
        assertThat(ada.refused(join(room, "'name':'Ada'"))).isEqualTo("room_not_found");
    }

    @Test
    void asksWhetherOneIsInThereBeforeHowManyRoomsThereAre() {
        Client ada = chat.member(room, "Ada");
        ada.join(chat.room(), "Ada");
        assertThat(ada.refused(join(room, "'name':'Ada'"))).isEqualTo("already_joined");
        assertThat(ada.refused(join(chat.room(), "'name':'Ada'"))).isEqualTo("too_many_rooms");
        ada.ok("'cmd':'leave','room':'" + room + "'");
        ada.join(chat.room(), "Ada");
    }

    @Test
    void asksHowManyRoomsThereAreBeforeTheResumeSecret() {
        Client bob = chat.connect();
        Object resume = resumeOf(bob.join(room, "Bob"));
        Client ada = chat.member(chat.room(), "Ada");
        ada.join(chat.room(), "Ada");
        assertThat(ada.refused(join(room, "'resume':'" + resume + "'"))).isEqualTo("too_many_rooms");
        assertThat(bob.closed()).isNull();
    }

    @Test
    void asksForPassphraseThenNameThenSeat() {
        RoomCode full = room("sesame", 1);
        chat.connect().ok(join(full, "'name':'Ada','passphrase':'sesame'"));
        Client bob = chat.connect();
        assertThat(bob.refused(join(full, ""))).isEqualTo("wrong_passphrase");
        assertThat(bob.refused(join(full, "'name':'\\u202e'"))).isEqualTo("wrong_passphrase");
        assertThat(bob.refused(join(full, "'name':'Bob','passphrase':'Sesame'")))
                .isEqualTo("wrong_passphrase");
        assertThat(bob.refused(join(full, "'passphrase':'sesame'"))).isEqualTo("name_required");
        assertThat(bob.refused(join(full, "'name':' ','passphrase':'sesame'"))).isEqualTo("name_required");
        assertThat(bob.refused(join(full, "'name':'\\u202e','passphrase':'sesame'")))
                .isEqualTo("name_invalid");
        assertThat(bob.refused(join(full, "'name':'ADA','passphrase':'sesame'")))
                .isEqualTo("name_taken");
        assertThat(bob.refused(join(full, "'name':'\\u0410da','passphrase':'sesame'")))
                .isEqualTo("name_taken");
        assertThat(bob.refused(join(full, "'name':'Bob','passphrase':'sesame'")))
                .isEqualTo("room_full");
    }

    @Test
    void aValidResumeSecretPassesPassphraseNameAndSeat() {
        RoomCode full = room("sesame", 1);
        Client ada = chat.connect();
        Object resume = resumeOf(ada.ok(join(full, "'name':'Ada','passphrase':'sesame'")));
        Line joined = chat.connect().ok(join(full, "'name':'Mallory','resume':'" + resume + "'"));
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
        Object closed = get(ada.ask(join(room, "'name':'Ada'")), "error");
        assertThat(get(closed, "code")).isEqualTo("room_not_found");
        for (String code : new String[] {"0000", "", "no room", "x".repeat(5000)}) {
            assertThat(get(ada.ask(join(code, "'name':'Ada'")), "error")).isEqualTo(closed);
        }
    }

    // ---------------------------------------------------------------- resume

    @Test
    void aResumeTakesTheMemberOverEvenFromALiveConnection() {
        Client old = chat.connect();
        Object resume = resumeOf(old.join(room, "Ada"));
        old.join(chat.room(), "Ada");
        Client bob = chat.member(room, "Bob");
        old.take();
        bob.take();
        Client fresh = chat.connect();
        Line joined = fresh.ok(join(room, "'resume':'" + resume + "'"));
        assertThat(get(joined, "me.member")).isEqualTo("m1");
        assertThat(resumeOf(joined)).isNotEqualTo(resume);
        assertThat(end(room)).isEqualTo(2);
        assertThat(old.takeReadable()).containsExactly("{'room':'" + room + "','type':'gone','code':4505,'reason':''}");
        assertThat(old.closed()).isNull(); // its other room stays
        assertThat(old.refused("'cmd':'history','room':'" + room + "'")).isEqualTo("not_joined");
        assertThat(get(fresh.send(room, "here again", "1"), "offset")).isEqualTo(3L);
        assertThat(bob.takeAll("type")).doesNotContain("leave", "join");
    }

    @Test
    void theSecretThatWasUsedIsGoodUntilTheNewConnectionShowsThatItHasTheAnswer() {
        Object first = resumeOf(chat.connect().join(room, "Ada"));
        Client second = chat.connect();
        Object next = resumeOf(second.ok(join(room, "'resume':'" + first + "'")));
        Client third = chat.connect();
        third.ok(join(room, "'resume':'" + first + "'"));
        third.ok("'cmd':'typing','room':'" + room + "','on':true");
        assertThat(chat.connect().refused(join(room, "'resume':'" + first + "'")))
                .isEqualTo("unauthorized");
        assertThat(chat.connect().refused(join(room, "'resume':'" + next + "'")))
                .isEqualTo("unauthorized");
    }

    @Test
    void anUnknownResumeIsAnOrdinaryJoinIfThereIsAName() {
        assertThat(chat.connect().refused(join(room, "'resume':'nonsense'"))).isEqualTo("unauthorized");
        assertThat(chat.connect().refused(join(room, "'resume':''"))).isEqualTo("unauthorized");
        assertThat(get(chat.connect().ok(join(room, "'resume':'nonsense','name':'Ada'")), "me.name"))
                .isEqualTo("Ada");
        assertThat(chat.connect().refused(join(room, "'resume':'nonsense','name':'Ada'")))
                .isEqualTo("name_taken");
    }

    @Test
    void givesExactlyWhatWasMissed() {
        Client ada = chat.connect();
        Line joined = ada.join(room, "Ada");
        Client bob = chat.member(room, "Bob");
        ada.conversation.closed(1006);
        for (int i = 0; i < 5; i++) {
            bob.send(room, "text " + i, "c" + i);
        }
        Line back = chat.connect()
                .ok(join(
                        room,
                        "'resume':'" + resumeOf(joined) + "','tail':1,'since':{'epoch':'" + get(joined, "room.epoch")
                                + "','offset':2}"));
        assertThat(get(back, "recovered")).isEqualTo(true);
        assertThat(get(back, "reason")).isNull();
        assertThat(size(back, "entries")).isEqualTo(5);
        assertThat(get(back, "entries.0.offset")).isEqualTo(3L);
        assertThat(get(back, "room.offset")).isEqualTo(7L);
    }

    @Test
    void saysWhyWhatWasMissedCannotBeGiven() {
        Client ada = chat.connect();
        Line joined = ada.join(room, "Ada");
        String epoch = "'epoch':'" + get(joined, "room.epoch") + "'";
        for (int i = 0; i < 40; i++) {
            ada.send(room, "text", "c" + i);
        }
        String[][] cases = {
            {"'epoch':'other','offset':40", "epoch"},
            {epoch + ",'offset':0", "too_old"},
            {epoch + ",'offset':15", "too_many"},
            {epoch + ",'offset':1000", "future"},
            {epoch + ",'offset':9007199254740991", "future"}
        };
        for (int i = 0; i < cases.length; i++) {
            Line other = chat.connect().ok(join(room, "'name':'N" + i + "','tail':3,'since':{" + cases[i][0] + "}"));
            assertThat(get(other, "recovered")).as(cases[i][1]).isEqualTo(false);
            assertThat(get(other, "reason")).isEqualTo(cases[i][1]);
            assertThat(size(other, "entries")).isEqualTo(3);
            assertThat(get(other, "entries.-1.offset")).isEqualTo(get(other, "room.offset"));
        }
    }

    @Test
    void aTimeoutEndsTheStayButNotTheMemoryOfItsCommands() {
        Client ada = chat.connect();
        Object resume = resumeOf(ada.join(room, "Ada"));
        Client bob = chat.member(room, "Bob");
        ada.send(room, "hello", "c1");
        ada.conversation.closed(1006);
        chat.advance(Duration.ofSeconds(15));
        Client fresh = chat.connect();
        assertThat(fresh.refused(join(room, "'resume':'" + resume + "'"))).isEqualTo("unauthorized");
        assertThat(get(fresh.ok(join(room, "'name':'Ada','resume':'" + resume + "'")), "me.member"))
                .isEqualTo("m3");
        Line again = fresh.send(room, "hello", "c1");
        assertThat(get(again, "dup")).isEqualTo(true);
        assertThat(get(again, "offset")).isEqualTo(3L);
        assertThat(bob.takeAll("reason")).contains("timeout");
    }

    // ---------------------------------------------------------------- leave

    @Test
    void theAnswerToLeaveIsTheRoomsLastLine() {
        Client ada = chat.member(room, "Ada");
        Client bob = chat.member(room, "Bob");
        ada.take();
        bob.take();
        ada.ok("'cmd':'leave','room':'" + room + "'");
        bob.send(room, "bye", "1");
        assertThat(ada.takeReadable().stream().filter(line -> !line.contains("'type':'leave'")))
                .isEmpty();
        assertThat(bob.takeAll("reason")).contains("left");
        assertThat(ada.refused("'cmd':'leave','room':'" + room + "'")).isEqualTo("not_joined");
        assertThat(get(ada.join(room, "Ada"), "me.member")).isEqualTo("m3");
    }

    @Test
    void whoCouldNotLeaveBecauseTheLogFailedMayTryAgain() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client ada = slow.member(code, "Ada");
            Client bob = slow.member(code, "Bob");
            slow.log.fail(true);
            assertThat(ada.refused("'cmd':'leave','room':'" + code + "'")).isEqualTo("unavailable");
            slow.log.fail(false);
            bob.send(code, "still there?", "1");
            assertThat(ada.takeAll("text")).contains("still there?");
            ada.ok("'cmd':'leave','room':'" + code + "'");
            assertThat(bob.takeAll("reason")).contains("left");
        }
    }

    @Test
    void aRoomThatIsClosedTellsItsMembersAndKeepsTheConnection() {
        Client ada = chat.member(room, "Ada");
        ada.take();
        chat.gateway
                .rooms()
                .find(room)
                .orElseThrow()
                .close("done")
                .toCompletableFuture()
                .join();
        assertThat(ada.takeReadable())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).contains("'type':'close'", "'reason':'done'"))
                .satisfies(lines -> assertThat(lines.get(1))
                        .isEqualTo("{'room':'" + room + "','type':'gone','code':4506,'reason':'done'}"));
        assertThat(ada.closed()).isNull();
        assertThat(ada.refused("'cmd':'history','room':'" + room + "'")).isEqualTo("not_joined");
    }

    @Test
    void aJoinThatTheLogCannotTakeIsUnavailableAndMayBeTriedAgain() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client ada = slow.connect();
            slow.log.fail(true);
            Line refused = ada.ask(join(code, "'name':'Ada'"));
            assertThat(get(refused, "error.code")).isEqualTo("unavailable");
            assertThat(get(refused, "error.retryAfterMs")).isEqualTo(1000L);
            slow.log.fail(false);
            ada.join(code, "Ada");
        }
    }
}
