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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twice what a server with a heap of 256 MiB can do, for as long as {@code -Dsoak.overload=60s} says: the server lives in as
 * much memory as before, nothing that is acknowledged is lost, doubled or out of order, nobody is put out, newcomers are told to come
 * again, and soon afterwards they are let in and all is as quick as before. Linux with {@code taskset} and two processors that nothing
 * else uses. Run by name only, which is why its own does not end as those of tests do. A short form, without a heap that is
 * small, is {@link LoadTest#overloadComesAndGoes}.
 */
class TwiceTheLoad {
    private static final int ROOMS = 10;
    private static final int MEMBERS = 50;
    private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(250);

    /** Until it is noticed that there is too much. */
    private static final Duration NOTICE = Duration.ofSeconds(5);

    /** Until everything is as it was before. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** Of each sender: what the server takes of one, to which our clients keep. What is to be sent above that waits at theirs. */
    private static final int UNDER_WAY = 64;

    /** The heap, and as much again for all else. */
    private static final int MOST_MEMORY_MB = 512;

    private final Duration overload = Duration.parse("PT" + System.getProperty("soak.overload", "60s"));

    @TempDir
    private Path folder;

    /**
     * In a process of its own, on one processor: a load tool that has to wait for one would be what is measured, and clients that are
     * slow are no load.
     */
    private record Server(Process process, int port, Path codes, Path said) implements AutoCloseable {
        static Server start(Path folder, String name) throws IOException {
            Path codes = folder.resolve(name + ".codes");
            Path said = folder.resolve(name + ".log");
            String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("tomcat-"))
                    .collect(Collectors.joining(File.pathSeparator));
            Process process = new ProcessBuilder(
                            "taskset",
                            "-c",
                            "0",
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
            arguments.addAll(List.of("--ahead", String.valueOf(UNDER_WAY)));
            arguments.addAll(List.of("--spin", "false", "--drain", "30"));
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
    private static final class Newcomers implements AutoCloseable {
        private record Asked(long millis, Newcomer.Told told) {}

        private final HttpClient http = HttpClient.newHttpClient();
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
        private final Server server;
        private final List<String> rooms;
        private final ScheduledFuture<?> coming;

        Newcomers(Server server) throws IOException {
            this.server = server;
            rooms = Files.readAllLines(server.codes());
            coming = timer.scheduleAtFixedRate(this::ask, 0, BETWEEN_NEWCOMERS.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void ask() {
            int number = asked.size();
            long millis = System.currentTimeMillis();
            try {
                asked.add(new Asked(
                        millis, Newcomer.ask(http, server.port(), rooms.get(number % ROOMS), "new" + number)));
            } catch (Exception e) {
                throw new IllegalStateException("newcomer " + number, e);
            }
        }

        /** Nobody more comes. Fails if somebody was not answered. */
        void end() throws Exception {
            if (!coming.cancel(false)) {
                coming.get();
            }
            timer.shutdown();
            assertThat(timer.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        }

        /** What those were told who came then. */
        List<Newcomer.Told> told(double fromMillis, double toMillis) {
            return asked.stream()
                    .filter(each -> each.millis() >= fromMillis && each.millis() < toMillis)
                    .map(Asked::told)
                    .toList();
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }

    /** What it delivers when far more is to be sent than it can, with the load tool as busy as it will be. */
    private double capacity() throws Exception {
        try (Server server = Server.start(folder, "probe")) {
            JsonLine out = server.load("fanout", "--window", "256", "--rate", "100000", "--warm", "10", "--secs", "10");
            assertThat(out.number("joined")).as(out.toString()).isEqualTo(ROOMS * MEMBERS);
            return out.number("del_s");
        }
    }

    @Test
    void harmsNobodyAndPasses() throws Exception {
        double capacity = capacity();
        try (Server server = Server.start(folder, "overloaded");
                Newcomers newcomers = new Newcomers(server)) {
            JsonLine out = server.load(
                    "overload",
                    "--warm",
                    "5",
                    "--rate",
                    "100",
                    "--secs",
                    "2",
                    "--overrate",
                    String.valueOf(2 * capacity / MEMBERS),
                    "--overload",
                    String.valueOf(overload.toSeconds()),
                    "--after",
                    String.valueOf(2 * RECOVERY.toSeconds()));
            newcomers.end();
            double begin = out.number("overload_ms");
            double end = out.number("after_ms");
            List<Newcomer.Told> during = newcomers.told(begin + NOTICE.toMillis(), end);
            List<Newcomer.Told> after = newcomers.told(end + RECOVERY.toMillis(), Double.MAX_VALUE);
            List<Newcomer.Told> refused =
                    during.stream().filter(each -> !each.isIn()).toList();
            System.out.println("TwiceTheLoad: capacity " + Math.round(capacity) + " deliveries/s, refused "
                    + refused.size() + " of " + during.size() + " newcomers, " + out);

            assertThat(server.process().isAlive())
                    .as(Files.readString(server.said()))
                    .isTrue();
            assertThat(out.number("joined")).isEqualTo(ROOMS * MEMBERS);
            for (String fault :
                    List.of("lost", "doubled", "reordered", "disordered", "cut", "misrouted", "foreign", "failed")) {
                assertThat(out.number(fault)).as(fault + " in " + out).isZero();
            }
            assertThat(out.text("err")).as("nobody is put out").isEmpty();
            assertThat(out.number("held"))
                    .as("more was to be sent than the server took: " + out)
                    .isPositive();
            assertThat(out.number("hwm_mb")).isLessThan(MOST_MEMORY_MB);

            assertThat(newcomers.told(0, Double.MAX_VALUE))
                    .filteredOn(each -> !each.isIn())
                    .allSatisfy(each -> {
                        assertThat(each.error()).isEqualTo("unavailable");
                        assertThat(each.retryAfterMillis()).isBetween(2000, 5000);
                    });
            assertThat(refused).hasSizeGreaterThan(during.size() * 3 / 4);
            assertThat(after).isNotEmpty().allMatch(Newcomer.Told::isIn);
            assertThat(out.number("back_ms"))
                    .as("until all is as it was: " + out)
                    .isLessThanOrEqualTo(RECOVERY.toMillis());
        }
    }
}
