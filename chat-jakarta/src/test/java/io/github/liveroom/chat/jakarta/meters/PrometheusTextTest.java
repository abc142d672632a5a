package io.github.liveroom.chat.jakarta.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

    private static final Reading READING = new Reading(
            3,
            20,
            7,
            9,
            5_000_000_000L,
            new TreeMap<>(Map.of("join", 7L, "message", 100L)),
            90,
            350,
            new Reading.Latency(List.of(1L, 1L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 3L, 4L), 12_345_678_900L),
            new TreeMap<>(Map.of("banned", 1L)),
            new TreeMap<>(Map.of("4001", 2L, "other", 0L)),
            1024,
            5,
            6);

    private static final String TEXT = """
            # HELP liveroom_connections Open connections.
            # TYPE liveroom_connections gauge
            liveroom_connections 9
            # HELP liveroom_connections_opened_total Connections ever opened.
            # TYPE liveroom_connections_opened_total counter
            liveroom_connections_opened_total 5000000000
            # HELP liveroom_closes_total Connections that have ended, by close code.
            # TYPE liveroom_closes_total counter
            liveroom_closes_total{code="4001"} 2
            liveroom_closes_total{code="other"} 0
            # HELP liveroom_members Members of all rooms, those who are away too.
            # TYPE liveroom_members gauge
            liveroom_members 7
            # HELP liveroom_rooms Open rooms.
            # TYPE liveroom_rooms gauge
            liveroom_rooms 3
            # HELP liveroom_rooms_opened_total Rooms ever opened.
            # TYPE liveroom_rooms_opened_total counter
            liveroom_rooms_opened_total 20
            # HELP liveroom_entries_total Entries appended to rooms, by type.
            # TYPE liveroom_entries_total counter
            liveroom_entries_total{type="join"} 7
            liveroom_entries_total{type="message"} 100
            # HELP liveroom_deliveries_total Entries handed to connections, each counted.
            # TYPE liveroom_deliveries_total counter
            liveroom_deliveries_total 350
            # HELP liveroom_sends_total Times a room handed over what had gathered.
            # TYPE liveroom_sends_total counter
            liveroom_sends_total 90
            # HELP liveroom_delivery_seconds Time from a command until what came of it was handed to the last connection, without the network.
            # TYPE liveroom_delivery_seconds histogram
            liveroom_delivery_seconds_bucket{le="0.001"} 1
            liveroom_delivery_seconds_bucket{le="0.002"} 1
            liveroom_delivery_seconds_bucket{le="0.005"} 2
            liveroom_delivery_seconds_bucket{le="0.01"} 2
            liveroom_delivery_seconds_bucket{le="0.02"} 2
            liveroom_delivery_seconds_bucket{le="0.05"} 2
            liveroom_delivery_seconds_bucket{le="0.1"} 2
            liveroom_delivery_seconds_bucket{le="0.2"} 2
            liveroom_delivery_seconds_bucket{le="0.5"} 2
            liveroom_delivery_seconds_bucket{le="1"} 2
            liveroom_delivery_seconds_bucket{le="2"} 2
            liveroom_delivery_seconds_bucket{le="5"} 2
            liveroom_delivery_seconds_bucket{le="10"} 3
            liveroom_delivery_seconds_bucket{le="+Inf"} 4
            liveroom_delivery_seconds_sum 12.3456789
            liveroom_delivery_seconds_count 4
            # HELP liveroom_refusals_total Commands that were refused, by error code.
            # TYPE liveroom_refusals_total counter
            liveroom_refusals_total{code="banned"} 1
            # HELP liveroom_queue_bytes_peak The most bytes that waited for one client in the last one to two minutes.
            # TYPE liveroom_queue_bytes_peak gauge
            liveroom_queue_bytes_peak 1024
            # HELP liveroom_log_failures_total Times a room's log failed.
            # TYPE liveroom_log_failures_total counter
            liveroom_log_failures_total 5
            # HELP liveroom_listener_events_lost_total Events that a listener of the application was too slow to hear.
            # TYPE liveroom_listener_events_lost_total counter
            liveroom_listener_events_lost_total 6
            """;

    @Test
    void writesWhatPrometheusReads() {
        assertThat(PrometheusText.of(READING)).isEqualTo(TEXT);
        assertThat(PrometheusParser.parse(TEXT)).hasSize(31);
    }

    @Test
    void theTableInTheDocumentIsThatOfTheCode() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        List<String> rows =
                lines.subList(lines.indexOf("<!-- metrics -->"), lines.indexOf("<!-- /metrics -->")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        List<String> expected = Pattern.compile("# HELP (.+?) (.+)\n# TYPE .+? (.+)\n")
                .matcher(TEXT)
                .results()
                .map(family -> "| `" + family.group(1) + "` | " + family.group(3) + " | " + family.group(2) + " |")
                .toList();
        assertThat(rows)
                .as("%s is out of date; between its marks belongs:%n%s", DOCUMENT, String.join("\n", expected))
                .isEqualTo(expected);
    }

    /** Else what the parser lets pass would show nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1\n",
                "# HELP a A.\n# TYPE a gauge\na 1",
                "# HELP a A.\n# TYPE a counter\na 1\n",
                "# HELP a_total A.\n# TYPE a_total gauge\na_total 1\n",
                "# TYPE a gauge\na 1\n",
                "# HELP a A.\n# TYPE a gauge\nb 1\n",
                "# HELP a A.\n# TYPE a gauge\na 1\na 1\n",
                "# HELP a A.\n# TYPE a gauge\na 1\n# HELP a A.\n# TYPE a gauge\n",
                "# HELP a A.\n# TYPE a gauge\na{code=\"x} 1\n",
                "# HELP a A.\n# TYPE a gauge\na null\n",
                "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
                "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
                "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 2\n",
                "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 1\n"
            })
    void theParserTakesNothingElse(String text) {
        assertThatThrownBy(() -> PrometheusParser.parse(text)).isInstanceOf(AssertionError.class);
    }
}
