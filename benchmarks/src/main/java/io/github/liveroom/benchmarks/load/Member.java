package io.github.liveroom.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection, and who sits on it. What it does is done by the {@link Loop} that opened it. */
final class Member implements Seat {
    /** How far it has come. */
    enum State {
        NEW,
        CONNECTING,
        UPGRADING,
        JOINING,
        IN,
        LEAVING,
        GONE
    }

    /** Why it is there. */
    enum Role {
        /** What it receives counts. */
        COUNTED,
        /** It joins, leaves and comes back. */
        PASSING,
        /** It joins and reads no more. */
        STALLED
    }

    private static final int NO_CODE = 1006;

    private final Room room;
    private final String name;
    private final Role role;
    private final int index;
    private final Receipts receipts;

    State state = State.NEW;
    long openedAt;
    int closeCode = NO_CODE;

    /** The member's place in the {@link RoomOrder}. */
    long position;

    /** How many messages it has sent that have neither come back to it nor been refused. */
    int underWay;

    /** What was received of a frame that is not whole yet, and of a message whose frames are not all there. */
    final Rest rest = new Rest();

    final Rest parts = new Rest();

    /** What could not be written yet. */
    final Rest unsent = new Rest();

    private @Nullable Loop loop;
    private @Nullable SelectionKey key;
    private String note = "";

    Member(Room room, int index, String name, Role role) {
        this.room = room;
        this.index = index;
        this.name = name;
        this.role = role;
        receipts = new Receipts(role == Role.COUNTED ? room.senders() : 0);
    }

    /** Bytes that wait for more. */
    static final class Rest {
        private static final byte[] NONE = {};
        private byte[] bytes = NONE;
        private int length;

        int length() {
            return length;
        }

        /** Appends these bytes. */
        void keep(ByteBuffer from, int start, int end) {
            int more = end - start;
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
            from.get(start, bytes, length, more);
            length += more;
        }

        /** Moves all that fits to the buffer. */
        void moveTo(ByteBuffer to) {
            int moved = Math.min(length, to.remaining());
            to.put(bytes, 0, moved);
            length -= moved;
            System.arraycopy(bytes, moved, bytes, 0, length);
        }

        void drop() {
            bytes = NONE;
            length = 0;
        }
    }

    Room where() {
        return room;
    }

    Role role() {
        return role;
    }

    int index() {
        return index;
    }

    Receipts receipts() {
        return receipts;
    }

    /** A new connection of this member. */
    void opened(Loop by, SelectionKey with, long now) {
        loop = by;
        key = with;
        openedAt = now;
        state = State.CONNECTING;
        closeCode = NO_CODE;
        note = "";
        underWay = 0;
        rest.drop();
        parts.drop();
        unsent.drop();
    }

    SelectionKey key() {
        return Objects.requireNonNull(key, "not connected");
    }

    SocketChannel channel() {
        return (SocketChannel) key().channel();
    }

    private Loop loop() {
        return Objects.requireNonNull(loop, "not connected");
    }

    @Override
    public String room() {
        return room.name();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isIn() {
        return state == State.IN || state == State.LEAVING;
    }

    @Override
    public String note() {
        return note;
    }

    @Override
    public void note(String text) {
        note = text;
    }

    @Override
    public void say(String text) {
        loop().say(this, text);
    }

    @Override
    public void entered() {
        loop().entered(this);
    }

    @Override
    public void turnedAway(String why) {
        loop().drop(this, "turned away: " + why);
    }

    @Override
    public void refused(long sequence) {
        loop().refused(this, (int) sequence);
    }
}
