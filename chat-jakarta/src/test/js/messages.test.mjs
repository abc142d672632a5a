import assert from "node:assert/strict";
import { test } from "node:test";
import { Messages } from "../../main/resources/META-INF/resources/liveroom/liveroom.js";
import { message } from "./fakes.mjs";

const edit = (offset, target, text) => ({ offset, type: "edit", member: "m2", target, text });
const gone = (offset, target) => ({ offset, type: "delete", member: "m1", target });
const react = (offset, target, member, emoji, on = true) => ({ offset, type: "reaction", member, target, emoji, on });

function folded(...entries) {
  const messages = new Messages();
  entries.forEach((entry) => messages.add(entry));
  return messages;
}

test("keeps a message as it is now", () => {
  const { text, edited, reactions, name } = folded(
    message(1, "a"),
    edit(2, 1, "b"),
    react(3, 1, "m1", "👍"),
    react(4, 1, "m2", "👍"),
    react(5, 1, "m1", "👍", false),
    react(6, 1, "m1", "🎉"),
    react(7, 1, "m1", "🎉", false),
  ).get(1);
  assert.deepEqual([text, edited, name], ["b", 2, "Bob"]);
  assert.deepEqual([...reactions], [["👍", new Set(["m2"])]]);
});

test("forgets text and reactions of what was deleted, for good", () => {
  const messages = folded(message(1, "a"), react(2, 1, "m1", "👍"), gone(3, 1), edit(4, 1, "late"), message(1, "a"));
  const { text, deleted, reactions } = messages.get(1);
  assert.deepEqual([text, deleted, reactions.size], [undefined, true, 0]);
  assert.equal(folded({ ...message(1), text: undefined, deleted: true }).get(1).deleted, true);
});

test("comes to the same in whatever order pages of history bring it", () => {
  const entries = [
    message(1, "c", { edited: 4 }),
    edit(2, 1, "b"),
    react(3, 1, "m1", "👍", false),
    edit(4, 1, "c"),
    react(5, 1, "m1", "👍"),
    message(6, "other"),
  ];
  const expected = JSON.stringify([folded(...entries).get(1), [...folded(...entries).get(1).reactions.keys()]]);
  for (let i = 0; i < entries.length; i++) {
    const turned = [...entries.slice(i), ...entries.slice(0, i), ...entries.slice(0, 2)];
    const { reactions, ...rest } = folded(...turned).get(1);
    assert.deepEqual([rest.text, rest.edited, [...reactions.keys()]], ["c", 4, ["👍"]], `turned by ${i}`);
  }
  assert.match(expected, /"c"/);
});

test("says what a change changed, and nothing of messages that it has not seen", () => {
  const messages = new Messages();
  assert.equal(messages.add(edit(5, 1, "b")), undefined);
  assert.equal(messages.add({ offset: 6, type: "join", member: "m2" }), undefined);
  assert.equal(messages.get(1), undefined);
  assert.equal(messages.add(message(1, "a")).text, "b");
  assert.equal(messages.add(react(7, 1, "m1", "👍")), messages.get(1));
  messages.clear();
  assert.equal(messages.get(1), undefined);
});
