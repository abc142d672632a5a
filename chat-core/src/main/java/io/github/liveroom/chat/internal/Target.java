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
 * @param withdrawn the same for those that were taken away: the offset of the entry that did
 */
record Target(
        long offset,
        MemberId author,
        Instant at,
        List<MemberId> audience,
        SortedTree<String, SortedTree<MemberId, Long>> reactions,
        SortedTree<String, SortedTree<MemberId, Long>> withdrawn) {
    /** A message that was just said. */
    Target(long offset, MemberId author, Instant at, List<MemberId> audience) {
        this(offset, author, at, audience, SortedTree.empty(), SortedTree.empty());
    }

    boolean isSeenBy(MemberId member) {
        return audience.isEmpty() || audience.contains(member);
    }

    /** Whether the member's emoji is there. */
    boolean has(MemberId member, String emoji) {
        return get(reactions, member, emoji) != null;
    }

    /** By which entry it is there, or not there any more; the message's own offset if it never was. */
    long since(MemberId member, String emoji) {
        Long put = get(reactions, member, emoji);
        Long taken = get(withdrawn, member, emoji);
        return put != null ? put : taken != null ? taken : offset;
    }

    Target reacted(MemberId member, String emoji, boolean on, long by) {
        return new Target(
                offset,
                author,
                at,
                audience,
                on ? with(reactions, member, emoji, by) : without(reactions, member, emoji),
                on ? without(withdrawn, member, emoji) : with(withdrawn, member, emoji, by));
    }

    private static @Nullable Long get(
            SortedTree<String, SortedTree<MemberId, Long>> tree, MemberId member, String emoji) {
        SortedTree<MemberId, Long> members = tree.get(emoji);
        return members == null ? null : members.get(member);
    }

    private static SortedTree<String, SortedTree<MemberId, Long>> with(
            SortedTree<String, SortedTree<MemberId, Long>> tree, MemberId member, String emoji, long by) {
        SortedTree<MemberId, Long> members = tree.get(emoji);
        return tree.with(emoji, (members == null ? SortedTree.<MemberId, Long>empty() : members).with(member, by));
    }

    private static SortedTree<String, SortedTree<MemberId, Long>> without(
            SortedTree<String, SortedTree<MemberId, Long>> tree, MemberId member, String emoji) {
        SortedTree<MemberId, Long> members = tree.get(emoji);
        if (members == null) {
            return tree;
        }
        SortedTree<MemberId, Long> left = members.without(member);
        return left.isEmpty() ? tree.without(emoji) : tree.with(emoji, left);
    }
}
