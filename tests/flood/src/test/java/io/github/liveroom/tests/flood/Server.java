package io.github.liveroom.tests.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The runnable jar as a process of its own, which is looked at from outside. */
final class Server implements AutoCloseable {
    private static final Pattern OPEN = Pattern.compile("LiveRoom is open at http://localhost:(\\d+)/");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one and waits until it is open. */
    static Server start(String... settings) throws IOException {
        Path jar = Path.of(System.getProperty("liveroom.jar", "../../examples/embedded-jetty/target/liveroom.jar"));
        assertThat(jar).as("the runnable jar, built by mvn package").exists();
        Path work = Files.createDirectories(Path.of("target", "server-tmp").toAbsolutePath());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + work,
                "-jar",
                jar.toString(),
                "--port",
                "0"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(work.resolve("errors.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.matches("PORT|LIVEROOM_.*|JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        Matcher open = OPEN.matcher(String.valueOf(out.readLine()));
        if (!open.matches()) {
            process.destroyForcibly();
            throw new AssertionError("the server did not start; see " + work.resolve("errors.txt"));
        }
        return new Server(process, Integer.parseInt(open.group(1)));
    }

    int port() {
        return port;
    }

    /** How many sockets it has open. */
    long sockets() {
        try (Stream<Path> descriptors = Files.list(proc().resolve("fd"))) {
            return descriptors.filter(Server::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** How many threads it has. */
    int threads() {
        try (Stream<String> lines = Files.lines(proc().resolve("status"))) {
            return lines.filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line ->
                            Integer.parseInt(line.substring("Threads:".length()).strip()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit()).as("it ends when told to").succeedsWithin(PATIENCE);
    }
}
