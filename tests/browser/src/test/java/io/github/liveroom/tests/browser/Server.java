package io.github.liveroom.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The runnable jar as a process of its own, on a free port. */
final class Server implements AutoCloseable {
    private static final int SECONDS = 60;
    private static final Pattern AUDIT = Pattern.compile("\\S+ \\S+ INFO (admin )?[a-z]+ room=[^ ]+ .*");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String JAR = "../../examples/embedded-jetty/target/liveroom.jar";

    private final List<String> options;
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private Process process;
    private URI address;

    private Server(List<String> options) {
        this.options = options;
    }

    /** Starts the chat with options of its command line. */
    static Server start(List<String> options) {
        Server server = new Server(options);
        server.run(0);
        return server;
    }

    /** Where the home page is, as the log says; ends with a slash. */
    URI address() {
        return address;
    }

    /** As {@code kill -9}: nobody is told. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts a killed server again, with the same settings on the same port. */
    void restart() {
        run(address.getPort());
    }

    /** A test that failed after it had killed the server takes no other along. */
    void restartIfDead() {
        if (!process.isAlive()) {
            restart();
        }
    }

    /** Fails if the log has anything but the line with the address, and those of what was done to keep order. */
    void assertQuiet() {
        assertThat(printed)
                .filteredOn(line -> !AUDIT.matcher(line).matches())
                .as("what the server printed")
                .hasSize(1);
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
        assertQuiet();
    }

    private void run(int port) {
        printed.clear();
        CompletableFuture<URI> opened = new CompletableFuture<>();
        try {
            process = builder(port).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BufferedReader lines = process.inputReader();
        Thread reader = new Thread(() -> read(lines, opened), "server log");
        reader.setDaemon(true);
        reader.start();
        try {
            address = opened.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the server did not start; it printed " + printed, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ProcessBuilder builder(int port) {
        Path jar = Path.of(System.getProperty("liveroom.jar", JAR));
        assertThat(jar).as("the runnable jar, built by mvn package").exists();
        Path work = TARGET.resolve("server-tmp");
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                "--set", // machines that run tests are busy
                "busy-after=0s"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.equals("PORT") || name.startsWith("LIVEROOM_"));
        return builder;
    }

    private void read(BufferedReader lines, CompletableFuture<URI> opened) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                int url = line.indexOf("http://");
                if (url >= 0) {
                    opened.complete(URI.create(line.substring(url).strip()));
                }
            }
        } catch (IOException e) {
            // The process was killed in the middle of a line.
        }
        opened.completeExceptionally(new IOException("the server has ended"));
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("the server ends when told to")
                    .isTrue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError(e);
    }
}
