package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.MemberId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules have to know of a message that can still be edited, deleted or reacted to.
 *
 * @param offset of the message
 * @param author who said it
 * @param at when
 * @param audience who may see it; empty for everyone
 * @param reactions for each emoji, for each member whose it is, the offset of the entry that put it there
 */
record Target(
        long offset,
        MemberId author,
        Instant at,
        List<MemberId> audience,
        SortedTree<String, SortedTree<MemberId, Long>> reactions) {
    boolean isSeenBy(MemberId member) {
        return audience.isEmpty() || audience.contains(member);
    }

    /** Where the member's emoji was put, or null if it is not there. */
    @Nullable
    Long reaction(MemberId member, String emoji) {
        SortedTree<MemberId, Long> members = reactions.get(emoji);
        return members == null ? null : members.get(member);
    }

    Target reacted(MemberId member, String emoji, boolean on, long by) {
        SortedTree<MemberId, Long> known = reactions.get(emoji);
        SortedTree<MemberId, Long> members = known == null ? SortedTree.empty() : known;
        members = on ? members.with(member, by) : members.without(member);
        return new Target(
                offset,
                author,
                at,
                audience,
                members.isEmpty() ? reactions.without(emoji) : reactions.with(emoji, members));
    }
}
