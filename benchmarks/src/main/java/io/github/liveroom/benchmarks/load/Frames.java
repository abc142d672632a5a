package io.github.liveroom.benchmarks.load;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** WebSocket frames (RFC 6455, section 5.2): the server's are read where they lie, the client's are written masked. */
final class Frames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** The longest header of a masked frame. */
    static final int MAX_HEADER = 14;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASK = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private Frames() {}

    /** Whom the frames are for. */
    interface Handler {
        /**
         * One whole frame; its payload is from index {@code from} to before {@code to}.
         *
         * @return whether to go on
         */
        boolean frame(int opcode, boolean last, int from, int to) throws ProtocolException;
    }

    /**
     * Reads all whole frames.
     *
     * @return the index of the first byte that was not read
     * @throws ProtocolException if there is something that a server must not send
     */
    static int read(ByteBuffer bytes, int from, int end, Handler handler) throws ProtocolException {
        int at = from;
        while (end - at >= 2) {
            int first = bytes.get(at);
            int second = bytes.get(at + 1);
            if ((first & RESERVED) != 0) {
                throw new ProtocolException("a frame with reserved bits");
            }
            if ((second & MASK) != 0) {
                throw new ProtocolException("a masked frame from a server");
            }
            long length = second & LENGTH;
            int payload = at + 2;
            if (length == LENGTH_16) {
                if (end - at < 4) {
                    break;
                }
                length = bytes.getShort(payload) & 0xffff;
                payload += 2;
            } else if (length == LENGTH_64) {
                if (end - at < 10) {
                    break;
                }
                length = bytes.getLong(payload);
                payload += 8;
                if (length < 0 || length > Integer.MAX_VALUE) {
                    throw new ProtocolException("a frame of " + Long.toUnsignedString(length) + " bytes");
                }
            }
            if (end - payload < length) {
                break;
            }
            at = payload + (int) length;
            if (!handler.frame(first & OPCODE, (first & FIN) != 0, payload, at)) {
                break;
            }
        }
        return at;
    }

    /** Appends one unfragmented, masked frame. */
    static void write(ByteBuffer out, int opcode, byte[] payload, int length, int mask) {
        out.put((byte) (FIN | opcode));
        if (length < LENGTH_16) {
            out.put((byte) (MASK | length));
        } else if (length <= 0xffff) {
            out.put((byte) (MASK | LENGTH_16)).putShort((short) length);
        } else {
            out.put((byte) (MASK | LENGTH_64)).putLong(length);
        }
        out.putInt(mask);
        for (int i = 0; i < length; i++) {
            out.put((byte) (payload[i] ^ (mask >>> (8 * (3 - (i & 3))))));
        }
    }
}
