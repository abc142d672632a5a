package io.github.liveroom.benchmarks.sidebyside;

import java.util.Locale;

/**
 * One number that the load tool prints, and how it is shown. Less is better in all that are compared.
 *
 * @param key its name in the load tool's output
 * @param title the heading of its column, with the unit
 * @param decimals how many digits after the point
 */
record Figure(String key, String title, int decimals) {
    static final Figure CPU = new Figure("cpu_s_per_M", "CPU s per million", 3);
    static final Figure RATE = new Figure("del_s", "deliveries/s", 0);
    static final Figure FRAMES = new Figure("frames_per_del", "frames per delivery", 3);
    static final Figure P50 = new Figure("p50_us", "p50 µs", 0);
    static final Figure P99 = new Figure("p99_us", "p99 µs", 0);
    static final Figure P999 = new Figure("p999_us", "p99.9 µs", 0);
    static final Figure LOAD = new Figure("load_s_per_M", "load tool's CPU s per million", 3);
    static final Figure LOAD_BUSY = new Figure("load_busy", "load tool busy", 2);
    static final Figure BACK = new Figure("back_ms", "back to normal after ms", 0);
    static final Figure PEAK = new Figure("hwm_mb", "most memory MiB", 0);
    static final Figure REFUSED = new Figure("refused", "refused", 0);
    static final Figure HELD = new Figure("held", "not sent", 0);
    static final Figure RSS_PER_CONNECTION = new Figure("rss_per_conn_kb", "RSS per connection KiB", 1);
    static final Figure HEAP_PER_CONNECTION = new Figure("heap_per_conn_kb", "heap per connection KiB", 1);
    static final Figure SERVER_CORES = new Figure("srv_cpu", "server's CPU, cores", 4);
    static final Figure CPU_PER_JOIN = new Figure("cpu_ms_per_join", "CPU ms per join", 3);
    static final Figure JOINS = new Figure("joins_s", "joins/s", 0);
    static final Figure NOTICES = new Figure("frames_per_member_join", "frames per member and join", 3);
    static final Figure P99_RATIO = new Figure("p99_ratio", "p99 with / without", 2);
    static final Figure P99_WITHOUT = new Figure("without_p99_us", "p99 without µs", 0);
    static final Figure HEAP_MORE = new Figure("heap_more_kb", "heap more KiB", 0);
    static final Figure STALLED_CODE = new Figure("stalled_code", "closed with", 0);

    String show(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
