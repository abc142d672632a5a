import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { joined, LIMITS, message, record, settled, surroundings } from "./fakes.mjs";

const URL_OF_SOCKET = "wss://example.org/app/liveroom/ws?token=t";

/** A page whose first two sockets never opened. */
async function fallen({ luck = 0, prepare = () => {} } = {}) {
  const world = surroundings(luck);
  prepare(world.streams);
  const connection = new Connection(URL_OF_SOCKET, world.environment);
  const states = record(connection, "state");
  connection.open();
  for (let i = 0; i < 2; i++) {
    world.sockets[i].end();
    world.clock.advance(luck * 1_000);
  }
  await settled();
  return { ...world, connection, states, get: world.streams.gets.at(-1) };
}

/** One that is open over a stream. */
async function streaming(options) {
  const world = await fallen(options);
  world.get.open();
  await settled();
  return world;
}

/** One that is in a room over a stream. */
async function chatting(options) {
  const world = await streaming(options);
  const room = world.connection.join({ room: "KQZW", name: "Ada" });
  const events = record(room, "joined", "entry", "outgoing", "ended");
  await settled();
  world.get.say({ id: last(world, "join").id, ok: joined() });
  await settled();
  return { ...world, room, events };
}

const last = ({ streams }, cmd) => streams.commands.filter((line) => line.cmd === cmd).at(-1);

test("takes a stream after two sockets in a row that never opened", async () => {
  const { sockets, connection, get } = await streaming();
  assert.equal(sockets.length, 2);
  assert.equal(get.url, "https://example.org/app/liveroom/stream?token=t");
  assert.equal(connection.state, "open");
  assert.equal(connection.hello.limits.text, 20);
});

test("stays with sockets when the second one opens", async () => {
  const { environment, sockets, streams, clock } = surroundings(0);
  new Connection(URL_OF_SOCKET, environment).open();
  for (const opens of [false, true, false, true]) {
    if (opens) {
      sockets.at(-1).open();
    }
    sockets.at(-1).end();
    clock.advance(0);
  }
  await settled();
  assert.deepEqual(streams.gets, []);
  assert.equal(sockets.length, 5);
});

test("waits less long for a second socket than for the first", async () => {
  const { environment, sockets, clock, streams } = surroundings(0);
  new Connection(URL_OF_SOCKET, environment).open();
  clock.advance(15_000);
  assert.equal(sockets.length, 2);
  clock.advance(5_000);
  await settled();
  assert.equal(streams.gets.length, 1);
});

test("sends commands with the secret, as lines of JSON", async () => {
  const { connection, streams, get } = await streaming();
  const answer = connection.request("create", { title: "Ä" });
  await settled();
  const [{ url, headers, lines }] = streams.posts;
  assert.equal(url, "https://example.org/app/liveroom/commands?token=t");
  assert.deepEqual(headers, { "Content-Type": "application/x-ndjson", "Liveroom-Connection": "secret" });
  assert.deepEqual(lines, [{ id: lines[0].id, cmd: "create", title: "Ä" }]);
  get.say({ id: lines[0].id, ok: { code: "KQZW" } });
  assert.deepEqual(await answer, { code: "KQZW" });
});

test("has one POST under way at a time; what gathers goes in the next, up to the frame limit", async () => {
  const { connection, streams } = await streaming({ prepare: (each) => (each.slow = true) });
  for (let i = 0; i < 5; i++) {
    connection.request("create", { title: "ä".repeat(20) }).catch(() => {});
  }
  await settled();
  assert.deepEqual(
    streams.posts.map(({ lines }) => lines.length),
    [1],
  );
  streams.release();
  await settled();
  assert.deepEqual(
    streams.posts.map(({ lines }) => lines.length),
    [1, 4],
  );
});

