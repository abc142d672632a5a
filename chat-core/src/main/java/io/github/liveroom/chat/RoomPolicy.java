package io.github.liveroom.chat;

import io.github.liveroom.chat.internal.StandardPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. The one table of it; a host application may bring its own.
 *
 * <p>Asked while a room is busy, by any thread: answers at once, always the same to the same question, and throws nothing.
 */
public interface RoomPolicy {
    /** What is asked for. */
    enum Action {
        /** To say something. */
        SEND,
        /** To change one's own message. */
        EDIT,
        /** To delete a message of somebody else. */
        DELETE,
        /** To put an emoji to a message, or take it away. */
        REACT,
        /** To be shown as typing. */
        TYPING,
        /** To take another name. */
        RENAME,
        /** To change the room. */
        UPDATE,
        /** To put a member out. */
        KICK,
        /** To put a member out and keep the person out. */
        BAN,
        /** To let a banned person in again. */
        UNBAN,
        /** To let a member only listen, or end that. */
        MUTE,
        /** To give a member another role. */
        ROLE,
        /** To end the room. */
        CLOSE
    }

    /**
     * Whether a member may do something.
     *
     * @param action what
     * @param actor the member's role
     * @param target the role of the member to whom it is done, or null if it is done to nobody or before that is known: then
     *     whether it may be done to anybody
     * @return false to refuse: a muted member is told {@link Refusal#MUTED}, others {@link Refusal#FORBIDDEN}
     */
    boolean allows(Action action, Role actor, @Nullable Role target);

    /**
     * Whether somebody may create a room.
     *
     * @param visitor who
     * @param options what it shall be like
     * @return false to refuse with {@link Refusal#FORBIDDEN}
     */
    default boolean allowsCreate(Visitor visitor, RoomOptions options) {
        return true;
    }

    /**
     * The usual: the muted listen; members talk; moderators put order into members, messages and room; owners do
     * everything, to everyone but owners.
     *
     * @return the policy of those who set none
     */
    static RoomPolicy standard() {
        return StandardPolicy.TABLE;
    }
}
