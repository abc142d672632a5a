package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.testkit.RecordedMeters;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What connections tell of themselves in numbers. */
class ConversationMetersTest {
    private final RecordedMeters meters = new RecordedMeters();
    private final Chat chat = new Chat(settings -> settings.meters(meters).queueBytes(16 * 1024));

    @AfterEach
    void close() {
        chat.close();
    }

    // ---------------------------------------------------------------- connections

    @Test
    void countsConnectionsAndHowTheyEnd() {
        Client ada = chat.connect();
        Client bob = chat.connect();
        assertThat(meters.take()).containsExactly("connections 1", "connections 1");
        ada.conversation.closed(1000);
        assertThat(meters.take()).containsExactly("closed 1000", "connections -1");
        bob.conversation.closed(1006);
        assertThat(meters.take()).containsExactly("closed 1006", "connections -1");
    }

    @Test
    void countsAnEndOnce() {
        Client ada = chat.connect();
        ada.conversation.violated(CloseCode.TOO_BIG, "a rule");
        ada.conversation.violated(CloseCode.TOO_BIG, "a rule");
        ada.conversation.closed(1006);
        assertThat(meters.take()).containsExactly("connections 1", "closed 1009", "connections -1");
    }

    @Test
    void countsWhomItDoesNotTake() {
        chat.connect(new Handshake("", Visitor.UNKNOWN, CloseCode.NOT_AUTHORISED));
        assertThat(meters.take()).containsExactly("connections 1", "closed 4501", "connections -1");
    }

    @Test
    void countsAnEndThatWaitsForAnswers() {
        Client ada = chat.connect();
        meters.take();
        ada.say("{'id':1,'cmd':'create'}", "rubbish");
        chat.advance(Duration.ofSeconds(3));
        assertThat(ada.closed()).isEqualTo(4500);
        assertThat(meters.take()).contains("rooms 1", "closed 4500").containsOnlyOnce("connections -1");
    }

    @Test
    void countsThoseWhomTheServerSendsAway() {
        chat.connect();
        chat.connect();
        meters.take();
        chat.gateway.close();
        assertThat(meters.take("closed")).containsExactly("4001", "4001");
    }

    @Test
    void theRoomsTellToo() {
        chat.connect().found("Ada");
        assertThat(meters.take()).contains("rooms 1", "members 1", "appended Join");
    }

    // ---------------------------------------------------------------- refusals

    @Test
    void countsEveryRefusalByItsReason() {
        Client ada = chat.connect();
        RoomCode room = ada.found("Ada");
        meters.take();
        ada.refused("'cmd':'nonsense'");
        ada.refused("'cmd':'join','room':'" + room + "','name':'Ada'");
        ada.refused(room, "send", "'text':' ','cid':'c1'");
        ada.refused(room, "send", "'text':7,'cid':'c1'");
        ada.refused("'cmd':'send','room':'ZZZZ','text':'x','cid':'c1'");
        assertThat(meters.take())
                .containsExactly(
                        "refused UNKNOWN_COMMAND",
                        "refused ALREADY_JOINED",
                        "refused TEXT_REQUIRED",
                        "refused BAD_REQUEST",
                        "refused NOT_JOINED");
    }

    // ---------------------------------------------------------------- what waits

    @Test
    void tellsHowMuchWaitsForAClientThatDoesNotRead() {
        Client ada = chat.connect();
        RoomCode room = ada.found("Ada");
        Client bob = chat.member(room, "Bob");
        meters.take();
        bob.carrier.hold();
        ada.send(room, "x".repeat(1000), "c1");
        assertThat(meters.take("waiting")).as("this is under way").isEmpty();
        ada.send(room, "x".repeat(1000), "c2");
        ada.send(room, "x".repeat(1000), "c3");
        List<Integer> waiting =
                meters.take("waiting").stream().map(Integer::valueOf).toList();
        assertThat(waiting).hasSize(2);
        assertThat(waiting.get(0)).isBetween(1000, 1300);
        assertThat(waiting.get(1)).isEqualTo(2 * waiting.get(0));

        bob.carrier.release();
        ada.send(room, "x", "c4");
        assertThat(meters.take("waiting")).isEmpty();
    }

    @Test
    void nothingWaitsForThoseWhoRead() {
        Client ada = chat.connect();
        RoomCode room = ada.found("Ada");
        chat.member(room, "Bob");
        for (int i = 0; i < 10; i++) {
            ada.send(room, "hello", "c" + i);
        }
        assertThat(meters.take()).contains("appended Message").noneMatch(call -> call.startsWith("waiting"));
    }

    @Test
    void countsWhoIsTooSlow() {
        Client ada = chat.connect();
        RoomCode room = ada.found("Ada");
        Client bob = chat.member(room, "Bob");
        bob.carrier.hold();
        meters.take();
        for (int i = 0; i < 20; i++) {
            ada.send(room, "x".repeat(1000), "c" + i);
        }
        assertThat(bob.closed()).isEqualTo(4008);
        List<String> told = meters.take();
        assertThat(told).containsOnlyOnce("closed 4008");
        assertThat(told.stream()
                        .filter(call -> call.startsWith("waiting"))
                        .mapToInt(call -> Integer.parseInt(call.substring("waiting ".length()))))
                .allMatch(bytes -> bytes <= 16 * 1024)
                .isSorted();
    }
}
