package io.github.liveroom.benchmarks.load;

import java.io.IOException;

/**
 * Rooms at a fixed rate, first all who are in read, then one more in the first room does not.
 *
 * <p>One who does not read is part of warming up as well: what a server does for the first of them in its life it does in code
 * that was not compiled for it, and that compiling, on the one core, is what would be measured.
 */
final class SlowRun implements Mode.Run {
    @Override
    public void measure(Stage stage, JsonLine out) throws IOException, InterruptedException {
        Options options = stage.options();
        boolean collect = options.flag(Option.GC);
        stage.connect(out);
        stage.run(options.nanos(Option.SETTLE), Pace.NOTHING);

        Publisher publisher = new Publisher(stage);
        Histogram without = new Histogram();
        Histogram with = new Histogram();
        stage.traffic().recordTo(without);
        Member first = stall(stage);
        stage.run(options.nanos(Option.WARM), new OpenLoop(stage, publisher, options.decimal(Option.RATE)));
        stage.drain();
        listen(stage, first);
        if (collect) {
            stage.server().collectedHeapKb(); // both begin after a collection, and both meet the same random times
        }
        without.clear();
        stage.run(options.nanos(Option.SECS), new OpenLoop(stage, publisher, options.decimal(Option.RATE)));
        stage.drain();
        long heapBefore = collect ? stage.server().collectedHeapKb() : 0;
        long residentBefore = stage.server().residentKb();

        Member stalled = stall(stage);
        stage.traffic().recordTo(with);
        Meter.Reading before = stage.meter().read();
        stage.run(options.nanos(Option.SECS), new OpenLoop(stage, publisher, options.decimal(Option.RATE)));
        Meter.Reading after = stage.meter().read();
        stage.drain();
        long heapAfter = collect ? stage.server().collectedHeapKb() : 0;
        long residentAfter = stage.server().residentKb();

        listen(stage, stalled);
        Meter.put(out, before, after);
        Meter.put(out, "without_", without);
        Meter.put(out, "", with);
        out.put("p99_ratio", (double) with.at(0.99) / Math.max(1, without.at(0.99)))
                .put("heap_more_kb", heapAfter - heapBefore)
                .put("rss_more_kb", residentAfter - residentBefore)
                .put("stalled_code", stalled.state == Member.State.GONE ? stalled.closeCode : 0);
    }

    private static Member stall(Stage stage) throws IOException {
        Member stalled = stage.add(stage.rooms().get(0), 0, Member.Role.STALLED);
        stage.connect(new JsonLine());
        return stalled;
    }

    /** What the server did to one who did not read stands behind all that it did not read. */
    private static void listen(Stage stage, Member stalled) throws IOException {
        if (stalled.state == Member.State.IN) {
            stage.loop().deafen(stalled, false);
            stage.run(stage.options().nanos(Option.DRAIN), Pace.NOTHING);
        }
    }
}
