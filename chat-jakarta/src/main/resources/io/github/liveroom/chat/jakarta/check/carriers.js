/** What browsers offer and the server speaks. */
export const PROTOCOL = "liveroom.v1";

/** A command that says nothing and changes nothing: nobody is in a room with such a code. */
export function command(id, size = 0) {
  const start = `{"id":${id},"cmd":"leave","room":"QQQ0"`;
  return start + " ".repeat(Math.max(0, size - start.length - 1)) + "}";
}

/** A connection as this page sees it: what comes, and how it ends. Answers signs of life. Who uses it sends by `send(text)`. */
class Carrier {
  hello = null;
  /** `{code, reason}` once it has ended. */
  ended = null;
  pings = 0;
  environment;
  #lines = [];
  #waiting = new Set();
  #heardAt;

  constructor(environment) {
    this.environment = environment;
    this.#heardAt = environment.now();
  }

  /** The first line that fits, be it there already; null once the connection has ended, or after some time. */
  line(fits, ms) {
    const there = this.#lines.find(fits);
    if (there || this.ended) {
      return Promise.resolve(there ?? null);
    }
    return new Promise((resolve) => {
      const waiting = (line) => {
        if (line === null || fits(line)) {
          this.environment.clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(line);
        }
      };
      const timer = this.environment.setTimeout(() => waiting(null), ms);
      this.#waiting.add(waiting);
    });
  }

  answer(id, ms) {
    return this.line((line) => line.id === id, ms);
  }

  /** Waits for some time, or until it ends. */
  async last(ms) {
    await this.line(() => false, ms);
  }

  /** For how long nothing has come, in seconds. */
  get silence() {
    return Math.round((this.environment.now() - this.#heardAt) / 1000);
  }

  /** Something came, and maybe a line in it. */
  heard(text = "") {
    this.#heardAt = this.environment.now();
    const line = parse(text);
    if (line?.close) {
      this.over(line.close);
    } else if (line && Object.keys(line).length === 0) {
      this.pings++;
      this.send("{}");
    } else if (line) {
      this.hello ??= line.hello ?? null;
      this.#lines.push(line);
      this.#tell(line);
    }
  }

  over({ code, reason = "" }) {
    this.ended ??= { code, reason };
    this.#tell(null);
  }

  #tell(line) {
    for (const waiting of [...this.#waiting]) {
      waiting(line);
    }
  }
}

export class Socket extends Carrier {
  /** Whether the handshake went through. */
  opened = false;
  #socket;

  constructor(url, protocol, environment) {
    super(environment);
    this.#socket = protocol ? new environment.WebSocket(url, protocol) : new environment.WebSocket(url);
    this.#socket.onopen = () => (this.opened = true);
    this.#socket.onmessage = ({ data }) => {
      this.opened = true;
      String(data)
        .split("\n")
        .forEach((line) => this.heard(line));
    };
    this.#socket.onclose = (event) => this.over(event);
  }

  /** On what both sides have agreed; empty if on nothing. */
  get protocol() {
    return this.#socket.protocol;
  }

  send(text) {
    if (this.#socket.readyState === 1) {
      this.#socket.send(text);
    }
  }

  close() {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(1000);
  }
}

export class Stream extends Carrier {
  /** What the server answered; 0 while it has not. */
  status = 0;
  /** How something on the way has compressed it, or null. */
  encoding = null;
  #at;
  #abort = new AbortController();

  /** `at(name)` is where the server has `stream` and `commands`. */
  constructor(at, environment) {
    super(environment);
    this.#at = at;
    this.#listen();
  }

  async #listen() {
    try {
      const answer = await this.#fetch("stream", {});
      this.status = answer.status;
      this.encoding = answer.headers.get("Content-Encoding");
      if (answer.ok) {
        await this.#read(answer.body.getReader());
      }
    } catch {
      // a break, or `close`
    }
    this.over({ code: 1006 });
  }

  async #read(reader) {
    const decoder = new TextDecoder();
    let rest = "";
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + decoder.decode(read.value, { stream: true })).split(/[\r\n]+/);
      rest = lines.pop();
      lines.forEach((line) => this.heard(line.startsWith("data:") ? line.slice(5) : ""));
    }
  }

  /** Not before `hello`, which has the secret. */
  send(text) {
    if (this.hello) {
      this.post(text);
    }
  }

  /** The status of the answer, or 0 if there was none. */
  async post(body) {
    const headers = { "Content-Type": "application/x-ndjson", "Liveroom-Connection": this.hello.connection };
    try {
      return (await this.#fetch("commands", { method: "POST", headers, body })).status;
    } catch {
      return 0;
    }
  }

  #fetch(name, options) {
    return this.environment.fetch(this.#at(name), { cache: "no-store", ...options, signal: this.#abort.signal });
  }

  close() {
    this.#abort.abort();
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a comment, or somebody on the way who speaks
  }
}
