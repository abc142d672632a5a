package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.jakarta.session.Departure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clients are sent away. */
class GoingAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static String send(RoomCode room, int id) {
        return "{'id':" + id + ",'cmd':'send','room':'" + room + "','text':'a','cid':'" + id + "'}";
    }

    @Test
    void whatWaitsIsSentBeforeAClientIsToldToGo() throws InterruptedException {
        try (Chat chat = new Chat()) {
            RoomCode room = chat.room();
            Client ada = chat.member(room, "Ada");
            ada.take();
            ada.carrier.hold();
            ada.say(send(room, 7));
            ada.say(send(room, 8));
            Departure departure = chat.gateway.connections().sendAway();
            assertThat(ada.closed()).isNull();
            ada.say(send(room, 9));
            ada.carrier.release();
            assertThat(ada.closed()).isEqualTo(4001);
            departure.end(PATIENCE);
            assertThat(ada.carrier.closeCalls()).isOne();
            assertThat(ada.carrier.takeLines().toString())
                    .contains("\"id\":7", "\"id\":8")
                    .doesNotContain("\"id\":9");
        }
    }

    @Test
    void whatARoomHasTakenIsAnsweredBeforeAClientIsToldToGo() {
        try (Chat chat = Chat.withSlowLog()) {
            RoomCode room = chat.room();
            Client ada = chat.member(room, "Ada");
            ada.take();
            chat.log.hold();
            ada.say(send(room, 7));
            chat.gateway.connections().sendAway();
            assertThat(ada.closed()).isNull();
            chat.log.release();
            assertThat(ada.closed()).isEqualTo(4001);
            assertThat(ada.carrier.takeLines().toString()).contains("\"id\":7");
        }
    }

    @Test
    void whoeverDoesNotReadIsToldAllTheSame() throws InterruptedException {
        try (Chat chat = new Chat()) {
            Client deaf = chat.member(chat.room(), "Deaf");
            deaf.carrier.hold();
            deaf.say("{'id':7,'cmd':'create'}");
            Client bob = chat.connect();
            Departure departure = chat.gateway.connections().sendAway();
            departure.end(Duration.ofMillis(1));
            assertThat(deaf.closed()).isEqualTo(4001);
            assertThat(deaf.carrier.closeReason()).isEqualTo("delayMs=2000");
            assertThat(bob.closed()).isEqualTo(4001);
        }
    }

    /** Neither one whose connection breaks, nor one to whom nothing can be sent. */
    @Test
    void nobodyIsWaitedForWhoHasGoneMeanwhile() throws InterruptedException {
        try (Chat chat = new Chat()) {
            RoomCode room = chat.room();
            Client gone = chat.member(room, "Gone");
            Client broken = chat.member(room, "Broken");
            for (Client each : List.of(gone, broken)) {
                each.carrier.hold();
                each.say(send(room, 7));
            }
            Departure departure = chat.gateway.connections().sendAway();
            gone.conversation.closed(1006);
            broken.carrier.fail();
            assertThat(departure.end(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void nobodyIsWaitedForWhoWentBeforeARoomCouldAnswer() throws InterruptedException {
        try (Chat chat = Chat.withSlowLog()) {
            RoomCode room = chat.room();
            Client ada = chat.member(room, "Ada");
            chat.log.hold();
            ada.say(send(room, 7));
            Departure departure = chat.gateway.connections().sendAway();
            ada.conversation.closed(1006);
            chat.log.release();
            assertThat(departure.end(Duration.ZERO)).isTrue();
        }
    }

    /** While the others are still being told. */
    @Test
    void nobodyGetsInAnyMore() {
        try (Chat chat = new Chat()) {
            RoomCode room = chat.room();
            Client first = chat.connect();
            Client second = chat.connect();
            first.carrier.whenClosed(() ->
                    second.say("{'id':1,'cmd':'create'}", "{'id':2,'cmd':'join','room':'" + room + "','name':'Ada'}"));
            chat.gateway.connections().sendAway();
            assertThat(second.closed()).isEqualTo(4001);
            for (int id = 1; id <= 2; id++) {
                ServerLine answer = second.answerTo(id);
                assertThat(Client.get(answer, "error.code")).isEqualTo("unavailable");
                assertThat(Client.get(answer, "error.retryAfterMs")).isEqualTo(2000L);
            }
            assertThat(chat.gateway.rooms().rooms()).hasSize(1);
        }
    }

    @Test
    void nobodyCreatesARoomByAFormAnyMore() {
        try (Chat chat = new Chat()) {
            chat.gateway.connections().sendAway();
            Outcome<NewRoom> outcome = chat.gateway
                    .create(
                            RoomOptions.DEFAULTS,
                            new FakeRequest().from("192.0.2.1").get())
                    .toCompletableFuture()
                    .join();
            assertThat(outcome)
                    .isEqualTo(Outcome.refused(Refusal.UNAVAILABLE, "the server goes away", Duration.ofSeconds(2)));
        }
    }

    @Test
    void aGatewayDoesNotWaitLongerThanItMay() {
        Client deaf;
        try (Chat chat = new Chat()) {
            deaf = chat.member(chat.room(), "Deaf");
            deaf.carrier.hold();
            deaf.say("{'id':7,'cmd':'create'}");
        }
        assertThat(deaf.closed()).isEqualTo(4001);
    }

    /** From 2 seconds to a minute, and in between as many a second as were asked for. */
    @ParameterizedTest
    @CsvSource({"1, 1000, 2000", "7, 2, 3500", "60, 2, 30000", "130, 2, 60000"})
    void theMoreAreSentAwayTheLongerTheyStayAway(int clients, int perSecond, int millis) {
        try (Chat chat = new Chat(settings -> settings.returnsPerSecond(perSecond))) {
            List<Client> all = Stream.generate(chat::connect).limit(clients).toList();
            chat.gateway.connections().sendAway();
            assertThat(all).allMatch(each -> each.carrier.closeReason().equals("delayMs=" + millis));
            assertThat(chat.connect().carrier.closeReason()).isEqualTo("delayMs=" + millis);
        }
    }
}
