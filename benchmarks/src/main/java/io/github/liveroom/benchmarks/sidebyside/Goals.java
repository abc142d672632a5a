package io.github.liveroom.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What LiveRoom should reach, on each container that it was measured on. */
final class Goals {

    private static final Set<Double> PUT_OUT = Set.of(4008.0, 1006.0);

    /** Those that the goal for small and big rooms names, besides the naive chat of the same container. */
    private static final List<String> NAMED = List.of("undertow", "vertx", "netty-socketio", "cometd", "socketio");

    private final Results results;
    private final List<Contender> contenders;
    private final List<Goal> goals = new ArrayList<>();

    /** One goal on one container, and what became of it. */
    record Goal(String text, String container, String measured, Verdict verdict) {}

    /** What became of a goal. */
    enum Verdict {
        REACHED("reached"),
        MISSED("**not reached**"),
        /** Was not measured. */
        OPEN("");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Verdict of(boolean reached) {
            return reached ? REACHED : MISSED;
        }
    }

    /** With whom we are compared. */
    private record Others(String name, Predicate<Contender> are) {}

    /** A contender, and what was measured of it. */
    private record Measured(Contender contender, double value) {}

    Goals(Results results, List<Contender> contenders) {
        this.results = results;
        this.contenders = contenders;
    }

    List<Goal> all() {
        contenders.stream().filter(Contender::isOurs).forEach(this::add);
        return goals;
    }

    private void add(Contender ours) {
        Others naive = new Others(
                "the naive chat on the same container",
                other -> other.isNaive() && other.container().equals(ours.container()));
        Others peers = new Others("the best of all others", other -> !other.isOurs());
        Others named = new Others(
                "the best of the naive chat on the same container, Undertow, Vert.x, netty-socketio, CometD and Socket.IO",
                naive.are().or(other -> NAMED.contains(other.name())));

        ratio(ours, Workload.FANOUT_1, Figure.CPU, naive, 1);
        ratio(ours, Workload.FANOUT_4, Figure.CPU, peers, 1 / 3.0);
        ratio(ours, Workload.FANOUT_32, Figure.CPU, peers, 1 / 10.0);
        ratio(ours, Workload.SMALL_32, Figure.CPU, named, 1 / 8.0);
        ratio(ours, Workload.BIG_32, Figure.CPU, named, 1 / 8.0);
        for (Workload open : List.of(Workload.OPEN_5K, Workload.OPEN_40K)) {
            ratio(ours, open, Figure.P50, naive, 1);
            ratio(ours, open, Figure.P99, naive, 1 / 2.0);
        }
        faultless(ours, Workload.OVERLOAD);
        limit(ours, Workload.OVERLOAD, Figure.BACK, 2_000);
        ratio(ours, Workload.IDLE, Figure.RSS_PER_CONNECTION, naive, 1.15);
        difference(ours, Workload.IDLE, Figure.HEAP_PER_CONNECTION, naive, 1.5);
        limit(ours, Workload.IDLE, Figure.SERVER_CORES, 0.01);
        ratio(ours, Workload.CHURN, Figure.CPU_PER_JOIN, naive, 1.2);
        ratio(ours, Workload.CHURN_1000, Figure.CPU_PER_JOIN, naive, 1.2);
        limit(ours, Workload.CHURN_1000, Figure.NOTICES, 0.5);
        limit(ours, Workload.SLOW, Figure.P99_RATIO, 1.2);
        limit(ours, Workload.SLOW, Figure.HEAP_MORE, 1_024);
        closed(ours);
    }

    /** Our figure is at most so many times that of the best of some others. */
    private void ratio(Contender ours, Workload workload, Figure figure, Others others, double most) {
        String text = "`%s`: %s ≤ %s%s"
                .formatted(
                        workload.label(),
                        figure.title(),
                        most == 1 ? "" : times(most) + (most < 1 ? " of " : " × "),
                        others.name());
        Optional<Double> mine = results.median(workload, ours.name(), figure.key());
        Optional<Measured> best = best(workload, figure, others);
        if (mine.isEmpty() || best.isEmpty()) {
            goals.add(new Goal(text, ours.container(), "", Verdict.OPEN));
            return;
        }
        double ratio = mine.get() / best.get().value();
        goals.add(new Goal(
                text,
                ours.container(),
                "%s against %s of %s: × %s"
                        .formatted(
                                figure.show(mine.get()),
                                figure.show(best.get().value()),
                                best.get().contender().title(),
                                String.format(Locale.ROOT, "%.2f", ratio)),
                Verdict.of(ratio <= most)));
    }

    /** Our figure is at most so much above the least of some others. */
    private void difference(Contender ours, Workload workload, Figure figure, Others others, double most) {
        String text = "`%s`: %s ≤ %s + %s".formatted(workload.label(), figure.title(), others.name(), times(most));
        Optional<Double> mine = results.median(workload, ours.name(), figure.key());
        Optional<Measured> best = best(workload, figure, others);
        if (mine.isEmpty() || best.isEmpty()) {
            goals.add(new Goal(text, ours.container(), "", Verdict.OPEN));
            return;
        }
        goals.add(new Goal(
                text,
                ours.container(),
                "%s against %s of %s"
                        .formatted(
                                figure.show(mine.get()),
                                figure.show(best.get().value()),
                                best.get().contender().title()),
                Verdict.of(mine.get() - best.get().value() <= most)));
    }

    /** Our figure is at most this. */
    private void limit(Contender ours, Workload workload, Figure figure, double most) {
        String text = "`%s`: %s ≤ %s".formatted(workload.label(), figure.title(), figure.show(most));
        goals.add(results.median(workload, ours.name(), figure.key())
                .map(value -> new Goal(text, ours.container(), figure.show(value), Verdict.of(value <= most)))
                .orElse(new Goal(text, ours.container(), "", Verdict.OPEN)));
    }

    private void faultless(Contender ours, Workload workload) {
        String text = "`" + workload.label() + "`: nothing lost, doubled or reordered, nobody put out";
        String faults = results.faults(workload, ours.name());
        boolean measured = results.rounds(workload, ours.name()) > 0;
        goals.add(new Goal(
                text,
                ours.container(),
                measured ? faults.isEmpty() ? "nothing" : faults : "",
                measured ? Verdict.of(faults.isEmpty()) : Verdict.OPEN));
    }

    private void closed(Contender ours) {
        String text = "`slow`: who does not read is closed with 4008, or cut off before it can see that (1006)";
        goals.add(results.spread(Workload.SLOW, ours.name(), Figure.STALLED_CODE.key())
                .map(spread -> new Goal(
                        text,
                        ours.container(),
                        spread.min() == 0
                                ? "not put out every time"
                                : Figure.STALLED_CODE.show(spread.min()).replace(",", ""),
                        Verdict.of(PUT_OUT.contains(spread.min()) && PUT_OUT.contains(spread.max()))))
                .orElse(new Goal(text, ours.container(), "", Verdict.OPEN)));
    }

    private Optional<Measured> best(Workload workload, Figure figure, Others others) {
        return contenders.stream()
                .filter(others.are())
                .flatMap(other -> results.median(workload, other.name(), figure.key()).stream()
                        .map(value -> new Measured(other, value)))
                .min(Comparator.comparingDouble(Measured::value));
    }

    private static String times(double value) {
        for (int part : Arrays.asList(2, 3, 8, 10)) {
            if (value == 1.0 / part) {
                return "1/" + part;
            }
        }
        return String.format(Locale.ROOT, "%.3g", value).replaceFirst("\\.0+$", "");
    }
}
