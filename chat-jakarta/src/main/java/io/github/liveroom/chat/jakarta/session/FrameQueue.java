package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.Utf8;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client: bounded by bytes, one frame under way at a time, everything that gathered meanwhile
 * in the next frame.
 *
 * <p>One frame at a time because Tomcat throws when sends overlap, and because Jetty and Tyrus queue them without a bound.
 * Nothing here waits for a reader. Thread-safe; all fields are guarded by this, and the lock is not held while the carrier
 * is called.
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
     * @param isAnswer whether nobody else has this text
     */
    record Item(@Nullable String key, String text, int bytes, boolean isAnswer) {
        static Item answer(String lines) {
            return new Item(null, lines, Utf8.length(lines) + 1, true);
        }

        static Item shared(String lines) {
            return shared(lines, Utf8.length(lines) + 1);
        }

        static Item shared(String lines, int bytes) {
            return new Item(null, lines, bytes, false);
        }

        private int answerBytes() {
            return isAnswer ? bytes : 0;
        }

        private boolean isVolatile() {
            return key != null;
        }

        /** Whether it may go for the sake of a newer one of that key, or of any if that is null. */
        private boolean isVolatile(@Nullable String newer) {
            return key != null && (newer == null || key.equals(newer));
        }
    }

    /** No frame is empty. */
    private static final String CLOSE = "";

    private final Carrier carrier;
    private final int maxBytes;
    private final Owner owner;
    private @Nullable Item first;

    /** What waits behind the first, which nearly always is nothing. */
    private @Nullable ArrayDeque<Item> others;

    private int bytes;

    /** Bytes of answers, those under way included. */
    private int answers;

    private int answersUnderWay;

    private boolean sending;
    private boolean pumping;
    private boolean ended;

    /** Run when nothing waits any more. */
    private @Nullable Runnable farewell;

    /** Whether it is run too when nothing can be sent any more. */
    private boolean inAnyCase;

    /** The connection that it is the queue of. */
    @FunctionalInterface
    interface Owner {
        /**
         * Nothing more can be sent. Called once: with 4008 by whoever added too much, with 4012 when a frame could not be
         * sent.
         */
        void queueEnded(CloseCode code, String reason);

        /** So many bytes wait behind a frame that is under way. */
        default void queueWaits(int bytes) {}

        /**
         * So many bytes more, or fewer, of answers wait or are under way. The queue's lock is held: does not wait, and asks
         * the queue nothing.
         */
        default void answersWait(int change) {}
    }

    FrameQueue(Carrier carrier, int maxBytes, Owner owner) {
        this.carrier = carrier;
        this.maxBytes = maxBytes;
        this.owner = owner;
    }

    /** Lines that must arrive, sent at once. */
    void add(String lines) {
        put(lines);
        flush();
    }

    /** Lines that must arrive, sent with the next {@link #flush}. */
    void put(String lines) {
        put(Item.answer(lines));
    }

    /** A line that may be lost, sent at once; an older one of the same key is not sent any more. */
    void addVolatile(String key, String line) {
        putVolatile(key, line);
        flush();
    }

    /** A line that may be lost, sent with the next {@link #flush}; an older one of the same key is not sent any more. */
    void putVolatile(String key, String line) {
        put(new Item(key, line, Utf8.length(line) + 1, false));
    }

    /** Sent with the next {@link #flush}. */
    void put(Item item) {
        boolean full;
        int behind = 0;
        synchronized (this) {
            if (ended || farewell != null) {
                return;
            }
            if (item.isVolatile()) {
                removeVolatile(item.key());
            }
            if (bytes + item.bytes() > maxBytes && first != null) {
                removeVolatile(null);
            }
            // Something alone in the queue is always taken: it could never be sent otherwise.
            full = bytes + item.bytes() > maxBytes && first != null;
            if (full && item.isVolatile()) {
                return;
            }
            if (full) {
                end();
            } else {
                append(item);
                behind = sending ? bytes : 0;
            }
        }
        if (full) {
            owner.queueEnded(CloseCode.TOO_SLOW, "");
        } else if (behind > 0) {
            owner.queueWaits(behind);
        }
    }

    /**
     * Closes the connection when what waits has been sent. Nothing can be added any more.
     *
     * @param close closes it; run once, or never if it ends before
     */
    void closeAfterAll(Runnable close) {
        synchronized (this) {
            if (ended || farewell != null) {
                return;
            }
            farewell = close;
        }
        flush();
    }

    /**
     * The same for somebody who waits for the end.
     *
     * @param close closes it; run once, also if nothing can be sent any more, perhaps by who says so
     */
    void closeInAnyCase(Runnable close) {
        boolean over;
        synchronized (this) {
            over = ended;
            farewell = close;
            inAnyCase = !over;
        }
        if (over) {
            close.run();
        } else {
            flush();
        }
    }

    /** How many bytes wait behind the frame that is under way. */
    synchronized int waiting() {
        return bytes;
    }

    /** How many bytes of answers wait or are under way. */
    synchronized int answers() {
        return answers;
    }

    /** Nothing is sent any more, now or later. */
    void stop() {
        Runnable last;
        synchronized (this) {
            last = end();
        }
        if (last != null) {
            last.run();
        }
    }

    /** Gives what has to be run all the same, or null. */
    private @Nullable Runnable end() {
        Runnable last = inAnyCase && !ended ? farewell : null;
        ended = true;
        first = null;
        others = null;
        bytes = 0;
        answersUnderWay = 0;
        hold(-answers);
        return last;
    }

    private void hold(int change) {
        if (change != 0) {
            answers += change;
            owner.answersWait(change);
        }
    }

    private void append(Item item) {
        bytes += item.bytes();
        hold(item.answerBytes());
        if (first == null) {
            first = item;
            return;
        }
        others = others == null ? new ArrayDeque<>() : others;
        others.add(item);
    }

    private Item removeFirst(Item item) {
        bytes -= item.bytes();
        first = others == null ? null : others.poll();
        others = first == null ? null : others;
        return item;
    }

    private void removeVolatile(@Nullable String key) {
        if (others != null) {
            others.removeIf(item -> {
                boolean old = item.isVolatile(key);
                bytes -= old ? item.bytes() : 0;
                return old;
            });
        }
        if (first != null && first.isVolatile(key)) {
            removeFirst(first);
        }
    }

    /**
     * Sends until nothing waits, or a frame is under way. A carrier may report a frame as sent before {@code send} returns,
     * again and again: a loop rather than a recursion, since Tyrus calls back on the same stack.
     */
    void flush() {
        String frame;
        Runnable close;
        synchronized (this) {
            close = farewell;
            frame = pumping ? null : take();
            pumping |= frame != null;
        }
        while (frame != null) {
            if (frame.equals(CLOSE) && close != null) {
                close.run();
            } else {
                carrier.send(frame, this::sent);
            }
            synchronized (this) {
                close = farewell;
                frame = take();
                pumping = frame != null;
            }
        }
    }

    private void sent(@Nullable Throwable failure) {
        boolean broken;
        boolean pumped;
        Runnable last = null;
        synchronized (this) {
            sending = false;
            hold(-answersUnderWay);
            answersUnderWay = 0;
            broken = failure != null && !ended;
            if (broken) {
                last = end();
            }
            pumped = pumping; // by whoever looks again
        }
        if (broken) {
            owner.queueEnded(CloseCode.NO_PONG, "a frame could not be sent");
            if (last != null) {
                last.run();
            }
        } else if (!pumped) {
            flush();
        }
    }

    /** The next frame, {@link #CLOSE} in place of the last one, or null if there is nothing to do for now. */
    private @Nullable String take() {
        if (sending || ended) {
            return null;
        }
        if (first == null) {
            ended = farewell != null;
            return ended ? CLOSE : null;
        }
        sending = true;
        Item one = removeFirst(first);
        answersUnderWay = one.answerBytes();
        if (first == null) {
            return one.text();
        }
        StringBuilder frame = new StringBuilder(one.text());
        int length = one.bytes();
        while (first != null && length + first.bytes() <= FRAME_BYTES) {
            Item next = removeFirst(first);
            length += next.bytes();
            answersUnderWay += next.answerBytes();
            frame.append('\n').append(next.text());
        }
        return frame.toString();
    }
}
