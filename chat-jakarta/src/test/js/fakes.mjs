/** A clock that is turned by hand. */
export class FakeClock {
  #now = 0;
  #nextId = 1;
  #timers = new Map();

  now = () => this.#now;

  setTimeout = (run, ms) => {
    const id = this.#nextId++;
    this.#timers.set(id, { run, at: this.#now + ms });
    return id;
  };

  clearTimeout = (id) => {
    this.#timers.delete(id);
  };

  get pending() {
    return this.#timers.size;
  }

  advance(ms) {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers]
        .filter(([, { at }]) => at <= end)
        .sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
      if (!next) {
        break;
      }
      this.#timers.delete(next[0]);
      this.#now = Math.max(this.#now, next[1].at);
      next[1].run();
    }
    this.#now = end;
  }
}

/** The browser's side of a socket, and the test's hands on the server's side. */
export class FakeSocket {
  readyState = 0;
  sent = [];
  closedWith = null;
  onmessage = null;
  onclose = null;

  constructor(url, protocol) {
    this.url = url;
    this.protocol = protocol;
  }

  send(text) {
    if (this.readyState !== 1) {
      throw new Error("not open");
    }
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.readyState = 3;
    this.closedWith = code;
  }

  /** Opens, with the first line. */
  open(hello = {}) {
    this.readyState = 1;
    this.say({ hello: { protocol: "liveroom.v1", pingMs: 25000, features: ["typing"], limits: LIMITS, ...hello } });
  }

  /** One frame of several lines. */
  say(...lines) {
    this.onmessage?.({ data: lines.map((line) => JSON.stringify(line)).join("\n") });
  }

  /** Ends from the far side. */
  end(code = 1006, reason = "") {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  /** The last command of a kind. */
  last(cmd) {
    return this.sent.filter((line) => line.cmd === cmd).at(-1);
  }

  all(cmd) {
    return this.sent.filter((line) => line.cmd === cmd);
  }

  answer(command, ok) {
    this.say({ id: command.id, ok });
  }

  refuse(command, code, more = {}) {
    this.say({ id: command.id, error: { code, message: "for logs", ...more } });
  }
}

export const LIMITS = {
  text: 20,
  name: 32,
  frame: 65536,
  reply: 262144,
  rooms: 16,
  unacked: 2,
  retain: 1000,
  recover: 500,
};

/** The browser's side of an HTTP stream with its POSTs, and the test's hands on the server's side. */
export class FakeStreams {
  /** What GETs were made: `{url, status, abort, say, end}`. */
  gets = [];
  posts = [];
  /** What the next GET and POSTs are answered with. */
  status = 200;
  postStatus = 204;
  retryAfter = null;
  encoding = null;
  reachable = true;
  /** While true, POSTs wait for `release()`. */
  slow = false;
  #waiting = [];

  fetch = async (url, { method = "GET", headers = {}, body, signal }) => {
    if (!this.reachable) {
      throw new TypeError("network");
    }
    signal.throwIfAborted();
    const retryAfter = { get: () => this.retryAfter };
    if (method === "POST") {
      this.posts.push({ url, headers, body, lines: body.split("\n").map((line) => JSON.parse(line)) });
      if (this.slow) {
        await new Promise((resolve, reject) => {
          this.#waiting.push(resolve);
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      }
      return { ok: this.postStatus < 300, status: this.postStatus, headers: retryAfter };
    }
    if (this.status !== 200) {
      this.gets.push({ url, status: this.status });
      return { ok: false, status: this.status, headers: retryAfter };
    }
    const get = { url, signal };
    const encoder = new TextEncoder();
    const body200 = new ReadableStream({
      start(controller) {
        get.raw = (text) => controller.enqueue(typeof text === "string" ? encoder.encode(text) : text);
        get.end = () => controller.close();
        signal.addEventListener("abort", () => controller.error(signal.reason));
      },
    });
    get.say = (...lines) => get.raw(lines.map((line) => `data: ${JSON.stringify(line)}\n`).join("") + "\n");
    get.open = (hello = {}) =>
      get.say({ hello: { pingMs: 25000, features: ["typing"], limits: LIMITS, connection: "secret", ...hello } });
    this.gets.push(get);
    return { ok: true, status: 200, headers: { get: () => this.encoding }, body: body200 };
  };

  release() {
    this.#waiting.splice(0).forEach((resolve) => resolve());
  }

  /** Every command sent, in order. */
  get commands() {
    return this.posts.flatMap(({ lines }) => lines);
  }
}

/** Lets everything that waits for a promise go on. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What a tab stores; `copy()` is what a duplicated tab starts with. */
export class FakeStorage {
  constructor(items = []) {
    this.items = new Map(items);
  }

  getItem = (key) => this.items.get(key) ?? null;
  setItem = (key, value) => this.items.set(key, String(value));
  removeItem = (key) => this.items.delete(key);
  copy = () => new FakeStorage(this.items);
}

/** The locks of one browser. What is held already is refused, as after the time limit. */
export class FakeLocks {
  held = new Set();

  request = async (name, options, granted) => {
    if (this.held.has(name)) {
      throw new DOMException("not yours", "TimeoutError");
    }
    this.held.add(name);
    try {
      return await granted();
    } finally {
      this.held.delete(name);
    }
  };
}

/** Everything a Connection takes from its surroundings; `luck` is what each random number is. */
export function surroundings(luck = 1) {
  const clock = new FakeClock();
  const sockets = [];
  const streams = new FakeStreams();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = Object.assign(new EventTarget(), { document });
  const environment = {
    now: clock.now,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    random: () => luck,
    window,
    locks: null,
    fetch: streams.fetch,
    WebSocket: class extends FakeSocket {
      constructor(url, protocol) {
        super(url, protocol);
        sockets.push(this);
      }
    },
  };
  return { clock, sockets, streams, window, document, environment };
}

/** What `join` answers. */
export function joined({ offset = 10, epoch = "e1", entries = [], members, me = ADA, ...rest } = {}) {
  return {
    room: { code: "KQZW", epoch, offset, oldest: 1, count: (members ?? [me]).length, maxMembers: 500 },
    me,
    resume: `resume-at-${offset}`,
    members: members ?? [me],
    entries,
    more: false,
    ...rest,
  };
}

export const ADA = { member: "m1", name: "Ada", role: "member", status: "active", connections: 1 };
export const BOB = { member: "m2", name: "Bob", role: "member", status: "active", connections: 1 };

/** A message as it is pushed. */
export function message(offset, text, more = {}) {
  return { room: "KQZW", offset, type: "message", at: 1000 + offset, member: "m2", name: "Bob", text, ...more };
}

/** Notes every event of a target. */
export function record(target, ...types) {
  const events = [];
  for (const type of types) {
    target.addEventListener(type, (event) => events.push({ type, ...event.detail }));
  }
  return events;
}
