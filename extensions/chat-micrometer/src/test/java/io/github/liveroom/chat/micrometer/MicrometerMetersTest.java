package io.github.liveroom.chat.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.MetersContract;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MicrometerMetersTest implements MetersContract {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "operations.md");

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final Meters meters = new MicrometerMeters(registry);

    @Override
    public Meters meters() {
        return meters;
    }

    /** As a registry for Prometheus would name them. */
    @Override
    public Map<String, Double> series() {
        Map<String, Double> series = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            String name = meter.getId().getName().replace('.', '_');
            String labels = meter.getId().getTags().stream()
                    .map(tag -> tag.getKey() + "=\"" + tag.getValue() + "\"")
                    .collect(Collectors.joining(","));
            if (meter instanceof Counter counter) {
                series.put(name + "_total" + (labels.isEmpty() ? "" : "{" + labels + "}"), counter.count());
            } else if (meter instanceof Timer timer) {
                put(series, name + "_seconds", timer);
            } else if (meter instanceof Gauge gauge && !name.endsWith("_histogram")) {
                series.put(name, gauge.value());
            }
        }
        return series;
    }

    private static void put(Map<String, Double> series, String name, Timer timer) {
        series.put(name + "_count", (double) timer.count());
        series.put(name + "_sum", timer.totalTime(TimeUnit.SECONDS));
        for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
            String bound = BigDecimal.valueOf((long) bucket.bucket(TimeUnit.MILLISECONDS), 3)
                    .stripTrailingZeros()
                    .toPlainString();
            series.put(name + "_bucket{le=\"" + bound + "\"}", bucket.count());
        }
        series.put(name + "_bucket{le=\"+Inf\"}", (double) timer.count());
    }

    @Test
    void hasTheNamesThatOperationsKnow() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        List<String> names =
                lines.subList(lines.indexOf("<!-- metrics -->"), lines.indexOf("<!-- /metrics -->")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("`")[1])
                        .toList();
        assertThat(series().keySet().stream()
                        .map(name -> name.replaceAll("\\{.*|_(bucket|sum|count)(\\{.*)?$", ""))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void forgetsTheMostThatWaitedAfterTwoMinutes() {
        meters.waiting(500);
        clock.add(Duration.ofSeconds(59));
        assertThat(series()).containsEntry("liveroom_queue_bytes_peak", 500.0);
        clock.add(Duration.ofSeconds(62));
        assertThat(series()).containsEntry("liveroom_queue_bytes_peak", 0.0);
    }

    @Test
    void tellsServicesApartByTheirTags() {
        SimpleMeterRegistry shared = new SimpleMeterRegistry();
        Meters one = new MicrometerMeters(shared, List.of(Tag.of("service", "one")));
        Meters two = new MicrometerMeters(shared, Tags.of("service", "two"));
        one.rooms(1);
        two.rooms(1);
        two.rooms(1);
        assertThat(shared.get("liveroom.rooms").tag("service", "one").gauge().value())
                .isOne();
        assertThat(shared.get("liveroom.rooms").tag("service", "two").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void countsWhatAServiceDoes() {
        try (RoomService rooms = RoomService.builder().meters(meters).build()) {
            Room room = rooms.create();
            InProcessClient ada = InProcessClient.connect(room, "Ada");
            InProcessClient bob = InProcessClient.connect(room, "Bob");
            ada.send("hello");
            bob.awaitPosition(3);
            assertThat(series())
                    .containsEntry("liveroom_rooms", 1.0)
                    .containsEntry("liveroom_members", 2.0)
                    .containsEntry("liveroom_entries_total{type=\"message\"}", 1.0);
        }
    }
}
