import { CloseCode, CommandError, ErrorCode, isTemporary, LocalCode, RETRY_AFTER_MS } from "./codes.js";

const MOST_HELD = 1_000;
/** As many as a reload keeps. */
const MOST = 50;
const HANDED_OVER_MS = 500;
const IDLE_AFTER_MS = 10_000;
const SAY_AGAIN_MS = 3_000;
const STOP_AFTER_MS = 5_000;
const FORGET_AFTER_MS = 6_000;
const GHOST_MS = 120_000;
const KINDS = ["message", "edit", "delete", "reaction"];

/** A connection's part in a room. */
export class Room extends EventTarget {
  #connection;
  #environment;
  #options;
  state = "joining";
  code;
  me = null;
  info = null;
  #members = new Map();
  #epoch = null;
  #offset = 0;
  #held = new Map();
  #syncing = false;
  resumeSecret;
  #lostAt = NaN;
  #timer = null;
  #idleTimer = null;
  #status = "active";
  #outgoing;
  #signals;
  #keep = null;
  #ready = true;
  #suspended = false;
  #before = null;

  constructor(connection, options) {
    super();
    this.#connection = connection;
    this.#environment = connection.environment;
    this.#options = { tail: 50, ...options };
    this.code = options.room;
    this.resumeSecret = options.resume ?? null;
    this.#epoch = options.since?.epoch ?? null;
    this.#offset = options.since?.offset ?? 0;
    this.#outgoing = new Outgoing(
      connection,
      ({ cid, text, replyTo, to }, answered) => this.#command("send", { cid, text, replyTo, to }, answered),
      (item) => {
        this.#save();
        this.#tell("outgoing", { ...item });
      },
    );
    this.#signals = new Signals(
      this.#environment,
      (on) => this.#command("typing", { on }),
      (members) => this.#tell("typing", { members }),
    );
    options.pending?.forEach((item) => this.#outgoing.add(item, item.cid));
    this.#remember(options.storage);
  }

  get members() {
    return [...this.#members.values()];
  }

  get typingMembers() {
    return this.#signals.typing.map((id) => this.#members.get(id)).filter(Boolean);
  }

  get position() {
    return this.#epoch === null ? null : { epoch: this.#epoch, offset: this.#offset };
  }

  get pending() {
    return this.#outgoing.pending;
  }

  send(text, { replyTo, to } = {}) {
    const error = textError(text, this.#connection.hello?.limits);
    if (!error) {
      this.#signals.sent();
    }
    return this.#outgoing.add({ text, replyTo, to }, undefined, error).cid;
  }

  retry(cid) {
    this.#outgoing.retry(cid);
  }

  discard(cid) {
    this.#outgoing.discard(cid);
  }

  typing(on) {
    if (this.state === "joined" && this.#connection.hello.features?.includes("typing") !== false) {
      this.#signals.type(on);
    }
  }

  edit(target, text) {
    return this.#append("edit", { target, text });
  }

  remove(target) {
    return this.#append("delete", { target });
  }

  react(target, emoji, on = true) {
    return this.#append("react", { target, emoji, on });
  }

  read(offset = this.#offset) {
    return this.#request("read", { offset });
  }

  history(page) {
    return this.#request("history", page);
  }

  search(text, page) {
    return this.#request("search", { text, ...page });
  }

  listMembers(page) {
    return this.#request("members", page);
  }

  rename(name) {
    return this.#append("rename", { name });
  }

  status(status) {
    this.#status = status;
    return this.#request("status", { status });
  }

  update(settings) {
    return this.#append("update", settings);
  }

  kick(member, options) {
    return this.#append("kick", { member, ...options });
  }

  ban(member, options) {
    return this.#append("ban", { member, ...options });
  }

  unban(member) {
    return this.#request("unban", { member });
  }

  mute(member, options) {
    return this.#append("mute", { member, ...options });
  }

  setRole(member, role) {
    return this.#append("role", { member, role });
  }

  close(reason) {
    return this.#append("close", { reason });
  }

  async leave() {
    try {
      await this.#request("leave");
    } catch {
      // not in the room: #joined() says it, or the grace ends the seat
    }
    this.finish({ code: CloseCode.LEFT });
  }

  // From here on: for Connection.

  opened() {
    if (this.#suspended) {
      this.#suspended = false;
      this.#keep?.again();
    }
    if (!this.#ready) {
      return;
    }
    const { name, owner, passphrase, tail } = this.#options;
    const join = {
      name: this.me?.name ?? this.#before?.name ?? name,
      owner,
      passphrase,
      resume: this.resumeSecret ?? undefined,
      since: this.position ?? undefined,
      tail,
    };
    this.#command("join", join, (ok, error) => (error ? this.#refused(error) : this.#joined(ok)));
  }

  dropped() {
    this.#rest();
    if (this.state === "joined") {
      this.#become("joining");
    }
  }

  suspended() {
    this.#suspended = true;
    this.#save(true);
  }

  seen(visible) {
    this.#environment.clearTimeout(this.#idleTimer);
    const status = visible ? "active" : "idle";
    if (this.#options.autoStatus !== false && status !== this.#status) {
      const say = () => this.status(status).catch(() => {}); // #joined() says it again
      this.#idleTimer = this.#environment.setTimeout(say, visible ? 0 : IDLE_AFTER_MS);
    }
  }

  pump() {
    this.#outgoing.pump();
  }

  push(line) {
    if (this.state !== "joined") {
      return;
    }
    if (line.type === "gone") {
      this.finish({ code: line.code, reason: line.reason });
    } else if (Number.isInteger(line.offset) && line.at !== undefined) {
      this.#numbered([line]);
    } else {
      this.#volatile(line);
    }
  }

  finish({ code = null, error = null, reason = "" }, forget = true) {
    if (this.state === "ended") {
      return;
    }
    this.#rest();
    this.#environment.clearTimeout(this.#idleTimer);
    if (forget) {
      this.#keep?.erase();
    } else {
      this.#save(true);
    }
    this.#keep = null;
    this.#connection.forget(this);
    this.#become("ended");
    this.#tell("ended", { code, error, reason });
  }

  /** Takes up what the page before kept. */
  #remember(storage) {
    try {
      storage = storage === undefined ? this.#environment.window?.sessionStorage : storage;
    } catch {
      return; // forbidden
    }
    if (!storage) {
      return;
    }
    let later = false;
    this.#ready = false;
    this.#keep = new Keep(storage, this.#environment.locks, `liveroom ${this.#connection.url} ${this.code}`);
    this.#keep.claim((record) => {
      const { name } = this.#options;
      this.#ready = true;
      if (record && [undefined, record.as, record.name].includes(name)) {
        this.#before = record;
        this.resumeSecret ??= record.resume;
        record.pending?.forEach((item) => this.#outgoing.add(item, item.cid));
      }
      if (later && this.state !== "ended") {
        this.opened();
      }
    });
    later = true;
  }

  #save(leaving = false) {
    if (this.#ready) {
      const { member, name } = this.me ?? this.#before ?? {};
      const as = this.#options.name;
      const { pending } = this;
      this.#keep?.save({ as, member, name, resume: this.resumeSecret, ...this.position, pending }, leaving);
    }
  }

  #rest() {
    this.#environment.clearTimeout(this.#timer);
    this.#held.clear();
    this.#syncing = false;
    this.#signals.clear();
    this.#outgoing.stop();
  }

  #joined(ok) {
    if (this.state === "ended") {
      this.#command("leave"); // left before the answer, when nothing may be sent
      return;
    }
    const again = this.#epoch !== null;
    const recovered = ok.recovered === true;
    const before = this.me ? { member: this.me.member, epoch: this.#epoch } : this.#before;
    this.code = ok.room.code;
    this.info = ok.room;
    this.me = ok.me;
    this.resumeSecret = ok.resume ?? this.resumeSecret;
    this.#epoch = ok.room.epoch;
    this.#offset = ok.room.offset;
    this.#lostAt = NaN;
    this.#held.clear();
    this.#members = new Map(ok.members.map((member) => [member.member, member]));
    if (before && before.epoch !== this.#epoch && before.member !== this.me.member) {
      this.#outgoing.fail(); // perhaps another room with the same code
    }
    this.#save();
    this.#become("joined");
    this.#tell("joined", { again, recovered, reason: ok.reason ?? null, entries: ok.entries, more: ok.more ?? false });
    ok.entries.forEach((entry) => this.#settle(entry));
    this.#outgoing.resume();
    if (this.#status === "idle") {
      this.#command("status", { status: "idle" });
    }
  }

  #refused({ code, retryAfterMs }) {
    const now = this.#environment.now();
    if (this.state === "ended" || code === LocalCode.DISCONNECTED) {
      this.#lostAt = now;
      return;
    }
    // by this client perhaps, whose answer was lost
    const ghost = code === ErrorCode.NAME_TAKEN && now - this.#lostAt < GHOST_MS;
    if (ghost || isTemporary(code) || code === ErrorCode.INTERNAL) {
      const wait = retryAfterMs ?? RETRY_AFTER_MS;
      this.#timer = this.#environment.setTimeout(() => this.opened(), wait);
      this.#tell("delayed", { error: code, retryAfterMs: wait });
    } else if (code === ErrorCode.ALREADY_JOINED) {
      this.#connection.rebuild();
    } else if (code === ErrorCode.UNAUTHORIZED && this.#options.owner) {
      delete this.#options.owner; // of another room that had this code once
      this.opened();
    } else {
      this.finish({ error: code }, code === ErrorCode.ROOM_NOT_FOUND || code === ErrorCode.BANNED);
    }
  }

  /** Each entry once and in order: what comes too early is held until the missing ones were fetched. */
  #numbered(entries) {
    for (const entry of entries) {
      if (entry.offset > this.#offset) {
        this.#held.set(entry.offset, entry);
      }
    }
    while (this.state === "joined" && this.#held.has(this.#offset + 1)) {
      const entry = this.#held.get(++this.#offset);
      this.#held.delete(this.#offset);
      this.#fold(entry);
      this.#tell("entry", { entry });
      this.#settle(entry);
      if (entry.type === "close") {
        this.finish({ code: CloseCode.ROOM_CLOSED, reason: entry.reason });
      }
    }
    if (this.#held.size > MOST_HELD) {
      this.#connection.rebuild();
    } else if (this.#held.size > 0 && !this.#syncing) {
      this.#sync();
    }
  }

  #sync() {
    this.#syncing = true;
    this.#command("sync", { since: this.position }, (ok, error) => {
      if (this.state !== "joined" || error?.code === LocalCode.DISCONNECTED) {
        return;
      }
      if (ok?.recovered) {
        this.#numbered(ok.entries);
      } else if (ok) {
        this.#joined(ok);
      }
      this.#syncing = false;
      if (this.#held.size > 0) {
        this.#connection.rebuild();
      }
    });
  }

  #fold({ room, offset, at, cid, type, by, member, name, role, ...settings }) {
    const known = this.#members.get(member);
    if (type === "message" || type === "leave") {
      this.#signals.stopped(member);
    }
    if (type === "join") {
      this.#members.set(member, { member, name, role, status: "active", connections: 1 });
      this.info = { ...this.info, count: this.info.count + 1 };
    } else if (type === "leave") {
      this.#members.delete(member);
      this.info = { ...this.info, count: this.info.count - 1 };
    } else if (type === "rename" || type === "role") {
      const renewed = (old) => ({ ...old, name: name ?? old.name, role: role ?? old.role });
      if (known) {
        this.#members.set(member, renewed(known));
      }
      if (member === this.me.member) {
        this.me = renewed(this.me);
        this.#save();
      }
    } else if (type === "room") {
      this.info = { ...this.info, ...settings };
      this.#tell("info");
      return;
    } else {
      return;
    }
    this.#tell("members");
  }

  #volatile({ type, member, on, offset, status, connections }) {
    const known = this.#members.get(member);
    if (type === "typing") {
      this.#signals.heard(member, on === true);
    } else if (type === "read") {
      this.#tell("read", { member, offset });
    } else if (type === "status" && known) {
      this.#members.set(member, { ...known, status, connections });
      this.#tell("members");
    }
  }

  #settle(entry) {
    if (entry.cid !== undefined && entry.member === this.me.member) {
      this.#outgoing.settle(entry.cid, entry.offset);
    }
  }

  #append(cmd, fields) {
    return this.#request(cmd, { cid: newId(), ...fields });
  }

  #request(cmd, fields) {
    return this.state === "joined"
      ? this.#connection.request(cmd, { room: this.code, ...fields })
      : Promise.reject(new CommandError({ code: LocalCode.DISCONNECTED }));
  }

  #command(cmd, fields, answered = () => {}) {
    this.#connection.command(cmd, { room: this.code, ...fields }, answered);
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.#tell("state", { state });
    }
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Who is typing. */
class Signals {
  #clock;
  #say;
  #changed;
  #saidAt = -Infinity;
  #stopTimer = null;
  #others = new Map();

