package io.github.liveroom.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A goal, and what became of it.
 *
 * @param text what should be
 * @param measured what is
 * @param reached whether that will do
 */
record Target(String text, String measured, boolean reached) {
    private static final double DELIVERIES_PER_SECOND = 20e6;

    /** Less than that is not an object for each of so many, but what happened to be allocated meanwhile. */
    private static final double NO_BYTES = 0.5;

    private static final double MANY_ROOMS = 1.5;

    /** Those of which all that is needed was measured. */
    static List<Target> of(List<Score> scores) {
        List<Target> targets = new ArrayList<>();
        for (String gathered : List.of("1", "32")) {
            fanOut(scores, gathered, targets);
        }
        manyRooms(scores, targets);
        return targets;
    }

    private static void fanOut(List<Score> scores, String gathered, List<Target> targets) {
        String benchmark = "FanOutBenchmark.messages";
        String together = gathered.equals("1") ? "each message at once" : gathered + " messages together";
        find(scores, benchmark, Map.of("members", "100", "gathered", gathered))
                .ifPresent(score -> targets.add(new Target(
                        "a room × 100, one thread, " + together + ": ≥ 20 M deliveries/s",
                        format("%,.1f M/s", score.deliveriesPerSecond() / 1e6),
                        score.deliveriesPerSecond() >= DELIVERIES_PER_SECOND)));
        List<Score> both = new ArrayList<>();
        for (String members : List.of("10", "1000")) {
            find(scores, benchmark, Map.of("members", members, "gathered", gathered))
                    .ifPresent(both::add);
        }
        if (both.size() == 2) {
            Score few = both.get(0);
            Score many = both.get(1);
            double more = (many.bytes() - few.bytes()) / (many.deliveries() - few.deliveries());
            targets.add(new Target(
                    "no memory for a delivery, " + together,
                    format(
                            "%,.0f B for %,.0f deliveries, %,.0f B for %,.0f: %.2f B for each more",
                            few.bytes(), few.deliveries(), many.bytes(), many.deliveries(), more),
                    more < NO_BYTES));
        }
    }

    private static void manyRooms(List<Score> scores, List<Target> targets) {
        String benchmark = "ManyRoomsBenchmark.message";
        Optional<Score> one = find(scores, benchmark, Map.of("rooms", "1"));
        Optional<Score> many = find(scores, benchmark, Map.of("rooms", "100000"));
        if (one.isPresent() && many.isPresent()) {
            double inOne = one.get().nanosPerDelivery();
            double inMany = many.get().nanosPerDelivery();
            targets.add(new Target(
                    "a delivery in 100,000 rooms × 2 ≤ 1.5 × one in a room × 2",
                    format("%,.0f against %,.0f ns: × %.2f", inMany, inOne, inMany / inOne),
                    inMany / inOne <= MANY_ROOMS));
        }
    }

    private static Optional<Score> find(List<Score> scores, String benchmark, Map<String, String> params) {
        return scores.stream().filter(score -> score.is(benchmark, params)).findFirst();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
