package io.github.liveroom.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.jakarta.session.OutboxBenchmark;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each benchmark once, in this JVM and in small: nothing is measured here, but none breaks unnoticed. */
class BenchmarksTest {
    private static final List<Class<?>> ALL = List.of(
            CodecBenchmark.class,
            DirectoryBenchmark.class,
            FanOutBenchmark.class,
            ManyRoomsBenchmark.class,
            OutboxBenchmark.class,
            TimerBenchmark.class);

    @Test
    void eachRunsAndFindsThatItDidWhatItMeasures() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("Benchmark\\.")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .param("members", "10")
                        .param("gathered", "1", "32")
                        .param("rooms", "3")
                        .param("kept", "5")
                        .param("away", "5")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        Set<String> run = new TreeSet<>();
        results.forEach(result -> run.add(result.getParams().getBenchmark()));
        assertThat(run).containsExactlyInAnyOrderElementsOf(methods());
    }

    private static List<String> methods() {
        return ALL.stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(BenchmarksTest::name)
                .toList();
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
