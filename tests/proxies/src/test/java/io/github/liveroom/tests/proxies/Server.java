package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The runnable jar as a process of its own, under {@code /chat}, which trusts proxies at 127.0.0.1. */
final class Server implements AutoCloseable {
    /** Several servers start at once, on machines that may have much else to do. */
    private static final int SECONDS = 180;

    private static final String JAR = "../../examples/embedded-jetty/target/liveroom.jar";

    private final int port;
    private final List<String> settings;
    private Process process;

    private Server(int port, List<String> settings) {
        this.port = port;
        this.settings = settings;
    }

    /** Starts one and waits until it is open. */
    static Server start(String... settings) {
        Server server = new Server(Ports.free(), List.of(settings));
        server.run();
        return server;
    }

    int port() {
        return port;
    }

    /** Tells it to end, and waits for that. */
    void stop() {
        process.destroy();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("the server ends when told to")
                    .isTrue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Starts a stopped server again, on the same port. */
    void restart() {
        run();
    }

    @Override
    public void close() {
        stop();
    }

    private void run() {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        List<String> printed = new CopyOnWriteArrayList<>();
        try {
            process = builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BufferedReader lines = process.inputReader();
        Thread reader = new Thread(() -> read(lines, printed, opened), "server log");
        reader.setDaemon(true);
        reader.start();
        try {
            opened.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the server did not start; it printed " + printed, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ProcessBuilder builder() throws IOException {
        Path jar = Path.of(System.getProperty("liveroom.jar", JAR));
        assertThat(jar).as("the runnable jar, built by mvn package").exists();
        Path work = Files.createDirectories(Path.of("target", "server-tmp").toAbsolutePath());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + work,
                "-jar",
                jar.toString(),
                "--port",
                Integer.toString(port),
                "--context",
                "/chat",
                "--set",
                "trusted-proxies=127.0.0.1"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.equals("PORT") || name.startsWith("LIVEROOM_"));
        return builder;
    }

    private static void read(BufferedReader lines, List<String> printed, CompletableFuture<Void> opened) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (line.contains("LiveRoom is open at ")) {
                    opened.complete(null);
                }
            }
        } catch (IOException e) {
            // The process was killed in the middle of a line.
        }
        opened.completeExceptionally(new IOException("the server has ended"));
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError(e);
    }
}