test("no POST holds more bytes than a frame may, unless a single line does", async () => {
  const line = new TextEncoder().encode(JSON.stringify({ id: 2, cmd: "create", title: "ä".repeat(20) })).length;
  const world = await fallen({ prepare: (each) => (each.slow = true) });
  world.get.open({ limits: { ...LIMITS, frame: 2 * line + 1 } });
  await settled();
  for (let i = 0; i < 5; i++) {
    world.connection.request("create", { title: "ä".repeat(20) }).catch(() => {});
  }
  for (let i = 0; i < 3; i++) {
    await settled();
    world.streams.release();
  }
  await settled();
  assert.deepEqual(
    world.streams.posts.map(({ lines }) => lines.length),
    [1, 2, 2],
  );
});

test("understands events however they are cut and written", async () => {
  const { get, events } = await chatting();
  const text = `: comment\r\n\r\nevent: message\r\ndata: ${JSON.stringify(message(11, "één"))}\r\ndata:${JSON.stringify(message(12, "b"))}\r\n\r\n`;
  for (const byte of new TextEncoder().encode(text)) {
    get.raw(Uint8Array.of(byte));
  }
  await settled();
  await settled();
  assert.deepEqual(
    events.filter(({ type }) => type === "entry").map(({ entry }) => entry.text),
    ["één", "b"],
  );
});

test("answers pings with a POST, and counts comments as life", async () => {
  const { get, streams, clock, connection } = await streaming();
  get.say({});
  await settled();
  assert.deepEqual(streams.commands, [{}]);
  clock.advance(34_000);
  get.raw(":\n");
  await settled();
  clock.advance(34_000);
  assert.equal(connection.state, "open");
  clock.advance(1_000);
  assert.notEqual(connection.state, "open");
  assert.ok(get.signal.aborted);
});

for (const [code, state] of [
  [4008, "waiting"],
  [4001, "waiting"],
  [1000, "ended"],
  [4501, "ended"],
  [4507, "ended"],
]) {
  test(`takes a last line with ${code} as that close code`, async () => {
    const { get, connection, states } = await streaming();
    get.say({ close: { code, reason: "why" } });
    get.end();
    await settled();
    assert.equal(connection.state, state);
    assert.equal(states.at(-1).code, code);
  });
}

test("takes an end without a last line, and a broken one, as a break", async () => {
  const { get, states } = await streaming();
  get.end();
  await settled();
  assert.deepEqual([states.at(-1).state, states.at(-1).code], ["waiting", 1006]);
});

for (const [status, state, code] of [
  [403, "ended", 4501],
  [404, "waiting", 1006],
  [503, "waiting", 1006],
  [429, "waiting", 1013],
]) {
  test(`a stream refused with ${status} is ${state}`, async () => {
    const { states } = await fallen({
      prepare: (each) => Object.assign(each, { status, retryAfter: "7" }),
    });
    assert.deepEqual([states.at(-1).state, states.at(-1).code], [state, code]);
    assert.equal(states.at(-1).delayMs, state === "waiting" ? (status === 429 ? 7_000 : 0) : undefined);
  });
}

for (const [status, state, code] of [
  [400, "ended", 4500],
  [415, "ended", 4500],
  [403, "ended", 4501],
  [413, "waiting", 1009],
  [404, "waiting", 1006],
  [500, "waiting", 1006],
]) {
  test(`a POST refused with ${status} is ${state} with ${code}`, async () => {
    const world = await chatting();
    world.streams.postStatus = status;
    world.room.send("text");
    await settled();
    assert.deepEqual([world.states.at(-1).state, world.states.at(-1).code], [state, code]);
    assert.ok(world.get.signal.aborted);
    const { status: sent } = world.events.findLast(({ type }) => type === "outgoing");
    assert.equal(sent, status === 413 ? "failed" : "queued");
  });
}

