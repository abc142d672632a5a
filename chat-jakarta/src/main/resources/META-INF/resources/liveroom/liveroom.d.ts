/** Types of the LiveRoom browser client. What goes over the wire is described in docs/protocol.md. */

export declare const ErrorCode: Readonly<{
  BAD_REQUEST: "bad_request";
  UNKNOWN_COMMAND: "unknown_command";
  UNAUTHORIZED: "unauthorized";
  FORBIDDEN: "forbidden";
  ROOM_NOT_FOUND: "room_not_found";
  ROOM_FULL: "room_full";
  ROOM_LOCKED: "room_locked";
  WRONG_PASSPHRASE: "wrong_passphrase";
  BANNED: "banned";
  MUTED: "muted";
  NAME_REQUIRED: "name_required";
  NAME_INVALID: "name_invalid";
  NAME_TAKEN: "name_taken";
  NOT_JOINED: "not_joined";
  ALREADY_JOINED: "already_joined";
  TEXT_REQUIRED: "text_required";
  TEXT_TOO_LONG: "text_too_long";
  TARGET_NOT_FOUND: "target_not_found";
  TOO_MANY_ROOMS: "too_many_rooms";
  TOO_MANY_UNACKED: "too_many_unacked";
  RATE_LIMITED: "rate_limited";
  UNAVAILABLE: "unavailable";
  INTERNAL: "internal";
}>;
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/** What a command can end with that no server said. */
export declare const LocalCode: Readonly<{ DISCONNECTED: "disconnected"; REJECTED: "rejected" }>;
export type LocalCode = (typeof LocalCode)[keyof typeof LocalCode];

/** Why a connection, or the part of one in a room, ended. */
export declare const CloseCode: Readonly<{
  LEFT: 1000;
  GOING_AWAY: 4001;
  TOO_SLOW: 4008;
  REBUILD: 4010;
  SILENT: 4012;
  TOO_MANY_COMMANDS: 4408;
  NOT_THIS_PROTOCOL: 4500;
  NOT_AUTHORISED: 4501;
  KICKED: 4503;
  BANNED: 4504;
  TAKEN_OVER: 4505;
  ROOM_CLOSED: 4506;
  TOO_MANY_CONNECTIONS: 4507;
  SILENT_AT_THE_START: 4510;
}>;

/** A command that was not done. The message is for logs, not for people. */
export declare class CommandError extends Error {
  readonly code: ErrorCode | LocalCode;
  readonly retryAfterMs: number | null;
}

export interface Hello {
  protocol: string;
  pingMs: number;
  time: number;
  features: string[];
  limits: {
    text: number;
    name: number;
    frame: number;
    reply: number;
    rooms: number;
    unacked: number;
    retain: number;
    recover: number;
  };
}

/** Replaces what the browser gives, for tests and other places. `window: null` follows no page. */
export interface Environment {
  WebSocket?: new (url: string, protocol: string) => WebSocket;
  window?: Window | null;
  now?: () => number;
  setTimeout?: (run: () => void, ms: number) => unknown;
  clearTimeout?: (timer: unknown) => void;
  random?: () => number;
}

export type ConnectionState = "idle" | "connecting" | "open" | "waiting" | "ended";

interface ConnectionEvents {
  /** `delayMs` and `attempt` with `waiting`; `code` and `reason` with `ended`, `code` also with `waiting`. */
  state: CustomEvent<{
    state: ConnectionState;
    delayMs?: number;
    attempt?: number;
    code?: number;
    reason?: string;
  }>;
}

