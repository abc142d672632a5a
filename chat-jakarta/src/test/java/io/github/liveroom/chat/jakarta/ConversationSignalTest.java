package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told and not kept: read and status; typing is in {@link ConversationTalkTest}. */
class ConversationSignalTest {
    private final Chat chat = new Chat(settings -> settings.ping(Duration.ofHours(1)));
    private final Client ada = chat.connect();
    private final RoomCode room = ada.found("Ada");
    private final Client bob = chat.member(room, "Bob");

    ConversationSignalTest() {
        ada.take();
        bob.take();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private void read(Client who, long offset) {
        assertThat(who.ok(room, "read", "'offset':" + offset).fields()).isEmpty();
    }

    private void status(Client who, String status) {
        assertThat(who.ok(room, "status", "'status':'" + status + "'").fields()).isEmpty();
    }

    private String push(String more) {
        return "{'room':'" + room + "'," + more + "}";
    }

    @Test
    void tellsTheOthersHowFarSomebodyHasRead() {
        read(bob, 2);
        assertThat(ada.takeReadable()).containsExactly(push("'type':'read','member':'m2','offset':2"));
        assertThat(bob.take()).isEmpty();
        read(bob, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'offset':null", "'offset':-1", "'offset':3", "'offset':'1'", "'offset':1.0"})
    void nobodyHasReadWhatIsNotThere(String fields) {
        assertThat(bob.refused(room, "read", fields)).isEqualTo("bad_request");
        assertThat(ada.take()).isEmpty();
    }

    @Test
    void tellsEveryoneHowSomebodyIsThere() {
        status(bob, "idle");
        String idle = push("'type':'status','member':'m2','status':'idle','connections':1");
        assertThat(ada.takeReadable()).containsExactly(idle);
        assertThat(bob.takeReadable()).containsExactly(idle);
        status(bob, "idle");
        assertThat(ada.take()).isEmpty();
        status(bob, "active");
        assertThat(ada.takeReadable())
                .containsExactly(push("'type':'status','member':'m2','status':'active','connections':1"));
        bob.conversation.closed(1006);
        assertThat(ada.takeReadable())
                .containsExactly(push("'type':'status','member':'m2','status':'away','connections':0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'status':null", "'status':'away'", "'status':'Idle'", "'status':7", "'status':''"})
    void refusesOtherStatuses(String fields) {
        assertThat(bob.refused(room, "status", fields)).isEqualTo("bad_request");
        assertThat(ada.take()).isEmpty();
    }

    @Test
    void keepsOnlyTheNewestForWhoDoesNotKeepUp() {
        Client cleo = chat.member(room, "Cleo");
        ada.carrier.hold();
        ada.take();
        bob.send(room, "first", "c-1"); // under way
        for (int i = 0; i < 3; i++) {
            read(bob, i);
            read(cleo, i);
            status(bob, i % 2 == 0 ? "idle" : "active");
        }
        bob.send(room, "second", "c-2");
        ada.carrier.release();
        assertThat(ada.takeReadable())
                .contains(
                        push("'type':'read','member':'m2','offset':2"),
                        push("'type':'read','member':'m3','offset':2"),
                        push("'type':'status','member':'m2','status':'idle','connections':1"))
                .hasSize(5);
    }

    @Test
    void saysNothingInALargeRoom() {
        for (int i = 3; i <= 50; i++) {
            chat.member(room, "Guest " + i);
        }
        ada.take();
        read(bob, 1);
        status(bob, "idle");
        assertThat(ada.takeAll("type")).containsExactly("read", "status");
        chat.member(room, "Guest 51");
        ada.take();
        read(bob, 2);
        status(bob, "active");
        assertThat(ada.take()).isEmpty();
        assertThat(bob.refused(room, "read", "'offset':99")).isEqualTo("bad_request");
        assertThat(bob.refused(room, "status", "'status':'away'")).isEqualTo("bad_request");
        assertThat(Client.get(ada.ok(room, "members", ""), "members.1.status")).isEqualTo("idle");
    }
}
