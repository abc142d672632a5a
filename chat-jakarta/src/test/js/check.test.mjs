import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAll, CHECKS } from "../../main/resources/io/github/liveroom/chat/jakarta/check/checks.js";
import { Way } from "../../main/resources/io/github/liveroom/chat/jakarta/check/way.js";
import { LIMITS, settled, surroundings } from "./fakes.mjs";

const PAGE = "https://chat.example/chat/liveroom/check?token=t";
const HEADERS = { "Content-Security-Policy": "default-src 'none'; script-src 'self'", "X-Content-Type-Options": "nosniff" };
const SEEN = { time: 1_000_000, origin: "allowed", scheme: true, host: true, proxied: "trusted", cookies: "secure" };

/**
 * A look at the way to a server. `socket` and `stream` play the server's side of either; `seen` is what it says of a request,
 * `status` its answer to that, `plain` to a request that wants no upgrade.
 */
async function look({
  page = PAGE,
  headers = HEADERS,
  seen = {},
  status = 200,
  plain = 426,
  version = "h2",
  isLocal = true,
  slow = 0,
  silent = false,
  socket = serve,
  stream = serveStream,
  prepare = () => {},
} = {}) {
  const { clock, sockets, streams, environment } = surroundings();
  prepare(streams);
  const results = {};
  const said = {};
  const toldAt = {};
  const way = new Way({
    page,
    idleMs: 70_000,
    patienceMs: 20_000,
    streamMs: 10_000,
    tell(check, state, measured, advice) {
      assert.ok(CHECKS.includes(check), check);
      assert.ok(!(check in results), `${check} is told of twice`);
      results[check] = state;
      said[check] = [measured, advice];
      toldAt[check] = clock.now();
    },
    environment: {
      ...environment,
      date: () => 1_000_000 + clock.now(),
      httpVersion: () => version,
      isLocal,
      fetch: async (url, options) => {
        if (url.startsWith(page.split("?")[0])) {
          const answer = { ok: status < 300, status, headers: { get: (name) => headers[name] ?? null } };
          if (silent) {
            await new Promise((resolve, reject) => options.signal.addEventListener("abort", reject));
          }
          if (options.method === "POST") {
            clock.advance(slow);
            return { ...answer, json: async () => ({ ...SEEN, ...seen }) };
          }
          return { ...answer, status: 200, ok: true };
        } else if (/\/ws\b/.test(url)) {
          if (plain === 0) {
            throw new TypeError("network");
          }
          return { status: plain };
        }
        return streams.fetch(url, options);
      },
    },
  });
  let over = false;
  const done = checkAll(way).then(() => (over = true));
  let served = 0;
  for (let second = 0; second < 200 && !over; second++) {
    for (const each of sockets.slice(served)) {
      socket(each, served++, clock);
    }
    sockets.forEach((each) => each.tick?.());
    await settled();
    if (streams.gets.length > 0) {
      stream(streams.gets[0], streams, clock);
    }
    await settled();
    clock.advance(1_000);
    await settled();
  }
  await done;
  assert.deepEqual(Object.keys(results).sort(), [...CHECKS].sort());
  return { results, said, toldAt, sockets, streams, clock };
}

/** A server that does all that it should. */
function serve(socket, index, clock, { pings = true } = {}) {
  const send = socket.send.bind(socket);
  let next = 25_000;
  socket.open();
  socket.send = (text) => {
    send(text);
    const { id, cmd } = JSON.parse(text);
    if (cmd) {
      socket.refuse({ id }, "not_joined");
    }
  };
  socket.tick = () => {
    if (pings && clock.now() >= next && socket.readyState === 1) {
      next += 25_000;
      socket.say({});
    }
  };
}

function serveStream(get, streams, clock, { pings = true } = {}) {
  if (!get.say || get.signal.aborted) {
    return;
  }
  if (!get.opened) {
    get.opened = true;
    get.heard = 0;
    get.next = 25_000;
    get.open();
  }
  get.raw(":\n");
  if (pings && clock.now() >= get.next) {
    get.next += 25_000;
    get.say({});
  }
  for (const line of streams.commands.slice(get.heard)) {
    get.heard++;
    if (line.cmd) {
      get.say({ id: line.id, error: { code: "not_joined", message: "for logs" } });
    }
  }
}

