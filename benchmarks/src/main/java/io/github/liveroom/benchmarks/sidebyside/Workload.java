package io.github.liveroom.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is measured, and the figures of it that are shown; the first one is compared. */
enum Workload {
    FANOUT_1(
            "10 rooms × 100, closed loop, 1 message under way in a room, 1 sender",
            "fanout --rooms 10 --members 100 --pubs 1 --window 1",
            Shown.CLOSED_LOOP),
    FANOUT_4(
            "10 rooms × 100, closed loop, 4 messages under way in a room, 4 senders",
            "fanout --rooms 10 --members 100 --pubs 4 --window 4",
            Shown.CLOSED_LOOP),
    FANOUT_32(
            "10 rooms × 100, closed loop, 32 messages under way in a room, 8 senders",
            "fanout --rooms 10 --members 100 --pubs 8 --window 32",
            Shown.CLOSED_LOOP),
    SMALL_32(
            "100 rooms × 10, closed loop, 32 messages under way in a room, 8 senders",
            "fanout --rooms 100 --members 10 --pubs 8 --window 32",
            Shown.CLOSED_LOOP),
    BIG_32(
            "1 room × 1,000, closed loop, 32 messages under way, 8 senders",
            "fanout --rooms 1 --members 1000 --pubs 8 --window 32",
            Shown.CLOSED_LOOP),
    OPEN_5K(
            "10 rooms × 100, open loop, 5,000 deliveries/s",
            "fanout --rooms 10 --members 100 --pubs 8 --rate 50",
            Shown.OPEN_LOOP),
    OPEN_40K(
            "10 rooms × 100, open loop, 40,000 deliveries/s",
            "fanout --rooms 10 --members 100 --pubs 8 --rate 400",
            Shown.OPEN_LOOP),
    OVERLOAD(
            "10 rooms × 100, 40,000 deliveries/s, then twice what it delivered with 32 under way, then as before; heap of 256 MiB",
            "overload --rooms 10 --members 100 --pubs 8 --rate 400",
            List.of(Figure.BACK, Figure.RATE, Figure.P99, Figure.PEAK, Figure.REFUSED, Figure.HELD, Figure.LOAD_BUSY)),
    IDLE(
            "1,000 rooms × 10, nobody says anything",
            "idle --rooms 1000 --members 10 --settle 2 --gc true",
            List.of(Figure.RSS_PER_CONNECTION, Figure.HEAP_PER_CONNECTION, Figure.SERVER_CORES)),
    CHURN(
            "100 rooms × 10, and 32 at a time connect, join, leave",
            "churn --rooms 100 --members 10 --churn 32",
            Shown.JOINS),
    CHURN_1000(
            "1 room × 1,000, and 32 at a time connect, join, leave",
            "churn --rooms 1 --members 1000 --churn 32",
            Shown.JOINS),
    SLOW(
            "1 room × 1,000, 40 messages of 4,000 characters a second, without and with one more who does not read",
            "slow --rooms 1 --members 1000 --pubs 8 --rate 40 --size 4000 --gc true",
            List.of(Figure.P99_RATIO, Figure.P99_WITHOUT, Figure.P99, Figure.HEAP_MORE, Figure.STALLED_CODE));

    /** What several have in common. */
    private static final class Shown {
        static final List<Figure> CLOSED_LOOP =
                List.of(Figure.CPU, Figure.RATE, Figure.FRAMES, Figure.P50, Figure.P99, Figure.LOAD, Figure.LOAD_BUSY);
        static final List<Figure> OPEN_LOOP = List.of(Figure.P99, Figure.P50, Figure.P999, Figure.CPU, Figure.FRAMES);
        static final List<Figure> JOINS = List.of(Figure.CPU_PER_JOIN, Figure.JOINS, Figure.NOTICES);
    }

    /** How long a run takes, in seconds. */
    record Times(double warm, double secs) {}

    private static final int LONG = 3;
    private static final double TOO_MUCH = 2;

    private final String title;
    private final String arguments;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Figure> figures;

    Workload(String title, String arguments, List<Figure> figures) {
        this.title = title;
        this.arguments = arguments;
        this.figures = figures;
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    List<Figure> figures() {
        return figures;
    }

    /** The one that is compared. */
    Figure main() {
        return figures.get(0);
    }

    /** What a JVM is told in place of the sizes of its heap, empty if it keeps those of its command. */
    List<String> heap() {
        return switch (this) {
            case OVERLOAD -> List.of("-Xmx256m");
            // A young generation that is full soon, so that what is resident is what is used. And a collection that
            // does not
            // leave dead objects of some MB where they are, as if they were used.
            case IDLE -> List.of("-Xmx1536m", "-Xmn16m", "-XX:MarkSweepAlwaysCompactCount=1");
            case SLOW -> List.of("-Xms512m", "-Xmx512m", "-XX:MarkSweepAlwaysCompactCount=1");
            default -> List.of();
        };
    }

    int rooms() {
        return value("--rooms");
    }

    int members() {
        return value("--members");
    }

    private int value(String option) {
        List<String> words = words();
        return Integer.parseInt(words.get(words.indexOf(option) + 1));
    }

    private List<String> words() {
        return Arrays.asList(arguments.split(" ", -1));
    }

    /**
     * What the load tool is told.
     *
     * @param capacity how many deliveries a second the contender has been seen to make; only {@link #OVERLOAD} asks
     */
    List<String> arguments(Times times, double capacity) {
        List<String> all = new ArrayList<>(List.of("--mode"));
        all.addAll(words());
        // What has to fill buffers or to wait for a ping takes longer.
        double secs = this == SLOW ? LONG * times.secs() : times.secs();
        all.addAll(List.of("--warm", String.valueOf(times.warm()), "--secs", String.valueOf(secs)));
        all.addAll(List.of("--hold", String.valueOf(LONG * times.secs())));
        all.addAll(List.of("--overload", String.valueOf(LONG * times.secs())));
        if (this == OVERLOAD) {
            all.addAll(List.of("--overrate", String.valueOf(TOO_MUCH * capacity / members())));
        }
        return all;
    }

    /** @throws IllegalArgumentException if there is none */
    static Workload named(String label) {
        return Arrays.stream(values())
                .filter(workload -> workload.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload " + label + ". There are: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Workload::label).toList())));
    }
}
