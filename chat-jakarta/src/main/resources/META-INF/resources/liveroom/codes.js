export const ErrorCode = named(
  "bad_request unknown_command unauthorized forbidden room_not_found room_full room_locked wrong_passphrase banned muted",
  "name_required name_invalid name_taken not_joined already_joined text_required text_too_long target_not_found",
  "too_many_rooms too_many_unacked rate_limited unavailable internal",
);

export const LocalCode = named("disconnected rejected");

export const CloseCode = Object.freeze({
  LEFT: 1000,
  NOT_TEXT: 1003,
  BROKEN: 1006,
  NOT_UTF8: 1007,
  REFUSED: 1008,
  TOO_BIG: 1009,
  SERVER_FAILED: 1011,
  SERVER_RESTARTS: 1012,
  TRY_LATER: 1013,
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

/** Drops a connection and, as anything but 1000, keeps the seat. */
export const DROPPED = 4000;

export const RETRY_AFTER_MS = 1_000;

export function blamesClient(code) {
  return [1003, 1007, 1008, 1009].includes(code);
}

/** An unknown code goes by its range. */
export function isFinal(code) {
  return code === CloseCode.LEFT || (code >= 4500 && code <= 4999);
}

export function isTemporary(code) {
  return [ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE, ErrorCode.TOO_MANY_UNACKED].includes(code);
}

export class CommandError extends Error {
  constructor({ code, message, retryAfterMs }) {
    super(message ?? code);
    this.name = "CommandError";
    this.code = code;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

function named(...lists) {
  return Object.freeze(Object.fromEntries(lists.join(" ").split(" ").map((code) => [code.toUpperCase(), code])));
}
