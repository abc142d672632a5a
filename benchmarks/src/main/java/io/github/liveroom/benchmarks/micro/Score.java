package io.github.liveroom.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What was measured of one benchmark with one set of parameters.
 *
 * @param benchmark class and method
 * @param params by name
 * @param nanos the processor time of an operation, in the middle of all iterations
 * @param min that of the fastest iteration
 * @param max that of the slowest
 * @param bytes what an operation allocates
 * @param deliveries how often an operation brings a message to a member, or 0 if that is not what it does
 */
record Score(
        String benchmark,
        Map<String, String> params,
        double nanos,
        double min,
        double max,
        double bytes,
        double deliveries) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MIDDLE = 50;
    private static final String DELIVERIES = "deliveries";

    /** Of a run in {@code AverageTime}, with the profiler {@code gc} and {@link CpuTime}. */
    static Score of(RunResult run) {
        BenchmarkParams benchmark = run.getParams();
        Map<String, String> params = new TreeMap<>();
        benchmark.getParamsKeys().forEach(key -> params.put(key, benchmark.getParam(key)));
        String[] names = benchmark.getBenchmark().split("\\.", -1);
        Statistics nanos = measured(run, CpuTime.LABEL);
        boolean delivers = run.getSecondaryResults().containsKey(DELIVERIES);
        return new Score(
                names[names.length - 2] + "." + names[names.length - 1],
                params,
                nanos.getPercentile(MIDDLE),
                nanos.getMin(),
                nanos.getMax(),
                measured(run, "gc.alloc.rate.norm").getPercentile(MIDDLE),
                // Both are times on the wall, of an operation and of a delivery.
                delivers
                        ? run.getPrimaryResult().getScore()
                                / measured(run, DELIVERIES).getMean()
                        : 0);
    }

    private static Statistics measured(RunResult run, String label) {
        Result<?> result = run.getSecondaryResults().get(label);
        if (result == null) {
            throw new IllegalArgumentException("not measured: " + label);
        }
        return result.getStatistics();
    }

    /** Whether it is of this benchmark, with these parameters at least. */
    boolean is(String name, Map<String, String> some) {
        return benchmark.equals(name) && params.entrySet().containsAll(some.entrySet());
    }

    String paramsInWords() {
        List<String> words = new ArrayList<>();
        params.forEach((name, value) -> words.add(name + " " + value));
        return String.join(", ", words);
    }

    double deliveriesPerSecond() {
        return deliveries * NANOS_PER_SECOND / nanos;
    }

    double nanosPerDelivery() {
        return nanos / deliveries;
    }
}
