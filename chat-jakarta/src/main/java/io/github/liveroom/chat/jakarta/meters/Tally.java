package io.github.liveroom.chat.jakarta.meters;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.WireCodes;
import io.github.liveroom.chat.spi.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts what it is told. Thread-safe: nobody waits for another, and nothing is allocated. */
public final class Tally implements Meters {
    /** In order. All others are counted together: clients choose theirs, and each would be a series of its own. */
    private static final int[] CLOSE_CODES = IntStream.concat(
                    IntStream.of(1000, 1001, 1002, 1005, 1006, 1007, 1012, 1013, 4010),
                    Arrays.stream(CloseCode.values()).mapToInt(CloseCode::number))
            .distinct()
            .sorted()
            .toArray();

    private static final Duration PEAK_KEPT = Duration.ofMinutes(1);

    private final Level rooms = new Level();
    private final Level connections = new Level();
    private final LongAdder members = new LongAdder();
    private final Map<Class<? extends Fact>, LongAdder> entries = adders(WireCodes.facts());
    private final LongAdder sends = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final AtomicLongArray latencies = new AtomicLongArray(Reading.Latency.BOUNDS_MILLIS.size() + 1);
    private final LongAdder latencyNanos = new LongAdder();
    private final Map<Refusal, LongAdder> refusals = adders(Set.of(Refusal.values()));
    private final LongAdder[] closes =
            Stream.generate(LongAdder::new).limit(CLOSE_CODES.length + 1).toArray(LongAdder[]::new);
    private final LongAdder logFailures = new LongAdder();
    private final LongAdder eventsLost = new LongAdder();
    private final AtomicInteger peak = new AtomicInteger();

    // Guarded by this.
    private int lastPeak;
    private long peakSince;
    private boolean wasRead;

    /** How many there are, and how many there ever were. */
    private static final class Level {
        private final LongAdder now = new LongAdder();
        private final LongAdder ever = new LongAdder();

        void change(int by) {
            now.add(by);
            if (by > 0) {
                ever.add(by);
            }
        }
    }

    /** Nothing was told yet. */
    public Tally() {}

    private static <K> Map<K, LongAdder> adders(Set<K> kinds) {
        return kinds.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> new LongAdder()));
    }

    private static <K> void count(Map<K, LongAdder> adders, K kind) {
        LongAdder adder = adders.get(kind);
        if (adder != null) {
            adder.increment();
        }
    }

    // ---------------------------------------------------------------- what is told

    @Override
    public void rooms(int change) {
        rooms.change(change);
    }

    @Override
    public void members(int change) {
        members.add(change);
    }

    @Override
    public void appended(Class<? extends Fact> kind) {
        count(entries, kind);
    }

    @Override
    public void sent(int count, int to, long nanos) {
        sends.increment();
        deliveries.add((long) count * to);
        if (nanos >= 0) {
            latencies.incrementAndGet(Reading.Latency.bucketOf(nanos));
            latencyNanos.add(nanos);
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
        connections.change(change);
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
        if (bytes > peak.get()) {
            peak.accumulateAndGet(bytes, Math::max);
        }
    }

    // ---------------------------------------------------------------- what is shown

    /**
     * Reads all numbers.
     *
     * @param now in nanoseconds that never go back
     * @return as of about now; what is told meanwhile may be in one number and not yet in another
     */
    public Reading read(long now) {
        Map<String, Long> byType = new TreeMap<>();
        entries.forEach((kind, count) -> byType.put(WireCodes.entryType(kind), count.sum()));
        Map<String, Long> byRefusal = new TreeMap<>();
        refusals.forEach((why, count) -> byRefusal.put(WireCodes.code(why), count.sum()));
        Map<String, Long> byClose = new TreeMap<>();
        for (int i = 0; i < CLOSE_CODES.length; i++) {
            byClose.put(Integer.toString(CLOSE_CODES[i]), closes[i].sum());
        }
        byClose.put("other", closes[CLOSE_CODES.length].sum());
        return new Reading(
                rooms.now.sum(),
                rooms.ever.sum(),
                members.sum(),
                connections.now.sum(),
                connections.ever.sum(),
                byType,
                sends.sum(),
                deliveries.sum(),
                latency(),
                byRefusal,
                byClose,
                peakAt(now),
                logFailures.sum(),
                eventsLost.sum());
    }

    private Reading.Latency latency() {
        List<Long> cumulative = new ArrayList<>(latencies.length());
        long count = 0;
        for (int i = 0; i < latencies.length(); i++) {
            count += latencies.get(i);
            cumulative.add(count);
        }
        return new Reading.Latency(cumulative, latencyNanos.sum());
    }

    /** The most since a minute at least, and since the reading before: no two readers take it from each other. */
    private synchronized int peakAt(long now) {
        if (!wasRead || now - peakSince >= PEAK_KEPT.toNanos()) {
            wasRead = true;
            peakSince = now;
            lastPeak = peak.getAndSet(0);
        }
        return Math.max(lastPeak, peak.get());
    }
}
