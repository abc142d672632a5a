package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Moderation;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomPolicy.Action;
import org.jspecify.annotations.Nullable;

/** Which requests keep order, and so are written down. */
final class Deeds {
    private Deeds() {}

    /**
     * What it is if it is done.
     *
     * @param state before that
     * @return null if it keeps no order
     */
    static @Nullable Moderation of(RoomState state, Request request) {
        if (request instanceof Request.Post) {
            return null; // nearly all are
        } else if (request instanceof Request.PutOut putOut) {
            Ban ban = putOut.ban();
            return ban == null
                    ? new Moderation(Action.KICK, putOut.by(), putOut.member(), null, null)
                    : new Moderation(Action.BAN, putOut.by(), putOut.member(), null, ban.until());
        } else if (request instanceof Request.Mute mute) {
            Role role = mute.muted() ? Role.MUTED : Role.MEMBER;
            return new Moderation(Action.MUTE, mute.by(), mute.member(), role, mute.until());
        } else if (request instanceof Request.ChangeRole change) {
            return new Moderation(Action.ROLE, change.by(), change.member(), change.role(), null);
        } else if (request instanceof Request.Delete deletion) {
            Target target = state.target(deletion.target());
            MemberId author = target == null ? deletion.member() : target.author();
            return author.equals(deletion.member())
                    ? null
                    : new Moderation(Action.DELETE, deletion.member(), author, null, null);
        } else if (request instanceof Request.Update update) {
            return new Moderation(Action.UPDATE, update.by(), null, null, null);
        } else if (request instanceof Request.Close close) {
            return new Moderation(Action.CLOSE, close.by(), null, null, null);
        }
        return null;
    }

    static Moderation unban(@Nullable MemberId by, MemberId member) {
        return new Moderation(Action.UNBAN, by, member, null, null);
    }
}
