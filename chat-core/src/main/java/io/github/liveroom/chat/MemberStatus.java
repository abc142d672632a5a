package io.github.liveroom.chat;

/** Whether a member can be expected to answer. */
public enum MemberStatus {
    /** At least one connection is in use. */
    ACTIVE,
    /** Connected, but looking at something else. */
    IDLE,
    /** No connection at the moment; the seat and the name are kept until the reconnect grace is over. */
    AWAY
}
