// @ts-check
/** The memory and the CPU time that large collections need. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { findFirstPage, pageReply, pageUrl } from "./pages-support.mjs";
import { assertFails, init, stubFetch, stubGlobal } from "./support.mjs";

const collectGarbage = (setFlagsFromString("--expose-gc"), /** @type {() => void} */ (runInNewContext("gc")));
const heapInUse = () => (collectGarbage(), process.memoryUsage().heapUsed);

test("an endless collection ends after 10 000 pages, and earlier pages are not kept in memory", {
  timeout: 60_000,
}, async (t) => {
  await init();
  // It matches the search for "a".
  const filling = "a".repeat(500);
  const body = (/** @type {number} */ index) =>
    JSON.stringify({
      value: Array.from({ length: 10 }, (_, place) => ({ id: `${index}-${place}`, deviceName: filling })),
      "@odata.nextLink": pageUrl(index),
    });
  let count = 0;
  // A minimal response, so that the memory of Node's Response is not measured.
  const reply = (/** @type {string} */ text) => {
    let done = false;
    const read = async () =>
      done ? { done } : ((done = true), { done: false, value: new TextEncoder().encode(text) });
    return {
      status: 200,
      headers: new Headers(),
      body: { getReader: () => ({ read, cancel: async () => {} }), cancel: async () => {} },
    };
  };
  stubGlobal(t, "fetch", { value: async () => reply(body(++count)) });
  let items = 0;
  let before = 0;
  let after = 0;
  const walk = (async () => {
    for await (const _ of await findFirstPage()) {
      if (++items === 1_000) before = heapInUse();
      if (items === 100_000) after = heapInUse();
    }
  })();
  await assertFails(walk, { code: "unexpectedResponse", outcome: "notSent", attempts: 0 });
  assert.equal(count, 10_000);
  assert.equal(items, 100_000);
  // The package keeps 10 000 URLs. The pages would need 60 MB.
  assert.ok(after - before < 10_000_000, `${after - before} bytes more`);
});

test("50 000 devices in 50 pages are read in order with less than 10 s of CPU time", { timeout: 60_000 }, async (t) => {
  const device = (/** @type {number} */ number) => ({
    id: `id-${number}`,
    deviceName: `LAPTOP-${number}`,
    userPrincipalName: "ada@contoso.com",
    serialNumber: `${number}`,
    complianceState: "compliant",
  });
  stubFetch(t, async (index) =>
    pageReply(
      Array.from({ length: 1_000 }, (_, place) => device(index * 1_000 + place)),
      index < 49 ? pageUrl(index + 1) : undefined,
    ),
  );
  const before = process.cpuUsage();
  let count = 0;
  for await (const { id } of await findFirstPage()) assert.equal(id, `id-${count++}`);
  assert.equal(count, 50_000);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 10_000_000, `${user + system} µs of work`);
});
