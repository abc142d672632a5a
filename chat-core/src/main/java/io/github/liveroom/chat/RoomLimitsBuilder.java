package io.github.liveroom.chat;

import java.time.Duration;

/** What {@link RoomServiceBuilder} lets set of the {@link RoomLimits}: each has a default, and a range that is checked at once. */
abstract sealed class RoomLimitsBuilder permits RoomServiceBuilder {
    private static final int KIB = 1024;

    private int maxMembers = 500;
    private int maxRooms = 10_000;
    private int nameLength = 32;
    private int textLength = 4000;
    private int retain = 1000;
    private Duration retainAge = Duration.ofHours(24);
    private long retainBytes = 1024L * KIB;
    private long historyBytes = 256L * 1024 * KIB;
    private int recover = 500;
    private int replyBytes = 256 * KIB;

    /**
     * How many seats a room has at the most. Default 500.
     *
     * @param seats 1 to 1,000,000
     * @return this
     */
    public RoomServiceBuilder maxMembers(int seats) {
        maxMembers = within("maxMembers", seats, 1, 1_000_000);
        return self();
    }

    /**
     * How many rooms there may be. Default 10,000.
     *
     * @param rooms at least 1
     * @return this
     */
    public RoomServiceBuilder maxRooms(int rooms) {
        maxRooms = within("maxRooms", rooms, 1, Integer.MAX_VALUE);
        return self();
    }

    /**
     * How long a name may be. Default 32.
     *
     * @param codePoints 1 to 128
     * @return this
     */
    public RoomServiceBuilder nameLength(int codePoints) {
        nameLength = within("nameLength", codePoints, 1, 128);
        return self();
    }

    /**
     * How long a message may be. Default 4,000.
     *
     * @param codePoints 1 to 100,000
     * @return this
     */
    public RoomServiceBuilder textLength(int codePoints) {
        textLength = within("textLength", codePoints, 1, 100_000);
        return self();
    }

    /**
     * How many entries a room keeps for those who come later or come back. Default 1,000.
     *
     * @param entries 1 to 1,000,000
     * @return this
     */
    public RoomServiceBuilder retain(int entries) {
        retain = within("retain", entries, 1, 1_000_000);
        return self();
    }

    /**
     * How long a room keeps an entry. Default 24 hours.
     *
     * @param age more than zero
     * @return this
     */
    public RoomServiceBuilder retainAge(Duration age) {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("retainAge is more than zero, not " + age);
        }
        retainAge = age;
        return self();
    }

    /**
     * How many bytes of entries a room keeps. Default 1 MiB.
     *
     * @param bytes at least 1,024; as {@link Entry#size()} counts
     * @return this
     */
    public RoomServiceBuilder retainBytes(long bytes) {
        if (bytes < KIB) {
            throw new IllegalArgumentException("retainBytes is at least " + KIB + ", not " + bytes);
        }
        retainBytes = bytes;
        return self();
    }

    /**
     * How many bytes of entries all rooms together keep in memory. Default 256 MiB. Beyond that, rooms that keep most give up
     * their oldest entries first; of every room at least the newest stays. A {@linkplain RoomServiceBuilder#log log of your own}
     * has limits of its own.
     *
     * @param bytes at least 1,024; as {@link Entry#size()} counts
     * @return this
     */
    public RoomServiceBuilder historyBytes(long bytes) {
        if (bytes < KIB) {
            throw new IllegalArgumentException("historyBytes is at least " + KIB + ", not " + bytes);
        }
        historyBytes = bytes;
        return self();
    }

    /**
     * How many missed entries somebody who comes back can get. Default 500.
     *
     * @param entries 1 to 100,000
     * @return this
     */
    public RoomServiceBuilder recover(int entries) {
        recover = within("recover", entries, 1, 100_000);
        return self();
    }

    /**
     * How many bytes of entries one answer holds. Default 256 KiB.
     *
     * @param bytes at least 64 KiB; as {@link Entry#size()} counts
     * @return this
     */
    public RoomServiceBuilder replyBytes(int bytes) {
        replyBytes = within("replyBytes", bytes, 64 * KIB, Integer.MAX_VALUE);
        return self();
    }

    abstract RoomServiceBuilder self();

    final RoomLimits limits() {
        return new RoomLimits(
                nameLength,
                textLength,
                maxMembers,
                maxRooms,
                retain,
                retainAge,
                retainBytes,
                historyBytes,
                recover,
                replyBytes);
    }

    static int within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + min + " to " + max + ", not " + value);
        }
        return value;
    }
}
