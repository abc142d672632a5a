package io.github.liveroom.benchmarks.load;

import java.io.IOException;

/** Some come, join, leave and come again, while the members of the rooms stay and see it. */
final class ChurnRun implements Mode.Run {
    @Override
    public void measure(Stage stage, JsonLine out) throws IOException {
        Options options = stage.options();
        stage.connect(out);
        stage.run(options.nanos(Option.SETTLE), Pace.NOTHING);

        for (int i = 0; i < options.integer(Option.CHURN); i++) {
            stage.add(stage.rooms().get(i % stage.rooms().size()), i, Member.Role.PASSING);
        }
        stage.run(options.nanos(Option.WARM), Pace.NOTHING);
        stage.joins().clear();
        long passedBefore = stage.passed();
        long noticesBefore = stage.traffic().notices;
        Meter.Reading before = stage.meter().read();
        stage.run(options.nanos(Option.SECS), Pace.NOTHING);
        Meter.Reading after = stage.meter().read();

        double passed = stage.passed() - passedBefore;
        double seconds = (after.time() - before.time()) / 1e9;
        Meter.put(out, before, after);
        out.put("joins_s", passed / seconds)
                .put(
                        "cpu_ms_per_join",
                        1e3 * after.server().minus(before.server()).total() / passed)
                // Each passer-by is seen by one room.
                .put(
                        "frames_per_member_join",
                        (stage.traffic().notices - noticesBefore)
                                / (passed * stage.in() / stage.rooms().size()));
        Meter.put(out, "join_", stage.joins());
    }
}
