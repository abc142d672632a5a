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
     * Something other than a message was appended, or was there already.
     *
     * @param offset where
     */
    record Appended(long offset) implements Answer {}

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

    /**
     * Some members, in the order of joining.
     *
     * @param members as of now
     * @param more whether others follow
     */
    record People(List<Member> members, boolean more) implements Answer {}

    /**
     * What was missed.
     *
     * @param joined as if the member joined again, without a secret; if it is {@link Recovery#COMPLETE}, only the entries
     *     count
     */
    record Synced(Joined joined) implements Answer {}
}
