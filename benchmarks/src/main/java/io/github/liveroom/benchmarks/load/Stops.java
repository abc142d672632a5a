package io.github.liveroom.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * Finds the bytes in a message that may matter, eight at a time: those from <code>{</code> on, which are braces, the
 * tilde of a {@link Mark} and all that is not ASCII.
 */
final class Stops {
    private static final int FIRST = '{';
    private static final long TO_TOP_BIT = 0x0101010101010101L * (0x80 - FIRST);
    private static final long TOP_BITS = 0x8080808080808080L;

    private Stops() {}

    /**
     * The next place worth a look.
     *
     * @param bytes in the order of the network
     * @return its index, {@code to} if there is none. In bytes that are not ASCII it may be one that is less than
     *     <code>{</code>; it never leaves one out
     */
    static int next(ByteBuffer bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = bytes.getLong(at);
            long hits = ((eight + TO_TOP_BIT) | eight) & TOP_BITS;
            if (hits != 0) {
                return at + (Long.numberOfLeadingZeros(hits) >>> 3);
            }
        }
        for (; at < to; at++) {
            if ((bytes.get(at) & 0xff) >= FIRST) {
                return at;
            }
        }
        return to;
    }
}
