import { blamesClient, CloseCode, CommandError, DROPPED, isFinal, LocalCode, RETRY_AFTER_MS } from "./codes.js";
import { Room } from "./room.js";

const FIRST_MS = 500;
const LONGEST_MS = 20_000;
const OPEN_WITHIN_MS = 15_000;
const OPEN_AGAIN_WITHIN_MS = 5_000;
const SOCKETS_BEFORE_STREAM = 2;
const PING_SLACK_MS = 10_000;
const STABLE_AFTER_MS = 10_000;
const PROBE_AFTER_MS = 60_000;
const ASSUMED_UNACKED = 8;

/**
 * One carrier of lines after another. After two sockets in a row that never opened it is a stream; when that ends, and once
 * while it lasts, a socket gets another chance.
 */
export class Connection extends EventTarget {
  url;
  environment;
  #attempts = 0;
  #unfollow = new AbortController();
  state = "idle";
  #carrier = null;
  #misses = 0;
  hello = null;
  #rooms = new Set();
  #replies = new Map();
  #nextId = 1;
  #unacked = 0;
  #heardAt = 0;
  #timer = null;
  #tokenTimer = null;
  #silenceTimer = null;

  constructor(url, environment) {
    super();
    this.url = url;
    this.environment = {
      WebSocket: globalThis.WebSocket,
      window: globalThis.window,
      locks: globalThis.navigator?.locks,
      fetch: (...request) => fetch(...request),
      now: () => performance.now(),
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (timer) => clearTimeout(timer),
      random: Math.random,
      ...environment,
    };
    this.#followPage(this.environment.window);
  }