const only = (expected) => Object.fromEntries(CHECKS.map((check) => [check, expected[check] ?? "ok"]));

test("finds all well where all is well", async () => {
  const { results, said, sockets, streams, clock } = await look();
  assert.deepEqual(results, only({}));
  assert.equal(sockets.length, 1);
  assert.equal(sockets[0].url, "wss://chat.example/chat/liveroom/ws?token=t");
  assert.equal(sockets[0].closedWith, 1000);
  assert.deepEqual(
    streams.gets.map(({ url }) => url),
    ["https://chat.example/chat/liveroom/stream?token=t"],
  );
  assert.ok(streams.gets[0].signal.aborted);
  assert.deepEqual(said.idle, ["70 s, signs of life: 2", undefined]);
  assert.deepEqual(said.frame, ["65536 bytes", undefined]);
  assert.deepEqual(said.proxy, ["believed", undefined]);
  assert.ok(clock.now() < 80_000, "all at once");
});

test("sends a frame of exactly the limit over either carrier, and answers signs of life", async () => {
  let longest = 0;
  const { sockets, streams } = await look({
    socket(socket, ...more) {
      serve(socket, ...more);
      const send = socket.send;
      socket.send = (text) => {
        longest = Math.max(longest, new TextEncoder().encode(text).length);
        send(text);
      };
    },
  });
  assert.equal(longest, LIMITS.frame);
  assert.equal(Math.max(...streams.posts.map(({ body }) => body.length)), LIMITS.frame);
  assert.equal(sockets[0].sent.filter((line) => !line.cmd).length, 2);
  assert.equal(streams.commands.filter((line) => !line.cmd).length, 2);
});

