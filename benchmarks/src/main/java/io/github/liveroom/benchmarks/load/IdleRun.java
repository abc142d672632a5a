package io.github.liveroom.benchmarks.load;

import java.io.IOException;

/** Members who say nothing: what they cost in memory, and in CPU for pings and the like. */
final class IdleRun implements Mode.Run {
    @Override
    public void measure(Stage stage, JsonLine out) throws IOException, InterruptedException {
        Options options = stage.options();
        boolean collect = options.flag(Option.GC);
        ServerProcess server = stage.server();
        long heapBefore = collect ? server.collectedHeapKb() : 0;
        long residentBefore = server.residentKb();
        stage.connect(out);
        stage.run(options.nanos(Option.SETTLE), Pace.NOTHING);

        Meter.Reading before = stage.meter().read();
        stage.run(options.nanos(Option.HOLD), Pace.NOTHING);
        Meter.Reading after = stage.meter().read();
        long heapAfter = collect ? server.collectedHeapKb() : 0;
        long resident = server.residentKb();

        double members = stage.in();
        Meter.put(out, before, after);
        out.put("rss0_mb", residentBefore / 1024.0)
                .put("rss_per_conn_kb", (resident - residentBefore) / members)
                .put("heap_per_conn_kb", (heapAfter - heapBefore) / members)
                .put("frames_per_member", (after.frames() - before.frames()) / members);
        Meter.put(out, "join_", stage.joins());
    }
}
