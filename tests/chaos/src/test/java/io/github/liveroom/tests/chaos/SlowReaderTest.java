package io.github.liveroom.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.Room;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One of a hundred members does not read. */
class SlowReaderTest {
    private static final int OTHERS = 99;
    private static final int MIB = 1024 * 1024;

    /** The queue of a connection, what the operating system holds at both ends, and some more. */
    private static final int MOST_HELD = 2 * MIB;

    private static final int MOST_LEFT = 8 * MIB;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isCutOffHoldsNobodyUpAndComesBackWhole() throws Exception {
        try (ChatServer server = ChatServer.start(
                        settings -> settings.rooms().retainBytes(16L * MIB).replyBytes(8 * MIB));
                RawSocket stalled = new RawSocket(server.uri())) {
            Room room = server.create();
            String code = room.code().value();
            List<Peer> others = join(server, code);
            stalled.send(Peer.command(1, "join", "room", code, "name", "Stalled", "tail", 0));
            JsonNode joined = stalled.reply().path("ok");
            long position = joined.path("room").path("offset").asLong();
            assertThat(position).isEqualTo(OTHERS + 1);

            Peer speaker = others.get(0);
            long before = usedHeap();
            long said = 0;
            String filling = "x".repeat(3_900);
            while (room.info().count() == OTHERS + 1 && isThere(room)) {
                assertThat(said * filling.length())
                        .as("what waits for one who does not read")
                        .isLessThan(MOST_HELD);
                speaker.say(code, ++said + " " + filling);
                for (Peer other : others) {
                    other.awaitOffset(position + said);
                }
            }
            long end = position + said;
            assertThat(room.info().position().offset()).as("a drop is no entry").isEqualTo(end);
            for (Peer other : others) {
                assertThat(other.isOpen()).isTrue();
            }
            assertInOrder(others, end, position);
            others.forEach(Peer::forget);
            await("what was kept for it is free")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> usedHeap() - before < MOST_LEFT);

            List<JsonNode> late = new ArrayList<>();
            assertThat(stalled.closeCode(late))
                    .as("the close frame may stand behind a full pipe")
                    .isIn(4008, 1006);
            assertThat(late.stream()
                            .filter(line -> line.has("offset"))
                            .map(line -> line.path("offset").asLong()))
                    .as("what had arrived is without a hole")
                    .containsExactlyElementsOf(LongStream.rangeClosed(
                                    position + 1,
                                    position
                                            + late.stream()
                                                    .filter(line -> line.has("offset"))
                                                    .count())
                            .boxed()
                            .toList());

            try (Peer again = Peer.connect(http, server.uri())) {
                JsonNode back = again.ok(
                        "join",
                        "room",
                        code,
                        "resume",
                        joined.path("resume").asText(),
                        "since",
                        Map.of("epoch", joined.path("room").path("epoch").asText(), "offset", position));
                assertThat(back.path("me")).isEqualTo(joined.path("me"));
                assertThat(back.path("recovered").asBoolean()).isTrue();
                assertThat(back.path("room").path("offset").asLong()).isEqualTo(end);
                List<Long> missed = new ArrayList<>();
                for (JsonNode entry : back.path("entries")) {
                    missed.add(entry.path("offset").asLong());
                    assertThat(entry.path("text").asText()).isEqualTo(missed.size() + " " + filling);
                }
                assertThat(missed)
                        .containsExactlyElementsOf(LongStream.rangeClosed(position + 1, end)
                                .boxed()
                                .toList());
                speaker.say(code, "welcome back");
                again.awaitOffset(end + 1);
                assertThat(again.entries()).hasSize(1);
            }
            others.forEach(Peer::close);
        }
    }

    private List<Peer> join(ChatServer server, String code) {
        List<Peer> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            Peer other = Peer.connect(http, server.uri());
            other.ok("join", "room", code, "name", "Member " + i, "tail", 0);
            others.add(other);
        }
        return others;
    }

    private static boolean isThere(Room room) {
        return room.memberNamed("Stalled").orElseThrow().connections() > 0;
    }

    private static void assertInOrder(List<Peer> others, long end, long position) {
        for (int i = 0; i < OTHERS; i++) {
            List<JsonNode> entries = others.get(i).entries();
            // Each was the first to know of those who came later.
            assertThat(entries)
                    .extracting(entry -> entry.path("offset").asLong())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(i + 2, end).boxed().toList());
            assertThat(entries)
                    .filteredOn(entry -> entry.path("type").asText().equals("message"))
                    .allSatisfy(entry -> assertThat(entry.path("text").asText())
                            .startsWith(entry.path("offset").asLong() - position + " x"));
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
