package io.github.liveroom.chat.jakarta.session;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The lines of a client that wait until it is their turn, and whether somebody is at them. Thread-safe. */
final class Inbox {
    /** What became of a frame. */
    enum Added {
        /** Whoever brought it has the turn, and keeps it until {@link #next} gives null. */
        TURN,
        /** Somebody else has the turn. */
        WAITS,
        /** More waits than may. */
        FULL,
        /** It came too late, and was not looked at. */
        CLOSED
    }

    private @Nullable ArrayDeque<String> waiting; // null if nothing does; guarded by this, like all below
    private int length;
    private boolean working;
    private boolean closed;

    /**
     * Adds the lines of a frame behind those that wait. Blank ones are left out, but a frame of nothing else is an empty line:
     * there may be only so many of these too.
     *
     * @param maxLength how much may wait, in UTF-16 units
     */
    synchronized Added add(String frame, long maxLength) {
        if (closed) {
            return Added.CLOSED;
        }
        waiting = waiting == null ? new ArrayDeque<>(2) : waiting;
        int before = waiting.size();
        // Not String.lines(): a carriage return within a line is white space of JSON.
        for (String line : frame.split("\n", -1)) {
            if (!line.isBlank()) {
                waiting.add(line);
            }
        }
        if (waiting.size() == before) {
            waiting.add("");
        }
        length += frame.length();
        boolean full = length > maxLength;
        if (working && !full) {
            return Added.WAITS;
        }
        working = true;
        return full ? Added.FULL : Added.TURN;
    }

    /** The next line, or null if there is none: then the turn is over. */
    synchronized @Nullable String next() {
        String line = waiting == null ? null : waiting.poll();
        if (line == null) {
            waiting = null;
            working = false;
            length = 0;
        } else {
            length -= line.length();
        }
        return line;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Forgets what waits, and takes no more; false if that was so before. */
    synchronized boolean close() {
        if (closed) {
            return false;
        }
        closed = true;
        waiting = null;
        return true;
    }
}
