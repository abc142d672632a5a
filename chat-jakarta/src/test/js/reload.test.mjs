import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeLocks, FakeStorage, settled } from "./fakes.mjs";
import { ADA, asked, BOB, entered, joined, message } from "./rooms.mjs";

/** The next page of the same tab: the one before went, or `crashed`. */
async function reloaded(world, { crashed = false, storage, name = "Ada" } = {}) {
  if (!crashed) {
    world.window.dispatchEvent(new Event("pagehide"));
  }
  await settled();
  const next = asked({ storage, name }, { locks: world.environment.locks });
  await settled();
  return next;
}

/** A page in the room that keeps what it must in `storage`; without `locks` as over plain HTTP. */
async function keeping(storage, locks = new FakeLocks()) {
  const world = entered({}, { storage }, { locks });
  world.environment.locks = locks;
  await settled();
  return world;
}

for (const locks of [new FakeLocks(), null]) {
  const how = locks ? "with locks" : "without locks";

  test(`takes itself over after a reload, and sends again what had no answer, ${how}`, async () => {
    const storage = new FakeStorage();
    const world = await keeping(storage, locks);
    const cids = ["a", "b", "c"].map((text) => world.room.send(text, { replyTo: 7, to: ["m2"] }));
    const next = await reloaded(world, { storage });
    const join = next.socket.last("join");
    assert.deepEqual([join.resume, join.name, join.since, join.tail], ["resume-at-10", "Ada", undefined, 50]);
    next.socket.answer(join, joined());
    next.socket.answer(next.socket.last("send"), { offset: 11 });
    next.socket.answer(next.socket.last("send"), { offset: 12 });
    const sent = next.socket.all("send");
    assert.deepEqual(
      sent.map(({ cid, replyTo, to }) => [cid, replyTo, to]),
      cids.map((cid) => [cid, 7, ["m2"]]),
    );
  });

  test(`a duplicated tab is somebody else, ${how}`, async () => {
    const storage = new FakeStorage();
    const world = await keeping(storage, locks);
    world.room.send("mine");
    const copy = storage.copy();
    const other = asked({ storage: copy }, { locks });
    await settled();
    const join = other.socket.last("join");
    assert.equal(join.resume, undefined);
    assert.equal(other.room.pending.length, 0);
    other.socket.answer(join, { ...joined({ me: BOB }), resume: "of the other" });
    assert.deepEqual(other.socket.all("send"), []);
    // Each goes on by itself after a reload.
    const next = await reloaded(world, { storage });
    assert.equal(next.socket.last("join").resume, "resume-at-10");
    assert.equal(next.room.pending.length, 1);
    const nextOther = await reloaded({ ...other, environment: { locks } }, { storage: copy });
    assert.equal(nextOther.socket.last("join").resume, "of the other");
    // Also a tab that was reloaded once can be duplicated.
    const third = asked({ storage: storage.copy() }, { locks });
    await settled();
    assert.equal(third.socket.last("join").resume, undefined);
  });
}

test("loses nothing in a crash", async () => {
  const storage = new FakeStorage();
  const locks = new FakeLocks();
  const world = await keeping(storage, locks);
  world.room.send("unsent");
  locks.held.clear(); // as the browser does
  const next = await reloaded(world, { storage, crashed: true });
  assert.equal(next.socket.last("join").resume, "resume-at-10");
  next.socket.answer(next.socket.last("join"), joined());
  assert.equal(next.socket.last("send").text, "unsent");
});

test("keeps fifty, and says of those beyond that they were not sent", async () => {
  const storage = new FakeStorage();
  const world = await keeping(storage);
  for (let i = 0; i < 53; i++) {
    world.room.send(`${i}`);
  }
  assert.equal(world.events.filter(({ status }) => status === "failed").length, 3);
  const next = await reloaded(world, { storage });
  assert.deepEqual(
    next.room.pending.map(({ text }) => text),
    Array.from({ length: 50 }, (_, i) => `${i}`),
  );
});

test("does not send again what it finds in the room after a reload", async () => {
  const storage = new FakeStorage();
  const world = await keeping(storage);
  const cid = world.room.send("a");
  const next = await reloaded(world, { storage });
  const entries = [message(11, "a", { member: "m1", cid })];
  next.socket.answer(next.socket.last("join"), joined({ offset: 11, entries }));
  assert.deepEqual(next.socket.all("send"), []);
});

