package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.entering;
import static io.github.liveroom.chat.jakarta.Client.get;
import static io.github.liveroom.chat.jakarta.Client.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a stay goes on elsewhere, and how it ends. */
class ConversationStayTest {
    private final Chat chat = new Chat(settings -> settings.rooms().recover(20).retain(30));
    private final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    // ---------------------------------------------------------------- resume

    @Test
    void aResumeTakesTheMemberOverEvenFromALiveConnection() {
        Client old = chat.connect();
        Object resume = get(old.join(room, "Ada"), "resume");
        old.join(chat.room(), "Ada");
        Client bob = chat.member(room, "Bob");
        old.take();
        bob.take();
        Client fresh = chat.connect();
        ServerLine joined = fresh.ok(entering(room, "'resume':'" + resume + "'"));
        assertThat(get(joined, "me.member")).isEqualTo("m1");
        assertThat(get(joined, "resume")).isNotEqualTo(resume);
        assertThat(chat.end(room)).isEqualTo(2);
        assertThat(old.takeReadable()).containsExactly("{'room':'" + room + "','type':'gone','code':4505,'reason':''}");
        assertThat(old.closed()).isNull(); // its other room stays
        assertThat(old.refused("'cmd':'history','room':'" + room + "'")).isEqualTo("not_joined");
        assertThat(get(fresh.send(room, "here again", "1"), "offset")).isEqualTo(3L);
        assertThat(bob.takeAll("type")).doesNotContain("leave", "join");
    }

    @Test
    void theSecretThatWasUsedIsGoodUntilTheNewConnectionShowsThatItHasTheAnswer() {
        Object first = get(chat.connect().join(room, "Ada"), "resume");
        Client second = chat.connect();
        Object next = get(second.ok(entering(room, "'resume':'" + first + "'")), "resume");
        Client third = chat.connect();
        third.ok(entering(room, "'resume':'" + first + "'"));
        third.ok("'cmd':'typing','room':'" + room + "','on':true");
        assertThat(chat.connect().refused(entering(room, "'resume':'" + first + "'")))
                .isEqualTo("unauthorized");
        assertThat(chat.connect().refused(entering(room, "'resume':'" + next + "'")))
                .isEqualTo("unauthorized");
    }

    @Test
    void anUnknownResumeIsAnOrdinaryJoinIfThereIsAName() {
        assertThat(chat.connect().refused(entering(room, "'resume':'nonsense'")))
                .isEqualTo("unauthorized");
        assertThat(chat.connect().refused(entering(room, "'resume':''"))).isEqualTo("unauthorized");
        assertThat(get(chat.connect().ok(entering(room, "'resume':'nonsense','name':'Ada'")), "me.name"))
                .isEqualTo("Ada");
        assertThat(chat.connect().refused(entering(room, "'resume':'nonsense','name':'Ada'")))
                .isEqualTo("name_taken");
    }

    @Test
    void givesExactlyWhatWasMissed() {
        Client ada = chat.connect();
        ServerLine joined = ada.join(room, "Ada");
        Client bob = chat.member(room, "Bob");
        ada.conversation.closed(1006);
        for (int i = 0; i < 5; i++) {
            bob.send(room, "text " + i, "c" + i);
        }
        ServerLine back = chat.connect()
                .ok(entering(
                        room,
                        "'resume':'" + get(joined, "resume") + "','tail':1,'since':{'epoch':'"
                                + get(joined, "room.epoch") + "','offset':2}"));
        assertThat(get(back, "recovered")).isEqualTo(true);
        assertThat(get(back, "reason")).isNull();
        assertThat(size(back, "entries")).isEqualTo(5);
        assertThat(get(back, "entries.0.offset")).isEqualTo(3L);
        assertThat(get(back, "room.offset")).isEqualTo(7L);
    }

    @Test
    void saysWhyWhatWasMissedCannotBeGiven() {
        Client ada = chat.connect();
        ServerLine joined = ada.join(room, "Ada");
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
            ServerLine other =
                    chat.connect().ok(entering(room, "'name':'N" + i + "','tail':3,'since':{" + cases[i][0] + "}"));
            assertThat(get(other, "recovered")).as(cases[i][1]).isEqualTo(false);
            assertThat(get(other, "reason")).isEqualTo(cases[i][1]);
            assertThat(size(other, "entries")).isEqualTo(3);
            assertThat(get(other, "entries.-1.offset")).isEqualTo(get(other, "room.offset"));
        }
    }

    @Test
    void aTimeoutEndsTheStayButNotTheMemoryOfItsCommands() {
        Client ada = chat.connect();
        Object resume = get(ada.join(room, "Ada"), "resume");
        Client bob = chat.member(room, "Bob");
        ada.send(room, "hello", "c1");
        ada.conversation.closed(1006);
        chat.advance(Duration.ofSeconds(15));
        Client fresh = chat.connect();
        assertThat(fresh.refused(entering(room, "'resume':'" + resume + "'"))).isEqualTo("unauthorized");
        assertThat(get(fresh.ok(entering(room, "'name':'Ada','resume':'" + resume + "'")), "me.member"))
                .isEqualTo("m3");
        ServerLine again = fresh.send(room, "hello", "c1");
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
}
