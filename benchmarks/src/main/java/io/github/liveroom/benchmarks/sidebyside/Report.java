package io.github.liveroom.benchmarks.sidebyside;

import io.github.liveroom.benchmarks.load.JsonLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes Markdown of results: tables, who is better and who is worse, the goals. */
final class Report {
    private final Results results;
    private final List<Contender> contenders;
    private final StringBuilder text = new StringBuilder();

    Report(Results results, List<Contender> contenders) {
        this.results = results;
        this.contenders = contenders;
    }

    /**
     * The whole report.
     *
     * @param facts lines about the machine
     */
    String write(List<String> facts) throws IOException {
        line("# Side by side");
        line("");
        line(
                "Written by `benchmarks/side-by-side`: see [README.md](README.md). The server runs on one core, the load tool on another,");
        line(
                "every run in fresh processes, contenders in turn. Medians, and in parentheses the least and the greatest. Only ratios inside");
        line("one table say something: machines differ, and one machine differs from hour to hour.");
        line("");
        facts.forEach(fact -> line("- " + fact));
        line("");
        versions();
        for (Workload workload : Workload.values()) {
            if (!results.of(workload).isEmpty()) {
                table(workload);
            }
        }
        goals();
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void versions() throws IOException {
        line("| name | what | versions |");
        line("| --- | --- | --- |");
        for (Contender contender : contenders) {
            line("| `" + contender.name() + "` | " + contender.title() + " | " + Machine.versions(contender) + " |");
        }
        line("");
    }

    private void table(Workload workload) {
        List<Contender> present = contenders.stream()
                .filter(contender -> results.contenders(workload).contains(contender.name()))
                .toList();
        List<Contender> ours = present.stream().filter(Contender::isOurs).toList();
        JsonLine last = results.of(workload).get(results.of(workload).size() - 1);

        line("## `" + workload.label() + "`: " + workload.title());
        line("");
        line("Measured " + last.text("at") + " with `" + last.text("command") + "`.");
        line("");
        StringBuilder head = new StringBuilder("| name | rounds ");
        StringBuilder rule = new StringBuilder("| --- | ---: ");
        for (Figure figure : workload.figures()) {
            head.append("| ").append(figure.title()).append(' ');
            rule.append("| ---: ");
        }
        for (Contender one : ours) {
            head.append("| × ").append(one.name()).append(' ');
            rule.append("| ---: ");
        }
        line(head + "| faults |");
        line(rule + "| --- |");
        present.forEach(contender -> row(workload, contender, ours));
        line("");
        ours.forEach(one -> words(workload, one, present));
    }

    private void row(Workload workload, Contender contender, List<Contender> ours) {
        StringBuilder row =
                new StringBuilder("| `" + contender.name() + "` | " + results.rounds(workload, contender.name()) + " ");
        for (Figure figure : workload.figures()) {
            row.append("| ")
                    .append(results.spread(workload, contender.name(), figure.key())
                            .map(spread -> show(figure, spread))
                            .orElse("–"))
                    .append(' ');
        }
        for (Contender one : ours) {
            row.append("| ")
                    .append(ratio(workload, contender, one)
                            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                            .orElse("–"))
                    .append(' ');
        }
        String faults = results.faults(workload, contender.name());
        line(row + "| " + (faults.isEmpty() ? "none" : faults.replace("|", "\\|")) + " |");
    }

    private static String show(Figure figure, Spread spread) {
        if (spread.min() == spread.max()) {
            return figure.show(spread.median());
        }
        return "%s (%s–%s)"
                .formatted(figure.show(spread.median()), figure.show(spread.min()), figure.show(spread.max()));
    }

    /** How many times our figure another one's is, by the figure that is compared. */
    private Optional<Double> ratio(Workload workload, Contender other, Contender one) {
        String key = workload.main().key();
        return results.median(workload, other.name(), key)
                .flatMap(value -> results.median(workload, one.name(), key)
                        .filter(mine -> mine > 0)
                        .map(mine -> value / mine));
    }

    /** Says in words whom one of ours beats, and who beats it. */
    private void words(Workload workload, Contender one, List<Contender> present) {
        List<String> wins = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        for (Contender other : present) {
            Optional<Double> ratio = ratio(workload, other, one);
            if (!other.isOurs() && ratio.isPresent()) {
                if (ratio.get() >= 1) {
                    wins.add(String.format(Locale.ROOT, "%s (%.2f ×)", other.title(), ratio.get()));
                } else {
                    losses.add(String.format(Locale.ROOT, "%s (%s of ours)", other.title(), percent(ratio.get())));
                }
            }
        }
        if (!wins.isEmpty()) {
            line(one.title() + " **wins** by " + workload.main().title() + " against " + String.join(", ", wins) + ".");
            line("");
        }
        if (!losses.isEmpty()) {
            line(one.title() + " **loses** by " + workload.main().title() + " to " + String.join(", ", losses) + ".");
            line("");
        }
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private void goals() {
        line("## Goals");
        line("");
        line(
                "What the core does alone, and very many rooms, are in [MICRO.md](MICRO.md). The time to start is measured by other means.");
        line("");
        line("| goal | on | measured | |");
        line("| --- | --- | --- | --- |");
        List<Goals.Goal> all = new Goals(results, contenders).all();
        all.stream().filter(goal -> goal.verdict() != Goals.Verdict.OPEN).forEach(this::goal);
        if (all.stream().anyMatch(goal -> goal.verdict() == Goals.Verdict.OPEN)) {
            line("");
            line("Not measured:");
            line("");
            all.stream()
                    .filter(goal -> goal.verdict() == Goals.Verdict.OPEN)
                    .forEach(goal -> line("- " + goal.text() + ", on " + goal.container()));
        }
    }

    private void goal(Goals.Goal goal) {
        line("| %s | %s | %s | %s |"
                .formatted(
                        goal.text(),
                        goal.container(),
                        goal.measured().replace("|", "\\|"),
                        goal.verdict().words()));
    }
}
