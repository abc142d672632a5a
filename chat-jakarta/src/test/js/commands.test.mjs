import assert from "node:assert/strict";
import { test } from "node:test";
import { LocalCode } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { ADA, asked, back, BOB, entered, joined } from "./rooms.mjs";

const CID = /^[\x20-\x7e]{1,36}$/;

/** Method, arguments, what goes over the wire, and whether it appends. */
const COMMANDS = [
  ["edit", [5, "new"], { cmd: "edit", target: 5, text: "new" }, true],
  ["remove", [5], { cmd: "delete", target: 5 }, true],
  ["react", [5, "👍"], { cmd: "react", target: 5, emoji: "👍", on: true }, true],
  ["react", [5, "👍", false], { cmd: "react", target: 5, emoji: "👍", on: false }, true],
  ["read", [7], { cmd: "read", offset: 7 }, false],
  ["read", [], { cmd: "read", offset: 10 }, false],
  ["history", [{ before: 5, limit: 9 }], { cmd: "history", before: 5, limit: 9 }, false],
  ["history", [], { cmd: "history" }, false],
  ["search", ["needle", { before: 5, limit: 9 }], { cmd: "search", text: "needle", before: 5, limit: 9 }, false],
  ["listMembers", [{ after: "m2", limit: 9 }], { cmd: "members", after: "m2", limit: 9 }, false],
  ["status", ["idle"], { cmd: "status", status: "idle" }, false],
  ["rename", ["Eve"], { cmd: "rename", name: "Eve" }, true],
  ["update", [{ title: "T", passphrase: null }], { cmd: "update", title: "T", passphrase: null }, true],
  ["kick", ["m2", { reason: "r" }], { cmd: "kick", member: "m2", reason: "r" }, true],
  ["ban", ["m2", { reason: "r", forMs: 9 }], { cmd: "ban", member: "m2", reason: "r", forMs: 9 }, true],
  ["unban", ["m2"], { cmd: "unban", member: "m2" }, false],
  ["mute", ["m2", { forMs: 0 }], { cmd: "mute", member: "m2", forMs: 0 }, true],
  ["setRole", ["m2", "moderator"], { cmd: "role", member: "m2", role: "moderator" }, true],
  ["close", ["done"], { cmd: "close", reason: "done" }, true],
];

for (const [method, args, wire, appends] of COMMANDS) {
  test(`${method}(${JSON.stringify(args).slice(1, -1)}) sends ${wire.cmd} and gives its answer`, async () => {
    const { socket, room } = entered();
    const answer = room[method](...args);
    const { id, room: code, cid, ...sent } = socket.last(wire.cmd);
    assert.deepEqual(sent, wire);
    assert.equal(code, "KQZW");
    assert.equal(CID.test(cid ?? ""), appends);
    socket.answer({ id }, { offset: 11 });
    assert.deepEqual(await answer, { offset: 11 });
  });
}

test("a refused command says how", async () => {
  const { socket, room } = entered();
  const answer = room.kick("m2");
  socket.refuse(socket.last("kick"), "forbidden");
  await assert.rejects(answer, { code: "forbidden" });
});

test("what had no answer when the connection broke is not sent again, but said", async () => {
  const world = entered();
  const answer = world.room.edit(5, "new");
  const socket = back(world);
  await assert.rejects(answer, { code: LocalCode.DISCONNECTED });
  socket.answer(socket.last("join"), joined({ recovered: true }));
  assert.deepEqual(socket.all("edit"), []);
});

test("sends no command between a join and its answer", async () => {
  const { socket, room } = asked();
  await assert.rejects(room.rename("Eve"), { code: LocalCode.DISCONNECTED });
  room.typing(true);
  room.send("waits");
  assert.deepEqual(
    socket.sent.map(({ cmd }) => cmd),
    ["join"],
  );
});

test("leaves as soon as it may when it is left before the answer", async () => {
  const { socket, room } = asked();
  await room.leave();
  assert.deepEqual(socket.all("leave"), []);
  socket.answer(socket.last("join"), joined());
  assert.equal(socket.all("leave").length, 1);
  assert.equal(room.state, "ended");
});

test("sends replies and whispers", () => {
  const { socket, room } = entered();
  room.send("psst", { replyTo: 7, to: ["m2"] });
  const { replyTo, to } = socket.last("send");
  assert.deepEqual([replyTo, to], [7, ["m2"]]);
});

