import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CloseCode,
  CommandError,
  Connection,
  ErrorCode,
  LocalCode,
} from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { record, surroundings } from "./fakes.mjs";

function connected(luck) {
  const world = surroundings(luck);
  const connection = new Connection("ws://localhost/liveroom/ws", world.environment);
  const states = record(connection, "state");
  connection.open();
  world.sockets[0].open();
  return { ...world, connection, states };
}

test("offers the protocol and is open after the first line, not before", () => {
  const { environment, sockets } = surroundings();
  const connection = new Connection("ws://localhost/liveroom/ws", environment);
  assert.equal(connection.state, "idle");
  connection.open();
  assert.equal(connection.state, "connecting");
  assert.equal(sockets[0].protocol, "liveroom.v1");
  sockets[0].open();
  assert.equal(connection.state, "open");
  assert.equal(connection.hello.limits.text, 20);
});

test("answers an empty line with an empty line", () => {
  const { sockets } = connected();
  sockets[0].say({}, {});
  assert.deepEqual(sockets[0].sent, [{}, {}]);
});

test("ignores what it does not know, and empty or broken lines", () => {
  const { sockets, connection } = connected();
  sockets[0].onmessage({ data: '\n\r\nnonsense\n{"news":1}\n{"id":99,"ok":{}}\n[]\nnull\n7' });
  assert.equal(connection.state, "open");
  assert.deepEqual(sockets[0].sent, []);
});

test("resolves and rejects commands by their id", async () => {
  const { sockets, connection } = connected();
  const good = connection.request("create");
  const bad = connection.request("create");
  const [first, second] = sockets[0].all("create");
  sockets[0].refuse(second, "rate_limited", { retryAfterMs: 900 });
  sockets[0].answer(first, { code: "KQZW", owner: "secret" });
  assert.equal((await good).code, "KQZW");
  await assert.rejects(bad, (error) => {
    assert.ok(error instanceof CommandError);
    assert.equal(error.code, ErrorCode.RATE_LIMITED);
    assert.equal(error.retryAfterMs, 900);
    return true;
  });
});

test("rejects what had no answer when the connection breaks, and what is sent while there is none", async () => {
  const { sockets, connection } = connected();
  const pending = connection.request("create");
  sockets[0].end();
  await assert.rejects(pending, { code: LocalCode.DISCONNECTED });
  await assert.rejects(connection.request("create"), { code: LocalCode.DISCONNECTED });
});

test("waits longer and longer, up to 20 seconds", () => {
  const { sockets, states, clock } = connected(1);
  const delays = [];
  for (let i = 0; i < 8; i++) {
    sockets.at(-1).open();
    sockets.at(-1).end();
    delays.push(states.at(-1).delayMs);
    clock.advance(delays.at(-1));
  }
  assert.deepEqual(delays, [500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
});

test("waits a random part of the bound", () => {
  const { sockets, states } = connected(0.25);
  sockets[0].end();
  assert.equal(states.at(-1).delayMs, 125);
});

test("starts with short waits again after 10 stable seconds, not earlier", () => {
  const { sockets, states, clock } = connected(1);
  sockets[0].end();
  clock.advance(500);
  sockets[1].open();
  clock.advance(9_999);
  sockets[1].end();
  assert.equal(states.at(-1).delayMs, 1000);
  clock.advance(1000);
  sockets[2].open();
  clock.advance(10_000);
  sockets[2].end();
  assert.equal(states.at(-1).delayMs, 500);
});

test("comes back after 4001 within the time that the server asks for", () => {
  const { sockets, states } = connected(1);
  sockets[0].end(4001, "delayMs=30000");
  assert.equal(states.at(-1).state, "waiting");
  assert.equal(states.at(-1).delayMs, 30_000);
});

test("tries at once when the browser is online or somebody looks", () => {
  const { sockets, window, document, connection } = connected(1);
  sockets[0].end();
  window.dispatchEvent(new Event("online"));
  assert.equal(connection.state, "connecting");
  sockets[1].end();
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(connection.state, "waiting");
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(connection.state, "connecting");
});

test("gives up a socket that says nothing for pingMs and 10 seconds", () => {
  const { sockets, connection, clock } = connected(1);
  clock.advance(20_000);
  sockets[0].say({});
  clock.advance(34_999);
  assert.equal(connection.state, "open");
  clock.advance(1);
  assert.equal(connection.state, "waiting");
  assert.notEqual(sockets[0].closedWith, 1000);
  clock.advance(500);
  assert.equal(connection.state, "connecting");
});

test("gives up a socket that does not open", () => {
  const { environment, clock } = surroundings(1);
  const connection = new Connection("ws://localhost/", environment);
  connection.open();
  clock.advance(15_000);
  assert.equal(connection.state, "waiting");
});

test("hears nothing more from a socket that it gave up", () => {
  const { sockets, connection, clock } = connected(1);
  const old = sockets[0];
  clock.advance(35_000);
  clock.advance(500);
  old.say({});
  old.end(4500);
  assert.equal(connection.state, "connecting");
});

for (const code of [1006, 1011, 1012, 1013, 4001, 4008, 4010, 4012, 4408, 4499, 3999]) {
  test(`comes back after ${code}`, () => {
    const { sockets, connection } = connected();
    sockets[0].end(code);
    assert.equal(connection.state, "waiting");
  });
}

for (const code of [1000, 4500, 4501, 4507, 4510, 4599, 4999, 1003, 1007, 1008, 1009]) {
  test(`stays away after ${code} and says so`, () => {
    const { sockets, connection, states, clock } = connected();
    sockets[0].end(code, "why");
    assert.deepEqual(states.at(-1), { type: "state", state: "ended", code, reason: "why" });
    connection.open();
    connection.hurry();
    clock.advance(60_000);
    assert.equal(sockets.length, 1);
    assert.equal(clock.pending, 0);
  });
}

test("lets go of the socket with the page and takes it up again when the page comes back", () => {
  const { sockets, window, connection, clock } = connected();
  window.dispatchEvent(new Event("pagehide"));
  assert.equal(connection.state, "idle");
  assert.notEqual(sockets[0].closedWith, 1000);
  clock.advance(60_000);
  assert.equal(sockets.length, 1);
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  assert.equal(connection.state, "connecting");
});

test("closes for good with 1000", () => {
  const { sockets, window, connection, states, clock } = connected();
  connection.close();
  assert.equal(sockets[0].closedWith, CloseCode.LEFT);
  assert.equal(states.at(-1).state, "ended");
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  assert.equal(sockets.length, 1);
  assert.equal(clock.pending, 0);
});
