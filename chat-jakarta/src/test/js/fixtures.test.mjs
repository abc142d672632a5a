import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Connection, ErrorCode } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { joined, message, surroundings } from "./fakes.mjs";

const DIRECTORY = new URL("../../../../docs/protocol/", import.meta.url);
const ROOM = "KQZW";

function read(file) {
  return JSON.parse(readFileSync(new URL(file, DIRECTORY), "utf8"));
}

/** The fixtures of a folder, as docs/protocol/fixtures/README.md describes them. */
function fixtures(folder) {
  return readdirSync(new URL(`fixtures/${folder}/`, DIRECTORY)).map((file) => ({
    file,
    ...read(`fixtures/${folder}/${file}`),
  }));
}

/** In the room, at the position before an entry. */
function entered(offset = 41) {
  const world = surroundings(0);
  const connection = new Connection("ws://localhost/liveroom/ws", world.environment);
  const room = connection.join({ room: ROOM, name: "Ada" });
  const socket = world.sockets[0];
  socket.open(read("fixtures/server/hello-websocket.json").line.hello);
  socket.answer(socket.last("join"), joined({ offset, members: [OWNER, OTHER], me: OWNER }));
  assert.equal(room.state, "joined");
  return { ...world, connection, room, socket };
}

const OWNER = { member: "m7", name: "Ada", role: "owner", status: "active", connections: 1 };
const OTHER = { member: "m8", name: "Bob", role: "member", status: "active", connections: 1 };

/** A listener that throws shows in a browser's console only; here it fails the test. */
function noteFailures(context) {
  const failures = [];
  const note = (...what) => failures.push(what);
  process.on("uncaughtException", note);
  context.mock.method(console, "error", note);
  return async () => {
    await new Promise((resolve) => setImmediate(resolve));
    process.off("uncaughtException", note);
    assert.deepEqual(failures, []);
  };
}

// ------------------------------------------------------------------ what the server says

for (const { file, kind, line } of fixtures("server").filter(({ kind }) => !/Reply$|^error$/.test(kind))) {
  test(`understands ${file}`, async (context) => {
    const soundness = noteFailures(context);
    const { socket, room, connection } = entered(Number.isInteger(line.at) ? line.offset - 1 : 41);
    const heard = [];
    room.addEventListener("entry", ({ detail }) => heard.push(detail.entry));
    socket.say(line);
    if (/Entry$/.test(kind)) {
      assert.equal(room.position.offset, line.offset, "every entry counts, known or not");
      assert.equal(heard.length, 1);
    }
    if (kind === "closeEntry" || kind === "gonePush") {
      assert.equal(room.state, "ended");
    } else if (kind !== "closeLine") {
      assert.equal(connection.state, "open");
      socket.say(message(room.position.offset + 1, "still here"));
      assert.equal(heard.at(-1)?.text, "still here");
    }
    if (kind === "ping") {
      assert.deepEqual(socket.sent.at(-1), {});
    }
    await soundness();
  });
}

for (const { file, line } of fixtures("server").filter(({ kind }) => kind === "joinReply")) {
  test(`enters with ${file}`, async (context) => {
    const soundness = noteFailures(context);
    const { environment, sockets } = surroundings(0);
    const connection = new Connection("ws://localhost/liveroom/ws", environment);
    const room = connection.join({ room: ROOM, name: "Ada", since: { epoch: "9f2c41d07be3", offset: 40 } });
    sockets[0].open();
    sockets[0].answer(sockets[0].last("join"), line.ok);
    assert.equal(room.state, "joined");
    assert.deepEqual(room.position, { epoch: line.ok.room.epoch, offset: line.ok.room.offset });
    assert.equal(room.me.member, line.ok.me.member);
    assert.equal(room.resumeSecret, line.ok.resume);
    await soundness();
  });
}

for (const { file, line } of fixtures("server").filter(({ kind }) => /Reply$/.test(kind) && kind !== "joinReply")) {
  test(`gives back the content of ${file}`, async () => {
    const { socket, connection } = entered();
    const reply = connection.request("history", { room: ROOM });
    socket.answer(socket.last("history"), line.ok);
    assert.deepEqual(await reply, line.ok);
  });
}

const errors = fixtures("server").filter(({ kind }) => kind === "error");

for (const { file, line } of errors) {
  test(`rejects with ${file}`, async () => {
    const { socket, connection } = entered();
    const reply = connection.request("history", { room: ROOM });
    socket.say({ ...line, id: socket.last("history").id });
    await assert.rejects(reply, { code: line.error.code, retryAfterMs: line.error.retryAfterMs ?? null });
  });
}

test("knows every error code of the protocol and no other", () => {
  assert.deepEqual(
    Object.values(ErrorCode).sort(),
    read("parts.schema.json").$defs.errorCode.enum.toSorted(),
  );
  assert.deepEqual(Object.values(ErrorCode).sort(), errors.map(({ line }) => line.error.code).sort());
});