  constructor(clock, say, changed) {
    this.#clock = clock;
    this.#say = say;
    this.#changed = changed;
  }

  get typing() {
    return [...this.#others.keys()];
  }

  type(on) {
    this.#clock.clearTimeout(this.#stopTimer);
    const since = this.#clock.now() - this.#saidAt;
    if (on) {
      this.#stopTimer = this.#clock.setTimeout(() => this.type(false), STOP_AFTER_MS);
      if (since >= SAY_AGAIN_MS) {
        this.#saidAt = this.#clock.now();
        this.#say(true);
      }
    } else if (since < FORGET_AFTER_MS) {
      this.#saidAt = -Infinity;
      this.#say(false);
    }
  }

  /** A message says by itself that its author no longer types. */
  sent() {
    this.#clock.clearTimeout(this.#stopTimer);
    this.#saidAt = -Infinity;
  }

  heard(member, on) {
    if (!on) {
      this.stopped(member);
      return;
    }
    this.#clock.clearTimeout(this.#others.get(member));
    this.#others.set(
      member,
      this.#clock.setTimeout(() => this.stopped(member), FORGET_AFTER_MS),
    );
    this.#changed(this.typing);
  }

  stopped(member) {
    if (this.#others.has(member)) {
      this.#clock.clearTimeout(this.#others.get(member));
      this.#others.delete(member);
      this.#changed(this.typing);
    }
  }

