package io.github.liveroom.benchmarks.sidebyside;

import io.github.liveroom.benchmarks.load.JsonLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of many runs. Only runs of one session are compared: of each workload, the last session in which there is one.
 */
final class Results {
    static final String SESSION = "session";
    static final String WORKLOAD = "workload";
    static final String LABEL = "label";

    /** Why there are no figures. */
    static final String FAILURE = "failure";

    private static final List<String> FAULTS =
            List.of("lost", "doubled", "reordered", "disordered", "cut", "misrouted", "foreign", "failed", "stalls");

    private final List<JsonLine> lines;

    Results(List<JsonLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The lines of a workload, all of one session. */
    List<JsonLine> of(Workload workload) {
        List<JsonLine> some = lines.stream()
                .filter(line -> line.text(WORKLOAD).equals(workload.label()))
                .toList();
        return some.stream()
                .filter(line ->
                        line.text(SESSION).equals(some.get(some.size() - 1).text(SESSION)))
                .toList();
    }

    /** Who took part in a workload. */
    Set<String> contenders(Workload workload) {
        Set<String> names = new LinkedHashSet<>();
        of(workload).forEach(line -> names.add(line.text(LABEL)));
        return names;
    }

    private List<JsonLine> of(Workload workload, String contender) {
        return of(workload).stream()
                .filter(line -> line.text(LABEL).equals(contender))
                .toList();
    }

    /** How often a contender was measured. */
    int rounds(Workload workload, String contender) {
        return (int) of(workload, contender).stream()
                .filter(line -> !line.has(FAILURE))
                .count();
    }

    /** A figure of a contender over all rounds; empty if it was never measured. */
    Optional<Spread> spread(Workload workload, String contender, String key) {
        double[] values = of(workload, contender).stream()
                .filter(line -> line.has(key))
                .mapToDouble(line -> line.number(key))
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
    }

    Optional<Double> median(Workload workload, String contender, String key) {
        return spread(workload, contender, key).map(Spread::median);
    }

    /** What went wrong in all rounds together, "" if nothing did. */
    String faults(Workload workload, String contender) {
        List<String> all = new ArrayList<>();
        List<JsonLine> runs = of(workload, contender);
        for (String fault : FAULTS) {
            double sum = runs.stream().mapToDouble(line -> line.number(fault)).sum();
            if (sum > 0) {
                all.add("%s %,.0f".formatted(fault, sum));
            }
        }
        runs.stream()
                .map(line -> line.text("closes"))
                .filter(closes -> !closes.isEmpty())
                .map(closes -> "closed " + closes)
                .forEach(all::add);
        runs.stream()
                .map(line -> line.text(FAILURE))
                .filter(failure -> !failure.isEmpty())
                .distinct()
                .forEach(all::add);
        return String.join(", ", all);
    }
}
