package io.github.liveroom.benchmarks.load;

import java.nio.ByteBuffer;

/**
 * What the text of a message begins with, so that whoever finds it in the bytes of a frame knows which message it is and when it
 * should have been sent: {@code ~~}, then the run, the sender, the room, the sender's sequence and a time, each in letters
 * {@code a} to {@code p} for four bits. No protocol here escapes any of these, and words of eight bytes are read at once.
 *
 * <p>One object is filled again and again. Not safe for use by several threads.
 */
final class Mark {
    static final int BYTES = 40;
    static final int MAX_RUN = 0xfff;
    static final int MAX_SENDERS = 0x1000;

    private static final long LETTERS = 0x6161616161616161L;
    private static final long NOT_NIBBLES = 0xf0f0f0f0f0f0f0f0L;

    private int run;
    private int sender;
    private int room;
    private int sequence;
    private long time;

    int run() {
        return run;
    }

    int sender() {
        return sender;
    }

    int room() {
        return room;
    }

    int sequence() {
        return sequence;
    }

    /** When the message should have been sent, as {@link System#nanoTime()} of the process that sent it. */
    long time() {
        return time;
    }

    Mark set(int run, int sender, int room, int sequence, long time) {
        this.run = run;
        this.sender = sender;
        this.room = room;
        this.sequence = sequence;
        this.time = time;
        return this;
    }

    /** Writes the {@value #BYTES} bytes. */
    void write(byte[] text, int at) {
        text[at] = '~';
        text[at + 1] = '~';
        letters(text, at + 2, run, 3);
        letters(text, at + 5, sender, 3);
        letters(text, at + 8, room, 8);
        letters(text, at + 16, sequence, 8);
        letters(text, at + 24, time, 16);
    }

    private static void letters(byte[] text, int at, long value, int count) {
        for (int i = 0; i < count; i++) {
            text[at + i] = (byte) ('a' + ((value >>> (4 * (count - 1 - i))) & 0xf));
        }
    }

    /**
     * Reads the mark at a place, if there is one and all of it.
     *
     * @param bytes in the order of the network
     * @return whether there is one; otherwise nothing has changed
     */
    boolean read(ByteBuffer bytes, int at, int to) {
        if (at + BYTES > to) {
            return false;
        }
        long first = bytes.getLong(at);
        if (first >>> 48 != 0x7e7eL) {
            return false;
        }
        long who = (first & 0xffffffffffffL) - (LETTERS >>> 16);
        long where = bytes.getLong(at + 8) - LETTERS;
        long which = bytes.getLong(at + 16) - LETTERS;
        long high = bytes.getLong(at + 24) - LETTERS;
        long low = bytes.getLong(at + 32) - LETTERS;
        if (((who | where | which | high | low) & NOT_NIBBLES) != 0) {
            return false;
        }
        int runAndSender = pack(who);
        run = runAndSender >>> 12;
        sender = runAndSender & 0xfff;
        room = pack(where);
        sequence = pack(which);
        time = ((long) pack(high) << 32) | (pack(low) & 0xffffffffL);
        return true;
    }

    /** Eight bytes with four bits each to one number. */
    private static int pack(long nibbles) {
        long pairs = (nibbles | (nibbles >>> 4)) & 0x00ff00ff00ff00ffL;
        long fours = (pairs | (pairs >>> 8)) & 0x0000ffff0000ffffL;
        return (int) (fours | (fours >>> 16));
    }
}
