import assert from "node:assert/strict";
import { test } from "node:test";
import { CloseCode, Connection } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { joined, record, settled, surroundings } from "./fakes.mjs";

const NOW = 1_763_770_000_000;
const HELLO = { features: ["typing", "auth"], time: NOW, pingMs: 3_600_000 };

/** A page that has a token whenever it is asked for one: t1, t2, and so on; or what `given` makes of the number. */
function withTokens(given = (n) => `t${n}`) {
  const world = surroundings(0);
  let asked = 0;
  const token = async () => given(++asked);
  const connection = new Connection("ws://localhost/liveroom/ws", { ...world.environment, token });
  const states = record(connection, "state");
  connection.join({ room: "KQZW", name: "Ada" });
  return { ...world, connection, states, asked: () => asked };
}

/** The same in a room, with a token that is good for 100 seconds. */
async function inRoom(given) {
  const world = withTokens(given);
  const socket = world.sockets[0];
  socket.open(HELLO);
  await settled();
  socket.answer(socket.last("auth"), { until: NOW + 100_000 });
  await settled();
  socket.answer(socket.last("join"), joined());
  return { ...world, socket };
}

test("a token is shown before anything else", async () => {
  const { sockets, connection, asked } = withTokens();
  assert.equal(asked(), 0);
  sockets[0].open(HELLO);
  await settled();
  assert.deepEqual(sockets[0].sent, [{ id: 1, cmd: "auth", token: "t1" }]);
  assert.equal(connection.state, "connecting");
  sockets[0].answer(sockets[0].last("auth"), {});
  await settled();
  assert.equal(connection.state, "open");
  assert.ok(sockets[0].last("join"));
});

test("where the server wants none, none is asked for", async () => {
  const { sockets, connection, asked } = withTokens();
  sockets[0].open();
  await settled();
  assert.equal(connection.state, "open");
  assert.equal(asked(), 0);
});

test("the next one comes when four fifths of the time have gone, on the same connection", async () => {
  const { socket, sockets, clock, connection, states, asked } = await inRoom();
  clock.advance(79_999);
  assert.equal(asked(), 1);
  clock.advance(1);
  await settled();
  assert.equal(socket.last("auth").token, "t2");
  socket.answer(socket.last("auth"), { until: NOW + 180_000 });
  await settled();
  clock.advance(80_000);
  assert.equal(asked(), 3);
  assert.equal(sockets.length, 1);
  assert.equal(connection.state, "open");
  assert.deepEqual(
    states.map(({ state }) => state),
    ["connecting", "open"],
  );
});

test("one that fails later is tried again while the last is good", async () => {
  const { socket, clock, connection, asked } = await inRoom((n) => {
    if (n === 2) {
      throw new Error("down");
    }
    return `t${n}`;
  });
  clock.advance(80_000);
  await settled();
  assert.equal(asked(), 2);
  clock.advance(16_000);
  await settled();
  socket.refuse(socket.last("auth"), "unauthorized");
  await settled();
  clock.advance(3_200);
  await settled();
  assert.equal(socket.last("auth").token, "t4");
  assert.equal(connection.state, "open");
});

test("each connection begins with one", async () => {
  const { socket, sockets, clock } = await inRoom();
  socket.end();
  clock.advance(0);
  sockets[1].open(HELLO);
  await settled();
  assert.deepEqual(sockets[1].sent.map(({ token }) => token), ["t2"]);
});

test("a token that is refused ends it as not authorised", async () => {
  const { sockets, connection, states } = withTokens();
  sockets[0].open(HELLO);
  await settled();
  sockets[0].refuse(sockets[0].last("auth"), "unauthorized");
  await settled();
  assert.equal(connection.state, "ended");
  assert.equal(states.at(-1).code, CloseCode.NOT_AUTHORISED);
});

test("a source that throws: connects anew, and says nothing of it", async (context) => {
  const said = context.mock.method(console, "error", () => {});
  const { sockets, connection } = withTokens(() => assert.fail("s3cret"));
  sockets[0].open(HELLO);
  await settled();
  assert.deepEqual(sockets[0].sent, []);
  assert.equal(connection.state, "waiting");
  assert.equal(said.mock.callCount(), 0);
});

test("if the server cannot say, or takes too long, it connects anew", async () => {
  const { sockets, clock, connection } = withTokens();
  sockets[0].open(HELLO);
  await settled();
  sockets[0].refuse(sockets[0].last("auth"), "unavailable", { retryAfterMs: 1000 });
  await settled();
  assert.equal(connection.state, "waiting");
  clock.advance(0);
  sockets[1].open(HELLO);
  await settled();
  clock.advance(15_000);
  assert.equal(sockets[1].closedWith, 4000);
  assert.equal(sockets.length, 3);
});

test("what comes too late is not shown", async () => {
  let give;
  const { sockets, clock } = withTokens((n) => (n === 1 ? new Promise((resolve) => (give = resolve)) : `t${n}`));
  sockets[0].open(HELLO);
  sockets[0].end();
  clock.advance(0);
  give("late");
  await settled();
  sockets[1].open(HELLO);
  await settled();
  assert.deepEqual(sockets[1].sent.map(({ token }) => token), ["t2"]);
});

test("with the connection the question for the next one goes", async () => {
  const { socket, clock, asked } = await inRoom();
  socket.end();
  clock.advance(100_000);
  await settled();
  assert.equal(asked(), 1);
});

test("a very long time is no short one: browsers count milliseconds in 31 bits", async () => {
  const waits = [];
  const { environment, sockets, clock } = surroundings(0);
  const setTimeout = (run, ms) => waits.push(ms) && clock.setTimeout(run, ms);
  const connection = new Connection("ws://localhost/liveroom/ws", { ...environment, setTimeout, token: () => "t" });
  connection.open();
  sockets[0].open(HELLO);
  await settled();
  sockets[0].answer(sockets[0].last("auth"), { until: NOW + 1e12 });
  await settled();
  assert.equal(connection.state, "open");
  assert.equal(Math.max(...waits), 2 ** 31 - 1);
});
