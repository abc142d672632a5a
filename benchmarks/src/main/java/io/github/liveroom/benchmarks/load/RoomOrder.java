package io.github.liveroom.benchmarks.load;

/**
 * The order in which the first member to have each message had them, to compare everybody else's with. Keeps the newest ones
 * only: who is further behind is not compared.
 */
final class RoomOrder {
    private final long[] ring;
    private final int[] newest;
    private long size;

    /** @param capacity how many are kept, a power of two */
    RoomOrder(int senders, int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is not a power of two");
        }
        ring = new long[capacity];
        newest = new int[senders];
    }

    /** How many messages there were in this order. */
    long size() {
        return size;
    }

    /**
     * Takes note of what stands at a member's position, and compares it.
     *
     * @param position how many messages this member had before this one, in this order
     * @return the member's next position, less than 0 if this message is elsewhere in the order; then the next position
     *     is the complement ({@code ~}) of the result
     */
    long note(long position, int sender, int sequence) {
        long message = ((long) sender << 32) | (sequence & 0xffffffffL);
        if (position == size) {
            if (sequence <= newest[sender]) {
                return ~position;
            }
            newest[sender] = sequence;
            ring[slot(size++)] = message;
            return size;
        }
        if (position < size - ring.length || ring[slot(position)] == message) {
            return position + 1;
        }
        for (long other = position + 1; other < size; other++) {
            if (ring[slot(other)] == message) {
                return ~(other + 1);
            }
        }
        return ~position;
    }

    private int slot(long position) {
        return (int) position & (ring.length - 1);
    }
}
