package io.github.liveroom.benchmarks.micro;

import java.util.List;
import java.util.Locale;

/** Makes Markdown of scores. */
final class MicroReport {
    private MicroReport() {}

    /**
     * The whole report.
     *
     * @param facts lines about the machine and the run
     */
    static String write(List<String> facts, List<Score> scores) {
        StringBuilder text = new StringBuilder("""
                # What LiveRoom costs alone

                Written by `benchmarks/micro`: see [README.md](README.md). One thread, no container, no network. Processor time and
                bytes of an operation; medians of all iterations, and in parentheses the fastest and the slowest one. Machines differ, and one
                machine differs from hour to hour: ratios say more than times. Bytes are the same everywhere.

                """);
        facts.forEach(fact -> text.append("- ").append(fact).append('\n'));
        text.append("\n| benchmark | with | CPU ns | B | CPU ns per delivery | B per delivery | deliveries/s |\n");
        text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
        scores.forEach(score -> text.append(row(score)));
        List<Target> targets = Target.of(scores);
        if (!targets.isEmpty()) {
            text.append("\n## Goals\n\n| goal | measured | |\n| --- | --- | --- |\n");
            targets.forEach(target -> text.append(format(
                    "| %s | %s | %s |%n",
                    target.text(), target.measured(), target.reached() ? "reached" : "**not reached**")));
        }
        return text.toString();
    }

    private static String row(Score score) {
        String deliveries = score.deliveries() == 0
                ? "| | | |"
                : format(
                        "| %,.1f | %,.1f | %,.0f |",
                        score.nanosPerDelivery(), score.bytes() / score.deliveries(), score.deliveriesPerSecond());
        return format(
                "| `%s` | %s | %,.0f (%,.0f–%,.0f) | %,.0f %s%n",
                score.benchmark(),
                score.paramsInWords(),
                score.nanos(),
                score.min(),
                score.max(),
                score.bytes(),
                deliveries);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