const cases = {
  "plain http": [{ page: "http://chat.example/liveroom/check", isLocal: false, seen: { cookies: "plain" } }, { tls: "bad" }],
  "plain http on this machine": [
    { page: "http://localhost:8080/liveroom/check", seen: { cookies: "plain" }, version: "http/1.1" },
    { tls: "warning" },
  ],
  "HTTP/1.1": [{ version: "http/1.1" }, { http: "warning" }],
  "a policy that is gone": [{ headers: { ...HEADERS, "Content-Security-Policy": null } }, { headers: "warning" }],
  "a second policy": [
    { headers: { ...HEADERS, "Content-Security-Policy": "default-src 'none', default-src *" } },
    { headers: "warning" },
  ],
  "nosniff that is gone": [{ headers: { ...HEADERS, "X-Content-Type-Options": null } }, { headers: "warning" }],
  "another scheme": [{ seen: { scheme: false } }, { scheme: "bad" }],
  "another host": [{ seen: { host: false } }, { host: "bad" }],
  "no origin": [{ seen: { origin: "missing", scheme: false, host: false } }, { origin: "bad", scheme: "skipped", host: "skipped" }],
  "a foreign origin, and no connection": [
    { seen: { origin: "foreign" }, socket: (each) => each.readyState || each.end(), prepare: (each) => (each.status = 403) },
    {
      ...{ origin: "bad", socket: "skipped", subprotocol: "skipped", frame: "skipped", idle: "skipped" },
      ...{ stream: "skipped", posts: "skipped", "large-post": "skipped", "stream-idle": "skipped" },
    },
  ],
  "a foreign origin, and a stream that a browser asks for without it": [
    {
      seen: { origin: "foreign", scheme: false },
      socket: (each) => each.readyState || each.end(),
      prepare: (each) => (each.postStatus = 403),
    },
    {
      ...{ origin: "bad", scheme: "bad", socket: "skipped", subprotocol: "skipped", frame: "skipped", idle: "skipped" },
      ...{ posts: "skipped", "large-post": "skipped", "stream-idle": "skipped" },
    },
  ],
  "a proxy that nobody believes": [{ seen: { proxied: "untrusted" } }, { proxy: "bad" }],
  "a proxy that says nothing": [{ seen: { proxied: "silent" } }, { proxy: "warning" }],
  "no proxy": [{ seen: { proxied: "none" } }, {}],
  "cookies without TLS": [{ seen: { cookies: "plain" } }, { cookies: "warning" }],
  "cookies that no browser sends": [{ page: "http://localhost/liveroom/check" }, { tls: "warning", cookies: "bad" }],
  "a clock that is a little late": [{ seen: { time: 1_003_000 } }, { clock: "warning" }],
  "a clock that is very late": [{ seen: { time: 900_000 } }, { clock: "bad" }],
  "a way that is slow, and a clock that may be right": [{ slow: 9_000, seen: { time: 1_009_000 } }, {}],
  "no subprotocol": [
    {
      socket(socket, index, clock) {
        if (index === 0) {
          socket.end();
        } else {
          socket.protocol = "";
          serve(socket, index, clock);
        }
      },
    },
    { subprotocol: "bad" },
  ],
  "a container that takes no large frame": [{ socket: (...each) => refuseLarge(1009, ...each) }, { frame: "bad" }, /^The container/],
  "a proxy that takes no large frame": [{ socket: (...each) => refuseLarge(1006, ...each) }, { frame: "bad" }, /^Something on the way/],
  "a large frame that is lost": [{ socket: (...each) => refuseLarge(0, ...each) }, { frame: "bad" }],
  "an end after a minute": [{ socket: (...each) => serveFor(10_000, ...each) }, { idle: "bad" }],
  "a server that stops": [{ socket: (...each) => serveFor(10_000, ...each, 4001) }, { idle: "warning" }],
  "no signs of life": [{ socket: (...each) => serve(...each, { pings: false }) }, { idle: "warning" }],
  "no signs of life on the stream": [{ stream: (...each) => serveStream(...each, { pings: false }) }, { "stream-idle": "warning" }],
  "a connection that is dead without an end": [{ socket: (...each) => serveFor(10_000, ...each, 0) }, { idle: "bad" }],
  "a stream that is compressed": [{ prepare: (each) => (each.encoding = "gzip") }, { stream: "warning" }],
  "posts that get lost": [{ prepare: (each) => (each.postStatus = 404) }, noPosts()],
  "answers that do not come down the stream": [
    { stream: (get) => get.opened ?? ((get.opened = true), get.open()) },
    noPosts(),
  ],
  "a stream that is held back": [{ stream: () => {} }, noStream(), /buffering/],
  "a stream that nobody has": [{ prepare: (each) => (each.status = 404) }, noStream(), /prefix/],
  "a stream without a place": [
    { stream: (get) => get.say && (get.opened ??= !get.say({ close: { code: 4507, reason: "" } })) },
    { ...noStream(), stream: "warning" },
  ],
  "large posts that are refused": [
    {
      prepare(streams) {
        const { fetch } = streams;
        streams.fetch = async (url, options) => {
          const answer = await fetch(url, options);
          if (options.body?.length > 1_000) {
            streams.posts.pop();
            return { ok: false, status: 413, headers: answer.headers };
          }
          return answer;
        };
      },
    },
    { "large-post": "bad" },
    /client_max_body_size/,
  ],
  "a stream that ends in silence": [
    {
      stream(get, streams, clock) {
        serveStream(get, streams, clock);
        if (streams.commands.some(({ id }) => id === 3) && !get.over) {
          get.over = true;
          get.end();
        }
      },
    },
    { "stream-idle": "bad" },
  ],
};

for (const [name, [options, expected, advice = /.{10}/]] of Object.entries(cases)) {
  test(`finds ${name}`, async () => {
    const { results, said } = await look(options);
    assert.deepEqual(results, only(expected));
    for (const check of Object.keys(expected)) {
      assert.match(said[check][1], expected[check] === "skipped" ? /./ : advice, check);
    }
  });
}

