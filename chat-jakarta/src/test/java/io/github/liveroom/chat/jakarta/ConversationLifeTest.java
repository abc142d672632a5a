package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections are kept alive and how they end. */
class ConversationLifeTest {
    private static final Duration PING = Duration.ofSeconds(25);

    private final Chat chat = new Chat();
    private final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    // ---------------------------------------------------------------- silence

    @Test
    void endsAConnectionWithoutACommandAfter15Seconds() {
        Client ada = chat.connect();
        chat.advance(Duration.ofMillis(14_999));
        ada.say("{}");
        assertThat(ada.closed()).isNull();
        chat.advance(Duration.ofMillis(1));
        assertThat(ada.closed()).isEqualTo(4510);
        assertThat(ada.carrier.closeReason()).contains("15000 ms");
        assertThat(chat.gateway.connectionCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'cmd':'create'", "'cmd':'x'", "'x':1"})
    void anyCommandBreaksTheSilence(String command) {
        Client ada = chat.connect();
        chat.advance(Duration.ofMillis(14_999));
        ada.ask(command);
        chat.advance(Duration.ofSeconds(10));
        assertThat(ada.closed()).isNull();
    }

    // ---------------------------------------------------------------- a frame that cannot be sent

    @Test
    void takesAConnectionForLostThatNobodySaysIsClosed() {
        Client ada = chat.member(room, "Ada");
        Client bob = chat.member(room, "Bob");
        ada.take();
        bob.carrier.hold();
        ada.ask("'cmd':'send','room':'" + room + "','text':'hello','cid':'c'");
        bob.carrier.fail();
        chat.advance(Duration.ofMillis(1_999));
        assertThat(bob.closed()).as("the container knows best how it has ended").isNull();
        chat.advance(Duration.ofMillis(1));
        assertThat(bob.closed()).isEqualTo(4012);
        assertThat(chat.gateway.rooms().find(room).orElseThrow().members())
                .extracting(member -> member.connections())
                .containsExactly(1, 0);
    }

    @Test
    void leavesItToTheContainerHowAConnectionHasEnded() {
        chat.member(room, "Ada");
        Client bob = chat.member(room, "Bob");
        bob.carrier.hold();
        chat.member(room, "Eve");
        bob.carrier.fail();
        bob.conversation.closed(1000);
        chat.advance(Duration.ofSeconds(2));
        assertThat(chat.gateway.rooms().find(room).orElseThrow().members()).hasSize(2);
        assertThat(bob.closed()).isNull();
    }

    // ---------------------------------------------------------------- pings

    @Test
    void asksForASignOfLifeAtEveryInterval() {
        Client ada = chat.member(room, "Ada");
        ada.take();
        for (int i = 0; i < 10; i++) {
            chat.advance(PING.minusMillis(1));
            assertThat(ada.take()).isEmpty();
            chat.advance(Duration.ofMillis(1));
            assertThat(ada.take()).containsExactly("{}");
            ada.say("{}");
        }
        assertThat(ada.closed()).isNull();
    }

    @Test
    void endsAConnectionThatLeavesTwoPingsUnanswered() {
        Client bob = chat.member(room, "Bob");
        Client ada = chat.member(room, "Ada");
        chat.advance(PING);
        bob.say("{}");
        chat.advance(PING);
        bob.say("{}");
        assertThat(ada.closed()).isNull();
        bob.take();
        chat.advance(PING);
        assertThat(ada.closed()).isEqualTo(4012);
        assertThat(bob.takeReadable())
                .contains("{'room':'" + room + "','type':'status','member':'m2','status':'away','connections':0}");
        assertThat(bob.closed()).isNull();
    }

    @Test
    void anyLineAnswersAllOpenPings() {
        Client ada = chat.member(room, "Ada");
        for (int i = 0; i < 20; i++) {
            chat.advance(PING.multipliedBy(2));
            ada.say("{'id':1,'cmd':'typing','room':'" + room + "','on':true}");
        }
        assertThat(ada.closed()).isNull();
    }

    @Test
    void noTimerStaysBehindWhenConnectionsEnd() {
        int before = chat.time.waiting();
        for (int i = 0; i < 100; i++) {
            Client ada = chat.connect();
            if (i % 2 == 0) {
                ada.ask("'cmd':'x'");
            }
            ada.conversation.closed(i % 3 == 0 ? 1000 : 1006);
        }
        assertThat(chat.time.waiting()).isEqualTo(before);
        assertThat(chat.gateway.connectionCount()).isZero();
    }

    // ---------------------------------------------------------------- drop or leave

    @ParameterizedTest
    @ValueSource(ints = {1001, 1005, 1006, 1009, 1011, 1012, 3000, 4000, 4500, 4999})
    void anyEndButOneIsADropAndTheSeatIsKept(int code) {
        Client bob = chat.member(room, "Bob");
        Client ada = chat.connect();
        ServerLine joined = ada.join(room, "Ada");
        bob.take();
        ada.conversation.closed(code);
        assertThat(bob.takeAll("status")).containsExactly("away");
        chat.advance(Duration.ofMillis(14_999));
        assertThat(bob.take()).isEmpty();
        ServerLine back =
                chat.connect().ok("'cmd':'join','room':'" + room + "','resume':'" + get(joined, "resume") + "'");
        assertThat(get(back, "me.member")).isEqualTo("m2");
        assertThat(get(back, "room.offset")).isEqualTo(2L);
        assertThat(bob.takeAll("status")).containsExactly("active");
    }

    @Test
    void theStayEndsWhenTheGraceIsOver() {
        Client bob = chat.member(room, "Bob");
        Client ada = chat.member(room, "Ada");
        bob.take();
        ada.conversation.closed(1006);
        chat.advance(Duration.ofSeconds(15));
        assertThat(bob.takeAll("reason")).containsExactly(null, "timeout");
    }

    @Test
    void aCloseWith1000EndsTheStayAtOnce() {
        Client bob = chat.member(room, "Bob");
        Client ada = chat.member(room, "Ada");
        RoomCode other = chat.room();
        ada.join(other, "Ada");
        Client cleo = chat.member(other, "Cleo");
        bob.take();
        cleo.take();
        ada.conversation.closed(1000);
        assertThat(bob.takeAll("reason")).containsExactly("left");
        assertThat(cleo.takeAll("reason")).containsExactly("left");
        assertThat(chat.gateway.connectionCount()).isEqualTo(2);
    }

    @Test
    void aCloseWith1000EndsAStayThatIsOnlyJustBeginning() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client bob = slow.member(code, "Bob");
            bob.take();
            slow.log.hold();
            Client ada = slow.connect();
            ada.say("{'id':1,'cmd':'join','room':'" + code + "','name':'Ada'}");
            ada.conversation.closed(1000);
            slow.log.release();
            assertThat(bob.takeAll("type")).containsExactly("join", "leave");
        }
    }