  join(options) {
    const room = new Room(this, options);
    this.#rooms.add(room);
    room.seen(this.#visible());
    this.open();
    if (this.state === "open") {
      room.opened();
    }
    return room;
  }

  open() {
    if (this.state === "idle") {
      this.#connect();
    }
  }

  hurry() {
    if (this.state === "waiting") {
      this.#connect();
    } else if (this.state === "open") {
      this.#checkSilence();
    }
  }

  suspend() {
    if (this.state !== "ended") {
      this.#detach(DROPPED);
      this.#become("idle");
      this.#rooms.forEach((room) => room.suspended());
    }
  }

  close() {
    if (this.state !== "ended") {
      for (const { code: room, state } of this.#rooms) {
        if (state === "joined") {
          this.command("leave", { room }, () => {}); // a stream has no other way to say 1000
        }
      }
      this.#detach(CloseCode.LEFT);
      this.#end(CloseCode.LEFT, "");
    }
  }

  request(cmd, fields = {}) {
    return new Promise((resolve, reject) => {
      this.command(cmd, fields, (ok, error) => (error ? reject(error) : resolve(ok)));
    });
  }

  // From here on: for rooms.

  /** Connects anew: what is known here and what the server sent do not fit together. */
  rebuild() {
    this.#drop(CloseCode.REBUILD);
  }

  /** Calls back with the answer in the stream's order, before what follows it. */
  command(cmd, fields, answered) {
    if (this.state !== "open" && !(cmd === "auth" && this.#carrier && this.hello)) {
      answered(null, new CommandError({ code: LocalCode.DISCONNECTED }));
      return;
    }
    const id = this.#nextId++;
    this.#replies.set(id, answered);
    this.#carrier.send(JSON.stringify({ id, cmd, ...fields }));
  }

  /** One of the places for messages without an answer. */
  takeSlot() {
    const most = this.hello?.limits?.unacked ?? ASSUMED_UNACKED;
    if (this.state !== "open" || this.#unacked >= most) {
      return false;
    }
    this.#unacked++;
    return true;
  }

  freeSlot() {
    this.#unacked = Math.max(0, this.#unacked - 1);
    this.#rooms.forEach((room) => room.pump());
  }

  forget(room) {
    this.#rooms.delete(room);
  }

  /** A page that goes into the back-forward cache lets go of its carrier until it comes back. */
  #followPage(window) {
    const listen = (target, type, listener) => target?.addEventListener(type, listener, this.#unfollow);
    listen(window, "online", () => this.hurry());
    listen(window, "pagehide", () => this.suspend());
    listen(window, "pageshow", ({ persisted }) => persisted && this.open());
    listen(window?.document, "visibilitychange", () => {
      if (this.#visible()) {
        this.hurry();
      }
      this.#rooms.forEach((room) => room.seen(this.#visible()));
    });
  }

  #visible() {
    return this.environment.window?.document?.visibilityState !== "hidden";
  }

  #connect() {
    this.#clearTimers();
    this.hello = null;
    try {
      this.#carrier = new (this.#misses < SOCKETS_BEFORE_STREAM ? Socket : Stream)(
        this.url,
        this.environment,
        (lines) => this.#heard(lines),
        (code, reason, waitMs) => this.#closed(code, reason, waitMs),
      );
    } catch (cause) {
      console.error("LiveRoom cannot connect", cause);
      this.#end(CloseCode.NOT_THIS_PROTOCOL, "");
      return;
    }
    // A network that swallows sockets must not use up the grace each time the stream breaks.
    const openWithin = this.#misses === 1 ? OPEN_AGAIN_WITHIN_MS : OPEN_WITHIN_MS;
    this.#timer = this.environment.setTimeout(() => this.#drop(), openWithin);
    this.#become("connecting");
  }

  #heard(lines) {
    const carrier = this.#carrier;
    this.#heardAt = this.environment.now();
    for (const text of lines) {
      if (this.#carrier !== carrier) {
        return; // a line before this one gave it up
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
    } else if (line.close) {
      this.#closed(line.close.code, line.close.reason);
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
    } else if (Object.keys(line).length === 0 && this.hello) {
      this.#carrier.send("{}");
    }
  }

  #opened(hello) {
    this.hello = hello;
    this.#carrier.opened(hello);
    this.#watchSilence();
    if (this.environment.token && hello.features?.includes("auth")) {
      this.#authenticate(hello.time - this.environment.now());
    } else {
      this.#ready();
    }
  }

  /** Shows a token first, and another while that is good; the server's clock is `ahead`. */
  async #authenticate(ahead, until) {
    const carrier = this.#carrier;
    const { token, now, setTimeout } = this.environment;
    let refused;
    try {
      ({ until } = await this.request("auth", { token: await token() }));
    } catch (error) {
      refused = error;
    }
    if (this.#carrier !== carrier) {
      return;
    }
    const first = this.state !== "open";
    if (first && refused) {
      ["unauthorized", "forbidden"].includes(refused.code) ? this.#closed(CloseCode.NOT_AUTHORISED) : this.#drop();
      return;
    }
    if (until) {
      const waitMs = Math.min(2 ** 31 - 1, Math.max(1_000, 0.8 * (until - ahead - now())));
      this.#tokenTimer = setTimeout(() => this.#authenticate(ahead, until), waitMs);
    }
    if (first) {
      this.#ready();
    }
  }

  #ready() {
    this.environment.clearTimeout(this.#timer);
    this.#timer = this.environment.setTimeout(() => this.#stable(), STABLE_AFTER_MS);
    this.#become("open");
    for (const room of [...this.#rooms]) {
      room.opened();
    }
  }

  #stable() {
    this.#attempts = 0;
    if (this.#carrier instanceof Stream) {
      this.#timer = this.environment.setTimeout(() => this.#probe(), PROBE_AFTER_MS);
    }
  }

  /** After an outage the stream may only have been luckier than the socket. */
  #probe() {
    const carrier = this.#carrier;
    const heard = () => {
      probe.close(DROPPED);
      if (this.#carrier === carrier) {
        this.#detach(DROPPED);
        this.#connect();
      }
    };
    const probe = new Socket(this.url, this.environment, heard, () => {});
  }

  #watchSilence() {
    const due = this.#heardAt + this.#silenceMs() - this.environment.now();
    const check = () => this.#checkSilence() || this.#watchSilence();
    this.#silenceTimer = this.environment.setTimeout(check, Math.max(0, due));
  }

  #checkSilence() {
    const silent = this.environment.now() - this.#heardAt >= this.#silenceMs();
    if (silent) {
      this.#drop();
    }
    return silent;
  }

  #silenceMs() {
    return (this.hello?.pingMs ?? 25_000) + PING_SLACK_MS;
  }

  /** Does not wait for the carrier to agree: over a dead network that takes a minute. */
  #drop(code = DROPPED) {
    this.#detach(code);
    this.#wait(code);
  }

  #closed(code = 1006, reason = "", waitMs = 0) {
    const unanswered = this.#replies.size > 0;
    this.#detach(DROPPED, blamesClient(code) ? LocalCode.REJECTED : LocalCode.DISCONNECTED);
    if (isFinal(code) || (blamesClient(code) && !unanswered)) {
      this.#end(code, reason);
    } else {
      this.#wait(code, reason, waitMs);
    }
  }

  /** Any part of a bound: clients do not come back as one. */
  #wait(code, reason = "", atLeastMs = 0) {
    const asked = code === CloseCode.GOING_AWAY && /\bdelayMs=(\d{1,7})\b/.exec(reason)?.[1];
    const bound = asked || Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts);
    const delayMs = Math.max(atLeastMs, this.environment.random() * bound);
    this.#timer = this.environment.setTimeout(() => this.#connect(), delayMs);
    this.#become("waiting", { delayMs, code, attempt: ++this.#attempts });
  }

  #end(code, reason) {
    this.#unfollow.abort();
    this.#become("ended", { code, reason });
    for (const room of [...this.#rooms]) {
      room.finish({ code, reason }, code === CloseCode.LEFT);
    }
  }

  #detach(closeWith, because = LocalCode.DISCONNECTED) {
    this.#clearTimers();
    if (this.#carrier) {
      if (this.#carrier instanceof Stream) {
        this.#misses = this.hello ? 1 : 0;
      } else {
        this.#misses = this.hello ? 0 : this.#misses + 1;
      }
      this.#carrier.close(closeWith);
      this.#carrier = null;
    }
    const unanswered = [...this.#replies.values()];
    this.#replies.clear();
    this.#unacked = 0;
    // From here on nothing may be sent, also by those who are told below.
    if (this.state === "open") {
      this.state = "waiting";
    }
    for (const answered of unanswered) {
      answered(null, new CommandError({ code: because }));
    }
    for (const room of [...this.#rooms]) {
      room.dropped();
    }
  }

  #clearTimers() {
    for (const timer of [this.#timer, this.#silenceTimer, this.#tokenTimer]) {
      this.environment.clearTimeout(timer);
    }
  }

  #become(state, detail = {}) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...detail } }));
  }
}

