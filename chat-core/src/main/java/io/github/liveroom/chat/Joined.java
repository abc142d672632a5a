package io.github.liveroom.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who entered a room gets: everything as of one instant, {@code room.position}. Every later entry follows
 * as position + 1, + 2, … without a gap or a repeat.
 *
 * @param room the room
 * @param me the member that the connection now is
 * @param resume the secret that takes the member over after a lost connection; a new one each time; null in what answers
 *     {@link Command.Sync}
 * @param members at most {@value #MAX_LISTED}, owners and moderators first, then in order of joining;
 *     {@code room.count} is the true number
 * @param recovery what became of {@link JoinRequest#since()}
 * @param entries what was missing if that is {@link Recovery#COMPLETE}, else the newest ones; oldest first
 * @param more whether entries older than these are retained
 * @param scope whose {@code cid}s the member may see; see {@link Entry.Cause}
 */
public record Joined(
        RoomInfo room,
        Member me,
        @Nullable String resume,
        List<Member> members,
        Recovery recovery,
        List<Entry> entries,
        boolean more,
        String scope) {
    /** The longest list of members. */
    public static final int MAX_LISTED = 1000;

    /** Without the secret, the names and the texts. */
    @Override
    public String toString() {
        return "Joined[" + room.code() + " as " + me.id() + " at " + room.position() + ", " + members.size()
                + " members, " + entries.size() + " entries, " + recovery + "]";
    }
}
