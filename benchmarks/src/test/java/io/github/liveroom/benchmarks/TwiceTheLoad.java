package io.github.liveroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.benchmarks.load.JsonLine;
import io.github.liveroom.benchmarks.load.Load;
import io.github.liveroom.benchmarks.servers.OursOnJetty;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twice what a server with a heap of 256 MiB can do, for as long as {@code -Dsoak.overload=60s} says: the server lives, nothing
 * that is acknowledged is lost, doubled or out of order, nobody is put out, newcomers are let in or told to come again, and afterwards
 * they are let in. Run by name only, which is why its own does not end as those of tests do. A short form, without a heap that is
 * small, is {@link LoadTest#overloadComesAndGoes}.
 */
class TwiceTheLoad {
    private static final int ROOMS = 10;
    private static final int MEMBERS = 50;
    private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(250);
    private static final long RECOVERY_SECONDS = 60;

    private final Duration overload = Duration.parse("PT" + System.getProperty("soak.overload", "60s"));

    @TempDir
    private Path folder;

    /** In a process of its own. */
    private record Server(Process process, int port, Path codes, Path said) implements AutoCloseable {
        static Server start(Path folder, String name) throws IOException {
            Path codes = folder.resolve(name + ".codes");
            Path said = folder.resolve(name + ".log");
            String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("tomcat-"))
                    .collect(Collectors.joining(File.pathSeparator));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Djava.io.tmpdir=" + folder,
                            "-cp",
                            classPath,
                            OursOnJetty.class.getName(),
                            "0",
                            codes.toString(),
                            String.valueOf(ROOMS))
                    .redirectError(said.toFile())
                    .start();
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            if (line == null || !line.startsWith("ready ")) {
                process.destroyForcibly();
                throw new IOException("the server says " + line + Files.readString(said));
            }
            return new Server(process, Integer.parseInt(line.substring("ready ".length())), codes, said);
        }

        JsonLine load(String mode, String... more) throws Exception {
            List<String> arguments = new ArrayList<>(List.of("--mode", mode, "--port", String.valueOf(port)));
            arguments.addAll(List.of("--pid", String.valueOf(process.pid()), "--codes", codes.toString()));
            arguments.addAll(List.of("--rooms", String.valueOf(ROOMS), "--members", String.valueOf(MEMBERS)));
            // Everybody speaks: a few who do, and wait for no answer, would be closed with 4408.
            arguments.addAll(List.of("--pubs", String.valueOf(MEMBERS)));
            arguments.addAll(List.of("--spin", "false", "--warm", "5", "--drain", "30"));
            arguments.addAll(List.of(more));
            return Load.run(arguments);
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Those who come all the time, each into another room. */
    private static final class Newcomers {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Server server;
        private final List<String> rooms;
        private final AtomicBoolean over = new AtomicBoolean();
        private int asked;
        private int in;

        Newcomers(Server server) throws IOException {
            this.server = server;
            this.rooms = Files.readAllLines(server.codes());
        }

        Newcomer.Told ask() throws Exception {
            asked++;
            return Newcomer.ask(http, server.port(), rooms.get(asked % ROOMS), "new" + asked);
        }

        void come() {
            try {
                while (!over.get()) {
                    Newcomer.Told told = ask();
                    if (told.isIn()) {
                        in++;
                    } else {
                        assertThat(told.error()).isEqualTo("unavailable");
                        assertThat(told.retryAfterMillis()).isBetween(2000, 5000);
                    }
                    Thread.sleep(BETWEEN_NEWCOMERS.toMillis());
                }
            } catch (Exception e) {
                throw new IllegalStateException("newcomer " + asked, e);
            }
        }
    }

    private double capacity() throws Exception {
        try (Server server = Server.start(folder, "probe")) {
            JsonLine out = server.load("fanout", "--window", "32", "--secs", "5");
            assertThat(out.number("joined")).as(out.toString()).isEqualTo(ROOMS * MEMBERS);
            return out.number("del_s");
        }
    }

    @Test
    void harmsNobodyAndPasses() throws Exception {
        double capacity = capacity();
        try (Server server = Server.start(folder, "overloaded")) {
            Newcomers newcomers = new Newcomers(server);
            CompletableFuture<Void> coming = CompletableFuture.runAsync(newcomers::come);
            JsonLine out = server.load(
                    "overload",
                    "--rate",
                    "100",
                    "--secs",
                    "2",
                    "--overrate",
                    String.valueOf(2 * capacity / MEMBERS),
                    "--overload",
                    String.valueOf(overload.toSeconds()));
            newcomers.over.set(true);
            coming.join();
            System.out.println("TwiceTheLoad: capacity " + Math.round(capacity) + " deliveries/s, " + newcomers.asked
                    + " newcomers, " + newcomers.in + " let in, " + out);

            assertThat(server.process().isAlive())
                    .as(Files.readString(server.said()))
                    .isTrue();
            assertThat(out.number("joined")).isEqualTo(ROOMS * MEMBERS);
            for (String fault :
                    List.of("lost", "doubled", "reordered", "disordered", "cut", "misrouted", "foreign", "failed")) {
                assertThat(out.number(fault)).as(fault + " in " + out).isZero();
            }
            assertThat(out.text("err")).isEmpty();
            assertThat(newcomers.asked).isPositive();
            long end = System.nanoTime() + Duration.ofSeconds(RECOVERY_SECONDS).toNanos();
            Newcomer.Told told = newcomers.ask();
            while (!told.isIn() && System.nanoTime() < end) {
                Thread.sleep(told.retryAfterMillis());
                told = newcomers.ask();
            }
            assertThat(told.isIn()).isTrue();
        }
    }
}
