package io.github.liveroom.tests.chaos;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.client.RoomLine;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What is acknowledged is neither lost nor doubled, whatever the network does. {@code -Dsoak.chaos=180s} goes on for
 * longer than the usual 20 seconds, {@code -Dliveroom.seed=N} plans the same faults as an earlier run.
 */
class ChaosTest {
    private static final int ROOMS = 2;
    private static final int CHATTERS = 7;
    private static final int MESSAGE_EVERY_MS = 8;
    private static final int REGRET_ONE_IN = 20;
    private static final int MOST_UNANSWERED = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final long seed = Long.getLong("liveroom.seed", System.nanoTime());
    private final Duration badWeather = Duration.parse("PT" + System.getProperty("soak.chaos", "20s"));
    private final Random random = new Random(seed);
    private final HttpClient http = HttpClient.newHttpClient();

    /** One room: those who chat through the bad network, and one who listens without. */
    private record Scene(Room room, Peer witness, List<Chatter> chatters) {}

    @Test
    void losesAndDoublesNothing() throws Exception {
        System.out.println("ChaosTest: -Dliveroom.seed=" + seed + " -Dsoak.chaos=" + badWeather.toSeconds() + "s");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<Scene> scenes = new ArrayList<>();
        try (ChatServer server = server();
                BadNetwork network = new BadNetwork(server.uri(), seed)) {
            for (int i = 0; i < ROOMS; i++) {
                scenes.add(scene(server, network, i));
            }
            network.misbehave();
            chatFor(badWeather, scenes);
            network.heal();
            System.out.println("ChaosTest: " + network.counts() + ", "
                    + scenes.stream()
                            .flatMap(scene -> scene.chatters().stream())
                            .mapToInt(Chatter::breaks)
                            .sum() + " breaks, "
                    + scenes.stream()
                            .mapToLong(scene -> scene.room().info().position().offset())
                            .sum()
                    + " entries");
            for (Scene scene : scenes) {
                awaitRest(scene);
                List<Entry> log = wholeLog(server, scene);
                assertExactlyOnce(log, scene);
                assertOneTruth(log, scene);
                assertNoText(scene);
            }
            assertThat(network.counts()).containsOnlyKeys(Fault.values());
            depart(scenes);
            await("nobody is left")
                    .atMost(PATIENCE)
                    .until(() -> server.rooms().rooms().isEmpty());
            await("no connection is left").atMost(PATIENCE).until(() -> server.connections() == 0);
        }
        await("no thread is left")
                .atMost(PATIENCE)
                .until(() -> threadsOfOurs(before).isEmpty());
    }

    /** Heartbeats and graces are so short that all of them run out now and then. */
    private static ChatServer server() throws Exception {
        return ChatServer.start(settings -> {
            settings.ping(Duration.ofMillis(500)).silentLimit(Duration.ofSeconds(2));
            settings.rooms()
                    .reconnectGrace(Duration.ofSeconds(4))
                    .emptyGrace(Duration.ofSeconds(1))
                    .retain(1_000_000)
                    .retainBytes(Integer.MAX_VALUE)
                    .recover(100_000)
                    .replyBytes(Integer.MAX_VALUE);
        });
    }

