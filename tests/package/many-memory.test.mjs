// @ts-check
/** The memory that `requestForMany` needs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { deviceNumber, deviceRequests } from "./many-support.mjs";
import { init, requestForMany, stubGlobal, TOKEN } from "./support.mjs";

const collectGarbage = (setFlagsFromString("--expose-gc"), /** @type {() => void} */ (runInNewContext("gc")));
const memoryInUse = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return { heapUsed, external };
};

test("10 000 requests need memory only for their results", { timeout: 60_000 }, async (t) => {
  await init();
  const reply = { status: 204, headers: new Headers(), body: null };
  const counts = new Uint8Array(10_000);
  stubGlobal(t, "fetch", { value: async (/** @type {string} */ url) => (counts[deviceNumber(url)]++, reply) });
  const requests = deviceRequests(10_000);
  let before = memoryInUse();
  let after = before;
  const onProgress = (/** @type {any} */ { done }) => {
    if (done === 1_000) before = memoryInUse();
    if (done === 10_000) after = memoryInUse();
  };
  const results = await requestForMany(requests, async () => TOKEN, { onProgress });
  assert.ok(counts.every((count) => count === 1));
  assert.equal(results.length, 10_000);
  // A result has two objects with six fields, so that 9 000 of them need well below 3 MB.
  assert.ok(after.heapUsed - before.heapUsed < 3_000_000, `${after.heapUsed - before.heapUsed} bytes more`);
  assert.ok(
    after.external - before.external < 500_000,
    `${after.external - before.external} bytes more outside the heap`,
  );
});
