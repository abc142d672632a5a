package io.github.liveroom.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being put together for one frame; the same array is used again. */
final class Line {
    private byte[] bytes = new byte[256];
    private int length;

    Line clear() {
        length = 0;
        return this;
    }

    /** Appends text of which every character is ASCII. */
    Line ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    Line text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Line bytes(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Appends a number that is not negative, in decimal digits. */
    Line number(long value) {
        room(20);
        int digits = 1;
        for (long v = value; v >= 10; v /= 10) {
            digits++;
        }
        long v = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + v % 10);
            v /= 10;
        }
        length += digits;
        return this;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