  clear() {
    this.#clock.clearTimeout(this.#stopTimer);
    this.#saidAt = -Infinity;
    for (const timer of this.#others.values()) {
      this.#clock.clearTimeout(timer);
    }
    if (this.#others.size > 0) {
      this.#others.clear();
      this.#changed([]);
    }
  }
}

/** Messages on their way out, in order, each with the same `cid` until it is answered. */
class Outgoing {
  #connection;
  #send;
  #changed;
  #items = new Map();
  #on = false;
  #pause = null;

  constructor(connection, send, changed) {
    this.#connection = connection;
    this.#send = send;
    this.#changed = changed;
  }

  get pending() {
    return [...this.#items.values()]
      .filter(({ status }) => status !== "failed")
      .map(({ cid, text, replyTo, to, status }) => ({ cid, text, replyTo, to, status }));
  }

  /** Takes a message; with an `error` it is there only to be shown, and perhaps to be tried again. */
  add({ text, replyTo, to }, cid = newId(), error = null) {
    error ??= this.pending.length < MOST ? null : ErrorCode.TOO_MANY_UNACKED;
    const item = { cid, text, replyTo, to, status: error ? "failed" : "queued", error };
    this.#items.set(cid, item);
    this.#changed(item);
    this.pump();
    return item;
  }

  retry(cid) {
    const item = this.#items.get(cid);
    if (item?.status === "failed") {
      this.#items.delete(cid);
      this.add(item, cid);
    }
  }

  discard(cid) {
    if (this.#items.get(cid)?.status === "failed") {
      this.#items.delete(cid);
    }
  }

  /** Leaves it to people whether these still go: the room may be another one. */
  fail() {
    for (const item of this.#items.values()) {
      this.#become(item, "failed", LocalCode.DISCONNECTED);
    }
  }

  /** Takes note that a message is in the room, whether its answer came or not. */
  settle(cid, offset) {
    const item = this.#items.get(cid);
    if (item) {
      this.#items.delete(cid);
      item.offset = offset;
      this.#become(item, "sent");
    }
  }

  resume() {
    this.#on = true;
    this.pump();
  }

  /** Holds everything back. What had no answer goes again, first. */
  stop() {
    this.#on = false;
    this.#connection.environment.clearTimeout(this.#pause);
    this.#pause = null;
    for (const item of this.#items.values()) {
      if (item.status === "sending") {
        this.#become(item, "queued");
      }
    }
  }

  pump() {
    for (const item of this.#items.values()) {
      if (!this.#on || this.#pause !== null) {
        return;
      }
      if (item.status === "queued") {
        if (!this.#connection.takeSlot()) {
          return;
        }
        this.#become(item, "sending");
        this.#send(item, (ok, error) => this.#answered(item, ok, error));
      }
    }
  }

  #answered(item, ok, error) {
    if (error?.code === LocalCode.DISCONNECTED) {
      return; // stop() follows and puts it back
    }
    if (!error) {
      this.settle(item.cid, ok.offset);
    } else if (this.#items.get(item.cid) === item) {
      if (isTemporary(error.code)) {
        this.#become(item, "queued");
        this.#hold(error.retryAfterMs ?? RETRY_AFTER_MS);
      } else {
        this.#become(item, "failed", error.code);
      }
    }
    if (error?.code !== LocalCode.REJECTED) {
      this.#connection.freeSlot();
    }
  }

