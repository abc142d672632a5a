package io.github.liveroom.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One whole message where it lies in the bytes that were received. It is good until the method that was given it returns. */
final class Message {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int from;
    private int to;

    Message set(ByteBuffer bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        return this;
    }

    int length() {
        return to - from;
    }

    /** The byte at an index, 0 outside of the message. */
    byte at(int index) {
        return index < 0 || index >= to - from ? 0 : bytes.get(from + index);
    }

    /** Whether these bytes stand at an index; false outside of the message. */
    boolean has(int index, byte[] wanted) {
        if (index < 0 || index + wanted.length > to - from) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes.get(from + index + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    boolean contains(byte[] wanted) {
        for (int i = 0; i + wanted.length <= to - from; i++) {
            if (bytes.get(from + i) == wanted[0] && has(i, wanted)) {
                return true;
            }
        }
        return false;
    }

    String text() {
        byte[] copy = new byte[to - from];
        bytes.get(from, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }
}
