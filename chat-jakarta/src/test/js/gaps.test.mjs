import assert from "node:assert/strict";
import { test } from "node:test";
import { CloseCode } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { asked, back, entered, joined, message } from "./rooms.mjs";

const texts = (events) => events.filter(({ type }) => type === "entry").map(({ entry }) => entry.text);

test("holds what comes after a gap, and asks once for what is missing", () => {
  const { socket, room, events } = entered();
  socket.say(message(11, "11"), message(13, "13"), message(14, "14"));
  socket.say(message(16, "16"));
  assert.deepEqual(texts(events), ["11"]);
  assert.equal(room.position.offset, 11);
  assert.equal(socket.closedWith, null);
  const { id, ...sync } = socket.last("sync");
  assert.deepEqual(sync, { cmd: "sync", room: "KQZW", since: { epoch: "e1", offset: 11 } });
  assert.equal(socket.all("sync").length, 1);
});

test("puts what was missing before what was held, each once", () => {
  const { socket, events } = entered();
  socket.say(message(12, "12"), message(14, "14"));
  const missing = [11, 12, 13, 14].map((offset) => message(offset, `${offset}`));
  socket.say({ id: socket.last("sync").id, ok: { recovered: true, entries: missing } }, message(15, "15"));
  assert.deepEqual(texts(events), ["11", "12", "13", "14", "15"]);
  assert.equal(socket.closedWith, null);
  socket.say(message(17, "17"));
  assert.equal(socket.all("sync").length, 2);
  assert.equal(socket.last("sync").since.offset, 15);
});

test("applies the effects of what was missing in order too", () => {
  const { socket, room } = entered();
  socket.say({ room: "KQZW", offset: 12, type: "rename", at: 1, member: "m2", name: "Bobby", was: "Bob" });
  const join = { room: "KQZW", offset: 11, type: "join", at: 1, member: "m2", name: "Bob", role: "member" };
  socket.answer(socket.last("sync"), { recovered: true, entries: [join] });
  assert.equal(room.members[1].name, "Bobby");
});

test("takes what was late by itself, and then drops it from the answer", () => {
  const { socket, events } = entered();
  socket.say(message(12, "12"));
  socket.say(message(11, "11"));
  assert.deepEqual(texts(events), ["11", "12"]);
  socket.answer(socket.last("sync"), { recovered: true, entries: [message(11, "11"), message(12, "12")] });
  assert.deepEqual(texts(events), ["11", "12"]);
  assert.equal(socket.closedWith, null);
});

test("replaces everything and says why when the missing entries are gone", () => {
  const { socket, room, events } = entered();
  socket.say(message(900, "held"));
  const { resume, ...fresh } = joined({ offset: 900, epoch: "e1", entries: [message(900, "tail")], more: true });
  socket.answer(socket.last("sync"), { ...fresh, recovered: false, reason: "too_many" });
  const told = events.find(({ type }) => type === "joined");
  assert.deepEqual([told.again, told.recovered, told.reason, told.entries.length], [true, false, "too_many", 1]);
  assert.deepEqual(texts(events), []);
  assert.deepEqual(room.position, { epoch: "e1", offset: 900 });
  assert.equal(room.resumeSecret, "resume-at-10");
  socket.say(message(901, "next"));
  assert.deepEqual(texts(events), ["next"]);
  assert.equal(socket.all("sync").length, 1);
});

test("follows another epoch after a sync", () => {
  const { socket, room } = entered();
  socket.say(message(12, "x"));
  socket.answer(socket.last("sync"), { ...joined({ offset: 3, epoch: "e2" }), recovered: false, reason: "epoch" });
  socket.say(message(4, "y"));
  assert.deepEqual(room.position, { epoch: "e2", offset: 4 });
});

test("does not hold without end", () => {
  const { socket, sockets, clock, room } = entered();
  for (let offset = 12; offset < 12 + 1_000; offset++) {
    socket.say(message(offset, "m"));
  }
  assert.equal(socket.closedWith, null);
  socket.say(message(1_012, "m"));
  assert.equal(socket.closedWith, CloseCode.REBUILD);
  clock.advance(0);
  sockets[1].open();
  assert.deepEqual(sockets[1].last("join").since, { epoch: "e1", offset: 10 });
  sockets[1].answer(sockets[1].last("join"), joined({ offset: 1_012, recovered: true, entries: [] }));
  assert.equal(room.position.offset, 1_012);
  sockets[1].say(message(1_013, "m"));
  assert.deepEqual(sockets[1].all("sync"), []);
});

for (const [what, answer] of [
  ["is refused", (socket) => socket.refuse(socket.last("sync"), "internal")],
  ["leaves a gap", (socket) => socket.answer(socket.last("sync"), { recovered: true, entries: [message(11, "m")] })],
]) {
  test(`connects anew when a sync ${what}`, () => {
    const { socket } = entered();
    socket.say(message(13, "m"));
    answer(socket);
    assert.equal(socket.closedWith, CloseCode.REBUILD);
  });
}

test("hears no answer of a connection before", () => {
  const world = entered();
  world.socket.say(message(12, "held"));
  const stale = world.socket.last("sync");
  const socket = back(world);
  socket.say({ id: stale.id, ok: { recovered: true, entries: [message(11, "stale"), message(12, "stale")] } });
  assert.deepEqual(texts(world.events), []);
  const both = [message(11, "11"), message(12, "12")];
  socket.answer(socket.last("join"), joined({ offset: 12, recovered: true, entries: both }));
  assert.equal(world.events.findLast(({ type }) => type === "joined").entries.length, 2);
  socket.say(message(14, "14"));
  assert.equal(socket.all("sync").length, 1);
});

test("says that messages may be missing when a resume finds another epoch", () => {
  const world = entered();
  const socket = back(world);
  socket.answer(socket.last("join"), joined({ epoch: "e2", recovered: false, reason: "epoch" }));
  const told = world.events.findLast(({ type }) => type === "joined");
  assert.deepEqual([told.again, told.recovered, told.reason], [true, false, "epoch"]);
});

test("stops at the end of the room, also among held entries", () => {
  const { socket, room, events } = entered();
  socket.say({ room: "KQZW", offset: 12, type: "close", at: 1, reason: "done" }, message(13, "late"));
  socket.answer(socket.last("sync"), { recovered: true, entries: [message(11, "last")] });
  assert.equal(room.state, "ended");
  assert.deepEqual(events.at(-1), { type: "ended", code: 4506, error: null, reason: "done" });
  assert.equal(texts(events).length, 2);
});

test("does not enter twice when it asked and the server said that it is in already", () => {
  const { socket } = asked();
  socket.refuse(socket.last("join"), "already_joined");
  assert.equal(socket.closedWith, CloseCode.REBUILD);
});
