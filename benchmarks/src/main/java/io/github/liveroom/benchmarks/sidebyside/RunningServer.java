package io.github.liveroom.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender that listens, on a core of its own. */
final class RunningServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;
    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final int port;
    private final Path codes;

    private RunningServer(Process process, int port, Path codes) {
        this.process = process;
        this.port = port;
        this.codes = codes;
    }

    /**
     * Starts it and waits until it says that it is ready.
     *
     * @param core where it runs
     * @param folder for what it prints
     * @throws IOException if it ends or says nothing
     */
    static RunningServer start(Contender contender, int rooms, List<String> heap, int core, Path folder)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path codes = folder.resolve(contender.name() + ".codes").toAbsolutePath();
        Path output = folder.resolve(contender.name() + ".log");
        List<String> command = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
        command.addAll(contender.command(port, codes, rooms, heap));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(contender.environment());
        RunningServer server = new RunningServer(builder.start(), port, codes);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.readAllLines(output).stream().noneMatch(("ready " + port)::equals)) {
            if (server.process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("did not start: see " + output);
            }
            if (System.nanoTime() > end) {
                server.close();
                throw new IOException("was not ready after " + PATIENCE_SECONDS + " s: see " + output);
            }
        }
        return server;
    }

    /** What the load tool has to know. */
    List<String> arguments(Contender contender) {
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                String.valueOf(port),
                "--pid",
                String.valueOf(process.pid()),
                "--dialect",
                contender.dialect()));
        if (contender.isOurs()) {
            arguments.addAll(List.of("--codes", codes.toString()));
        }
        return arguments;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
