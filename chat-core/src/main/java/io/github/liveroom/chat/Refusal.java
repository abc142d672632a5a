package io.github.liveroom.chat;

/**
 * Why something that was asked for is not done. A refusal is an ordinary answer: it changes nothing and harms nobody.
 *
 * <p>The wire protocol has one error code for each of these.
 */
public enum Refusal {
    /** A field is missing, of the wrong type or out of range. */
    BAD_REQUEST,
    /** There is no such command. */
    UNKNOWN_COMMAND,
    /** The secret shown is not, or no longer, valid. */
    UNAUTHORIZED,
    /** The role, the room or the server does not allow it. */
    FORBIDDEN,
    /** No room has this code: never, or not any more. */
    ROOM_NOT_FOUND,
    /** Every seat is taken. */
    ROOM_FULL,
    /** Nobody new is let in at the moment. */
    ROOM_LOCKED,
    /** The room has a passphrase, and this was not it. */
    WRONG_PASSPHRASE,
    /** A moderator decided that this person stays out. */
    BANNED,
    /** The member may only listen. */
    MUTED,
    /** No name, or only white space. */
    NAME_REQUIRED,
    /** The name breaks a rule: length, forbidden characters, mixed scripts, reserved. */
    NAME_INVALID,
    /** A member has this name, or one that looks like it. */
    NAME_TAKEN,
    /** The connection is not in the room, whether that exists or not. */
    NOT_JOINED,
    /** The connection is in the room already. */
    ALREADY_JOINED,
    /** No text, or only white space. */
    TEXT_REQUIRED,
    /** More code points than the room allows. */
    TEXT_TOO_LONG,
    /** What the command points at does not exist. */
    TARGET_NOT_FOUND,
    /** The connection is in as many rooms as it may be. */
    TOO_MANY_ROOMS,
    /** Too many messages of the connection wait for their answer. */
    TOO_MANY_UNACKED,
    /** Too much in too short a time; the answer says when to try again. */
    RATE_LIMITED,
    /** Not possible now; it cannot be told whether it took effect. Ask again with the same {@code cid}. */
    UNAVAILABLE,
    /** A defect of the server. */
    INTERNAL
}
