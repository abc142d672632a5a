package io.github.liveroom.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.ChatGatewayBuilder;
import io.github.liveroom.tests.network.Cable;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of connections of which only one end knows that they are over, and of those who come back for them. */
class HalfDeadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    private static void impatient(ChatGatewayBuilder settings) {
        settings.ping(Duration.ofMillis(500));
    }

    @Test
    void aMemberIsTakenOverWhoseOldConnectionIsDeadWithoutTheServerKnowing() throws Exception {
        try (ChatServer server = ChatServer.start(HalfDeadTest::impatient);
                BadNetwork network = new BadNetwork(server.uri(), 0);
                Peer old = Peer.connect(http, network.address());
                Peer again = Peer.connect(http, server.uri())) {
            Room room = server.create();
            JsonNode joined = old.ok("join", "room", room.code().value(), "name", "Ada");
            network.wires().get(0).suffer(Fault.CLIENT_LOST);
            assertThat(old.closeCode()).isEqualTo(1006);
            JsonNode back = again.ok("join", resuming(room, joined));
            assertThat(back.path("me")).isEqualTo(joined.path("me"));
            assertThat(back.path("recovered").asBoolean()).isTrue();
            assertThat(back.path("entries")).as("nothing was missed").isEmpty();
            assertThat(room.members())
                    .singleElement()
                    .satisfies(member -> assertThat(member.connections()).isEqualTo(1));
            await("the server finds out").atMost(PATIENCE).until(() -> server.connections() == 1);
            again.say(room.code().value(), "still here");
            again.awaitOffset(2);
            assertThat(again.entries()).hasSize(1);
            assertThat(room.info().count()).isEqualTo(1);
        }
    }

    @Test
    void theOldConnectionIsToldIfItCanStillHear() throws Exception {
        try (ChatServer server = ChatServer.start(settings -> settings.ping(Duration.ofSeconds(3)));
                BadNetwork network = new BadNetwork(server.uri(), 0);
                Peer old = Peer.connect(http, network.address());
                Peer again = Peer.connect(http, server.uri())) {
            Room room = server.create();
            JsonNode joined = old.ok("join", "room", room.code().value(), "name", "Ada");
            network.wires().get(0).suffer(Fault.UP_LOST);
            again.ok("join", resuming(room, joined));
            again.say(room.code().value(), "only the new one hears this");
            JsonNode gone = old.push("gone");
            assertThat(gone.path("code").asInt()).isEqualTo(4505);
            assertThat(old.closeCode()).as("its pongs are lost").isIn(4012, 1006);
            assertThat(old.entries()).as("after gone nothing of the room").isEmpty();
            again.awaitOffset(2);
        }
    }

    /** With {@code CLIENT_LOST} the server thinks that the client is back, and that twice. */
    @ParameterizedTest
    @EnumSource(names = {"CUT_RESET", "CLIENT_LOST"})
    void aSecretThatIsLostOnItsWayDoesNotLockTheClientOut(Fault fault) throws Exception {
        try (ChatServer server = ChatServer.start(HalfDeadTest::impatient);
                BadNetwork network = new BadNetwork(server.uri(), 0);
                Peer other = Peer.connect(http, server.uri())) {
            Room room = server.create();
            other.ok("join", "room", room.code().value(), "name", "Bob");
            Chatter ada = new Chatter(network.address(), http, room.code(), "Ada", 1);
            MemberId me = id(ada);
            String secret = ada.room().resumeSecret().orElseThrow();
            network.next(Plan.before("\"resume\":", fault));
            network.next(Plan.before("\"resume\":", fault));
            network.wires().get(0).suffer(Fault.CUT_FIN);
            other.say(room.code().value(), "missed");
            ada.count();
            await("an answer").atMost(PATIENCE).until(() -> ada.unanswered() == 0);
            assertThat(network.counts()).as("two answers were lost").containsEntry(fault, 2);
            assertThat(ada.room().me().orElseThrow().id()).isEqualTo(me);
            assertThat(ada.room().resumeSecret().orElseThrow()).isNotEqualTo(secret);
            await("both entries").atMost(PATIENCE).until(() -> ada.last() == 4);
            assertThat(ada.wrong()).isEmpty();
            assertThat(texts(server, room)).as("neither leave nor join").containsExactly("missed", "Ada 0");
            assertThat(room.info().position().offset()).isEqualTo(4);
            ada.leave(true);
        }
    }

    /** Without a stay of its own any more, the client enters anew, and never learns of it: its own ghost has its name. */
    @Test
    void aNewStayThatTheClientNeverHeardOfDoesNotLockItOut() throws Exception {
        Consumer<ChatGatewayBuilder> settings = builder -> {
            impatient(builder);
            builder.rooms().reconnectGrace(Duration.ofSeconds(1));
        };
        try (ChatServer server = ChatServer.start(settings);
                BadNetwork network = new BadNetwork(server.uri(), 0);
                Cable cable = new Cable(network.address())) {
            Room room = server.create();
            Chatter ada = new Chatter(cable.address(), http, room.code(), "Ada", 1);
            MemberId me = id(ada);
            network.next(Plan.before("\"resume\":", Fault.CLIENT_LOST));
            cable.cut();
            await("the end of the stay")
                    .atMost(PATIENCE)
                    .until(() -> room.info().count() == 0);
            ada.count();
            cable.mend();
            await("an answer").atMost(PATIENCE).until(() -> ada.unanswered() == 0);
            assertThat(ada.wrong()).isEmpty();
            assertThat(ada.room().me().orElseThrow().id().number()).isEqualTo(me.number() + 2);
            assertThat(texts(server, room)).containsExactly("Ada 0");
            ada.leave(true);
        }
    }

    /** The JDK's client would say 1000 then. */
    @Test
    void whoIsToldThatTheConnectionHasEndedDoesNotLeave() throws Exception {
        try (ChatServer server = ChatServer.start(HalfDeadTest::impatient);
                Cable cable = new Cable(server.uri())) {
            Room room = server.create();
            Chatter ada = new Chatter(cable.address(), http, room.code(), "Ada", 1);
            MemberId me = id(ada);
            cable.hangUp();
            await("the break").atMost(PATIENCE).until(() -> ada.breaks() > 0);
            ada.count();
            await("an answer").atMost(PATIENCE).until(() -> ada.unanswered() == 0);
            assertThat(ada.room().me().orElseThrow().id()).isEqualTo(me);
            assertThat(room.info().position().offset())
                    .as("a join and a message")
                    .isEqualTo(2);
            ada.leave(true);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 3, TOO_MANY", "4, 500, TOO_OLD", "1000, 500, "})
    void aClientIsToldOfExactlyTheGapsThereAre(int retain, int recover, String gap) throws Exception {
        try (ChatServer server = ChatServer.start(
                        settings -> settings.rooms().retain(retain).recover(recover));
                Cable cable = new Cable(server.uri());
                Peer other = Peer.connect(http, server.uri())) {
            Room room = server.create();
            other.ok("join", "room", room.code().value(), "name", "Bob");
            Chatter ada = new Chatter(cable.address(), http, room.code(), "Ada", 1);
            MemberId me = id(ada);
            cable.cut();
            for (int i = 0; i < 10; i++) {
                other.say(room.code().value(), "missed " + i);
            }
            ada.count();
            cable.mend();
            await("an answer").atMost(PATIENCE).until(() -> ada.unanswered() == 0);
            await("everything").atMost(PATIENCE).until(() -> ada.last() == 13);
            if (gap == null) {
                assertThat(ada.wrong()).isEmpty();
                assertThat(ada.lines()).hasSize(11);
            } else {
                assertThat(ada.wrong()).containsExactly("Ada was told of a gap, " + gap + ", after 2");
                assertThat(ada.lines()).as("what came after it").hasSize(1);
            }
            assertThat(ada.room().me().orElseThrow().id()).isEqualTo(me);
            ada.leave(true);
        }
    }

    @Test
    void aRoomOfTheSameCodeOnANewServerIsAnotherEpoch() throws Exception {
        Consumer<ChatGatewayBuilder> settings =
                builder -> builder.rooms().codes((random, length, rooms) -> new RoomCode("SAME"));
        ChatServer server = ChatServer.start(settings);
        Room room = server.create();
        Chatter ada = new Chatter(server.uri(), http, room.code(), "Ada", 1);
        id(ada);
        ada.count();
        await("an answer").atMost(PATIENCE).until(() -> ada.unanswered() == 0);
        try (ChatServer next = server.restart(settings, ChatServer::create)) {
            ada.count();
            await("an answer").atMost(PATIENCE).until(() -> ada.unanswered() == 0);
            assertThat(ada.wrong()).containsExactly("Ada was told of a gap, EPOCH, after 2");
            assertThat(texts(next, next.rooms().find(room.code()).orElseThrow()))
                    .as("what was acknowledged before is not said again")
                    .containsExactly("Ada 1");
            ada.leave(true);
        }
    }

    @Test
    void whatWasDeletedMeanwhileIsNotReplayed() throws Exception {
        try (ChatServer server = ChatServer.start(settings -> {});
                Peer ada = Peer.connect(http, server.uri());
                Peer bob = Peer.connect(http, server.uri());
                Peer again = Peer.connect(http, server.uri())) {
            Room room = server.create();
            ada.ok("join", "room", room.code().value(), "name", "Ada");
            JsonNode joined = bob.ok("join", "room", room.code().value(), "name", "Bob");
            bob.drop();
            long said = ada.say(room.code().value(), "a slip").path("offset").asLong();
            ada.ok("edit", "room", room.code().value(), "target", said, "text", "another slip");
            ada.ok("delete", "room", room.code().value(), "target", said);
            JsonNode back = again.ok("join", resuming(room, joined));
            assertThat(back.path("recovered").asBoolean()).isTrue();
            assertThat(back.path("entries"))
                    .extracting(entry -> entry.path("type").asText())
                    .containsExactly("message", "edit", "delete");
            assertThat(back.path("entries")).noneMatch(entry -> entry.has("text"));
            assertThat(back.path("entries").path(0).path("deleted").asBoolean()).isTrue();
        }
    }

    private static Object[] resuming(Room room, JsonNode joined) {
        JsonNode position = joined.path("room");
        return new Object[] {
            "room", room.code().value(),
            "resume", joined.path("resume").asText(),
            "since",
                    Map.of(
                            "epoch", position.path("epoch").asText(),
                            "offset", position.path("offset").asLong())
        };
    }

    private static MemberId id(Chatter chatter) throws Exception {
        return chatter.room()
                .joined()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .orElseThrow()
                .me()
                .id();
    }

    private static List<String> texts(ChatServer server, Room room) {
        long end = room.info().position().offset();
        await("the host's view")
                .atMost(PATIENCE)
                .until(() -> server.log(room.code()).stream()
                        .mapToLong(Entry::offset)
                        .anyMatch(offset -> offset == end));
        return server.log(room.code()).stream()
                .filter(entry -> entry.fact() instanceof Fact.Message)
                .map(entry -> ((Fact.Message) entry.fact()).text())
                .toList();
    }
}
