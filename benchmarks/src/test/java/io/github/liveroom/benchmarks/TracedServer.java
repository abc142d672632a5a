package io.github.liveroom.benchmarks;

import io.github.liveroom.benchmarks.servers.OursOnJetty;
import io.github.liveroom.benchmarks.servers.OursOnTomcat;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** LiveRoom with one room in a process of its own, whose every call that writes is listed by {@code strace}. */
final class TracedServer implements AutoCloseable {
    /** Calls by name, with what the descriptor is; only these stop the process. */
    private static final List<String> STRACE = List.of(
            "strace",
            "-f",
            "-qq",
            "-y",
            "--seccomp-bpf",
            "-e",
            "trace=write,writev,sendto,sendmsg,sendmmsg",
            "-e",
            "signal=none",
            "-s",
            "0",
            "-o");

    /** Where a call begins; what it returns may come on a line of its own. */
    private static final Pattern TO_A_SOCKET = Pattern.compile("^\\d+ +[a-z]+\\(\\d+<socket:");

    private final Path trace;
    private final Path codes;
    private final Process strace;
    private final int port;

    /** On what it runs. Jetty and Tomcat each bring the Jakarta APIs, so only one of them can be on a class path. */
    enum Container {
        JETTY(OursOnJetty.class, "tomcat-.*"),
        TOMCAT(OursOnTomcat.class, "(jetty|jakarta)[-.].*");

        private final Class<?> main;
        private final String notOnItsPath;

        Container(Class<?> main, String notOnItsPath) {
            this.main = main;
            this.notOnItsPath = notOnItsPath;
        }

        private String classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !Path.of(entry).getFileName().toString().matches(notOnItsPath))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /**
     * Returns when it listens.
     *
     * @param framesPerSecond to each member of a busy room
     * @param folder for everything that the two write
     * @throws IOException with what was said if it does not start
     */
    TracedServer(Container container, int framesPerSecond, Path folder) throws IOException {
        trace = folder.resolve("trace");
        codes = folder.resolve("codes");
        Path errors = folder.resolve("errors");
        List<String> command = strace(trace);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it does not live long
                "-Djava.io.tmpdir=" + folder,
                "-Dframes=" + framesPerSecond,
                "-Dunacked=1000", // a burst does not wait for answers
                "-cp",
                container.classPath(),
                container.main.getName(),
                "0",
                codes.toString(),
                "1"));
        strace = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try {
            port = port(strace.inputReader());
        } catch (IOException e) {
            kill();
            throw new IOException(Files.readString(errors), e);
        }
    }

    private static int port(BufferedReader output) throws IOException {
        String line = output.readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IOException("the server says " + line);
        }
        return Integer.parseInt(line.substring("ready ".length()));
    }

    private static List<String> strace(Path output) {
        List<String> command = new ArrayList<>(STRACE);
        command.add(output.toString());
        return command;
    }

    /** Whether there is a {@code strace} that knows what is asked of it and may look at a process. */
    static boolean isPossible() throws InterruptedException {
        List<String> command = strace(Path.of("/dev/null"));
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + port + "/liveroom/ws");
    }

    String room() throws IOException {
        return Files.readString(codes).strip();
    }

    private void kill() {
        strace.descendants().forEach(ProcessHandle::destroyForcibly);
        strace.onExit().join();
    }

    /** Ends the server without a word to anybody, and tells how many calls there were in all that write to a connection. */
    long killAndCountWrites() throws IOException {
        kill();
        try (Stream<String> lines = Files.lines(trace)) {
            return lines.filter(line -> TO_A_SOCKET.matcher(line).find()).count();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
