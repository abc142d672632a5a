package io.github.liveroom.benchmarks.micro;

import io.github.liveroom.benchmarks.sidebyside.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of what LiveRoom does alone, and writes the report. To be called in the root of the repository. */
public final class Micro {
    private static final Path REPORT = Path.of("benchmarks", "MICRO.md");
    private static final String CLASSES = "Benchmark\\.";
    private static final int FORKS = 1;
    private static final int WARM_UPS = 6;
    private static final int ITERATIONS = 5;

    /** The collector is what a JVM takes that sees one processor. */
    private static final String[] JVM = {"-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"};

    private Micro() {}

    /**
     * Measures, and writes the report.
     *
     * @param args as JMH takes them: which benchmarks, and for how long; {@code -h} lists them
     */
    public static void main(String[] args) throws IOException, RunnerException {
        try {
            CommandLineOptions given = new CommandLineOptions(args);
            if (given.shouldHelp()) {
                given.showHelp();
                return;
            }
            run(given, String.join(" ", args));
        } catch (CommandLineOptionException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(CommandLineOptions given, String words) throws IOException, RunnerException {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int forks = given.getForkCount().orElse(FORKS);
        int iterations = given.getMeasurementIterations().orElse(ITERATIONS);
        TimeValue time = given.getMeasurementTime().orElse(TimeValue.seconds(1));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(given)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                .warmupIterations(given.getWarmupIterations().orElse(WARM_UPS))
                .warmupTime(given.getWarmupTime().orElse(TimeValue.seconds(1)))
                .measurementIterations(iterations)
                .measurementTime(time)
                .jvmArgs(given.getJvmArgs().orElse(List.of(JVM)).toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class);
        if (given.getIncludes().isEmpty()) {
            options.include(CLASSES);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        List<String> facts = new ArrayList<>(Machine.facts());
        facts.add("JMH " + results.iterator().next().getParams().getJmhVersion() + ", " + String.join(" ", JVM));
        facts.add("JVMs for each row: %d, iterations in each: %d of %s".formatted(forks, iterations, time));
        facts.add("`benchmarks/micro%s`, %s".formatted(words.isEmpty() ? "" : " " + words, begin));
        Files.writeString(
                REPORT, MicroReport.write(facts, results.stream().map(Score::of).toList()));
        System.out.println("written: " + REPORT);
    }
}