  #hold(ms) {
    const clock = this.#connection.environment;
    clock.clearTimeout(this.#pause);
    this.#pause = clock.setTimeout(() => {
      this.#pause = null;
      this.pump();
    }, ms);
  }

  #become(item, status, error = null) {
    Object.assign(item, { status, error });
    this.#changed(item);
  }
}

/**
 * What a tab keeps over a reload or a crash. A duplicated tab starts with a copy that is not its own: whose it is holds
 * a lock. Over plain HTTP there are no locks; there the record is stored only while no page is, and a crash loses it.
 */
class Keep {
  #storage;
  #locks;
  #key;
  #tab;
  #release = () => {};

  constructor(storage, locks, key) {
    this.#storage = storage;
    this.#locks = locks;
    this.#key = key;
  }

  /** Calls back with the record of the page before, or null: at once, unless it must ask whose that is. */
  claim(claimed) {
    let record = null;
    try {
      record = JSON.parse(this.#storage.getItem(this.#key));
    } catch {
      // forbidden or broken
    }
    this.#tab = record?.tab ?? newId();
    if (!this.#locks) {
      this.erase();
    } else if (record) {
      this.#hold(
        () => claimed(record),
        () => {
          this.#tab = newId();
          this.#hold();
          claimed(null);
        },
      );
      return;
    } else {
      this.#hold();
    }
    claimed(record);
  }

