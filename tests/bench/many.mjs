// @ts-check
/**
 * Measures 10 000 requests, four at a time, with `requestForMany` and with a hand-written pool. The first attempt of
 * every 50th request is throttled. Runs in its own process, `node many.mjs <folder of the bundles>`, and prints the
 * milliseconds of each round as JSON.
 *
 * The stubbed `fetch` takes as long as a fast network. The pauses of throttling last 0 ms for both, so that only the
 * work of the pool is measured.
 */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { getToken } from "./job.mjs";
import { shuffled } from "./statistics.mjs";

const REQUESTS = 10_000;
const CONCURRENCY = 4;
const ROUNDS = 3;
const NETWORK_MS = 4;
const PAUSE_S = 1;
const THROTTLED = 50;

const DEVICES = Array.from(
  { length: REQUESTS },
  (_, index) => `4c46edc3-0a3c-47ac-8c12-${String(index).padStart(12, "0")}`,
);

/** @type {Map<string, number>} */
const sent = new Map();
let inFlight = 0;
let maxInFlight = 0;

const { setTimeout: later } = globalThis;
globalThis.setTimeout = /** @type {any} */ (
  (/** @type {() => void} */ then, /** @type {number} */ milliseconds) =>
    later(then, milliseconds >= PAUSE_S * 1_000 && milliseconds < 2_000 ? 0 : milliseconds)
);

globalThis.fetch = async (input) => {
  const device = String(input).split("/").at(-2) ?? "";
  const count = (sent.get(device) ?? 0) + 1;
  sent.set(device, count);
  maxInFlight = Math.max(maxInFlight, ++inFlight);
  await new Promise((resolve) => later(resolve, NETWORK_MS));
  inFlight--;
  const isThrottled = count === 1 && Number(device.slice(-12)) % THROTTLED === 0;
  return isThrottled
    ? new Response(null, { status: 429, headers: { "retry-after": String(PAUSE_S) } })
    : new Response(null, { status: 204 });
};

/** @type {Record<string, (devices: string[], token: () => Promise<string>, concurrency: number) => Promise<any[]>>} */
const pools = await import(new URL("many.js", pathToFileURL(`${process.argv[2]}/`)).href);

/** @type {import("./statistics.mjs").Rounds} */
const rounds = {};
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of shuffled(Object.keys(pools))) {
    sent.clear();
    maxInFlight = 0;
    const start = performance.now();
    const results = await pools[name]?.(DEVICES, getToken, CONCURRENCY);
    (rounds[name] ??= []).push(performance.now() - start);
    const fetches = [...sent.values()].reduce((sum, count) => sum + count, 0);
    assert.deepEqual(
      [results?.length, fetches, maxInFlight],
      [REQUESTS, REQUESTS + REQUESTS / THROTTLED, CONCURRENCY],
      name,
    );
    assert.ok(
      results?.every((result) => result === 204 || result.error === null),
      name,
    );
  }
}
console.log(JSON.stringify(rounds));
