import assert from "node:assert/strict";
import { test } from "node:test";
import { CloseCode, ErrorCode, LocalCode } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { ADA, asked, back, BOB, entered, joined, message } from "./rooms.mjs";

test("asks to enter as soon as it is open and tells who is there", () => {
  const { socket, room, events } = asked();
  const { id, ...join } = socket.last("join");
  assert.deepEqual(join, { cmd: "join", room: "KQZW", name: "Ada", tail: 50 });
  socket.answer({ id }, joined({ members: [ADA, BOB], entries: [message(10, "hi")], more: true }));
  assert.equal(room.state, "joined");
  assert.deepEqual(room.members, [ADA, BOB]);
  const { entries, more, again, recovered } = events.find(({ type }) => type === "joined");
  assert.deepEqual([entries.length, more, again, recovered], [1, true, false, false]);
});

test("takes what stands behind the answer in the same frame", () => {
  const { socket, events } = asked();
  const { id } = socket.last("join");
  socket.say({ id, ok: joined({ offset: 10 }) }, message(11, "one"), message(12, "two"));
  assert.deepEqual(
    events.filter(({ type }) => type === "entry").map(({ entry }) => entry.offset),
    [11, 12],
  );
});

test("drops what it has already, and what is of another room", () => {
  const { socket, events } = entered();
  socket.say(message(9, "old"), message(10, "old"), message(11, "new"), message(11, "new"), {
    ...message(12, "x"),
    room: "ABCD",
  });
  assert.deepEqual(
    events.map(({ entry }) => entry.text),
    ["new"],
  );
});

test("resumes after a break with its newest name, so that it gets in when the grace is over too", () => {
  const world = entered();
  world.socket.say({ room: "KQZW", offset: 11, type: "rename", at: 1, member: "m1", name: "Ada L", was: "Ada" });
  assert.equal(world.room.me.name, "Ada L");
  const join = back(world).last("join");
  assert.deepEqual([join.name, join.resume, join.since.offset], ["Ada L", "resume-at-10", 11]);
});

test("follows members through entries and signals", () => {
  const { socket, room, events } = entered();
  socket.say({ room: "KQZW", offset: 11, type: "join", at: 1, member: "m2", name: "Bob", role: "member" });
  assert.equal(room.info.count, 2);
  socket.say({ room: "KQZW", type: "status", member: "m2", status: "away", connections: 0 });
  assert.equal(room.members[1].status, "away");
  socket.say({ room: "KQZW", offset: 12, type: "role", at: 1, member: "m2", role: "owner", by: null });
  assert.equal(room.members[1].role, "owner");
  socket.say({ room: "KQZW", offset: 13, type: "leave", at: 1, member: "m2", name: "Bob", reason: "left" });
  assert.deepEqual(room.members, [ADA]);
  assert.equal(events.filter(({ type }) => type === "members").length, 4);
});

test("keeps count through entries that it does not know", () => {
  const { socket, room } = entered();
  socket.say(
    { room: "KQZW", offset: 11, type: "skip", at: 1 },
    { room: "KQZW", offset: 12, type: "future", at: 1 },
    message(13, "m"),
  );
  assert.equal(room.state, "joined");
  assert.equal(room.position.offset, 13);
});

test("sends with a cid and tells how it went", () => {
  const { socket, room, events } = entered();
  const cid = room.send("hello");
  const send = socket.last("send");
  assert.deepEqual([send.text, send.cid], ["hello", cid]);
  assert.match(cid, /^[\x20-\x7e]{1,36}$/);
  socket.answer(send, { offset: 11, at: 1 });
  assert.deepEqual(
    events.map(({ status }) => status),
    ["queued", "sending", "sent"],
  );
  assert.deepEqual(room.pending, []);
});

