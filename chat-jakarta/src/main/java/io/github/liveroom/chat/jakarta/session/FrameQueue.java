package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.Utf8;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client: bounded by bytes, one frame under way at a time, everything that gathered meanwhile
 * in the next frame.
 *
 * <p>One frame at a time because Tomcat throws when sends overlap, and because Jetty and Tyrus queue them without a bound.
 * Nothing here waits for a reader. Thread-safe; {@code lock} guards all fields and is not held while the carrier is called.
 */
final class FrameQueue {
    /** A frame takes no more lines once it is as long as that. */
    static final int FRAME_BYTES = 32 * 1024;

    /**
     * What goes into one frame as a whole.
     *
     * @param key null for an entry or an answer, which are never dropped from a connection that stays open; else a signal's:
     *     it goes first when there is no room, and when a newer one of its key comes
     * @param text lines
     * @param bytes how long they are, with one more line end
     */
    record Item(@Nullable String key, String text, int bytes) {
        static Item of(String lines) {
            return new Item(null, lines, Utf8.length(lines) + 1);
        }

        private boolean isVolatile() {
            return key != null;
        }
    }

    /** No frame is empty. */
    private static final String CLOSE = "";

    private final Carrier carrier;
    private final int maxBytes;
    private final Runnable overflowed;
    private final Consumer<@Nullable Throwable> sent = this::sent;
    private final Object lock = new Object();
    private final ArrayDeque<Item> items = new ArrayDeque<>(4);
    private int bytes;
    private boolean sending;
    private boolean pumping;
    private boolean ended;
    private @Nullable CloseCode closeCode;
    private String closeReason = "";

    /**
     * @param overflowed called once, by whoever added too much, when the connection is to be closed as too slow
     */
    FrameQueue(Carrier carrier, int maxBytes, Runnable overflowed) {
        this.carrier = carrier;
        this.maxBytes = maxBytes;
        this.overflowed = overflowed;
    }

    /** Lines that must arrive, sent at once. */
    void add(String lines) {
        put(lines);
        flush();
    }

    /** Lines that must arrive, sent with the next {@link #flush}. */
    void put(String lines) {
        put(Item.of(lines));
    }

    /** A line that may be lost, sent at once; an older one of the same key is not sent any more. */
    void addVolatile(String key, String line) {
        putVolatile(key, line);
        flush();
    }

    /** A line that may be lost, sent with the next {@link #flush}; an older one of the same key is not sent any more. */
    void putVolatile(String key, String line) {
        put(new Item(key, line, Utf8.length(line) + 1));
    }

    /** Sent with the next {@link #flush}. */
    void put(Item item) {
        boolean full;
        synchronized (lock) {
            if (ended || closeCode != null) {
                return;
            }
            if (item.isVolatile()) {
                removeVolatile(item.key());
            }
            if (bytes + item.bytes() > maxBytes && !items.isEmpty()) {
                removeVolatile(null);
            }
            // Something alone in the queue is always taken: it could never be sent otherwise.
            full = bytes + item.bytes() > maxBytes && !items.isEmpty();
            if (full && item.isVolatile()) {
                return;
            }
            if (full) {
                end();
            } else {
                items.add(item);
                bytes += item.bytes();
            }
        }
        if (full) {
            overflowed.run();
        }
    }

    /** Closes the connection when what waits has been sent. Nothing can be added any more. */
    void closeAfterAll(CloseCode code, String reason) {
        synchronized (lock) {
            if (ended || closeCode != null) {
                return;
            }
            closeCode = code;
            closeReason = reason;
        }
        flush();
    }

    /** Nothing is sent any more, now or later. */
    void stop() {
        synchronized (lock) {
            end();
        }
    }

    private void end() {
        ended = true;
        items.clear();
        bytes = 0;
    }

    private void removeVolatile(@Nullable String key) {
        for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
            Item item = each.next();
            if (item.isVolatile() && (key == null || key.equals(item.key()))) {
                bytes -= item.bytes();
                each.remove();
            }
        }
    }

    /**
     * Sends until nothing waits, or a frame is under way. A carrier may report a frame as sent before {@code send} returns,
     * again and again: a loop rather than a recursion, since Tyrus calls back on the same stack.
     */
    void flush() {
        String frame;
        synchronized (lock) {
            frame = pumping ? null : take();
            pumping |= frame != null;
        }
        while (frame != null) {
            if (frame.equals(CLOSE)) {
                carrier.close(closeCode == null ? CloseCode.NORMAL.number() : closeCode.number(), closeReason);
            } else {
                carrier.send(frame, sent);
            }
            synchronized (lock) {
                frame = take();
                pumping = frame != null;
            }
        }
    }

    private void sent(@Nullable Throwable failure) {
        synchronized (lock) {
            sending = false;
            if (failure != null) {
                // The carrier will say that it is closed; until then nothing can be sent.
                end();
            }
            if (pumping) {
                return; // whoever pumps looks again
            }
        }
        flush();
    }

    /** The next frame, {@link #CLOSE} in place of the last one, or null if there is nothing to do for now. */
    private @Nullable String take() {
        if (sending || ended) {
            return null;
        }
        Item first = items.poll();
        if (first == null) {
            ended = closeCode != null;
            return ended ? CLOSE : null;
        }
        sending = true;
        bytes -= first.bytes();
        if (items.isEmpty()) {
            return first.text();
        }
        StringBuilder frame = new StringBuilder(first.text());
        int length = first.bytes();
        for (Item item = items.peek(); item != null && length + item.bytes() <= FRAME_BYTES; item = items.peek()) {
            items.remove();
            bytes -= item.bytes();
            length += item.bytes();
            frame.append('\n').append(item.text());
        }
        return frame.toString();
    }
}
