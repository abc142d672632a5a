package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy as a process of its own, which ends TLS in front of a server. */
final class Proxy implements AutoCloseable {
    private static final int SECONDS = 180;

    private final int port;
    private final Process process;

    private Proxy(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts one as {@code docs/operations.md} says, but for its time-outs, and waits until it listens. */
    static Proxy start(Kind kind, Server server, Duration idle, Certificate certificate) {
        return start(kind, Snippet.named(kind.program()), Ports.free(), server, idle, certificate);
    }

    /** Starts one as somebody has written it, on a port that is free. */
    static Proxy start(Kind kind, Snippet snippet, int port, Server server, Duration idle, Certificate certificate) {
        try {
            Path folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "proxies").toAbsolutePath()), kind.program());
            Kind.Setup setup = new Kind.Setup(folder, port, server.port(), idle, certificate);
            Path file = Files.writeString(folder.resolve("configuration"), kind.configuration(snippet, setup));
            Path log = folder.resolve("log");
            Proxy proxy = new Proxy(port, run(kind, folder, file, log));
            proxy.awaitOpen(log);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process run(Kind kind, Path folder, Path file, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Program.find(kind.program())
                .orElseThrow(() -> new AssertionError(
                        "There is no " + kind.program() + " on the PATH, and where CI=true that is a failure."))
                .toString());
        command.addAll(kind.options(folder, file));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        return builder.start();
    }

    private void awaitOpen(Path log) throws IOException {
        await("a proxy that listens").atMost(SECONDS, TimeUnit.SECONDS).until(() -> !process.isAlive() || isOpen());
        if (!process.isAlive()) {
            throw new AssertionError("the proxy has ended; it said " + Files.readString(log));
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where pages of the chat are, and what they come from. */
    URI home() {
        return URI.create(origin() + "/chat/");
    }

    String origin() {
        return "https://localhost:" + port;
    }

    /** Where the chat's WebSocket is. */
    URI endpoint() {
        return URI.create("wss://localhost:" + port + "/chat/liveroom/ws");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("the proxy ends when told to")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