test("has no more unanswered messages than the server allows", () => {
  const { socket, room } = entered();
  ["a", "b", "c", "d"].forEach((text) => room.send(text));
  assert.deepEqual(
    socket.all("send").map(({ text }) => text),
    ["a", "b"],
  );
  socket.answer(socket.all("send")[0], { offset: 11, at: 1 });
  assert.deepEqual(
    socket.all("send").map(({ text }) => text),
    ["a", "b", "c"],
  );
});

test("sends again after a resume what had no answer: in order, with the same cid, once entered", () => {
  const world = entered();
  ["a", "b", "c"].forEach((text) => world.room.send(text));
  const cids = world.room.pending.map(({ cid }) => cid);
  const socket = back(world);
  world.room.send("d");
  assert.deepEqual(socket.all("send"), []);
  socket.answer(socket.last("join"), joined({ recovered: true }));
  socket.answer(socket.all("send")[0], { offset: 11, at: 1, dup: true });
  socket.answer(socket.all("send")[1], { offset: 12, at: 1 });
  assert.deepEqual(
    socket.all("send").map(({ text }) => text),
    ["a", "b", "c", "d"],
  );
  assert.deepEqual(
    socket
      .all("send")
      .slice(0, 3)
      .map(({ cid }) => cid),
    cids,
  );
});

test("does not send again what it finds among the missed entries", () => {
  const world = entered();
  const cid = world.room.send("a");
  const socket = back(world);
  socket.answer(
    socket.last("join"),
    joined({ offset: 11, recovered: true, entries: [message(11, "a", { member: "m1", cid })] }),
  );
  assert.deepEqual(socket.all("send"), []);
  assert.deepEqual(world.room.pending, []);
});

test("waits as long as the server asks when it was too fast", () => {
  const { socket, room, clock, events } = entered();
  const cid = room.send("a");
  socket.refuse(socket.last("send"), "rate_limited", { retryAfterMs: 900 });
  room.send("b");
  clock.advance(899);
  assert.equal(socket.all("send").length, 1);
  clock.advance(1);
  assert.deepEqual(
    socket.all("send").map(({ text }) => text),
    ["a", "a", "b"],
  );
  assert.equal(socket.all("send")[1].cid, cid);
  assert.ok(!events.some(({ status }) => status === "failed"));
});

test("keeps a refused message until it is tried again or discarded", () => {
  const { socket, room, events } = entered();
  const cid = room.send("a");
  socket.refuse(socket.last("send"), "muted");
  assert.deepEqual([events.at(-1).status, events.at(-1).error], ["failed", ErrorCode.MUTED]);
  room.retry(cid);
  assert.equal(socket.all("send").length, 2);
  socket.refuse(socket.last("send"), "muted");
  room.discard(cid);
  room.retry(cid);
  assert.equal(socket.all("send").length, 2);
});

test("keeps empty and over-long texts off the wire, counting as the server does", () => {
  const { socket, room, events } = entered();
  room.send(" \n");
  assert.equal(events.at(-1).error, ErrorCode.TEXT_REQUIRED);
  room.send("😀".repeat(21));
  assert.equal(events.at(-1).error, ErrorCode.TEXT_TOO_LONG);
  room.send("😀".repeat(20));
  assert.equal(socket.all("send").length, 1);
});

test("does not repeat a message for which the server closed the connection", () => {
  const world = entered();
  world.room.send("a");
  world.sockets[0].end(1009);
  assert.equal(world.events.findLast(({ type }) => type === "outgoing").status, "failed");
  assert.equal(world.connection.state, "waiting");
  world.clock.advance(0);
  world.sockets[1].open();
  world.sockets[1].answer(world.sockets[1].last("join"), joined({ recovered: true }));
  assert.deepEqual(world.sockets[1].all("send"), []);
});

test("takes over messages of the page before", () => {
  const { socket } = entered({}, { resume: "r", pending: [{ cid: "c1", text: "unsent" }] });
  assert.equal(socket.last("join").resume, "r");
  assert.deepEqual([socket.last("send").cid, socket.last("send").text], ["c1", "unsent"]);
});