    private Scene scene(ChatServer server, BadNetwork network, int number) throws Exception {
        Room room = server.create();
        Peer witness = Peer.connect(HttpClient.newHttpClient(), server.uri()); // waits behind nobody's bytes
        witness.ok("join", "room", room.code().value(), "name", "Witness");
        List<Chatter> chatters = new ArrayList<>();
        for (int i = 0; i < CHATTERS; i++) {
            chatters.add(new Chatter(network.address(), http, room.code(), "R" + number + "C" + i, random.nextLong()));
        }
        for (Chatter chatter : chatters) {
            chatter.room().joined().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).orElseThrow();
        }
        return new Scene(room, witness, chatters);
    }

    private void chatFor(Duration time, List<Scene> scenes) throws InterruptedException {
        List<Chatter> all =
                scenes.stream().flatMap(scene -> scene.chatters().stream()).toList();
        CountDownLatch over = new CountDownLatch(1);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        clock.scheduleAtFixedRate(() -> chat(all), 0, MESSAGE_EVERY_MS, TimeUnit.MILLISECONDS);
        clock.schedule(over::countDown, time.toMillis(), TimeUnit.MILLISECONDS);
        over.await();
        clock.shutdownNow();
        assertThat(clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private void chat(List<Chatter> all) {
        Chatter chatter = all.get(random.nextInt(all.size()));
        if (random.nextInt(REGRET_ONE_IN) == 0) {
            chatter.regret();
        } else if (chatter.unanswered() < MOST_UNANSWERED) {
            chatter.count();
        }
    }

    /** Until everything is answered, everybody has heard all of it and sees everybody as the server does. */
    private static void awaitRest(Scene scene) {
        await("answers")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.chatters())
                        .as("in the room are %s", scene.room().members())
                        .allMatch(chatter -> chatter.unanswered() == 0));
        assertThat(scene.chatters()).flatExtracting(Chatter::wrong).isEmpty();
        await("the same picture").atMost(PATIENCE).untilAsserted(() -> {
            Set<Chatter.Seen> there = scene.room().members().stream()
                    .map(member -> new Chatter.Seen(
                            member.id().toString(), member.name(), member.role(), member.connections()))
                    .collect(Collectors.toSet());
            assertThat(there)
                    .hasSize(CHATTERS + 1)
                    .allSatisfy(member -> assertThat(member.connections()).isEqualTo(1));
            assertThat(scene.chatters()).allSatisfy(chatter -> {
                assertThat(chatter.members()).isEqualTo(there);
                assertThat(chatter.last())
                        .isEqualTo(scene.room().info().position().offset());
            });
        });
        scene.witness().awaitOffset(scene.room().info().position().offset());
    }

    private static List<Entry> wholeLog(ChatServer server, Scene scene) {
        long end = scene.room().info().position().offset();
        await("the host's view")
                .atMost(PATIENCE)
                .until(() -> server.log(scene.room().code()).size() == end);
        List<Entry> log = server.log(scene.room().code());
        assertThat(log)
                .extracting(Entry::offset)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, end).boxed().toList());
        return log;
    }

    private static void assertExactlyOnce(List<Entry> log, Scene scene) throws Exception {
        Map<String, List<Long>> said = log.stream()
                .filter(entry -> entry.fact() instanceof Fact.Message)
                .collect(Collectors.groupingBy(
                        entry -> ((Fact.Message) entry.fact()).text(),
                        Collectors.mapping(Entry::offset, Collectors.toList())));
        int expected = 0;
        for (Chatter chatter : scene.chatters()) {
            long before = 0;
            for (Map.Entry<String, CompletableFuture<Outcome<Answer.Sent>>> send :
                    chatter.sends().entrySet()) {
                Outcome<Answer.Sent> outcome = send.getValue().get(0, TimeUnit.SECONDS);
                assertThat(outcome).as(send.getKey()).isInstanceOf(Outcome.Ok.class);
                long offset = outcome.orElseThrow().offset();
                assertThat(said.get(send.getKey())).as(send.getKey()).containsExactly(offset);
                assertThat(offset)
                        .as(send.getKey() + " comes after the one before")
                        .isGreaterThan(before);
                before = offset;
                expected++;
            }
        }
        assertThat(said).as("nobody else said anything").hasSize(expected);
    }

    /** Everybody was told the same: what is in the log, each from the own join on. */
    private static void assertOneTruth(List<Entry> log, Scene scene) {
        Set<Long> deleted = log.stream()
                .filter(entry -> entry.fact() instanceof Fact.Delete)
                .map(entry -> ((Fact.Delete) entry.fact()).target())
                .collect(Collectors.toSet());
        assertThat(deleted)
                .containsAll(scene.chatters().stream()
                        .flatMap(chatter -> chatter.deletions().stream())
                        .toList());
        for (Chatter chatter : scene.chatters()) {
            List<RoomLine> lines = chatter.lines();
            List<Entry> since = log.subList(log.size() - lines.size(), log.size());
            for (int i = 0; i < lines.size(); i++) {
                assertSame(since.get(i), deleted, lines.get(i).fields()::get, chatter.name());
            }
        }
        List<JsonNode> pushes = scene.witness().entries();
        assertThat(pushes)
                .extracting(push -> push.path("offset").asLong())
                .as("what an undisturbed connection was told, join and all")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, log.size()).boxed().toList());
        for (int i = 0; i < pushes.size(); i++) {
            JsonNode push = pushes.get(i);
            assertSame(
                    log.get(i + 1),
                    deleted,
                    field -> push.has(field)
                            ? push.path(field).isNumber()
                                    ? (Object) push.path(field).asLong()
                                    : push.path(field).asText()
                            : null,
                    "Witness");
        }
    }

    private static void assertSame(Entry entry, Set<Long> deleted, Function<String, Object> told, String who) {
        String where = who + " at " + entry.offset();
        assertThat(told.apply("offset")).as(where).isEqualTo(entry.offset());
        assertThat(told.apply("at")).as(where).isEqualTo(entry.at().toEpochMilli());
        if (entry.fact() instanceof Fact.Message message) {
            assertThat(told.apply("type")).as(where).isEqualTo("message");
            assertThat(told.apply("member"))
                    .as(where)
                    .isEqualTo(message.member().toString());
            if (told.apply("deleted") == null) {
                assertThat(told.apply("text")).as(where).isEqualTo(message.text());
            } else {
                assertThat(deleted).as(where).contains(entry.offset());
                assertThat(told.apply("text")).as(where).isNull();
            }
        } else if (entry.fact() instanceof Fact.Delete deletion) {
            assertThat(told.apply("type")).as(where).isEqualTo("delete");
            assertThat(told.apply("target")).as(where).isEqualTo(deletion.target());
        } else if (entry.fact() instanceof Fact.Join join) {
            assertThat(told.apply("type")).as(where).isEqualTo("join");
            assertThat(told.apply("member")).as(where).isEqualTo(join.member().toString());
        } else if (entry.fact() instanceof Fact.Leave leave) {
            assertThat(told.apply("type")).as(where).isEqualTo("leave");
            assertThat(told.apply("member")).as(where).isEqualTo(leave.member().toString());
            assertThat(told.apply("reason")).as(where).isEqualTo("timeout");
        }
    }

    /** What was deleted can be read nowhere any more. */
    private static void assertNoText(Scene scene) {
        long next = scene.room().info().position().offset() + 1;
        Set<Long> deleted = scene.chatters().stream()
                .flatMap(chatter -> chatter.deletions().stream())
                .collect(Collectors.toSet());
        assertThat(deleted).isNotEmpty();
        while (next > 1) {
            JsonNode page =
                    scene.witness().ok("history", "room", scene.room().code().value(), "before", next, "limit", 100);
            for (JsonNode entry : page.path("entries")) {
                if (deleted.contains(entry.path("offset").asLong())) {
                    assertThat(entry.has("text")).isFalse();
                    assertThat(entry.path("deleted").asBoolean()).isTrue();
                }
            }
            next = page.path("entries").path(0).path("offset").asLong();
        }
    }

    /** Some say good-bye; of the others the server finds out. */
    private static void depart(List<Scene> scenes) {
        boolean politely = false;
        for (Scene scene : scenes) {
            for (Chatter chatter : scene.chatters()) {
                chatter.leave(politely);
                politely = !politely;
            }
            scene.witness().drop();
        }
    }

    private static Set<String> threadsOfOurs(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(not(before::contains))
                .map(Thread::getName)
                .filter(name -> name.startsWith("liveroom"))
                .collect(Collectors.toSet());
    }
}
