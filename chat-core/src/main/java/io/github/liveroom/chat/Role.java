package io.github.liveroom.chat;

/** What a member may do in a room, from most to least. */
public enum Role {
    /** May do everything, to everyone but other owners. */
    OWNER,
    /** Keeps order: removes members and messages, changes the room. */
    MODERATOR,
    /** Talks. */
    MEMBER,
    /** Only listens, until somebody lifts it. */
    MUTED
}
