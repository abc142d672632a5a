package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import org.jspecify.annotations.Nullable;

/** What somebody wants, with everything that the rules need to know about it. */
sealed interface Request {
    /**
     * To enter.
     *
     * @param name as typed, or null if none was given
     * @param identity the host application's name for the person, or null
     * @param owner whether the owner secret was shown
     * @param passphrase whether the room's present passphrase was shown
     * @param scope whose {@code cid}s to go on with, or null for the member's own
     */
    record Enter(
            @Nullable String name,
            @Nullable String identity,
            boolean owner,
            boolean passphrase,
            @Nullable String scope) implements Request {}

    /** That a stay ends. */
    record Depart(MemberId member, LeaveReason reason) implements Request {}

    /** To say something. */
    record Post(MemberId member, String text, @Nullable Long replyTo) implements Request {}

    /** To go by another name. */
    record Rename(MemberId member, String name) implements Request {}

    /** That the room ends. */
    record Close(String reason) implements Request {}

    /** That the server ends, and the room with it. */
    record Shutdown() implements Request {}
}
