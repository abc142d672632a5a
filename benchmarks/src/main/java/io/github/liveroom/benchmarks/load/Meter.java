package io.github.liveroom.benchmarks.load;

import java.io.IOException;

/** Reads all that counts at one moment, and puts what happened between two of them. */
final class Meter {
    private final ServerProcess server;
    private final ServerProcess self = new ServerProcess("self");
    private final Traffic traffic;
    private final Loop loop;

    Meter(ServerProcess server, Traffic traffic, Loop loop) {
        this.server = server;
        this.traffic = traffic;
        this.loop = loop;
    }

    /** One moment. Memory is in KiB. */
    record Reading(
            long time,
            ServerProcess.Cpu server,
            ServerProcess.Cpu own,
            long residentKb,
            long busy,
            long published,
            long deliveries,
            long frames,
            long bytes,
            long reads) {}

    Reading read() throws IOException {
        return new Reading(
                System.nanoTime(),
                server.cpu(),
                self.cpu(),
                server.residentKb(),
                loop.busy(),
                traffic.published,
                traffic.deliveries,
                traffic.frames,
                traffic.bytes,
                traffic.reads);
    }

    /** Puts rates and costs; CPU as cores, and as seconds for a million deliveries. */
    static void put(JsonLine line, Reading from, Reading to) {
        double seconds = (to.time - from.time) / 1e9;
        double deliveries = to.deliveries - from.deliveries;
        double millions = deliveries / 1e6;
        ServerProcess.Cpu server = to.server.minus(from.server);
        double own = to.own.minus(from.own).total();
        // Of the CPU of a loop that polls, the share of the time in which there was something to do.
        double busy = (to.busy - from.busy) / 1e9 / seconds;
        line.put("secs", seconds)
                .put("del_s", deliveries / seconds)
                .put("pub_s", (to.published - from.published) / seconds)
                .put("srv_cpu", server.total() / seconds)
                .put("srv_usr", server.user() / seconds)
                .put("srv_sys", server.system() / seconds)
                .put("cpu_s_per_M", server.total() / millions)
                .put("load_cpu", own / seconds)
                .put("load_busy", busy)
                .put("load_s_per_M", own * busy / millions)
                .put("frames_per_del", (to.frames - from.frames) / deliveries)
                .put("bytes_per_del", (to.bytes - from.bytes) / deliveries)
                .put("reads_per_del", (to.reads - from.reads) / deliveries)
                .put("rss_mb", to.residentKb / 1024.0);
    }

    /** Puts latencies in microseconds. */
    static void put(JsonLine line, String prefix, Histogram nanos) {
        line.put(prefix + "p50_us", nanos.at(0.5) / 1e3)
                .put(prefix + "p90_us", nanos.at(0.9) / 1e3)
                .put(prefix + "p99_us", nanos.at(0.99) / 1e3)
                .put(prefix + "p999_us", nanos.at(0.999) / 1e3)
                .put(prefix + "max_us", nanos.max() / 1e3);
    }
}