// ------------------------------------------------------------------ what the client says

/** Every field that some fixture of a kind has, with the JSON types it has there; and what all of them have. */
function shapeOf(cmd) {
  const lines = fixtures("client").filter(({ kind }) => kind === cmd);
  assert.notEqual(lines.length, 0, `${cmd} is a command of the protocol`);
  const types = new Map();
  for (const { line } of lines) {
    for (const [field, value] of Object.entries(line)) {
      types.set(field, (types.get(field) ?? new Set()).add(typeOf(value)));
    }
  }
  const needed = [...types.keys()].filter((field) => lines.every(({ line }) => field in line));
  return { types, needed };
}

function typeOf(value) {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function assertWellFormed(line) {
  if (Object.keys(line).length === 0) {
    return; // a pong
  }
  const { types, needed } = shapeOf(line.cmd);
  for (const field of needed) {
    assert.ok(field in line, `${line.cmd} has ${field}`);
  }
  for (const [field, value] of Object.entries(line)) {
    assert.ok(types.has(field), `${line.cmd} has no field ${field}`);
    assert.ok(types.get(field).has(typeOf(value)), `${line.cmd}.${field} is no ${typeOf(value)}`);
  }
}

/** The calls of the client's API, by the command that each becomes; `join` comes by itself. */
const CALLS = {
  auth: (room, { connection }) => connection.request("auth", { token: "ticket.of.cyd" }),
  create: (room, { connection }) => connection.request("create", { title: "Tea at five" }),
  members: (room) => room.listMembers({ after: "m1", limit: 100 }),
  leave: (room) => room.leave(),
  send: (room) => room.send("hello", { replyTo: 3, to: ["m8"] }),
  edit: (room) => room.edit(3, "hello again"),
  delete: (room) => room.remove(3),
  react: (room) => room.react(3, "👍", true),
  typing: (room) => room.typing(true),
  read: (room) => room.read(3),
  history: (room) => room.history({ before: 42, limit: 100 }),
  search: (room) => room.search("hello", { before: 42, limit: 100 }),
  sync: (room, { socket }) => socket.say(message(room.position.offset + 2, "after a gap")),
  rename: (room) => room.rename("Ada Lovelace"),
  status: (room) => room.status("idle"),
  update: (room) => room.update({ title: "Tea at six", locked: true, passphrase: null }),
  kick: (room) => room.kick("m8", { reason: "Too loud." }),
  ban: (room) => room.ban("m8", { reason: "Too loud.", forMs: 3_600_000 }),
  unban: (room) => room.unban("m8"),
  mute: (room) => room.mute("m8", { reason: "Too loud.", forMs: 0 }),
  role: (room) => room.setRole("m8", "moderator"),
  close: (room) => room.close("Good night."),
};

test("every command of the protocol can be said", () => {
  const commands = Object.keys(read("client-line.schema.json").$defs);
  assert.deepEqual([...Object.keys(CALLS), "join", "pong"].sort(), commands.sort());
});

for (const [cmd, call] of Object.entries(CALLS)) {
  test(`says ${cmd} as in the fixtures`, async (context) => {
    const soundness = noteFailures(context);
    const world = entered();
    const { room, socket } = world;
    Promise.resolve(call(room, world)).catch(() => {});
    assert.notEqual(socket.last(cmd), undefined);
    socket.sent.forEach(assertWellFormed);
    await soundness();
  });
}

test("whatever it says on its way in and back is as in the fixtures", () => {
  const { sockets, socket, clock, room } = entered();
  room.send("hello");
  room.typing(true);
  socket.say({});
  socket.end();
  clock.advance(0);
  sockets[1].open();
  const join = sockets[1].last("join");
  assert.ok(join.resume && join.since, "it resumes");
  sockets[1].answer(join, joined({ offset: 41, members: [OWNER, OTHER], me: OWNER, recovered: true }));
  const said = sockets.flatMap(({ sent }) => sent);
  assert.deepEqual(
    said.map(({ cmd }) => cmd),
    ["join", "send", "typing", undefined, "join", "send"],
  );
  said.forEach(assertWellFormed);
});

test("the check of form sees mistakes", () => {
  const { line } = read("fixtures/client/send-minimal.json");
  assertWellFormed(line);
  const { cid, ...without } = line;
  assert.throws(() => assertWellFormed(without), /send has cid/);
  assert.throws(() => assertWellFormed({ ...line, reply: 3 }), /no field reply/);
  assert.throws(() => assertWellFormed({ ...line, text: 5 }), /is no number/);
  assert.throws(() => assertWellFormed({ ...line, cmd: "dance" }), /is a command/);
});
