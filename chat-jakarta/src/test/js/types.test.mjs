import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as liveroom from "../../main/resources/META-INF/resources/liveroom/liveroom.js";

const types = readFileSync(
  new URL("../../main/resources/META-INF/resources/liveroom/liveroom.d.ts", import.meta.url),
  "utf8",
);

test("the types know every code", () => {
  for (const name of ["ErrorCode", "LocalCode", "CloseCode"]) {
    const [, declared] = new RegExp(`declare const ${name}: Readonly<\\{(.*?)\\}>`, "s").exec(types);
    const pairs = [...declared.matchAll(/(\w+): ("\w+"|\d+)/g)].map(([, key, value]) => [key, JSON.parse(value)]);
    assert.deepEqual(Object.fromEntries(pairs), { ...liveroom[name] });
  }
});

test("the types know everything that is exported, and every public method", () => {
  for (const [name, value] of Object.entries(liveroom)) {
    assert.match(types, new RegExp(`export declare (class|const) ${name}\\b`));
    if (typeof value === "function") {
      const forConnection = ["opened", "dropped", "suspended", "seen", "pump", "push", "finish"];
      const forRooms = ["rebuild", "command", "takeSlot", "freeSlot", "forget"];
      for (const method of Object.getOwnPropertyNames(value.prototype)) {
        if (method !== "constructor" && !forConnection.includes(method) && !forRooms.includes(method)) {
          assert.match(types, new RegExp(`^  (readonly )?${method}[(:]`, "m"), `${name}.${method}`);
        }
      }
    }
  }
});
