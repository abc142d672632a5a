/**
 * The LiveRoom browser client: one connection, any number of rooms, no dependencies. What goes over the wire is described
 * in docs/protocol.md.
 *
 *     import { Connection } from "./liveroom/liveroom.js";
 *     const room = new Connection("wss://example.org/liveroom/ws").join({ room: "KQZW", name: "Ada" });
 *     room.addEventListener("entry", ({ detail }) => console.log(detail.entry));
 *     room.send("hello");
 */

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

/**
 * What a command can end with that no server said. `disconnected`: the connection broke before the answer, and it may or
 * may not have been carried out. `rejected`: the server closed the connection over something that it may be part of.
 */
export declare const LocalCode: Readonly<{ DISCONNECTED: "disconnected"; REJECTED: "rejected" }>;
export type LocalCode = (typeof LocalCode)[keyof typeof LocalCode];

/** Why a connection, or the part of one in a room, ended. */
export declare const CloseCode: Readonly<{
  LEFT: 1000;
  NOT_TEXT: 1003;
  BROKEN: 1006;
  NOT_UTF8: 1007;
  REFUSED: 1008;
  TOO_BIG: 1009;
  SERVER_FAILED: 1011;
  SERVER_RESTARTS: 1012;
  TRY_LATER: 1013;
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

export type Feature = "edit" | "react" | "typing" | "read" | "search" | "create" | "whisper" | "auth" | (string & {});

export interface Hello {
  protocol: string;
  pingMs: number;
  time: number;
  features: Feature[];
  limits: {
    text: number;
    name: number;
    frame: number;
    reply: number;
    rooms: number;
    unacked: number;
    retain: number;
    recover: number;
    commands?: number;
    burst?: number;
    bytes?: number;
  };
}

/** Replaces what the browser gives, for tests and other places. */
export interface Environment {
  WebSocket?: new (url: string, protocol: string) => WebSocket;
  fetch?: typeof fetch;
  /** Null follows no page. */
  window?: Window | null;
  /** Null where browsers have none: over plain HTTP. */
  locks?: LockManager | null;
  now?: () => number;
  setTimeout?: (run: () => void, ms: number) => unknown;
  clearTimeout?: (timer: unknown) => void;
  random?: () => number;
  /**
   * Where the tokens come from that tell a server who this is, if it goes by tokens (`hello.features` has `auth`). Asked each
   * time a connection opens, and when four fifths of the time have gone for which the last one is good; the rooms stay as they
   * are. One that is refused ends the connection with 4501; if there is none, it is tried again.
   */
  token?: () => Promise<string> | string;
}

/**
 * `idle` does nothing until `open()`; `waiting` is the pause before the next attempt, anything up to a bound that doubles
 * to 20 s, or that the server asked for; `ended` is final.
 */
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

export interface CreateOptions {
  title?: string;
  passphrase?: string;
  /** Whether the room stays when it is empty. */
  keep?: boolean;
  maxMembers?: number;
  codeLength?: number;
}

/**
 * Connects to one endpoint, again and again. Rooms enter, and after a break resume, by themselves.
 *
 * It begins with WebSockets. After two in a row that never opened it takes an HTTP stream, and a WebSocket again when that
 * ends. A page that goes into the back-forward cache lets go of it and takes it up again when it comes back.
 */
export declare class Connection extends EventTarget {
  /** @param url `ws:` or `wss:`, with the path that ends in `/liveroom/ws` */
  constructor(url: string, environment?: Environment);
  readonly url: string;
  readonly state: ConnectionState;
  /** What the server said first on the connection of now, or null. */
  readonly hello: Hello | null;
  /** Enters a room, now or as soon as there is a connection, stays in it through breaks, and connects if nobody did. */
  join(options: JoinOptions): Room;
  /** Connects, unless that is under way. */
  open(): void;
  /** Tries at once instead of waiting on. Comes by itself when the page becomes visible or the browser online. */
  hurry(): void;
  /** Lets go of it until `open()`; seats in rooms are kept for the grace. */
  suspend(): void;
  /** Ends it and every stay for good. */
  close(): void;
  /** Sends any command; rejects with a CommandError if it is refused, or if the connection breaks before the answer. */
  request(cmd: "create", options?: CreateOptions): Promise<{ code: string; owner: string }>;
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

export interface Position {
  epoch: string;
  offset: number;
}

export interface JoinOptions {
  /** The room code. */
  room: string;
  name?: string;
  passphrase?: string;
  /** The secret that `create` gave. */
  owner?: string;
  /** The `resumeSecret` of an earlier Room: takes that member over. Not needed where `storage` keeps it. */
  resume?: string;
  /** The `position` of an earlier Room: asks for what came after it instead of the tail. */
  since?: Position;
  /** How many of the newest entries are wanted, 0 to 200; default 50. */
  tail?: number;
  /** The `pending` messages of an earlier Room. Not needed where `storage` keeps them. */
  pending?: { cid: string; text: string; replyTo?: number; to?: string[] }[];
  /**
   * Where the next page of this tab finds who it is and what is not sent, for each endpoint and room; default
   * `sessionStorage`, null keeps nothing. What was kept counts only for the same `name`. A duplicated tab does not get it.
   * Over plain HTTP browsers lack the locks for this, and it survives reloads, but no crash.
   */
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  /** False leaves `active` and `idle` to the page; by default they follow its visibility. */
  autoStatus?: boolean;
}

export type Role = "owner" | "moderator" | "member" | "muted";

export interface Member {
  member: string;
  name: string;
  role: Role;
  status: "active" | "idle" | "away";
  connections: number;
  /** What the host application says of the member. */
  profile?: unknown;
}

export interface Settings {
  title: string | null;
  locked: boolean;
  passphrase: boolean;
  keep: boolean;
  maxMembers: number;
  /** 0 to 3,600,000. */
  slowModeMs: number;
}

interface Numbered<T extends string> {
  room: string;
  type: T;
  /** +1 from entry to entry. */
  offset: number;
  /** Milliseconds since 1970, by the server. */
  at: number;
  /** Only on what this member's own connections caused. */
  cid?: string;
}

export interface MessageEntry extends Numbered<"message"> {
  member: string;
  name: string;
  /** Absent when deleted. */
  text?: string;
  replyTo?: number;
  /** For whom it is, of a whisper. */
  to?: string[];
  /** The offset of the newest edit, if that happened before this was read. */
  edited?: number;
  deleted?: true;
}
export interface EditEntry extends Numbered<"edit"> {
  member: string;
  target: number;
  /** Absent when the target is deleted. */
  text?: string;
}
export interface DeleteEntry extends Numbered<"delete"> {
  member: string;
  target: number;
}
export interface ReactionEntry extends Numbered<"reaction"> {
  member: string;
  target: number;
  emoji: string;
  on: boolean;
}
export interface JoinEntry extends Numbered<"join"> {
  member: string;
  name: string;
  role: Role;
}
export interface LeaveEntry extends Numbered<"leave"> {
  member: string;
  name: string;
  reason: "left" | "timeout" | "kicked" | "banned" | "closed" | "shutdown";
}
export interface RenameEntry extends Numbered<"rename"> {
  member: string;
  name: string;
  was: string;
}
export interface RoleEntry extends Numbered<"role"> {
  member: string;
  role: Role;
  by: string | null;
}
/** Holds only the settings that changed. */
export interface RoomEntry extends Numbered<"room">, Partial<Settings> {
  by: string | null;
}
/** Something that this member may not see; it keeps the count whole. */
export interface SkipEntry extends Numbered<"skip"> {}
export interface CloseEntry extends Numbered<"close"> {
  reason?: string;
}

/** A numbered fact of the room. A newer server may send other types; switch with a default. */
export type Entry =
  | MessageEntry
  | EditEntry
  | DeleteEntry
  | ReactionEntry
  | JoinEntry
  | LeaveEntry
  | RenameEntry
  | RoleEntry
  | RoomEntry
  | SkipEntry
  | CloseEntry;

export interface OutgoingMessage {
  cid: string;
  text: string;
  replyTo?: number;
  to?: string[];
  /** `failed` stays until `retry` or `discard`; everything else goes on by itself. */
  status: "queued" | "sending" | "sent" | "failed";
  /**
   * Why it failed. `too_many_unacked`: 50 wait already, more would not survive a reload. `disconnected`: this may be another
   * room by now, so people decide.
   */
  error: ErrorCode | LocalCode | null;
  /** Where it stands in the room's log, once `sent`. */
  offset?: number;
}

interface RoomEvents {
  state: CustomEvent<{ state: "joining" | "joined" | "ended" }>;
  /**
   * Entered, re-entered, or caught up. With `recovered`, `entries` go on where the last one ended; without, they are the
   * newest ones and replace everything shown; `more` says that there are older ones. A `reason` says why something in
   * between may be missing.
   */
  joined: CustomEvent<{
    again: boolean;
    recovered: boolean;
    reason: "epoch" | "too_old" | "too_many" | "future" | null;
    entries: Entry[];
    more: boolean;
  }>;
  /** Something happened in the room: each entry once, in order, none left out. */
  entry: CustomEvent<{ entry: Entry }>;
  /** `members`, `me` or `info.count` changed. */
  members: CustomEvent<{}>;
  /** The settings in `info` changed. */
  info: CustomEvent<{}>;
  /** Others began or stopped typing: the ids of all who do. */
  typing: CustomEvent<{ members: string[] }>;
  /** How far somebody else has read. */
  read: CustomEvent<{ member: string; offset: number }>;
  /** A message of one's own changed its status. */
  outgoing: CustomEvent<OutgoingMessage>;
  /** The server lets nobody in at the moment; it is asked again after that time. */
  delayed: CustomEvent<{ error: ErrorCode; retryAfterMs: number }>;
  /** This part in the room is over: by a CloseCode, or by the code that refused the join. */
  ended: CustomEvent<{ code: number | null; error: ErrorCode | LocalCode | null; reason: string }>;
}

interface Reason {
  /** At most 200 characters, shown to the member. */
  reason?: string;
}

interface Page {
  /** Exclusive; absent, the newest. */
  before?: number;
  /** 1 to 100. */
  limit?: number;
}

interface Entries {
  /** Oldest first. */
  entries: Entry[];
  /** Whether there are older ones. */
  more: boolean;
}

/** Where something was appended; `dup`, if a command with this `cid` had been answered before. */
interface Appended {
  offset: number;
  at?: number;
  dup?: true;
}

/**
 * A connection's part in a room: the position in its log, who is there, and the messages on their way out.
 *
 * It is `joining`, then `joined`, after a break `joining` again, in the end `ended`. An entry that comes too early is held
 * until what is missing before it has been fetched. Every command but `send` rejects with a CommandError if it is refused,
 * and with `disconnected` outside `joined` or if the connection breaks before the answer.
 */
export declare class Room extends EventTarget {
  private constructor();
  readonly state: "joining" | "joined" | "ended";
  readonly code: string;
  /** As last heard; null before the first join. Whoever is muted has that as the role. */
  readonly me: { member: string; name: string; role: Role } | null;
  /** The settings and the true number of members; null before the first join. */
  readonly info: (Settings & { code: string; epoch: string; oldest: number; count: number }) | null;
  /** In the order of joining; those whom the join's answer listed, at most 1,000, and those who came since. */
  readonly members: Member[];
  /** Without oneself. */
  readonly typingMembers: Member[];
  /** Takes this member over; null before the first join. */
  readonly resumeSecret: string | null;
  /** Of the last entry; null before the first join. */
  readonly position: Position | null;
  /** Messages that wait for their answer, oldest first. */
  readonly pending: OutgoingMessage[];
  /**
   * Queues a message and returns its `cid`. Never throws: what became of it comes as `outgoing`. What a break or a reload
   * left without an answer goes again, with the same `cid`, so that it is appended once.
   */
  send(text: string, options?: { replyTo?: number; to?: string[] }): string;
  /** Sends a failed message again, after everything else that waits. */
  retry(cid: string): void;
  /** Forgets a failed message. */
  discard(cid: string): void;
  /** May be called on each key press. */
  typing(on: boolean): void;
  edit(target: number, text: string): Promise<Appended>;
  /** Deletes a message. */
  remove(target: number): Promise<Appended>;
  react(target: number, emoji: string, on?: boolean): Promise<Appended>;
  /** Tells the others how far this member has read; by default all. */
  read(offset?: number): Promise<{}>;
  history(page?: Page): Promise<Entries>;
  search(text: string, page?: Page): Promise<Entries>;
  /** Pages through all members, also beyond the thousand in `members`. */
  listMembers(page?: { after?: string; limit?: number }): Promise<{ members: Member[]; more: boolean }>;
  rename(name: string): Promise<{ name: string }>;
  /** Comes by itself unless `autoStatus` is false. */
  status(status: "active" | "idle"): Promise<{}>;
  /** An empty title goes away; a null passphrase is removed. */
  update(settings: Partial<Omit<Settings, "passphrase"> & { passphrase: string | null }>): Promise<Appended>;
  kick(member: string, options?: Reason): Promise<Appended>;
  ban(member: string, options?: Reason & { forMs?: number }): Promise<Appended>;
  unban(member: string): Promise<{}>;
  /** `forMs: 0` ends it. */
  mute(member: string, options?: Reason & { forMs?: number }): Promise<Appended>;
  setRole(member: string, role: Exclude<Role, "muted">): Promise<Appended>;
  /** Closes the room for everybody. */
  close(reason?: string): Promise<{}>;
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

/** A message with everything that happened to it since. */
export interface Message extends Omit<MessageEntry, "edited" | "deleted"> {
  /** The offset of the newest edit, or 0. */
  edited: number;
  deleted: boolean;
  /** Who reacted how; nobody's emoji are left out. */
  reactions: Map<string, Set<string>>;
}

/**
 * What became of the messages of a room: a fold over the entries of `joined`, `entry` and `history`, in whatever order and
 * as often as they come. To be cleared with a `joined` that replaces everything.
 */
export declare class Messages {
  /** A message that was seen itself; the same object each time. */
  get(offset: number): Message | undefined;
  /** Takes an entry and returns the message that it is or changes, unless that has not been seen itself. */
  add(entry: Entry): Message | undefined;
  clear(): void;
}