test("goes on under the name that it had last", async () => {
  const storage = new FakeStorage();
  const world = await keeping(storage);
  world.socket.say({ room: "KQZW", offset: 11, type: "rename", at: 1, member: "m1", name: "Ada L", was: "Ada" });
  const next = await reloaded(world, { storage });
  assert.equal(next.socket.last("join").name, "Ada L");
});

test("is nobody it was when the page gives another name", async () => {
  const storage = new FakeStorage();
  const world = await keeping(storage);
  world.room.send("as Ada");
  const next = await reloaded(world, { storage, name: "Eve" });
  assert.deepEqual([next.socket.last("join").name, next.socket.last("join").resume], ["Eve", undefined]);
  assert.equal(next.room.pending.length, 0);
});

test("does not post into another room that has the code by now, but leaves it to people", async () => {
  const storage = new FakeStorage();
  const world = await keeping(storage);
  world.room.send("secret");
  const next = await reloaded(world, { storage });
  next.socket.answer(next.socket.last("join"), joined({ epoch: "e2", me: { ...ADA, member: "m9" } }));
  assert.deepEqual(next.socket.all("send"), []);
  assert.equal(next.events.findLast(({ type }) => type === "outgoing").status, "failed");
});

test("posts on when the same member finds another epoch, as after a crash of the server", async () => {
  const storage = new FakeStorage();
  const world = await keeping(storage);
  world.room.send("a");
  const next = await reloaded(world, { storage });
  next.socket.answer(next.socket.last("join"), joined({ epoch: "e2" }));
  assert.equal(next.socket.all("send").length, 1);
});

for (const [what, end, kept] of [
  ["left", ({ room }) => room.leave(), false],
  ["kicked", ({ socket }) => socket.say({ room: "KQZW", type: "gone", code: 4503, reason: "" }), false],
  ["closed by the server as one connection too many", ({ socket }) => socket.end(4507), true],
]) {
  test(`${kept ? "keeps" : "forgets"} who it was when ${what}`, async () => {
    const storage = new FakeStorage();
    const world = await keeping(storage);
    end(world);
    world.socket.answer({ id: world.socket.last("leave")?.id ?? 0 }, {});
    const next = await reloaded(world, { storage });
    assert.equal(next.socket.last("join").resume, kept ? "resume-at-10" : undefined);
  });
}

for (const [error, kept] of [
  ["room_not_found", false],
  ["banned", false],
  ["room_full", true],
  ["wrong_passphrase", true],
]) {
  test(`${kept ? "keeps" : "forgets"} what is unsent when it is refused with ${error}`, async () => {
    const storage = new FakeStorage();
    const world = await keeping(storage);
    world.room.send("unsent");
    const refused = await reloaded(world, { storage });
    refused.socket.refuse(refused.socket.last("join"), error);
    const next = await reloaded(refused, { storage });
    assert.equal(next.room.pending.length, kept ? 1 : 0);
  });
}

test("goes on in the same page after the back-forward cache, and keeps its lock", async () => {
  const storage = new FakeStorage();
  const locks = new FakeLocks();
  const world = await keeping(storage, locks);
  world.window.dispatchEvent(new Event("pagehide"));
  await settled();
  assert.equal(locks.held.size, 0);
  world.window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  world.sockets[1].open();
  await settled();
  assert.equal(locks.held.size, 1);
  assert.equal(world.sockets[1].last("join").resume, "resume-at-10");
});

test("works where storage is forbidden, full or broken", async () => {
  const forbidden = {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("full");
    },
    removeItem: () => {
      throw new Error("forbidden");
    },
  };
  const world = await keeping(forbidden);
  world.room.send("a");
  assert.equal(world.socket.last("send").text, "a");
  const broken = { ...new FakeStorage(), getItem: () => "{" };
  assert.equal((await keeping(broken)).room.state, "joined");
});

test("keeps nothing when told so", async () => {
  const storage = new FakeStorage();
  const world = asked({ storage: null }, { window: Object.assign(new EventTarget(), { sessionStorage: storage }) });
  world.socket.answer(world.socket.last("join"), joined());
  world.room.send("a");
  assert.equal(storage.items.size, 0);
});

test("keeps in the tab's own storage when not told otherwise", async () => {
  const storage = new FakeStorage();
  const window = Object.assign(new EventTarget(), { sessionStorage: storage });
  const world = asked({}, { window, locks: new FakeLocks() });
  world.socket.answer(world.socket.last("join"), joined());
  world.room.send("a");
  assert.equal(JSON.parse([...storage.items.values()][0]).pending.length, 1);
});
