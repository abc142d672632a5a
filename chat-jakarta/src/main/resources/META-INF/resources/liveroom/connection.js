import { Backoff } from "./backoff.js";
import { askedDelay, blamesClient, CloseCode, DROPPED, isFinal, LocalCode } from "./codes.js";
import { followPage } from "./lifecycle.js";
import { Room } from "./room.js";

const SUBPROTOCOL = "liveroom.v1";
const OPEN_WITHIN_MS = 15_000;
const PING_SLACK_MS = 10_000;
const STABLE_AFTER_MS = 10_000;
const ASSUMED_UNACKED = 8;

/** A command that was not done. `code` is an ErrorCode or a LocalCode; `message` is for logs, not for people. */
export class CommandError extends Error {
  constructor({ code, message, retryAfterMs }) {
    super(message ?? code);
    this.name = "CommandError";
    this.code = code;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

/**
 * One WebSocket after another to the same endpoint, as a state machine:
 *
 *     idle → connecting → open → waiting → connecting → … → ended
 *
 * `idle` does nothing until `open()`; `waiting` is the pause before the next attempt; `ended` is final. Rooms enter,
 * and after a break resume, by themselves each time it is open.
 */
export class Connection extends EventTarget {
  #url;
  #clock;
  #WebSocket;
  #backoff;
  #unfollow = () => {};
  #state = "idle";
  #socket = null;
  #hello = null;
  #rooms = new Set();
  #replies = new Map();
  #nextId = 1;
  #unacked = 0;
  #heardAt = 0;
  #timer = null;
  #silenceTimer = null;

  /** `environment` replaces what the browser gives: for tests, and for other places than browsers. */
  constructor(url, environment = {}) {
    super();
    this.#url = url;
    this.#WebSocket = environment.WebSocket ?? globalThis.WebSocket;
    this.#clock = {
      now: environment.now ?? (() => performance.now()),
      setTimeout: environment.setTimeout ?? ((run, ms) => setTimeout(run, ms)),
      clearTimeout: environment.clearTimeout ?? ((timer) => clearTimeout(timer)),
    };
    this.#backoff = new Backoff(environment.random);
    const window = "window" in environment ? environment.window : globalThis.window;
    if (window?.document) {
      this.#unfollow = followPage(this, window);
    }
  }

  get state() {
    return this.#state;
  }

  /** What the server said first on this connection, or null. */
  get hello() {
    return this.#hello;
  }

  /** What rooms measure time with. */
  get clock() {
    return this.#clock;
  }

  /** Enters a room, now or as soon as there is a connection, and stays in it through breaks. */
  join(options) {
    const room = new Room(this, options);
    this.#rooms.add(room);
    this.open();
    if (this.#state === "open") {
      room.opened();
    }
    return room;
  }

  /** Connects, unless that is under way. */
  open() {
    if (this.#state === "idle") {
      this.#connect();
    }
  }

  /** Ends the wait for the next attempt. */
  hurry() {
    if (this.#state === "waiting") {
      this.#connect();
    } else if (this.#state === "open") {
      this.#checkSilence();
    }
  }

  /** Lets go of the socket and stays idle until `open()`. Seats in rooms are kept as in any break. */
  suspend() {
    if (this.#state !== "ended") {
      this.#detach(DROPPED);
      this.#become("idle");
    }
  }

  /** Connects anew, because what is known here and what the server sent do not fit together. For rooms. */
  rebuild() {
    this.#drop(CloseCode.REBUILD);
  }

  /** Ends it for good, and every stay of this connection with it. */
  close() {
    if (this.#state !== "ended") {
      this.#detach(CloseCode.LEFT);
      this.#end(CloseCode.LEFT, "");
    }
  }

  /** Sends a command; rejects with a CommandError if it is refused, or if the connection breaks before the answer. */
  request(cmd, fields = {}) {
    return new Promise((resolve, reject) => {
      this.command(cmd, fields, (ok, error) => (error ? reject(error) : resolve(ok)));
    });
  }

  /** Sends a command and calls back with its answer: in the stream's order, before what follows it. For rooms. */
  command(cmd, fields, answered) {
    if (this.#state !== "open") {
      answered(null, new CommandError({ code: LocalCode.DISCONNECTED }));
      return;
    }
    const id = this.#nextId++;
    this.#replies.set(id, answered);
    this.#socket.send(JSON.stringify({ id, cmd, ...fields }));
  }

  /** Takes one of the places for messages that wait for their answer. For rooms. */
  takeSlot() {
    const most = this.#hello?.limits?.unacked ?? ASSUMED_UNACKED;
    if (this.#state !== "open" || this.#unacked >= most) {
      return false;
    }
    this.#unacked++;
    return true;
  }

  /** Gives such a place back. For rooms. */
  freeSlot() {
    this.#unacked = Math.max(0, this.#unacked - 1);
    for (const room of this.#rooms) {
      room.pump();
    }
  }

  /** Forgets a room that has ended. For rooms. */
  forget(room) {
    this.#rooms.delete(room);
  }

  #connect() {
    this.#clearTimers();
    this.#hello = null;
    let socket;
    try {
      socket = new this.#WebSocket(this.#url, SUBPROTOCOL);
    } catch (cause) {
      console.error("LiveRoom cannot connect", cause);
      this.#end(CloseCode.NOT_THIS_PROTOCOL, "");
      return;
    }
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = ({ code, reason }) => this.#closed(code, reason);
    this.#timer = this.#clock.setTimeout(() => this.#drop(), OPEN_WITHIN_MS);
    this.#become("connecting");
  }

