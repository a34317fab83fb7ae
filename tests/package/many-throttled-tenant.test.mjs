// @ts-check
/** `requestForMany` in a tenant that Graph throttles: every request is accepted in the end, and no retry is wasted. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deviceNumber, deviceRequests } from "./many-support.mjs";
import { inMockedTime, LIMIT, mockClock, noContent, requestForMany, stubGlobal, TOKEN } from "./support.mjs";

let origins = 0;

/** How a 429 states the time. @type {Record<string, (seconds: number) => Response>} */
const STATED = {
  "in the header": (seconds) => new Response(null, { status: 429, headers: { "retry-after": `${seconds}` } }),
  "in Intune's body": (seconds) => {
    const message = JSON.stringify({ _version: 3, Message: "Too many requests", RetryAfter: seconds });
    return new Response(JSON.stringify({ error: { code: "TooManyRequests", message } }), { status: 429 });
  },
  nowhere: () => new Response(null, { status: 429 }),
};

/**
 * Runs a batch against a tenant that takes so many requests in each window.
 *
 * @param {import("node:test").TestContext} t
 * @param {{ count: number, perWindow: number, windowMs: number, stated: string, concurrency?: number }} setting
 */
async function runBatch(t, { count, perWindow, windowMs, stated, concurrency = 4 }) {
  await mockClock(t);
  const attempts = new Map();
  let accepted = 0;
  stubGlobal(t, "fetch", {
    value: async (/** @type {string} */ url) => {
      const number = deviceNumber(url);
      attempts.set(number, (attempts.get(number) ?? 0) + 1);
      const window = Math.floor((Date.now() - start) / windowMs);
      await null;
      if (window !== present) [present, taken] = [window, 0];
      if (taken++ < perWindow) {
        accepted++;
        return noContent();
      }
      const left = (window + 1) * windowMs - (Date.now() - start);
      return STATED[stated]?.(Math.ceil(left / 1_000));
    },
  });
  const start = Date.now();
  let present = 0;
  let taken = 0;
  const options = { concurrency, origin: `https://tenant-${origins++}.example` };
  const results = await inMockedTime(t, requestForMany(deviceRequests(count), TOKEN, options), 250, 100_000_000);
  return { results, attempts: [...attempts.values()], accepted };
}

describe("200 devices in a tenant that takes a few requests at a time", { timeout: 120_000 }, () => {
  for (const stated of Object.keys(STATED)) {
    for (const [perWindow, windowMs, concurrency] of [
      [10, 20_000, 4],
      [1, 5_000, 4],
      [3, 10_000, 16],
    ]) {
      // Without a stated time, a tenant that takes one request at a time refuses most guesses.
      if (stated === "nowhere" && Number(perWindow) < 10) continue;
      test(`the time is stated ${stated}; ${perWindow} in ${windowMs} ms, ${concurrency} at once`, {
        timeout: 120_000,
      }, async (t) => {
        const setting = { count: 200, perWindow: Number(perWindow), windowMs: Number(windowMs), stated, concurrency };
        const { results, attempts, accepted } = await runBatch(t, setting);
        assert.deepEqual(
          results.flatMap((/** @type {any} */ { error }) => error?.code ?? []),
          [],
        );
        assert.equal(accepted, 200, "no device is asked twice");
        assert.ok(Math.max(...attempts) <= 3, `${Math.max(...attempts)} attempts`);
      });
    }
  }
});

test("40 devices while Graph throttles for six seconds without a time", LIMIT, async (t) => {
  await mockClock(t);
  const start = Date.now();
  let posts = 0;
  stubGlobal(t, "fetch", {
    value: async () => {
      posts++;
      return Date.now() - start < 6_000 ? new Response(null, { status: 429 }) : noContent();
    },
  });
  const options = { origin: `https://tenant-${origins++}.example` };
  const results = await inMockedTime(t, requestForMany(deviceRequests(40), TOKEN, options), 100);
  assert.ok(results.every((/** @type {any} */ { receipt }) => receipt?.status === 204));
  assert.ok(posts <= 50, `${posts} requests`);
});
