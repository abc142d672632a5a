package io.github.liveroom.chat;

/** Why a stay in a room ended. */
public enum LeaveReason {
    /** The member asked for it. */
    LEFT,
    /** The connection was lost and did not come back within the reconnect grace. */
    TIMEOUT,
    /** A moderator put the member out. */
    KICKED,
    /** A moderator put the member out for longer. */
    BANNED,
    /** The host application took the member out. */
    CLOSED,
    /** The room ended with its server. */
    SHUTDOWN
}
