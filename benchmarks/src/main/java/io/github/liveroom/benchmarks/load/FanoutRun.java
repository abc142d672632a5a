package io.github.liveroom.benchmarks.load;

import java.io.IOException;

/** Messages to everybody in many rooms, in closed loop or, with a rate, in open loop. */
final class FanoutRun implements Mode.Run {
    @Override
    public void measure(Stage stage, JsonLine out) throws IOException {
        Options options = stage.options();
        stage.connect(out);
        stage.run(options.nanos(Option.SETTLE), Pace.NOTHING);

        Publisher publisher = new Publisher(stage);
        double rate = options.decimal(Option.RATE);
        Pace pace = new ClosedLoop(stage, publisher);
        Histogram latencies = new Histogram();
        stage.traffic().recordTo(latencies);
        stage.run(options.nanos(Option.WARM), pace);
        if (rate > 0) {
            // Warmed up in closed loop all the same: at a low rate a JVM would still interpret what it does. And then
            // at
            // the rate, for as long: what a server does when it is not busy is other code, which the first part has not
            // compiled.
            stage.drain();
            pace = new OpenLoop(stage, publisher, rate);
            stage.run(options.nanos(Option.WARM), pace);
        }
        latencies.clear();
        Meter.Reading before = stage.meter().read();
        stage.run(options.nanos(Option.SECS), pace);
        Meter.Reading after = stage.meter().read();
        stage.traffic().recordNothing();
        stage.drain();

        Meter.put(out, before, after);
        Meter.put(out, "", latencies);
        out.put("hwm_mb", stage.server().peakKb() / 1024.0);
        Meter.put(out, "join_", stage.joins());
    }
}
