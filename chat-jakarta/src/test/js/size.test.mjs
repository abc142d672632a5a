import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const LIVEROOM = new URL("../../main/resources/META-INF/resources/liveroom/", import.meta.url);

test("the scripts come over the wire as 12 KB at most, each compressed by itself", () => {
  const sizes = readdirSync(LIVEROOM)
    .filter((name) => name.endsWith(".js"))
    .map((name) => [name, gzipSync(readFileSync(new URL(name, LIVEROOM)), { level: 9 }).length]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  assert.ok(total <= 12 * 1024, `${total} bytes: ${JSON.stringify(Object.fromEntries(sizes))}`);
});
