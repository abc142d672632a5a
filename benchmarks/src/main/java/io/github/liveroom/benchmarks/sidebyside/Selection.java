package io.github.liveroom.benchmarks.sidebyside;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be done.
 *
 * @param workloads in this order
 * @param contenders names; all if empty
 * @param rounds how often each contender is measured
 * @param reportOnly whether the report is only written again
 */
record Selection(
        List<Workload> workloads,
        List<String> contenders,
        int rounds,
        Workload.Times times,
        boolean reportOnly,
        Path list,
        Path target,
        Path report) {

    static final String USAGE = """
              --only a,b           workloads; all if absent
              --contenders a,b     names from the list; all if absent
              --rounds 5           how often each is measured
              --warm 8 --secs 10   seconds of a run that are not measured, and that are
              --report             write the report again, measure nothing
              --list FILE          benchmarks/contenders.json
              --target FOLDER      for raw lines, codes and logs: benchmarks/target/side-by-side
              --out FILE           benchmarks/RESULTS.md\
            """;

    /** @throws IllegalArgumentException if there is no such option, or a value is not valid */
    static Selection parse(List<String> arguments) {
        List<Workload> workloads = List.of(Workload.values());
        List<String> contenders = List.of();
        int rounds = 5;
        double warm = 8;
        double secs = 10;
        boolean reportOnly = false;
        Path list = Path.of("benchmarks", "contenders.json");
        Path target = Path.of("benchmarks", "target", "side-by-side");
        Path report = Path.of("benchmarks", "RESULTS.md");
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--report")) {
                reportOnly = true;
                continue;
            }
            if (++i == arguments.size()) {
                throw new IllegalArgumentException(name + " has no value");
            }
            String value = arguments.get(i);
            switch (name) {
                case "--only" ->
                    workloads = names(value).stream().map(Workload::named).toList();
                case "--contenders" -> contenders = names(value);
                case "--rounds" -> rounds = (int) number(name, value);
                case "--warm" -> warm = number(name, value);
                case "--secs" -> secs = number(name, value);
                case "--list" -> list = Path.of(value);
                case "--target" -> target = Path.of(value);
                case "--out" -> report = Path.of(value);
                default -> throw new IllegalArgumentException("there is no option " + name);
            }
        }
        return new Selection(
                workloads, contenders, rounds, new Workload.Times(warm, secs), reportOnly, list, target, report);
    }

    /**
     * Those that are to be measured.
     *
     * @throws IllegalArgumentException if one is not in the list
     */
    List<Contender> chosen(List<Contender> all) {
        for (String name : contenders) {
            if (all.stream().noneMatch(contender -> contender.name().equals(name))) {
                throw new IllegalArgumentException("there is no contender " + name + ". There are: "
                        + String.join(", ", all.stream().map(Contender::name).toList()));
            }
        }
        return all.stream()
                .filter(contender -> contenders.isEmpty() || contenders.contains(contender.name()))
                .toList();
    }

    private static List<String> names(String value) {
        return Arrays.asList(value.split(",", -1));
    }

    private static double number(String name, String value) {
        try {
            double number = Double.parseDouble(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " " + value + " is not a number above 0");
    }
}
