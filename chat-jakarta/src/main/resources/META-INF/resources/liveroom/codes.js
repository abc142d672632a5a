/** Every error code of the protocol, as in `{"id":7,"error":{"code":…}}`. */
export const ErrorCode = Object.freeze({
  BAD_REQUEST: "bad_request",
  UNKNOWN_COMMAND: "unknown_command",
  UNAUTHORIZED: "unauthorized",
  FORBIDDEN: "forbidden",
  ROOM_NOT_FOUND: "room_not_found",
  ROOM_FULL: "room_full",
  ROOM_LOCKED: "room_locked",
  WRONG_PASSPHRASE: "wrong_passphrase",
  BANNED: "banned",
  MUTED: "muted",
  NAME_REQUIRED: "name_required",
  NAME_INVALID: "name_invalid",
  NAME_TAKEN: "name_taken",
  NOT_JOINED: "not_joined",
  ALREADY_JOINED: "already_joined",
  TEXT_REQUIRED: "text_required",
  TEXT_TOO_LONG: "text_too_long",
  TARGET_NOT_FOUND: "target_not_found",
  TOO_MANY_ROOMS: "too_many_rooms",
  TOO_MANY_UNACKED: "too_many_unacked",
  RATE_LIMITED: "rate_limited",
  UNAVAILABLE: "unavailable",
  INTERNAL: "internal",
});

/** What a command can end with that no server said. */
export const LocalCode = Object.freeze({
  /** The connection broke before the answer; the command may or may not have been carried out. */
  DISCONNECTED: "disconnected",
  /** The server closed the connection over something this command may have been part of. */
  REJECTED: "rejected",
});

/** Why a connection, or the part of one in a room, ended. */
export const CloseCode = Object.freeze({
  LEFT: 1000,
  GOING_AWAY: 4001,
  TOO_SLOW: 4008,
  REBUILD: 4010,
  SILENT: 4012,
  TOO_MANY_COMMANDS: 4408,
  NOT_THIS_PROTOCOL: 4500,
  NOT_AUTHORISED: 4501,
  KICKED: 4503,
  BANNED: 4504,
  TAKEN_OVER: 4505,
  ROOM_CLOSED: 4506,
  TOO_MANY_CONNECTIONS: 4507,
  SILENT_AT_THE_START: 4510,
});

/** With what this client drops a connection that it means to replace. Anything but 1000 keeps the member's seat. */
export const DROPPED = 4000;

const CLIENTS_FAULT = new Set([1003, 1007, 1008, 1009]);

/** Whether a close with this code blames something that the client sent. */
export function blamesClient(code) {
  return CLIENTS_FAULT.has(code);
}

/** Whether a close with this code is final. An unknown code goes by its range. */
export function isFinal(code) {
  return code === CloseCode.LEFT || (code >= 4500 && code <= 4999);
}

/** Over how many milliseconds the server of a 4001 asks its clients to spread their return; null if it does not say. */
export function askedDelay(code, reason) {
  const match = code === CloseCode.GOING_AWAY ? /\bdelayMs=(\d{1,7})\b/.exec(reason) : null;
  return match ? Number(match[1]) : null;
}

/** Errors after which the same command makes sense again, with the same `cid`. */
export function isTemporary(code) {
  return code === ErrorCode.RATE_LIMITED || code === ErrorCode.UNAVAILABLE || code === ErrorCode.TOO_MANY_UNACKED;
}
