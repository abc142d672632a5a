package io.github.liveroom.tests.client;

import static io.github.liveroom.tests.client.TalkingTest.create;
import static io.github.liveroom.tests.client.TalkingTest.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.RoomLine;
import io.github.liveroom.chat.client.Transport;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A busy room in which people come, drop out, go on elsewhere and are taken over by themselves, now over WebSocket and now
 * over HTTP, while twenty of them talk: everyone sees position + 1, + 2, … once, all see the same, and what was acknowledged
 * is there once.
 */
class ContinuityTest {
    private static final int SENDERS = 20;
    private static final int MESSAGES = 200;
    private static final int WANDERERS = 10;
    private static final int TURNS = 40;

    private final long seed = Long.getLong("liveroom.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final List<ChatClient> clients = new ArrayList<>();
    private final List<Ear> ears = new ArrayList<>();
    private ChatServer server;

    /** Somebody who changes connections, and what was heard through all of them. */
    private static final class Wanderer {
        final String name;
        Ear ear = new Ear();
        ChatClient client;
        ChatRoom room;

        Wanderer(String name) {
            this.name = name;
        }
    }

    @BeforeEach
    void start() throws Exception {
        System.out.println("ContinuityTest: -Dliveroom.seed=" + seed);
        server = ChatServer.start(Map.of(
                "busy-after", "0s",
                "commands-per-second", "100",
                "retain", "10000",
                "retain-bytes", "20000000",
                "recover", "5000",
                "handshakes-per-second", "500",
                "joins-per-second", "500"));
    }

    @AfterEach
    void stop() {
        clients.forEach(ChatClient::abort);
        server.close();
        threads.shutdownNow();
    }

    private ChatClient client(Transport transport) {
        ChatClient client = ChatClient.builder()
                .uri(server.uri())
                .transport(transport)
                .httpClient(http)
                .executor(threads)
                .build();
        clients.add(client);
        return client;
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void everyoneSeesEverythingOnceAndInTheSameOrder() {
        RoomCode code = create(client(Transport.WEBSOCKET));
        List<Wanderer> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(enter(new Wanderer("sender " + i), Transport.WEBSOCKET, code));
        }
        Map<String, CompletableFuture<Outcome<Answer.Sent>>> sent = new HashMap<>();
        List<Wanderer> everyone = new ArrayList<>(senders);
        List<Wanderer> wanderers = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (int i = 0; i < SENDERS; i++) {
                for (int n = 0; n < MESSAGES / TURNS; n++) {
                    String text = i + "." + turn + "." + n;
                    sent.put(text, senders.get(i).room.send(text));
                }
            }
            if (wanderers.size() < WANDERERS) {
                Wanderer somebody = enter(new Wanderer("wanderer " + turn), eitherTransport(), code);
                wanderers.add(somebody);
                everyone.add(somebody);
            } else {
                move(wanderers.get(random.nextInt(WANDERERS)), code);
            }
        }
        Map<String, Long> acknowledged = new HashMap<>();
        sent.forEach((text, answer) -> acknowledged.put(text, ok(answer).offset()));
        assertThat(acknowledged).hasSize(SENDERS * MESSAGES);
        String last = "the end";
        ok(senders.get(0).room.send(last));
        everyone.forEach(each -> each.ear.awaitText(last));

        Ear first = senders.get(0).ear;
        Map<String, Long> heard = new HashMap<>();
        for (RoomLine line : first.lines()) {
            if (line.isMessage()) {
                assertThat(heard.put(line.text(), line.offset()))
                        .as("said twice, seed %d", seed)
                        .isNull();
            }
        }
        heard.remove(last);
        assertThat(heard).as("what was acknowledged, seed %d", seed).isEqualTo(acknowledged);
        Map<Long, String> order = new HashMap<>();
        for (RoomLine line : ears.get(0).lines()) {
            order.put(line.offset(), describe(line));
        }
        for (Ear ear : ears) {
            ear.assertWhole();
            assertThat(ear.lines())
                    .as("what was heard, seed %d", seed)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(describe(line)).isEqualTo(order.get(line.offset())));
        }
    }

    /** What is the same for everyone: all but the {@code cid}. */
    private static String describe(RoomLine line) {
        Map<String, Object> fields = new HashMap<>(line.fields());
        fields.remove("cid");
        return fields.toString();
    }

    private Transport eitherTransport() {
        return random.nextBoolean() ? Transport.WEBSOCKET : Transport.HTTP;
    }

    private Wanderer enter(Wanderer somebody, Transport transport, RoomCode code) {
        somebody.client = client(transport);
        somebody.room = somebody.client.join(JoinOptions.of(code, somebody.name), somebody.ear);
        ok(somebody.room.joined());
        somebody.ear.awaitEvent("joined");
        ears.add(somebody.ear);
        return somebody;
    }

    /**
     * Drops out and goes on elsewhere, over either transport, heard by the same ear; or is taken over while still there, and
     * what the second client hears from then on is heard by an ear of its own, for the first one hears on until it is told.
     */
    private void move(Wanderer somebody, RoomCode code) {
        ChatRoom before = somebody.room;
        Ear ear = somebody.ear;
        boolean drops = random.nextBoolean();
        if (drops) {
            int ends = ear.count("ended 1000");
            somebody.client.abort();
            ear.awaitEvents("ended 1000", ends + 1);
        }
        Position since = before.position().orElseThrow();
        if (!drops) {
            somebody.ear = new Ear(since.offset());
            ears.add(somebody.ear);
        }
        int joins = somebody.ear.count("joined");
        somebody.client = client(eitherTransport());
        somebody.room = somebody.client.join(
                JoinOptions.of(code, somebody.name)
                        .resume(before.resumeSecret().orElseThrow())
                        .since(since),
                somebody.ear);
        assertThat(ok(somebody.room.joined()).me().id())
                .as("still the same member, seed %d", seed)
                .isEqualTo(before.me().orElseThrow().id());
        somebody.ear.awaitEvents("joined", joins + 1); // the position is that of which it was told
        if (!drops) {
            ear.awaitEvent("ended 4505");
        }
    }
}