/** One WebSocket after another to the same endpoint. Reconnects by itself; rooms resume by themselves. */
export declare class Connection extends EventTarget {
  /** @param url `ws:` or `wss:` */
  constructor(url: string, environment?: Environment);
  readonly state: ConnectionState;
  /** What the server said first on the socket of now, or null. */
  readonly hello: Hello | null;
  /** Enters a room, now or as soon as there is a connection, and connects if nobody did. */
  join(options: JoinOptions): Room;
  open(): void;
  /** Tries at once instead of waiting on. Comes by itself when the page becomes visible or the browser online. */
  hurry(): void;
  /** Lets go of the socket until `open()`; seats are kept for the grace. */
  suspend(): void;
  /** Ends it and every stay for good. */
  close(): void;
  /** Sends any command. */
  request(cmd: "create", fields?: { title?: string; keep?: boolean }): Promise<{ code: string; owner: string }>;
  request(cmd: string, fields?: object): Promise<any>;
  addEventListener<K extends keyof ConnectionEvents>(
    type: K,
    listener: (event: ConnectionEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export interface JoinOptions {
  /** The room code. */
  room: string;
  name?: string;
  passphrase?: string;
  /** The secret that `create` gave. */
  owner?: string;
  /** The `resumeSecret` of an earlier Room: takes that member over. */
  resume?: string;
  /** The `position` of an earlier Room: asks for what came after it instead of the tail. */
  since?: { epoch: string; offset: number };
  /** How many of the newest entries are wanted, 0 to 200. */
  tail?: number;
  /** The `pending` messages of an earlier Room. */
  pending?: { cid: string; text: string; replyTo?: number }[];
}

export interface Member {
  member: string;
  name: string;
  role: "owner" | "moderator" | "member" | "muted";
  status: "active" | "idle" | "away";
  connections: number;
  profile?: unknown;
}

/** A numbered fact of the room. Kinds that this version does not know come as they are. */
export interface Entry {
  room: string;
  offset: number;
  type:
    | "message"
    | "edit"
    | "delete"
    | "reaction"
    | "join"
    | "leave"
    | "rename"
    | "role"
    | "room"
    | "skip"
    | "close"
    | (string & {});
  at: number;
  member?: string;
  name?: string;
  text?: string;
  replyTo?: number;
  /** Only on what this member's own connections caused. */
  cid?: string;
  [field: string]: unknown;
}

export interface OutgoingMessage {
  cid: string;
  text: string;
  replyTo?: number;
  /** `failed` stays until `retry` or `discard`; everything else goes on by itself. */
  status: "queued" | "sending" | "sent" | "failed";
  error: ErrorCode | LocalCode | null;
  /** Where it stands in the room's log, once `sent`. */
  offset?: number;
}

interface RoomEvents {
  state: CustomEvent<{ state: "joining" | "joined" | "ended" }>;
  /**
   * Entered or re-entered. With `recovered`, `entries` go on where the last one ended; without, they are the newest
   * ones and replace everything shown; `more` says that there are older ones.
   */
  joined: CustomEvent<{ again: boolean; recovered: boolean; reason: string | null; entries: Entry[]; more: boolean }>;
  /** Something happened in the room: each entry once, in order, none left out. */
  entry: CustomEvent<{ entry: Entry }>;
  /** `members` or `info.count` changed. */
  members: CustomEvent<{}>;
  /** Others began or stopped typing. */
  typing: CustomEvent<{ members: string[] }>;
  /** A message of one's own changed its status. */
  outgoing: CustomEvent<OutgoingMessage>;
  /** This part in the room is over: by a CloseCode, or by the ErrorCode that refused the join. */
  ended: CustomEvent<{ code: number | null; error: ErrorCode | null; reason: string }>;
}

/** A connection's part in a room. */
export declare class Room extends EventTarget {
  private constructor();
  readonly state: "joining" | "joined" | "ended";
  readonly code: string;
  readonly me: { member: string; name: string; role: Member["role"] } | null;
  readonly info: {
    code: string;
    title: string | null;
    locked: boolean;
    passphrase: boolean;
    keep: boolean;
    maxMembers: number;
    slowModeMs: number;
    count: number;
  } | null;
  /** In the order of joining; at most 1,000. */
  readonly members: Member[];
  readonly typingMembers: Member[];
  readonly resumeSecret: string | null;
  readonly position: { epoch: string; offset: number } | null;
  readonly pending: OutgoingMessage[];
  /** Queues a message and returns its `cid`. Never throws: what became of it comes as `outgoing`. */
  send(text: string, options?: { replyTo?: number }): string;
  retry(cid: string): void;
  discard(cid: string): void;
  /** May be called on each key press. */
  typing(on: boolean): void;
  history(page?: { before?: number; limit?: number }): Promise<{ entries: Entry[]; more: boolean }>;
  rename(name: string): Promise<{ name: string }>;
  /** Leaves at once; resolves also if the server cannot be reached. */
  leave(): Promise<void>;
  addEventListener<K extends keyof RoomEvents>(
    type: K,
    listener: (event: RoomEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
