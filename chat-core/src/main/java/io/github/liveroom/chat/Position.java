package io.github.liveroom.chat;

/**
 * A place in a room's log: everything up to and including {@code offset} has been seen.
 *
 * @param epoch names one life of the log; offsets of different epochs have nothing to do with each other
 * @param offset 0 before the first entry
 */
public record Position(String epoch, long offset) {
    /**
     * Takes a position.
     *
     * @param epoch names one life of the log
     * @param offset from 0
     * @throws IllegalArgumentException if the offset is negative
     */
    public Position {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is at least 0, not " + offset);
        }
    }
}
