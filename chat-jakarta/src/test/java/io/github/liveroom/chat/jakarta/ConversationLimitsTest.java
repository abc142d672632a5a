package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.entering;
import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is too much, and how a client gets out of it. */
class ConversationLimitsTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final Chat chat = new Chat(settings -> {
        settings.connectionsPerAddress(3).roomsPerAddress(2);
        settings.rooms().maxRooms(5);
    });
    private final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    // ---------------------------------------------------------------- commands

    @Test
    void allowsAHundredCommandsInARowAndTwentyASecond() {
        Client ada = chat.member(room, "Ada");
        String typing = "'cmd':'typing','room':'" + room + "','on':true";
        for (int i = 0; i < 100; i++) {
            ada.ok(typing);
        }
        ServerLine refused = ada.ask(typing);
        assertThat(get(refused, "error.retryAfterMs")).isEqualTo(50L);
        chat.waitAsToldBy(refused);
        ada.ok(typing);
        assertThat(ada.refused(typing)).isEqualTo("rate_limited");
        chat.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 20; i++) {
            ada.ok(typing);
        }
        assertThat(ada.refused(typing)).isEqualTo("rate_limited");
    }

    @Test
    void aSearchIsFourCommands() {
        Client ada = chat.member(room, "Ada");
        for (int i = 0; i < 25; i++) {
            ada.ok("'cmd':'search','room':'" + room + "','text':'a'");
        }
        assertThat(ada.refused("'cmd':'typing','room':'" + room + "','on':true"))
                .isEqualTo("rate_limited");
    }

    @Test
    void aPassphraseIsFiveCommands() {
        try (Chat one = new Chat(settings -> settings.commandsPerSecond(1).commandsBurst(5))) {
            Client ada = one.connect();
            ada.say("{'id':7,'cmd':'create','passphrase':'open sesame'}");
            assertThat(ada.refused("'cmd':'create'")).isEqualTo("rate_limited");
        }
    }

    @Test
    void joinsAndLeavesAreCommandsToo() {
        Client ada = chat.connectFrom(HERE);
        for (int i = 0; i < 50; i++) {
            ada.join(room, "Ada");
            ada.ok("'cmd':'leave','room':'" + room + "'");
        }
        assertThat(ada.refused(entering(room, "'resume':'" + "x".repeat(22) + "'")))
                .isEqualTo("rate_limited");
        chat.advance(Duration.ofMillis(50));
        ada.join(room, "Ada");
        assertThat(ada.refused("'cmd':'leave','room':'" + room + "'")).isEqualTo("rate_limited");
        for (int i = 0; i < 100; i++) {
            ada.ok("'cmd':'typing','room':'" + room + "','on':true");
        }
    }

    @Test
    void theWaitThatIsToldIsEnoughWhateverTheRate() {
        try (Chat odd = new Chat(settings -> settings.commandsPerSecond(7).commandsBurst(1))) {
            Client ada = odd.connect();
            ada.ok("'cmd':'create'");
            for (int i = 0; i < 10; i++) {
                odd.waitAsToldBy(ada.ask("'cmd':'create'"));
                ada.ok("'cmd':'create'");
            }
        }
    }

    @Test
    void countsNoConnectionsCommandsOnAnother() {
        Client ada = chat.member(room, "Ada");
        Client bob = chat.member(room, "Bob");
        for (int i = 0; i < 150; i++) {
            ada.ask("'cmd':'typing','room':'" + room + "','on':true");
        }
        bob.send(room, "hello", "1");
    }

    @Test
    void endsAConnectionThatSendsFourTimesAsManyLines() {
        Client ada = chat.member(room, "Ada");
        Client bob = chat.member(room, "Bob");
        bob.take();
        for (int i = 0; i < 399; i++) {
            ada.say(i % 2 == 0 ? "{}" : "{'id':1,'cmd':'x'}");
            assertThat(ada.closed()).as("line %s", i).isNull();
        }
        ada.say("{}");
        assertThat(ada.closed()).isEqualTo(4408);
        assertThat(bob.takeAll("status")).containsExactly("away");
    }

    @Test
    void doesNotEndAConnectionThatOnlyAnswersPings() {
        Client ada = chat.member(room, "Ada");
        for (int i = 0; i < 2000; i++) {
            chat.advance(Duration.ofSeconds(25));
            ada.say("{}");
        }
        assertThat(ada.closed()).isNull();
    }

    @Test
    void aHugeBurstIsNoLimitAtAll() {
        try (Chat free = new Chat(settings -> settings.commandsBurst(Integer.MAX_VALUE)
                .commandsPerSecond(Integer.MAX_VALUE)
                .joinsPerSecond(Integer.MAX_VALUE)
                .guessesPerMinute(Integer.MAX_VALUE))) {
            Client ada = free.connectFrom(HERE);
            for (int i = 0; i < 2000; i++) {
                assertThat(ada.refused(entering("0000", "'name':'Ada'"))).isEqualTo("room_not_found");
            }
        }
    }

    @Test
    void endsAConnectionThatSendsOnWithoutWaitingForItsJoin() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            slow.log.hold();
            Client ada = slow.connect();
            ada.say("{'id':1," + entering(code, "'name':'Ada'}"));
            String frame = "{'id':2,'cmd':'x','x':'" + "x".repeat(65_000) + "'}";
            for (int i = 0; i < 8; i++) { // as many as it may have messages unanswered
                ada.say(frame);
                assertThat(ada.closed()).isNull();
            }
            ada.say(frame);
            assertThat(ada.closed()).isEqualTo(4408);
            slow.log.release();
        }
    }

    @Test
    void countsOnlyWhatStillWaits() {
        try (Chat slow = Chat.withSlowLog()) {
            RoomCode code = slow.room();
            Client ada = slow.connect();
            String frame = "{'id':2,'cmd':'x','x':'" + "x".repeat(60_000) + "'}";
            String join = "{'id':1," + entering(code, "'name':'Ada'}");
            String leave = "{'id':1,'cmd':'leave','room':'" + code + "'}";
            slow.log.hold();
            ada.say(join);
            // The client is always one join ahead, so that the work on its lines never comes to an end.
            for (int i = 0; i < 20; i++) {
                ada.say(frame, leave, join);
                slow.log.appendOne();
                slow.log.appendOne();
            }
            assertThat(ada.closed()).isNull();
            slow.log.release();
        }
    }

    // ---------------------------------------------------------------- rooms and connections

    @Test
    void limitsTheRoomsOfAnAddressAndOfTheServer() {
        Client ada = chat.connectFrom(HERE);
        ada.ok("'cmd':'create'");
        ada.ok("'cmd':'create'");
        ServerLine refused = ada.ask("'cmd':'create'");
        assertThat(get(refused, "error.code")).isEqualTo("rate_limited");
        assertThat((long) get(refused, "error.retryAfterMs")).isPositive();
        Client bob = chat.connectFrom(THERE);
        bob.ok("'cmd':'create'");
        bob.ok("'cmd':'create'");
        refused = chat.connectFrom("192.0.2.3").ask("'cmd':'create'");
        assertThat(get(refused, "error.code")).isEqualTo("unavailable");
        assertThat((long) get(refused, "error.retryAfterMs")).isPositive();
        // Nobody enters: all are closed after a minute.
        ada = chat.connectFrom(HERE);
        ada.ask("'cmd':'x'");
        chat.advance(Duration.ofSeconds(60));
        ada.ok("'cmd':'create'");
    }

    @Test
    void endsConnectionsOverTheLimitOfAnAddressInAWayThatPagesCanRead() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(chat.connectFrom(HERE));
        }
        Client fourth = chat.connectFrom(HERE);
        assertThat(fourth.closed()).isEqualTo(4507);
        assertThat(fourth.take()).isEmpty();
        fourth.say("{'id':1,'cmd':'create'}");
        assertThat(fourth.take()).isEmpty();
        fourth.conversation.closed(4507);
        assertThat(chat.gateway.connectionCount()).isEqualTo(3);
        assertThat(chat.connectFrom(THERE).closed()).isNull();
        clients.get(0).conversation.closed(1006);
        clients.get(0).conversation.closed(1006);
        assertThat(chat.connectFrom(HERE).closed()).isNull();
        assertThat(chat.connectFrom(HERE).closed()).isEqualTo(4507);
        clients.get(1).say("oops"); // closed by the server
        assertThat(chat.connectFrom(HERE).closed()).isNull();
    }

    // ---------------------------------------------------------------- slow clients

    @Test
    void dropsWhoReadsTooSlowlyAndNobodyElse() {
        Client ada = chat.member(room, "Ada");
        Client bob = chat.member(room, "Bob");
        Client slow = chat.connect();
        ServerLine joined = slow.join(room, "Slow");
        ada.take();
        slow.take();
        slow.carrier.hold();
        String text = "x".repeat(4000);
        int sent = 0;
        while (slow.closed() == null && sent < 1000) {
            ada.send(room, text, "c" + sent++);
            chat.advance(Duration.ofMillis(50));
        }
        assertThat(slow.closed()).isEqualTo(4008);
        assertThat(slow.carrier.closeCalls()).isOne();
        assertThat(sent).isBetween(120, 135); // 512 KiB
        assertThat(bob.takeAll("offset").stream().filter(Objects::nonNull)).hasSize(sent + 1);
        assertThat(ada.closed()).isNull();
        assertThat(bob.closed()).isNull();
        List<Object> statuses = ada.takeAll("status");
        assertThat(statuses).contains("away");
        // The seat is kept, and nothing that was missed is lost. (It is less than limits.reply at 60 entries.)
        ServerLine back = chat.connect()
                .ok(entering(
                        room,
                        "'resume':'" + get(joined, "resume") + "','since':{'epoch':'" + get(joined, "room.epoch")
                                + "','offset':" + (3 + sent - 60) + "}"));
        assertThat(get(back, "recovered")).isEqualTo(true);
        assertThat(Client.size(back, "entries")).isEqualTo(60);
        assertThat(get(back, "me.member")).isEqualTo("m3");
    }

    @Test
    void forgetsSignalsOfWhoReadsTooSlowlyBeforeAnythingElse() {
        Client ada = chat.member(room, "Ada");
        Client slow = chat.member(room, "Slow");
        slow.take();
        slow.carrier.hold();
        ada.send(room, "under way", "0");
        for (int i = 0; i < 50; i++) {
            ada.ok("'cmd':'typing','room':'" + room + "','on':true");
            chat.advance(Duration.ofSeconds(3));
            ada.ok("'cmd':'typing','room':'" + room + "','on':false");
            slow.say("{}");
            ada.say("{}");
        }
        slow.carrier.release();
        assertThat(slow.takeAll("on")).containsExactly(null, null, false); // the message, one ping, the newest
    }
}
