package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody wants, with everything that the rules need to know about it. */
sealed interface Request {
    /**
     * To enter.
     *
     * @param name as typed, or null if none was given
     * @param visitor what is known of the person, hashed
     * @param as the role to begin with; an owner, who showed the secret or was given as much, is let in like one
     * @param passphrase whether the room's present passphrase was shown
     * @param scope whose {@code cid}s to go on with, or null for the member's own
     * @param traces what a ban may know a guest by
     * @param now the present time
     */
    record Enter(
            @Nullable String name,
            Visitor visitor,
            Role as,
            boolean passphrase,
            @Nullable String scope,
            Set<String> traces,
            Instant now)
            implements Request {}

    /** That a member who showed the owner secret, or was given as much, gets a higher role. */
    record Promote(MemberId member, Role to) implements Request {}

    /** That a stay ends. */
    record Depart(MemberId member, LeaveReason reason) implements Request {}

    /** To say something. */
    record Post(MemberId member, String text, @Nullable Long replyTo, List<MemberId> to) implements Request {}

    /** That the host application says something, under a name. */
    record Announce(String name, String text) implements Request {}

    /**
     * To give a message another text.
     *
     * @param oldest the oldest entry that the log still has
     */
    record Edit(MemberId member, long target, String text, long oldest, Instant now) implements Request {}

    /** To delete a message. */
    record Delete(MemberId member, long target, long oldest) implements Request {}

    /** To put an emoji to a message or take it away. */
    record React(MemberId member, long target, String emoji, boolean on, long oldest) implements Request {}

    /** To go by another name. */
    record Rename(MemberId member, String name) implements Request {}

    /**
     * To change the room.
     *
     * @param by who, or null for the host application
     * @param changes a passphrase as its hash
     */
    record Update(@Nullable MemberId by, RoomChanges changes) implements Request {}

    /**
     * To put somebody out.
     *
     * @param by who, or null for the host application
     * @param member whom
     * @param told what that member alone is told
     * @param ban who is to stay out, or null
     */
    record PutOut(
            @Nullable MemberId by,
            MemberId member,
            String told,
            @Nullable Ban ban) implements Request {}

    /**
     * To let a member only listen, or talk again.
     *
     * @param by who
     * @param member whom
     * @param muted whether only to listen
     * @param until when it ends by itself, or null
     * @param reason looked at and not kept
     */
    record Mute(
            MemberId by,
            MemberId member,
            boolean muted,
            @Nullable Instant until,
            String reason) implements Request {}

    /** That a mute is over. */
    record EndMute(MemberId member) implements Request {}

    /** To give a member another role. */
    record ChangeRole(MemberId by, MemberId member, Role role) implements Request {}

    /**
     * That the room ends.
     *
     * @param by who wants it, or null for the host application
     */
    record Close(@Nullable MemberId by, String reason) implements Request {}

    /** That the server ends, and the room with it. */
    record Shutdown() implements Request {}
}
