package io.github.liveroom.chat;

import java.time.Instant;
import java.util.List;

/** What a {@link Command} that is done answers. */
public sealed interface Answer {
    /** There is nothing to tell but that it is done. */
    record Done() implements Answer {}

    /**
     * Something was appended.
     *
     * @param offset where
     * @param at when
     */
    record Sent(long offset, Instant at) implements Answer {}

    /**
     * The member has a new name.
     *
     * @param name as normalised
     */
    record Renamed(String name) implements Answer {}

    /**
     * Some entries, oldest first.
     *
     * @param entries all kinds, without holes
     * @param more whether older ones are retained
     */
    record Page(List<Entry> entries, boolean more) implements Answer {}
}