test("takes more than fifty waiting messages for failed, so that none gets lost unseen", () => {
  const { room, events } = asked();
  for (let i = 0; i < 51; i++) {
    room.send(`${i}`);
  }
  assert.equal(room.pending.length, 50);
  assert.deepEqual([events.at(-1).text, events.at(-1).status, events.at(-1).error], ["50", "failed", "too_many_unacked"]);
});

test("knows the settings as they change", () => {
  const { socket, room, events } = entered();
  socket.say({ room: "KQZW", offset: 11, type: "room", at: 1, by: "m1", title: "Tea", slowModeMs: 5000 });
  assert.deepEqual([room.info.title, room.info.slowModeMs, room.info.maxMembers], ["Tea", 5000, 500]);
  assert.equal(room.info.offset, 10);
  assert.ok(events.some(({ type }) => type === "info"));
});

test("knows that oneself is muted, also where one is not among the listed members", () => {
  const { socket, room } = entered({ members: [BOB], me: ADA });
  socket.say({ room: "KQZW", offset: 11, type: "role", at: 1, member: "m1", role: "muted", by: "m2" });
  assert.equal(room.me.role, "muted");
  assert.equal(room.me.name, "Ada");
});

test("tells how far others have read", () => {
  const { socket, events } = entered({ members: [ADA, BOB] });
  socket.say({ room: "KQZW", type: "read", member: "m2", offset: 9 });
  assert.deepEqual(events, [{ type: "read", member: "m2", offset: 9 }]);
});

function look({ document }, visibilityState) {
  document.visibilityState = visibilityState;
  document.dispatchEvent(new Event("visibilitychange"));
}

test("is idle after ten seconds that nobody looks, and active at once when somebody does", () => {
  const world = entered();
  const said = () => world.socket.all("status").map(({ status }) => status);
  look(world, "hidden");
  world.clock.advance(9_999);
  look(world, "visible");
  world.clock.advance(1);
  look(world, "hidden");
  assert.deepEqual(said(), []);
  world.clock.advance(10_000);
  assert.deepEqual(said(), ["idle"]);
  look(world, "visible");
  world.clock.advance(0);
  assert.deepEqual(said(), ["idle", "active"]);
});

test("is idle still after a resume", () => {
  const world = entered();
  look(world, "hidden");
  world.clock.advance(10_000);
  const socket = back(world);
  socket.answer(socket.last("join"), joined({ recovered: true }));
  assert.equal(socket.last("status").status, "idle");
});

test("leaves its status alone when told so", () => {
  const world = entered({}, { autoStatus: false });
  look(world, "hidden");
  world.clock.advance(60_000);
  assert.deepEqual(world.socket.all("status"), []);
});

test("says that a refused join is tried again later", () => {
  const { socket, events } = asked();
  socket.refuse(socket.last("join"), "rate_limited", { retryAfterMs: 4_000 });
  assert.deepEqual(events.at(-1), { type: "delayed", error: "rate_limited", retryAfterMs: 4_000 });
});

test("waits for its own name when the answer to its join was lost", () => {
  const world = asked();
  world.socket.end(1006);
  const socket = back(world);
  socket.refuse(socket.last("join"), "name_taken");
  assert.deepEqual(world.events.at(-1), { type: "delayed", error: "name_taken", retryAfterMs: 1_000 });
  world.clock.advance(1_000);
  assert.equal(socket.all("join").length, 2);
  socket.answer(socket.last("join"), joined({}));
  assert.equal(world.events.at(-1).type, "joined");

  const again = back(world);
  again.refuse(again.last("join"), "name_taken");
  assert.equal(world.events.at(-1).type, "ended", "the name is somebody else's by now");
});

test("gives a name up that stays taken", () => {
  const world = asked();
  world.socket.end(1006);
  const socket = back(world);
  for (let seconds = 0; seconds < 119; seconds++) {
    socket.refuse(socket.last("join"), "name_taken");
    socket.say({});
    world.clock.advance(1_000);
  }
  assert.equal(socket.all("join").length, 120);
  world.clock.advance(2_000);
  socket.refuse(socket.last("join"), "name_taken");
  assert.equal(world.events.at(-1).type, "ended");
});

test("does not repeat a join for which the server closed the connection", () => {
  const { socket, sockets, clock, events } = asked();
  socket.end(1009);
  assert.equal(events.at(-1).error, LocalCode.REJECTED);
  clock.advance(60_000);
  assert.ok(sockets.every((each) => each.all("join").length === 0 || each === socket));
});