  /** `leaving`: the next page may have it. */
  save(record, leaving) {
    try {
      if (this.#locks || leaving) {
        this.#storage.setItem(this.#key, JSON.stringify({ ...record, tab: this.#tab }));
      }
    } catch {
      // full or forbidden
    }
    if (leaving) {
      this.#release();
    }
  }

  erase() {
    this.#release();
    try {
      this.#storage.removeItem(this.#key);
    } catch {
      // forbidden
    }
  }

  again() {
    if (this.#locks) {
      this.#hold();
    } else {
      this.erase();
    }
  }

  /** The page before may not be quite gone yet, but a duplicate's original stays. */
  #hold(got = () => {}, failed = () => {}) {
    const signal = AbortSignal.timeout(HANDED_OVER_MS);
    const held = () => {
      got();
      return new Promise((resolve) => (this.#release = resolve));
    };
    this.#locks.request(`liveroom ${this.#tab}`, { signal }, held).catch(failed);
  }
}

/** What became of the messages of a room: a fold over its entries, seen in any order and as often as they come. */
export class Messages {
  #all = new Map();
  #newest = new Map();

  get(offset) {
    const message = this.#all.get(offset);
    return message?.type && message;
  }

  /** Takes an entry and returns the message that it is or changes, unless that has not been seen itself. */
  add(entry) {
    const { type, offset, target = offset, member, text, emoji, on } = entry;
    if (!KINDS.includes(type)) {
      return undefined;
    }
    const message = this.#all.get(target) ?? { offset: target, edited: 0, deleted: false, reactions: new Map() };
    this.#all.set(target, message);
    if (type === "message") {
      const { text, edited, deleted } = message;
      Object.assign(message, entry, { text, edited, deleted: deleted || entry.deleted === true });
    }
    const version = type === "edit" ? offset : (entry.edited ?? 0);
    if (type === "reaction") {
      this.#react(message, member, emoji, on, offset);
    } else if (type === "delete") {
      message.deleted = true;
    } else if (version >= message.edited && text !== undefined) {
      message.text = text;
      message.edited = version;
    }
    if (message.deleted) {
      message.text = undefined;
      message.reactions.clear();
    }
    return this.get(target);
  }

  clear() {
    this.#all.clear();
    this.#newest.clear();
  }

  #react({ offset: target, reactions }, member, emoji, on, offset) {
    const key = `${target} ${member} ${emoji}`;
    if (offset > (this.#newest.get(key) ?? 0)) {
      this.#newest.set(key, offset);
      const who = reactions.get(emoji) ?? new Set();
      who[on ? "add" : "delete"](member);
      reactions[who.size > 0 ? "set" : "delete"](emoji, who);
    }
  }
}

/** Refuses here what the server would refuse, or null. */
function textError(text, limits) {
  if (text.trim() === "") {
    return ErrorCode.TEXT_REQUIRED;
  }
  return limits && codePoints(text) > limits.text ? ErrorCode.TEXT_TOO_LONG : null;
}

function codePoints(text) {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

/** Not crypto.randomUUID: browsers give that to pages over HTTPS only. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