test("waits as long as a 429 asks, and then sends the same again", async () => {
  const { room, streams, clock, connection } = await chatting();
  Object.assign(streams, { postStatus: 429, retryAfter: "3" });
  room.send("one");
  await settled();
  room.send("two");
  streams.postStatus = 204;
  clock.advance(2_999);
  await settled();
  const before = streams.posts.length;
  clock.advance(1);
  await settled();
  const [again, next] = streams.posts.slice(before);
  assert.equal(again.body, streams.posts[before - 1].body);
  assert.equal(next.lines[0].text, "two");
  assert.equal(connection.state, "open");
});

test("resumes on a socket what broke on a stream, with the same cid, and tries the stream after that again", async () => {
  const world = await chatting();
  const cid = world.room.send("a");
  await settled();
  world.get.end();
  await settled();
  world.clock.advance(0);
  const socket = world.sockets.at(-1);
  assert.equal(world.sockets.length, 3);
  socket.open();
  const join = socket.last("join");
  assert.deepEqual([join.resume, join.since.offset], ["resume-at-10", 10]);
  socket.answer(join, joined({ recovered: true }));
  assert.equal(socket.last("send").cid, cid);
});

test("resumes on a stream what broke on a socket", async () => {
  const world = surroundings(0);
  const connection = new Connection(URL_OF_SOCKET, world.environment);
  const room = connection.join({ room: "KQZW", name: "Ada" });
  world.sockets[0].open();
  world.sockets[0].answer(world.sockets[0].last("join"), joined());
  const cid = room.send("a");
  for (let i = 0; i < 3; i++) {
    world.sockets[i].end();
    world.clock.advance(0);
  }
  await settled();
  const [get] = world.streams.gets;
  get.open();
  await settled();
  const join = last(world, "join");
  assert.deepEqual([join.resume, join.since.offset], ["resume-at-10", 10]);
  get.say({ id: join.id, ok: joined({ offset: 11, recovered: true, entries: [message(11, "missed")] }) });
  await settled();
  assert.equal(last(world, "send").cid, cid);
});

test("a socket that fails after a stream broke leads back to the stream", async () => {
  const { get, sockets, streams, clock } = await streaming();
  get.end();
  await settled();
  clock.advance(0);
  sockets[2].end();
  clock.advance(0);
  await settled();
  assert.equal(streams.gets.length, 2);
});

test("a stream that does not open either says nothing against sockets", async () => {
  const { sockets, clock } = await fallen({ prepare: (each) => (each.reachable = false) });
  for (let i = 2; i < 4; i++) {
    clock.advance(0);
    sockets[i].end();
  }
  assert.equal(sockets.length, 4);
});

test("tries a socket once more while the stream lasts, and moves over when that opens", async () => {
  const { get, sockets, clock, connection } = await streaming();
  for (let i = 0; i < 7; i++) {
    clock.advance(10_000);
    get.raw(":\n");
    await settled();
  }
  assert.equal(sockets.length, 3);
  assert.equal(connection.state, "open");
  sockets[2].open();
  assert.notEqual(sockets[2].closedWith, 1000);
  assert.ok(get.signal.aborted);
  sockets[3].open();
  assert.equal(connection.state, "open");
});

test("leaves its rooms when it is closed, since a stream cannot say 1000", async () => {
  const { connection, streams, get } = await chatting({ prepare: () => {} });
  streams.slow = true;
  connection.request("create").catch(() => {});
  await settled();
  connection.close();
  assert.ok(!get.signal.aborted);
  streams.release();
  await settled();
  assert.equal(streams.commands.at(-1).cmd, "leave");
  streams.release();
  await settled();
  assert.ok(get.signal.aborted);
});

test("a stream that is given up is aborted with its POST, and heard no more", async () => {
  const { connection, get, streams, room, window } = await chatting();
  streams.slow = true;
  room.send("a");
  await settled();
  window.dispatchEvent(new Event("pagehide"));
  assert.equal(connection.state, "idle");
  assert.ok(get.signal.aborted);
  assert.equal(room.pending.length, 1);
});