  #heard(frame) {
    const socket = this.#socket;
    this.#heardAt = this.#clock.now();
    for (const text of String(frame).split("\n")) {
      if (this.#socket !== socket) {
        return; // a line before this one gave the socket up
      }
      const line = parse(text);
      if (line) {
        this.#take(line);
      }
    }
  }

  #take(line) {
    if (line.hello) {
      this.#opened(line.hello);
    } else if (line.id != null && this.#replies.has(line.id)) {
      const answered = this.#replies.get(line.id);
      this.#replies.delete(line.id);
      answered(line.ok ?? null, line.error ? new CommandError(line.error) : null);
    } else if (line.room) {
      for (const room of this.#rooms) {
        if (room.code === line.room) {
          room.push(line);
        }
      }
    } else if (Object.keys(line).length === 0 && this.#socket.readyState === 1) {
      this.#socket.send("{}");
    }
  }

  #opened(hello) {
    this.#clearTimers();
    this.#hello = hello;
    this.#timer = this.#clock.setTimeout(() => this.#backoff.reset(), STABLE_AFTER_MS);
    this.#watchSilence();
    this.#become("open");
    for (const room of [...this.#rooms]) {
      room.opened();
    }
  }

  #watchSilence() {
    const due = this.#heardAt + this.#silenceMs() - this.#clock.now();
    this.#silenceTimer = this.#clock.setTimeout(() => this.#checkSilence() || this.#watchSilence(), Math.max(0, due));
  }

  #checkSilence() {
    const silent = this.#clock.now() - this.#heardAt >= this.#silenceMs();
    if (silent) {
      this.#drop();
    }
    return silent;
  }

  #silenceMs() {
    return (this.#hello?.pingMs ?? 25_000) + PING_SLACK_MS;
  }

  /** Does not wait for the socket to agree: over a dead network that takes a minute. */
  #drop(code = DROPPED) {
    this.#detach(code);
    this.#wait(null, code);
  }

  #closed(code, reason) {
    const unanswered = this.#unacked > 0;
    this.#detach(null, blamesClient(code) ? LocalCode.REJECTED : LocalCode.DISCONNECTED);
    if (isFinal(code) || (blamesClient(code) && !unanswered)) {
      this.#end(code, reason);
    } else {
      this.#wait(askedDelay(code, reason), code);
    }
  }

  #wait(askedMs, code) {
    const delayMs = this.#backoff.next(askedMs);
    this.#timer = this.#clock.setTimeout(() => this.#connect(), delayMs);
    this.#become("waiting", { delayMs, code, attempt: this.#backoff.attempts });
  }

  #end(code, reason) {
    this.#unfollow();
    this.#become("ended", { code, reason });
    for (const room of [...this.#rooms]) {
      room.finish({ code, reason });
    }
  }

  /** Takes leave of the socket, if there is one, and tells everyone who waits for an answer. */
  #detach(closeWith, because = LocalCode.DISCONNECTED) {
    this.#clearTimers();
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      if (closeWith !== null) {
        socket.close(closeWith);
      }
    }
    const unanswered = [...this.#replies.values()];
    this.#replies.clear();
    this.#unacked = 0;
    // From here on nothing may be sent, also by those who are told below.
    if (this.#state === "open") {
      this.#state = "waiting";
    }
    for (const answered of unanswered) {
      answered(null, new CommandError({ code: because }));
    }
    for (const room of [...this.#rooms]) {
      room.dropped();
    }
  }

  #clearTimers() {
    this.#clock.clearTimeout(this.#timer);
    this.#clock.clearTimeout(this.#silenceTimer);
  }

  #become(state, detail = {}) {
    this.#state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...detail } }));
  }
}

function parse(text) {
  if (text.trim() === "") {
    return null;
  }
  try {
    const line = JSON.parse(text);
    return typeof line === "object" && !Array.isArray(line) ? line : null;
  } catch {
    return null;
  }
}
