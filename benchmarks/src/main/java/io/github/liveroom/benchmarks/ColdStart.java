package io.github.liveroom.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How long a server takes from its process's start to somebody being in a room, and to the first page. Every start is a
 * fresh process; several command lines take turns, so that a noisy machine is as noisy to each of them.
 */
public final class ColdStart {
    private static final String THE_EXAMPLE = "java -jar examples/embedded-jetty/target/liveroom.jar --port ${port}";
    private static final String THE_WAR = "chat-demo-war/target/liveroom.war";
    private static final int ROUNDS = 9;

    private ColdStart() {}

    /**
     * Measures.
     *
     * @param args how many rounds, if not 9; then command lines, if not the one of the example. A word of them is what
     *     stands between blanks, and <code>${port}</code> is filled in.
     */
    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        boolean counted = !words.isEmpty() && words.get(0).matches("[0-9]+");
        int rounds = counted ? Integer.parseInt(words.remove(0)) : ROUNDS;
        List<String> commands = words.isEmpty() ? List.of(THE_EXAMPLE) : words;
        List<List<Times>> times = new ArrayList<>();
        for (String command : commands) {
            times.add(new ArrayList<>());
            start(command); // also makes the files and this program warm
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < commands.size(); i++) {
                times.get(i).add(start(commands.get(i)));
            }
        }
        for (int i = 0; i < commands.size(); i++) {
            System.out.println(commands.get(i));
            print("listens, ms", times.get(i), Times::listens);
            print("upgraded, ms", times.get(i), Times::upgraded);
            print("joined, ms", times.get(i), Times::joined);
            print("CPU until then, ms", times.get(i), Times::cpuOfJoin);
            print("page too, ms", times.get(i), Times::page);
            print("CPU until then, ms", times.get(i), Times::cpuOfPage);
        }
        for (String file : files(commands)) {
            System.out.printf(Locale.ROOT, "%,11d bytes  %s%n", Files.size(Path.of(file)), file);
        }
    }

    /** All in milliseconds, since the process was told to start; CPU is of all its threads, user and system. */
    private record Times(
            double listens, double upgraded, double joined, double cpuOfJoin, double page, double cpuOfPage) {}

    private static Times start(String command) throws Exception {
        int port = freePort();
        Path output = Files.createTempFile("cold-start", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        command.replace("${port}", Integer.toString(port)).split(" +"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        long start = System.nanoTime();
        Process server = builder.start();
        try (FirstVisitor visitor = FirstVisitor.connect(port, server)) {
            double listens = millis(start);
            visitor.upgrade();
            double upgraded = millis(start);
            visitor.enter();
            double joined = millis(start);
            double cpuOfJoin = cpu(server);
            FirstVisitor.page(port);
            return new Times(listens, upgraded, joined, cpuOfJoin, millis(start), cpu(server));
        } catch (IOException e) {
            throw new IOException(command + ": " + e.getMessage() + "\n" + Files.readString(output), e);
        } finally {
            end(server);
            Files.delete(output);
        }
    }

    private static void end(Process server) throws InterruptedException {
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static double cpu(Process server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static void print(String what, List<Times> times, ToDoubleFunction<Times> figure) {
        double[] sorted = times.stream().mapToDouble(figure).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "  %-19s %6.0f (%.0f..%.0f)%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static List<String> files(List<String> commands) {
        List<String> words = new ArrayList<>(List.of(String.join(" ", commands).split(" +")));
        words.add(THE_WAR);
        return words.stream()
                .filter(word -> word.matches(".*\\.[jw]ar") && Files.exists(Path.of(word)))
                .distinct()
                .toList();
    }
}
