import { CloseCode, ErrorCode, LocalCode } from "./codes.js";
import { Outgoing, textError } from "./outgoing.js";
import { Signals } from "./signals.js";

const RETRY_AFTER_MS = 1_000;

/** Refusals of a join that the same join may not meet again. */
const TEMPORARY = new Set([ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE, ErrorCode.INTERNAL]);

/**
 * A connection's part in a room: the position in its log, who is there, and the messages on their way out.
 *
 * States: `joining` → `joined` → (break) `joining` → … → `ended`. Events are described in liveroom.d.ts.
 */
export class Room extends EventTarget {
  #connection;
  #options;
  #state = "joining";
  #code;
  #me = null;
  #info = null;
  #members = new Map();
  #epoch = null;
  #offset = 0;
  #resume;
  #timer = null;
  #outgoing;
  #signals;

  /** Made by Connection.join. */
  constructor(connection, options) {
    super();
    this.#connection = connection;
    this.#options = { tail: 50, ...options };
    this.#code = options.room;
    this.#resume = options.resume ?? null;
    if (options.since) {
      this.#epoch = options.since.epoch;
      this.#offset = options.since.offset;
    }
    this.#outgoing = new Outgoing(
      connection,
      ({ cid, text, replyTo }, answered) => this.#command("send", { cid, text, replyTo }, answered),
      (item) => this.#tell("outgoing", { ...item }),
    );
    this.#signals = new Signals(
      connection.clock,
      (on) => this.#command("typing", { on }, () => {}),
      (members) => this.#tell("typing", { members }),
    );
    for (const { cid, text, replyTo } of options.pending ?? []) {
      this.#outgoing.add({ text, replyTo }, cid);
    }
  }

  get state() {
    return this.#state;
  }

  get code() {
    return this.#code;
  }

  /** `{member, name, role}` as last heard, or null before the first join. */
  get me() {
    return this.#me;
  }

  /** The room's settings and `count`, or null before the first join. */
  get info() {
    return this.#info;
  }

  /** Who is there, in the order of joining: `{member, name, role, status, connections}`. */
  get members() {
    return [...this.#members.values()];
  }

  /** Who is typing, without oneself. */
  get typingMembers() {
    return this.#signals.typing.map((id) => this.#members.get(id)).filter(Boolean);
  }

  /** The secret that takes this member over, to be kept where a reload finds it; null before the first join. */
  get resumeSecret() {
    return this.#resume;
  }

  /** `{epoch, offset}` of the last entry seen, or null before the first join. */
  get position() {
    return this.#epoch === null ? null : { epoch: this.#epoch, offset: this.#offset };
  }

  /** Messages that are not answered, to be given to the next page as `pending`. */
  get pending() {
    return this.#outgoing.items.filter(({ status }) => status !== "failed");
  }

  /** Sends a message, now or as soon as possible; returns its `cid`. What becomes of it comes as `outgoing` events. */
  send(text, { replyTo } = {}) {
    const error = textError(text, this.#connection.hello?.limits);
    if (!error) {
      this.#signals.sent();
    }
    return this.#outgoing.add({ text, replyTo }, undefined, error).cid;
  }

  retry(cid) {
    this.#outgoing.retry(cid);
  }

  discard(cid) {
    this.#outgoing.discard(cid);
  }

  /** Says that this member is typing, or stopped. May be called on each key press. */
  typing(on) {
    if (this.#state === "joined" && this.#connection.hello?.features?.includes("typing") !== false) {
      this.#signals.type(on);
    }
  }

  /** Older entries: `{entries, more}`. */
  history({ before, limit } = {}) {
    return this.#request("history", { before, limit });
  }

  rename(name) {
    return this.#request("rename", { name });
  }

  /** Leaves at once. Resolves when the server knows, or cannot be told. */
  async leave() {
    try {
      await this.#request("leave", {});
    } catch {
      // Not connected, or not in the room: then there is nothing to leave but the seat, which the grace ends.
    }
    this.finish({ code: CloseCode.LEFT, reason: "" });
  }

  /** The connection is open: enters. For Connection. */
  opened() {
    const { name, owner, passphrase, tail } = this.#options;
    const since = this.#epoch === null ? undefined : { epoch: this.#epoch, offset: this.#offset };
    this.#command(
      "join",
      {
        name: this.#me?.name ?? name ?? undefined,
        owner: owner ?? undefined,
        passphrase: passphrase ?? undefined,
        resume: this.#resume ?? undefined,
        since,
        tail,
      },
      (ok, error) => (error ? this.#refused(error) : this.#joined(ok)),
    );
  }

  /** The connection broke. For Connection. */
  dropped() {
    this.#rest();
    if (this.#state === "joined") {
      this.#become("joining");
    }
  }

  /** A place for a message is free. For Connection. */
  pump() {
    this.#outgoing.pump();
  }

  /** A push of this room. For Connection. */
  push(line) {
    if (this.#state !== "joined") {
      return;
    }
    if (line.type === "gone") {
      this.finish({ code: line.code, reason: line.reason ?? "" });
    } else if (Number.isInteger(line.offset) && line.at !== undefined) {
      this.#numbered(line);
    } else {
      this.#volatile(line);
    }
  }

  /** The end of this part in the room. For Connection. */
  finish(why) {
    if (this.#state === "ended") {
      return;
    }
    this.#rest();
    this.#connection.forget(this);
    this.#become("ended");
    this.#tell("ended", { code: null, error: null, reason: "", ...why });
  }

  #rest() {
    this.#connection.clock.clearTimeout(this.#timer);
    this.#signals.clear();
    this.#outgoing.stop();
  }

  #joined(ok) {
    if (this.#state === "ended") {
      return;
    }
    const again = this.#epoch !== null;
    const recovered = ok.recovered === true;
    this.#code = ok.room.code;
    this.#info = ok.room;
    this.#me = ok.me;
    this.#resume = ok.resume;
    this.#epoch = ok.room.epoch;
    this.#offset = ok.room.offset;
    this.#members = new Map(ok.members.map((member) => [member.member, member]));
    this.#become("joined");
    this.#tell("joined", { again, recovered, reason: ok.reason ?? null, entries: ok.entries, more: ok.more ?? false });
    ok.entries.forEach((entry) => this.#settle(entry));
    this.#outgoing.resume();
  }

  #refused(error) {
    if (this.#state === "ended" || error.code === LocalCode.DISCONNECTED || error.code === LocalCode.REJECTED) {
      return;
    }
    if (TEMPORARY.has(error.code)) {
      const wait = error.retryAfterMs ?? RETRY_AFTER_MS;
      this.#timer = this.#connection.clock.setTimeout(() => this.opened(), wait);
    } else if (error.code === ErrorCode.ALREADY_JOINED) {
      this.#connection.rebuild();
    } else if (error.code === ErrorCode.UNAUTHORIZED && this.#options.owner) {
      delete this.#options.owner; // of another room that had this code once
      this.opened();
    } else {
      this.finish({ error: error.code });
    }
  }

  /** Each entry once and in order, or not at all: with one missing the whole is fetched anew. */
  #numbered(entry) {
    if (entry.offset <= this.#offset) {
      return;
    }
    if (entry.offset > this.#offset + 1) {
      this.#connection.rebuild();
      return;
    }
    this.#offset = entry.offset;
    this.#fold(entry);
    this.#tell("entry", { entry });
    this.#settle(entry);
    if (entry.type === "close") {
      this.finish({ code: CloseCode.ROOM_CLOSED, reason: entry.reason ?? "" });
    }
  }

  #fold({ type, member, name, role }) {
    const known = this.#members.get(member);
    if (type === "join") {
      this.#members.set(member, { member, name, role, status: "active", connections: 1 });
      this.#info = { ...this.#info, count: this.#info.count + 1 };
    } else if (type === "leave") {
      this.#members.delete(member);
      this.#info = { ...this.#info, count: this.#info.count - 1 };
    } else if (type === "rename" && known) {
      this.#members.set(member, { ...known, name });
    } else if (type === "role" && known) {
      this.#members.set(member, { ...known, role });
    } else if (type !== "message") {
      return;
    }
    this.#signals.stopped(member);
    const me = this.#members.get(this.#me.member);
    if (me) {
      this.#me = { ...this.#me, name: me.name, role: me.role };
    }
    if (type !== "message") {
      this.#tell("members");
    }
  }

  #volatile({ type, member, on, status, connections }) {
    const known = this.#members.get(member);
    if (type === "typing") {
      this.#signals.heard(member, on === true);
    } else if (type === "status" && known) {
      this.#members.set(member, { ...known, status, connections });
      this.#tell("members");
    }
  }

  #settle(entry) {
    if (entry.cid !== undefined && entry.member === this.#me.member) {
      this.#outgoing.settle(entry.cid, entry.offset);
    }
  }

  #request(cmd, fields) {
    return this.#connection.request(cmd, { room: this.#code, ...fields });
  }

  #command(cmd, fields, answered) {
    this.#connection.command(cmd, { room: this.#code, ...fields }, answered);
  }

  #become(state) {
    if (this.#state !== state) {
      this.#state = state;
      this.#tell("state", { state });
    }
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
