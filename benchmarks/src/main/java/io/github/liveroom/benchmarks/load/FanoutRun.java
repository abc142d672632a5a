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
        Pace pace = rate > 0 ? new OpenLoop(stage, publisher, rate) : new ClosedLoop(stage, publisher);
        Histogram latencies = new Histogram();
        stage.traffic().recordTo(latencies);
        stage.run(options.nanos(Option.WARM), pace);
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
