package io.github.liveroom.chat.jakarta.meters;

import java.util.List;
import java.util.Map;

/**
 * The numbers of a gateway at one time, since it was opened.
 *
 * @param rooms that are open
 * @param roomsOpened ever
 * @param members of all rooms
 * @param connections that are open
 * @param connectionsOpened ever
 * @param entries appended, by type
 * @param sends how often a room handed over what had gathered
 * @param deliveries of an entry to a connection
 * @param latency of these
 * @param refusals by error code
 * @param closes by close code, or {@code other}
 * @param queuePeak the most bytes that lately waited for one client
 * @param logFailures how often a log failed
 * @param eventsLost of listeners that were too slow
 */
public record Reading(
        long rooms,
        long roomsOpened,
        long members,
        long connections,
        long connectionsOpened,
        Map<String, Long> entries,
        long sends,
        long deliveries,
        Latency latency,
        Map<String, Long> refusals,
        Map<String, Long> closes,
        int queuePeak,
        long logFailures,
        long eventsLost) {
    /**
     * How long it took from a command to the last connection that was handed what came of it.
     *
     * @param cumulative how many took no longer than each bound, and behind these how many there were
     * @param nanos all together
     */
    public record Latency(List<Long> cumulative, long nanos) {
        /** In milliseconds, in order. */
        static final List<Integer> BOUNDS_MILLIS =
                List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000);

        private static final int NANOS_PER_MILLI = 1_000_000;

        /**
         * Takes them; the list is copied.
         *
         * @param cumulative as above
         * @param nanos as above
         */
        public Latency {
            cumulative = List.copyOf(cumulative);
        }

        /**
         * How many there were.
         *
         * @return all of them
         */
        public long count() {
            return cumulative.get(cumulative.size() - 1);
        }

        /** The place of the first bound that is not exceeded, or the one behind the last. */
        static int bucketOf(long nanos) {
            int bucket = 0;
            while (bucket < BOUNDS_MILLIS.size() && nanos > (long) BOUNDS_MILLIS.get(bucket) * NANOS_PER_MILLI) {
                bucket++;
            }
            return bucket;
        }
    }
}
