package io.github.liveroom.chat.jakarta.meters;

import java.math.BigDecimal;
import java.util.Map;

/** Numbers as Prometheus reads them: its text format, version 0.0.4. Base units are seconds and bytes. */
public final class PrometheusText {
    /** The type of the content. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int MILLI = 3;
    private static final int NANO = 9;

    private final StringBuilder text = new StringBuilder(8 * 1024);

    private PrometheusText() {}

    /**
     * Writes all numbers.
     *
     * @param reading what to write
     * @return lines, each with its end
     */
    public static String of(Reading reading) {
        PrometheusText text = new PrometheusText();
        text.gauge("liveroom_connections", "Open connections.", reading.connections());
        text.counter("liveroom_connections_opened_total", "Connections ever opened.", reading.connectionsOpened());
        text.counters("liveroom_closes_total", "Connections that have ended, by close code.", "code", reading.closes());
        text.gauge("liveroom_members", "Members of all rooms, those who are away too.", reading.members());
        text.gauge("liveroom_rooms", "Open rooms.", reading.rooms());
        text.counter("liveroom_rooms_opened_total", "Rooms ever opened.", reading.roomsOpened());
        text.counters("liveroom_entries_total", "Entries appended to rooms, by type.", "type", reading.entries());
        text.counter("liveroom_deliveries_total", "Entries handed to connections, each counted.", reading.deliveries());
        text.counter("liveroom_sends_total", "Times a room handed over what had gathered.", reading.sends());
        text.latency(
                "liveroom_delivery_seconds",
                "Time from a command until what came of it was handed to the last connection, without the network.",
                reading.latency());
        text.counters(
                "liveroom_refusals_total", "Commands that were refused, by error code.", "code", reading.refusals());
        text.gauge(
                "liveroom_queue_bytes_peak",
                "The most bytes that waited for one client in the last one to two minutes.",
                reading.queuePeak());
        text.counter("liveroom_log_failures_total", "Times a room's log failed.", reading.logFailures());
        text.counter(
                "liveroom_listener_events_lost_total",
                "Events that a listener of the application was too slow to hear.",
                reading.eventsLost());
        return text.text.toString();
    }

    private void gauge(String name, String help, long value) {
        begin(name, "gauge", help);
        sample(name, value);
    }

    private void counter(String name, String help, long value) {
        begin(name, "counter", help);
        sample(name, value);
    }

    private void counters(String name, String help, String label, Map<String, Long> values) {
        begin(name, "counter", help);
        values.forEach((which, value) -> sample(with(name, label, which), value));
    }

    private void latency(String name, String help, Reading.Latency latency) {
        begin(name, "histogram", help);
        for (int i = 0; i < Reading.Latency.BOUNDS_MILLIS.size(); i++) {
            String bound = decimal(Reading.Latency.BOUNDS_MILLIS.get(i), MILLI);
            sample(with(name + "_bucket", "le", bound), latency.cumulative().get(i));
        }
        sample(with(name + "_bucket", "le", "+Inf"), latency.count());
        sample(name + "_sum", decimal(latency.nanos(), NANO));
        sample(name + "_count", latency.count());
    }

    private void begin(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** Labels here are our own words: nothing in them has to be escaped. */
    private static String with(String name, String label, String value) {
        return name + '{' + label + "=\"" + value + "\"}";
    }

    private void sample(String series, Object value) {
        text.append(series).append(' ').append(value).append('\n');
    }

    private static String decimal(long value, int digits) {
        return BigDecimal.valueOf(value, digits).stripTrailingZeros().toPlainString();
    }
}