    @Test
    void aDropWhileTheStayBeginsRunsIntoTheGrace() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client bob = slow.member(code, "Bob");
            bob.take();
            slow.log.hold();
            Client ada = slow.connect();
            ada.say("{'id':1,'cmd':'join','room':'" + code + "','name':'Ada'}");
            ada.conversation.closed(1006);
            slow.log.release();
            assertThat(bob.takeAll("type")).containsExactly("join", "status");
            slow.advance(Duration.ofSeconds(15));
            assertThat(bob.takeAll("reason")).containsExactly("timeout");
        }
    }

    @Test
    void aStayThatCannotEndBecauseTheLogFailsRunsIntoTheGrace() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client bob = slow.member(code, "Bob");
            Client ada = slow.member(code, "Ada");
            bob.take();
            slow.log.fail(true);
            ada.conversation.closed(1000);
            slow.log.fail(false);
            assertThat(bob.takeAll("status")).containsExactly("away");
            slow.advance(Duration.ofSeconds(15));
            assertThat(bob.takeAll("reason")).containsExactly("timeout");
        }
    }

    @Test
    void whatWasNotRunYetIsForgotten() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            slow.log.hold();
            Client ada = slow.connect();
            ada.say(
                    "{'id':1,'cmd':'join','room':'" + code + "','name':'Ada'}",
                    "{'id':2,'cmd':'send','room':'" + code + "','text':'a','cid':'1'}");
            ada.conversation.closed(1006);
            slow.log.release();
            Client bob = slow.connect();
            assertThat(get(bob.join(code, "Bob"), "entries").toString()).doesNotContain("message");
        }
    }

    @Test
    void endsOnlyOnceHoweverOftenItIsTold() {
        Client bob = chat.member(room, "Bob");
        Client ada = chat.member(room, "Ada");
        bob.take();
        ada.conversation.closed(1006);
        ada.conversation.closed(1000);
        ada.conversation.violated(CloseCode.TOO_BIG, "late");
        ada.say("{'id':1,'cmd':'create'}", "oops");
        chat.gateway.connections().sendAway();
        assertThat(ada.carrier.closeCalls()).isZero();
        assertThat(bob.takeAll("status")).containsExactly("away");
    }

    // ---------------------------------------------------------------- ends by the server

    @ParameterizedTest
    @ValueSource(strings = {"NOT_TEXT", "TOO_BIG"})
    void endsAConnectionThatBreaksARuleOfItsCarrier(String name) {
        CloseCode code = CloseCode.valueOf(name);
        Client bob = chat.member(room, "Bob");
        Client ada = chat.member(room, "Ada");
        bob.take();
        ada.conversation.violated(code, "why");
        assertThat(ada.closed()).isEqualTo(code.number());
        assertThat(ada.carrier.closeReason()).isEqualTo("why");
        assertThat(bob.takeAll("status")).containsExactly("away");
    }

    @Test
    void endsAConnectionThatTheHandshakeRefusedWithoutAWord() {
        Client ada = chat.connect(new Handshake("192.0.2.1", Visitor.UNKNOWN, CloseCode.FOREIGN_ORIGIN));
        assertThat(ada.closed()).isEqualTo(1008);
        assertThat(ada.take()).isEmpty();
        assertThat(chat.gateway.connectionCount()).isZero();
    }

    @Test
    void tellsEveryoneToComeBackWhenItGoes() {
        Client ada = chat.member(room, "Ada");
        Client bob = chat.connect();
        chat.gateway.close();
        assertThat(ada.closed()).isEqualTo(4001);
        assertThat(ada.carrier.closeReason()).isEqualTo("delayMs=2000");
        assertThat(bob.closed()).isEqualTo(4001);
        Client late = chat.connect();
        assertThat(late.closed()).isEqualTo(4001);
        assertThat(late.carrier.closeReason()).isEqualTo("delayMs=2000");
        assertThat(chat.gateway.connectionCount()).isZero();
    }

    @Test
    void aGatewayThatIsClosedTwiceIsClosed() {
        chat.gateway.close();
        chat.gateway.close();
        assertThat(chat.gateway.rooms().rooms()).isEmpty();
    }
}
