package io.github.liveroom.chat;

/** Whether somebody who named a last position got exactly what was missing. Never a part of it. */
public enum Recovery {
    /** No position was named. */
    NOT_ASKED,
    /** The entries are exactly the missing ones, perhaps none. */
    COMPLETE,
    /** The position is of another life of the log. */
    EPOCH,
    /** Some of what is missing is no longer retained. */
    TOO_OLD,
    /** More is missing than one answer holds. */
    TOO_MANY,
    /** The position has not been reached yet: it cannot be of this log. */
    FUTURE
}