/** A carrier calls `heard(lines)`, and once `ended(code, reason, waitMs)`; after `close` nothing more. */
class Socket {
  #socket;

  constructor(url, { WebSocket }, heard, ended) {
    this.#socket = new WebSocket(url, "liveroom.v1");
    this.#socket.onmessage = ({ data }) => heard(String(data).split("\n"));
    this.#socket.onclose = ({ code, reason }) => ended(code, reason);
  }

  opened() {}

  send(line) {
    if (this.#socket.readyState === 1) {
      this.#socket.send(line);
    }
  }

  close(code) {
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(code);
  }
}

/** What a refused request means; anything else is a break. */
const MEANING = { 400: 4500, 401: 4501, 403: 4501, 413: 1009, 415: 4500, 429: 1013 };

/** Server-Sent Events down, one POST at a time up. */
class Stream {
  #url;
  #environment;
  #heard;
  #ended;
  #abort = new AbortController();
  #hello;
  #lines = [];
  #busy = false;
  #closing = false;

  constructor(url, environment, heard, ended) {
    this.#url = new URL(url.replace(/^ws/, "http"));
    this.#environment = environment;
    this.#heard = heard;
    this.#ended = ended;
    this.#listen();
  }

  opened(hello) {
    this.#hello = hello;
  }

  send(line) {
    this.#lines.push(line);
    this.#post();
  }

  /** With 1000, what was sent before still goes. */
  close(code) {
    this.#heard = this.#ended = () => {};
    this.#closing = true;
    if (code !== CloseCode.LEFT || !this.#busy) {
      this.#abort.abort();
    }
  }

  async #listen() {
    try {
      const answer = await this.#fetch("stream", { cache: "no-store" });
      if (!answer.ok) {
        this.#end(answer);
        return;
      }
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      let rest = "";
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        const lines = (rest + decoder.decode(read.value, { stream: true })).split(/[\r\n]+/);
        rest = lines.pop();
        // Each is a whole line of the protocol, so where an event ends does not matter.
        this.#heard(lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5)));
      }
    } catch {
      // a break
    }
    this.#end();
  }

  async #post() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      while (this.#lines.length > 0) {
        await this.#deliver(this.#take());
      }
    } catch {
      this.#end();
    }
    this.#busy = false;
    if (this.#closing) {
      this.#abort.abort();
    }
  }

  /** As many lines as a frame may hold. */
  #take() {
    let space = this.#hello.limits.frame + 1; // the last line needs no end
    let count = 0;
    for (const line of this.#lines) {
      space -= new TextEncoder().encode(line + "\n").length;
      if (space < 0 && count > 0) {
        break;
      }
      count++;
    }
    return this.#lines.splice(0, count).join("\n");
  }

  async #deliver(body) {
    const headers = { "Content-Type": "application/x-ndjson", "Liveroom-Connection": this.#hello.connection };
    const answer = await this.#fetch("commands", { method: "POST", headers, body });
    if (answer.status === 429) {
      await new Promise((resolve) => this.#environment.setTimeout(resolve, retryAfter(answer)));
      await this.#deliver(body);
    } else if (!answer.ok) {
      this.#end(answer);
    }
  }

  #fetch(name, options) {
    this.#url.pathname = this.#url.pathname.replace(/[^/]*$/, name);
    return this.#environment.fetch(this.#url.href, { ...options, signal: this.#abort.signal });
  }

  #end(answer) {
    const ended = this.#ended;
    this.close();
    ended(MEANING[answer?.status] ?? CloseCode.BROKEN, "", answer?.status === 429 ? retryAfter(answer) : 0);
  }
}

function retryAfter({ headers }) {
  return Number(headers.get("Retry-After")) * 1_000 || RETRY_AFTER_MS;
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
