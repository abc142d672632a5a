package io.github.liveroom.benchmarks.sidebyside;

import io.github.liveroom.benchmarks.load.JsonLine;
import io.github.liveroom.benchmarks.load.Load;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures contenders in turn, each in a process of its own on one core with the load tool on another, keeps every line, and
 * writes the report. To be called in the root of the repository.
 */
public final class SideBySide {
    private static final int SERVER_CORE = 0;
    private static final int LOAD_CORE = 1;

    private final Selection selection;
    private final Path raw;
    private final String command;
    private final String session = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

    private SideBySide(Selection selection, String command) {
        this.selection = selection;
        this.command = command;
        raw = selection.target().resolve("raw.jsonl");
    }

    /**
     * Measures, and writes the report.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.println(Selection.USAGE);
            return;
        }
        try {
            Selection selection = Selection.parse(List.of(args));
            new SideBySide(selection, "benchmarks/side-by-side " + String.join(" ", args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        List<Contender> all = Contender.read(selection.list());
        List<Contender> chosen = selection.chosen(all);
        Files.createDirectories(selection.target());
        if (!selection.reportOnly()) {
            for (Workload workload : selection.workloads()) {
                for (int round = 1; round <= selection.rounds(); round++) {
                    for (Contender contender : chosen) {
                        measure(workload, contender, round);
                    }
                }
            }
        }
        List<String> facts = new ArrayList<>(Machine.facts());
        facts.add(Machine.node());
        facts.add("written " + session);
        Files.writeString(selection.report(), new Report(results(), all).write(facts));
        System.out.println("written: " + selection.report());
    }

    private Results results() throws IOException {
        return new Results(
                Files.exists(raw)
                        ? Files.readAllLines(raw).stream().map(JsonLine::parse).toList()
                        : List.of());
    }

    private void measure(Workload workload, Contender contender, int round) throws IOException, InterruptedException {
        double capacity = workload == Workload.OVERLOAD ? capacity(contender, round) : 0;
        JsonLine line = load(workload, contender, selection.times(), capacity);
        keep(line, workload, contender, round);
        Figure figure = workload.main();
        System.out.printf(
                "%-10s %d %-24s %s %s %s%n",
                workload.label(),
                round,
                contender.name(),
                figure.title(),
                line.has(figure.key()) ? figure.show(line.number(figure.key())) : "–",
                line.text(Results.FAILURE));
    }

    /** What a contender delivers in a second under full load: as measured in this session, or else now. */
    private double capacity(Contender contender, int round) throws IOException, InterruptedException {
        boolean known = results().of(Workload.FANOUT_32).stream()
                .anyMatch(line -> line.text(Results.SESSION).equals(session)
                        && line.text(Results.LABEL).equals(contender.name()));
        if (!known) {
            keep(load(Workload.FANOUT_32, contender, selection.times(), 0), Workload.FANOUT_32, contender, round);
        }
        return results()
                .median(Workload.FANOUT_32, contender.name(), Figure.RATE.key())
                .orElse(0.0);
    }

    private void keep(JsonLine line, Workload workload, Contender contender, int round) throws IOException {
        line.put(Results.LABEL, contender.name())
                .put(Results.WORKLOAD, workload.label())
                .put("round", round)
                .put(Results.SESSION, session)
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("command", command);
        Files.writeString(raw, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** One run; a line that says why if there was none. */
    private JsonLine load(Workload workload, Contender contender, Workload.Times times, double capacity)
            throws InterruptedException {
        try (RunningServer server =
                RunningServer.start(contender, workload.rooms(), workload.heap(), SERVER_CORE, selection.target())) {
            List<String> words = new ArrayList<>(List.of(
                    "taskset",
                    "-c",
                    String.valueOf(LOAD_CORE),
                    "java",
                    "-Xms256m",
                    "-Xmx2g",
                    "-cp",
                    classes(),
                    Load.class.getName()));
            words.addAll(workload.arguments(times, capacity));
            words.addAll(server.arguments(contender));
            Process process = new ProcessBuilder(words)
                    .redirectError(selection.target().resolve("load.log").toFile())
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                return failure("the load tool ended with " + process.exitValue());
            }
            return JsonLine.parse(out.strip());
        } catch (IOException | IllegalArgumentException e) {
            return failure(String.valueOf(e.getMessage()));
        }
    }

    private static JsonLine failure(String why) {
        return new JsonLine().put(Results.FAILURE, why);
    }

    /** Where the load tool's classes are: it needs nothing else. */
    private static String classes() {
        return System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
    }
}