for (const [code, name] of [
  [4503, "kicked"],
  [4504, "banned"],
  [4505, "taken over"],
  [4506, "closed"],
]) {
  test(`is over when ${name}, and nothing more of it is heard`, () => {
    const { socket, room, events } = entered();
    socket.say({ room: "KQZW", type: "gone", code, reason: "because" }, message(11, "late"));
    assert.equal(room.state, "ended");
    assert.deepEqual(events.at(-1), { type: "ended", code, error: null, reason: "because" });
  });
}

test("is over after a close entry, which is still shown", () => {
  const { socket, events } = entered();
  socket.say({ room: "KQZW", offset: 11, type: "close", at: 1, reason: "done" });
  assert.deepEqual(
    events.map(({ type }) => type),
    ["entry", "state", "ended"],
  );
});

test("is over when the connection is refused for good", () => {
  const { socket, events } = entered();
  socket.end(4507);
  assert.equal(events.at(-1).code, CloseCode.TOO_MANY_CONNECTIONS);
});

for (const code of ["room_not_found", "name_taken", "room_full", "banned", "wrong_passphrase", "name_invalid"]) {
  test(`is over when a join is refused with ${code}`, () => {
    const { socket, events, clock, sockets } = asked();
    socket.refuse(socket.last("join"), code);
    assert.equal(events.at(-1).error, code);
    clock.advance(5_000);
    assert.equal(socket.all("join").length, 1);
    assert.equal(sockets.length, 1);
  });
}

test("asks again later when a join is refused for now", () => {
  const { socket, clock } = asked();
  socket.refuse(socket.last("join"), "rate_limited", { retryAfterMs: 4_000 });
  clock.advance(3_999);
  assert.equal(socket.all("join").length, 1);
  clock.advance(1);
  assert.equal(socket.all("join").length, 2);
});

test("enters without an owner's secret that is none here", () => {
  const { socket } = asked({ owner: "of another room" });
  assert.equal(socket.last("join").owner, "of another room");
  socket.refuse(socket.last("join"), "unauthorized");
  assert.equal(socket.all("join").length, 2);
  assert.equal(socket.last("join").owner, undefined);
});

test("leaves with a command, and then is in no room any more", async () => {
  const world = entered();
  const left = world.room.leave();
  world.socket.answer(world.socket.last("leave"), {});
  await left;
  assert.equal(world.room.state, "ended");
  const next = back(world);
  assert.deepEqual(next.all("join"), []);
});

test("says that it types at most every three seconds, and that it stopped", () => {
  const { socket, room, clock } = entered();
  const said = () => socket.all("typing").map(({ on }) => on);
  for (let i = 0; i < 7; i++) {
    room.typing(true);
    clock.advance(500);
  }
  assert.deepEqual(said(), [true, true]);
  clock.advance(5_000);
  assert.deepEqual(said(), [true, true, false]);
  room.typing(false);
  assert.deepEqual(said(), [true, true, false]);
});

test("forgets after six seconds that others type, and at once when they have written", () => {
  const { socket, room, clock } = entered({ members: [ADA, BOB] });
  const typing = { room: "KQZW", type: "typing", member: "m2", on: true };
  socket.say(typing);
  assert.deepEqual(room.typingMembers, [BOB]);
  clock.advance(6_000);
  assert.deepEqual(room.typingMembers, []);
  socket.say(typing, message(11, "there"));
  assert.deepEqual(room.typingMembers, []);
});

test("asks for older entries", async () => {
  const { socket, room } = entered();
  const page = room.history({ before: 5, limit: 20 });
  const { before, limit } = socket.last("history");
  assert.deepEqual([before, limit], [5, 20]);
  socket.answer(socket.last("history"), { entries: [message(4, "old")], more: false });
  assert.equal((await page).entries[0].text, "old");
});
