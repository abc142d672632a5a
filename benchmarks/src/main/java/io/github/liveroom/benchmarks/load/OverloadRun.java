package io.github.liveroom.benchmarks.load;

import java.io.IOException;

/** A normal rate, then far too much for a while, then the normal rate again: what is lost, and how long it takes to be as before. */
final class OverloadRun implements Mode.Run {
    private static final double SHARE = 0.99;

    /** Back to normal is a 99th percentile below twice the one before, or at most this. */
    private static final long FINE = 5_000_000;

    @Override
    public void measure(Stage stage, JsonLine out) throws IOException {
        Options options = stage.options();
        stage.connect(out);
        stage.run(options.nanos(Option.SETTLE), Pace.NOTHING);

        Publisher publisher = new Publisher(stage);
        Pace normal = new OpenLoop(stage, publisher, options.decimal(Option.RATE));
        Histogram before = new Histogram();
        stage.traffic().recordTo(before);
        stage.run(options.nanos(Option.WARM), normal);
        before.clear();
        stage.run(options.nanos(Option.SECS), normal);

        out.put("overload_ms", System.currentTimeMillis());
        Histogram during = new Histogram();
        stage.traffic().recordTo(during);
        Meter.Reading start = stage.meter().read();
        stage.run(options.nanos(Option.OVERLOAD), new OpenLoop(stage, publisher, options.decimal(Option.OVERRATE)));
        Meter.Reading end = stage.meter().read();

        out.put("after_ms", System.currentTimeMillis());
        Timeline timeline = new Timeline(System.nanoTime());
        stage.traffic().recordTo(timeline);
        stage.run(options.nanos(Option.AFTER), new OpenLoop(stage, publisher, options.decimal(Option.RATE)));
        stage.drain();

        long limit = Math.max(FINE, 2 * before.at(SHARE));
        Meter.put(out, start, end);
        Meter.put(out, "normal_", before);
        Meter.put(out, "", during);
        out.put("back_limit_us", limit / 1e3)
                .put("back_ms", timeline.lastAbove(SHARE, limit))
                .put("hwm_mb", stage.server().peakKb() / 1024.0);
    }
}
