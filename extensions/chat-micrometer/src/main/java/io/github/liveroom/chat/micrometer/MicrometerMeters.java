package io.github.liveroom.chat.micrometer;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.spi.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Hands what a service counts to Micrometer. A registry for Prometheus shows it under the names that LiveRoom's own {@code
 * /liveroom/metrics} has, such as {@code liveroom_delivery_seconds}. Thread-safe.
 *
 * <p>A registry holds gauges weakly: they are there as long as the service, which has this.
 */
public final class MicrometerMeters implements Meters {
    /** As on the wire. */
    private static final Map<Class<? extends Fact>, String> TYPES = Map.ofEntries(
            Map.entry(Fact.Message.class, "message"),
            Map.entry(Fact.Edit.class, "edit"),
            Map.entry(Fact.Delete.class, "delete"),
            Map.entry(Fact.Reaction.class, "reaction"),
            Map.entry(Fact.Join.class, "join"),
            Map.entry(Fact.Leave.class, "leave"),
            Map.entry(Fact.Rename.class, "rename"),
            Map.entry(Fact.RoleChange.class, "role"),
            Map.entry(Fact.Update.class, "room"),
            Map.entry(Fact.Skip.class, "skip"),
            Map.entry(Fact.Close.class, "close"));

    /** In order. All others are counted together: clients choose theirs, and each would be a series of its own. */
    private static final int[] CLOSE_CODES = {
        1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 4001, 4008, 4010, 4012, 4408, 4500,
        4501, 4507, 4510
    };

    private static final Duration[] BOUNDS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final Duration PEAK_KEPT = Duration.ofMinutes(1);

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger members = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final TimeWindowMax peak;
    private final Counter roomsOpened;
    private final Counter connectionsOpened;
    private final Map<Class<? extends Fact>, Counter> entries;
    private final Counter sends;
    private final Counter deliveries;
    private final Timer latency;
    private final Map<Refusal, Counter> refusals;
    private final Counter[] closes;
    private final Counter logFailures;
    private final Counter eventsLost;

    /**
     * Registers all meters.
     *
     * @param meterRegistry where
     */
    public MicrometerMeters(MeterRegistry meterRegistry) {
        this(meterRegistry, Tags.empty());
    }

    /**
     * Registers all meters.
     *
     * @param meterRegistry where
     * @param common each has these besides its own; of two services in one registry, others
     */
    public MicrometerMeters(MeterRegistry meterRegistry, Iterable<Tag> common) {
        registry = meterRegistry;
        tags = Tags.of(common);
        peak = new TimeWindowMax(registry.config().clock(), PEAK_KEPT.toMillis(), 2);
        gauge("liveroom.rooms", "Open rooms.", rooms, AtomicInteger::get);
        gauge("liveroom.members", "Members of all rooms, those who are away too.", members, AtomicInteger::get);
        gauge("liveroom.connections", "Open connections.", connections, AtomicInteger::get);
        gauge(
                "liveroom.queue.bytes.peak",
                "The most bytes that waited for one client in the last one to two minutes.",
                peak,
                TimeWindowMax::poll);
        roomsOpened = counter("liveroom.rooms.opened", "Rooms ever opened.", Tags.empty());
        connectionsOpened = counter("liveroom.connections.opened", "Connections ever opened.", Tags.empty());
        entries = TYPES.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        type -> counter(
                                "liveroom.entries",
                                "Entries appended to rooms, by type.",
                                Tags.of("type", type.getValue()))));
        sends = counter("liveroom.sends", "Times a room handed over what had gathered.", Tags.empty());
        deliveries = counter("liveroom.deliveries", "Entries handed to connections, each counted.", Tags.empty());
        latency = Timer.builder("liveroom.delivery")
                .description(
                        "Time from a command until what came of it was handed to the last connection, without the network.")
                .tags(tags)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        refusals = Arrays.stream(Refusal.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        why -> counter(
                                "liveroom.refusals",
                                "Commands that were refused, by error code.",
                                Tags.of("code", why.name().toLowerCase(Locale.ROOT)))));
        closes = Stream.concat(Arrays.stream(CLOSE_CODES).mapToObj(Integer::toString), Stream.of("other"))
                .map(code -> counter(
                        "liveroom.closes", "Connections that have ended, by close code.", Tags.of("code", code)))
                .toArray(Counter[]::new);
        logFailures = counter("liveroom.log.failures", "Times a room's log failed.", Tags.empty());
        eventsLost = counter(
                "liveroom.listener.events.lost",
                "Events that a listener of the application was too slow to hear.",
                Tags.empty());
    }

    private <T> void gauge(String name, String meaning, T source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value).description(meaning).tags(tags).register(registry);
    }

    private Counter counter(String name, String meaning, Tags own) {
        return Counter.builder(name).description(meaning).tags(tags).tags(own).register(registry);
    }

    private static <K> void count(Map<K, Counter> counters, K kind) {
        Counter counter = counters.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void rooms(int change) {
        rooms.addAndGet(change);
        if (change > 0) {
            roomsOpened.increment(change);
        }
    }

    @Override
    public void members(int change) {
        members.addAndGet(change);
    }

    @Override
    public void appended(Class<? extends Fact> kind) {
        count(entries, kind);
    }

    @Override
    public void sent(int count, int to, long nanos) {
        sends.increment();
        deliveries.increment((double) count * to);
        if (nanos >= 0) {
            latency.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void logFailed() {
        logFailures.increment();
    }

    @Override
    public void eventLost() {
        eventsLost.increment();
    }

    @Override
    public void connections(int change) {
        connections.addAndGet(change);
        if (change > 0) {
            connectionsOpened.increment(change);
        }
    }

    @Override
    public void closed(int code) {
        int index = Arrays.binarySearch(CLOSE_CODES, code);
        closes[index < 0 ? CLOSE_CODES.length : index].increment();
    }

    @Override
    public void refused(Refusal why) {
        count(refusals, why);
    }

    @Override
    public void waiting(int bytes) {
        peak.record(bytes);
    }
}