for (const [name, plain, advice] of [
  ["an upgrade that is not passed on", 426, /Upgrade and Connection/],
  ["a path that is not passed on", 404, /prefix/],
  ["a proxy without a server", 502, /does not reach/],
  ["somebody who blocks it", 0, /blocks it/],
]) {
  test(`finds ${name}`, async () => {
    const { results, said, sockets } = await look({ plain, socket: (each) => each.readyState || each.end() });
    assert.deepEqual(results, only(noSocket()));
    assert.match(said.socket[1], advice);
    assert.equal(sockets.length, 2, "with and without a subprotocol");
  });
}

test("is asked for a sign of life before it is known by a secret", async () => {
  const stream = (get, ...server) => {
    if (get.say && !get.asked) {
      get.asked = true;
      get.say({});
    }
    serveStream(get, ...server);
  };
  const { results } = await look({ stream });
  assert.deepEqual(results, only({}));
});

test("waits for a socket that never opens, and no longer", async () => {
  const { results, clock } = await look({ socket: () => {} });
  assert.deepEqual(results, only(noSocket()));
  assert.ok(clock.now() < 80_000);
});

test("tells whoever is not let in to log in", async () => {
  const { results, said, sockets } = await look({
    socket(socket) {
      socket.readyState = 1;
      socket.onopen();
      socket.end(4501);
    },
  });
  assert.deepEqual(results, only({ ...noSocket(), socket: "warning" }));
  assert.match(said.socket[1], /log in/);
  assert.equal(sockets.length, 1);
});

test("finds a socket that opens and is silent", async () => {
  const { results, said } = await look({
    socket(socket) {
      socket.readyState = 1;
      socket.onopen();
    },
  });
  assert.deepEqual(results, only(noSocket()));
  assert.match(said.socket[1], /lets nothing through/);
});

test("says how long the silence was at an end", async () => {
  const { said } = await look({ socket: (...each) => serveFor(30_000, ...each) });
  assert.match(said.idle[0], /^ended after \d s of silence$/);
  assert.match(said.idle[1], /proxy_read_timeout/);
});

test("waits for a stream and for an answer only so long", async () => {
  const { toldAt } = await look({ stream: () => {} });
  assert.equal(toldAt.stream, 10_000);
  const { results, said, toldAt: when } = await look({ silent: true });
  assert.deepEqual([results.server, results.headers], ["bad", "warning"]);
  assert.equal(said.server[0], "no answer");
  assert.equal(when.server, 20_000);
});

test("judges nothing that the server did not tell", async () => {
  const { results } = await look({ status: 403 });
  const unknown = ["scheme", "host", "origin", "proxy", "cookies", "clock"].map((check) => [check, "skipped"]);
  assert.deepEqual(results, only({ server: "bad", ...Object.fromEntries(unknown) }));
});

function noSocket() {
  return { socket: "bad", subprotocol: "skipped", frame: "skipped", idle: "skipped" };
}

function noStream() {
  return { stream: "bad", posts: "skipped", "large-post": "skipped", "stream-idle": "skipped" };
}

function noPosts() {
  return { posts: "bad", "large-post": "skipped", "stream-idle": "skipped" };
}

/** A way that ends a connection over a large frame, or loses it (0). */
function refuseLarge(code, socket, index, clock) {
  serve(socket, index, clock);
  const send = socket.send;
  socket.send = (text) => {
    if (text.length < LIMITS.frame) {
      send(text);
    } else if (code > 0) {
      socket.end(code);
    }
  };
}

/** A way that ends after some time, with a code or without a word (0). */
function serveFor(ms, socket, index, clock, code = 1006) {
  serve(socket, index, clock);
  const { tick, send } = socket;
  socket.tick = () => {
    if (clock.now() < ms) {
      tick();
    } else if (code > 0 && socket.readyState === 1) {
      socket.end(code);
    }
  };
  socket.send = (text) => (clock.now() < ms || code > 0) && send(text);
}
