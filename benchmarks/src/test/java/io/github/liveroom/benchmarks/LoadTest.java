package io.github.liveroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.liveroom.benchmarks.load.JsonLine;
import io.github.liveroom.benchmarks.load.Load;
import io.github.liveroom.chat.jakarta.ChatGateway;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short runs of every mode, against LiveRoom itself. */
class LoadTest {
    private static final int ROOMS = 2;
    private static final int MEMBERS = 5;

    @TempDir
    private Path folder;

    private static JsonLine run(int port, String mode, List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--mode", mode, "--port", "" + port));
        arguments.addAll(List.of("--rooms", "" + ROOMS, "--members", "" + MEMBERS, "--pubs", "2"));
        arguments.addAll(List.of("--warm", "0.05", "--secs", "0.2", "--settle", "0", "--spin", "false"));
        arguments.addAll(List.of("--pid", "self", "--timeout", "10"));
        arguments.addAll(more);
        return Load.run(arguments);
    }

    private JsonLine runOnLiveRoom(String mode, String... more) throws Exception {
        ChatGateway gateway = ChatGateway.builder()
                .commandsPerSecond(1_000_000)
                .commandsBurst(1_000_000)
                .handshakesPerSecond(10_000)
                .joinsPerSecond(10_000)
                .unacked(1_000)
                .build();
        List<String> codes = new ArrayList<>();
        try (BareServer server = new BareServer(gateway)) {
            for (int i = 0; i < ROOMS; i++) {
                codes.add(gateway.rooms().create().code().toString());
            }
            Path file = Files.write(folder.resolve("codes"), codes);
            List<String> all = new ArrayList<>(List.of("--codes", file.toString()));
            all.addAll(List.of(more));
            return run(server.port(), mode, all);
        }
    }

    private static void assertFaultless(JsonLine out) {
        assertThat(out.number("joined")).as(out.toString()).isEqualTo(ROOMS * MEMBERS);
        for (String fault :
                List.of("lost", "doubled", "reordered", "disordered", "cut", "misrouted", "foreign", "failed")) {
            assertThat(out.number(fault)).as(fault + " in " + out).isZero();
        }
    }

    private static void assertDeliveredToAll(JsonLine out) {
        assertFaultless(out);
        assertThat(out.number("published")).isPositive();
        assertThat(out.number("delivered")).isEqualTo(out.number("published") * MEMBERS);
        assertThat(out.text("err")).isEmpty();
    }

    @Test
    void inClosedLoopEverybodyHasEverything() throws Exception {
        JsonLine out = runOnLiveRoom("fanout", "--window", "3", "--secs", "1");
        assertDeliveredToAll(out);
        assertThat(out.number("frames_per_del")).isPositive().isLessThanOrEqualTo(1.5);
        assertThat(out.number("p50_us")).isPositive();
        assertThat(out.number("rss_mb")).isPositive();
    }

    @Test
    void inOpenLoopEverybodyHasEverything() throws Exception {
        assertDeliveredToAll(runOnLiveRoom("fanout", "--rate", "500"));
    }

    @Test
    void whoHasEnoughUnderWaySendsNoMore() throws Exception {
        JsonLine out = runOnLiveRoom("fanout", "--rate", "100000", "--ahead", "2");
        assertDeliveredToAll(out);
        assertThat(out.number("held")).isPositive();
        assertThat(out.number("refused")).isZero();
    }

    @Test
    void overloadComesAndGoes() throws Exception {
        JsonLine out =
                runOnLiveRoom("overload", "--rate", "100", "--overrate", "1000", "--overload", "0.2", "--after", "0.2");
        assertDeliveredToAll(out);
        assertThat(out.has("back_ms")).isTrue();
    }

    @Test
    void idleMembersAreThere() throws Exception {
        JsonLine out = runOnLiveRoom("idle", "--hold", "0.1");
        assertFaultless(out);
        assertThat(out.number("delivered")).isZero();
        assertThat(out.has("rss_per_conn_kb")).isTrue();
    }

    @Test
    void passersByAreCounted() throws Exception {
        JsonLine out = runOnLiveRoom("churn", "--churn", "2", "--secs", "1");
        assertFaultless(out);
        assertThat(out.number("joins_s")).isPositive();
        assertThat(out.text("closes")).isEmpty();
    }

    @Test
    void oneMayStopReading() throws Exception {
        JsonLine out = runOnLiveRoom("slow", "--rate", "200");
        assertDeliveredToAll(out);
        assertThat(out.number("p99_ratio")).isPositive();
        assertThat(out.number("stalled_code")).isZero();
    }

    @Test
    void aServerThatIsNoneIsSaidToBeNone() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            JsonLine out =
                    run(server.getAddress().getPort(), "idle", List.of("--hold", "0.01", "--dialect", "rawjson"));
            assertThat(out.number("joined")).isZero();
            assertThat(out.number("failed")).isEqualTo(ROOMS * MEMBERS);
            assertThat(out.text("err")).contains("404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void fewerCodesThanRoomsAreTooFew() throws Exception {
        Path file = Files.writeString(folder.resolve("codes"), "KQZW\n\n");
        assertThatThrownBy(() -> run(1, "idle", List.of("--codes", file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 codes are too few for 2 rooms");
    }
}
