// @ts-check
/**
 * `requestForMany` while Graph throttles: all requests wait when Graph throttles one, only throttled requests are sent
 * again, and the results keep their order.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deviceNumber, deviceRequests } from "./many-support.mjs";
import {
  inMockedTime,
  LIMIT,
  mockClock,
  noContent,
  requestForMany,
  settled,
  stubFetch,
  stubGlobal,
  TOKEN,
} from "./support.mjs";

const COUNT = 10_000;
const throttled = (/** @type {string | undefined} */ retryAfter) =>
  new Response(null, { status: 429, headers: retryAfter ? { "retry-after": retryAfter } : {} });

/** Each call gets its own origin, because throttling of one origin would delay the next test. */
let origins = 0;
const requestMany = (
  /** @type {number} */ count,
  /** @type {object} */ options,
  /** @type {unknown} */ token = TOKEN,
) => requestForMany(deviceRequests(count), token, { ...options, origin: `https://graph-${origins++}.example` });

/** A Graph that throttles the first request for every 50th device, and counts the requests. */
function stubGraph(/** @type {import("node:test").TestContext} */ t, /** @type {string | undefined} */ retryAfter) {
  const seen = {
    counts: new Uint8Array(COUNT),
    inFlight: 0,
    maxInFlight: 0,
    early: 0,
    throttledUntil: 0,
    tokenCalls: 0,
  };
  stubGlobal(t, "fetch", {
    value: async (/** @type {string} */ url) => {
      const number = deviceNumber(url);
      if (Date.now() < seen.throttledUntil) seen.early++;
      seen.maxInFlight = Math.max(seen.maxInFlight, ++seen.inFlight);
      const isFirst = seen.counts[number]++ === 0;
      await null;
      seen.inFlight--;
      if (!isFirst || number % 50 !== 0) return noContent({ "request-id": `r-${number}` });
      if (retryAfter) seen.throttledUntil = Date.now() + Number(retryAfter) * 1_000;
      return throttled(retryAfter);
    },
  });
  return seen;
}

for (const retryAfter of ["1", undefined]) {
  for (const concurrency of [undefined, 16]) {
    test(`10 000 requests succeed, every 50th throttled ${retryAfter ? "for a second" : "without Retry-After"}, ${concurrency ?? 4} at once`, {
      timeout: 60_000,
    }, async (t) => {
      await mockClock(t);
      const seen = stubGraph(t, retryAfter);
      let waits = 0;
      const done = /** @type {number[]} */ ([]);
      const options = {
        concurrency,
        onWait: () => waits++,
        onProgress: (/** @type {any} */ progress) => done.push(progress.done),
      };
      const start = Date.now();
      const results = await inMockedTime(
        t,
        requestMany(COUNT, options, () => (seen.tokenCalls++, TOKEN)),
        100,
      );
      assert.equal(results.length, COUNT);
      for (const [number, { receipt, error }] of results.entries()) {
        const isThrottled = number % 50 === 0;
        assert.equal(error, null, `${number}: ${error?.code}`);
        assert.deepEqual(
          [receipt.attempts, receipt.requestId, seen.counts[number]],
          [isThrottled ? 2 : 1, `r-${number}`, isThrottled ? 2 : 1],
        );
      }
      assert.equal(seen.maxInFlight, concurrency ?? 4);
      assert.equal(seen.early, 0, "requests during a pause that Graph asked for");
      assert.equal(seen.tokenCalls, COUNT + COUNT / 50, "one token per attempt");
      assert.deepEqual(
        done,
        Array.from({ length: COUNT }, (_, index) => index + 1),
      );
      assert.ok(waits >= COUNT / 50);
      // With Retry-After, 200 pauses of a second follow one another. Without it, only throttled requests wait.
      const seconds = (Date.now() - start) / 1_000;
      // 200 pauses of a second, stated or not.
      assert.ok(seconds < 300, `${seconds} s`);
    });
  }
}

describe("limits of the waiting", LIMIT, () => {
  test("a request fails after its retries, and the others go on", LIMIT, async (t) => {
    await mockClock(t);
    const sent = stubFetch(t, async (_, { url }) => (deviceNumber(url) === 1 ? throttled(undefined) : noContent()));
    const results = await inMockedTime(t, requestMany(6, { concurrency: 2, maxRetries: 1 }));
    assert.deepEqual(
      results.map((/** @type {any} */ { error }) => error?.code ?? null),
      [null, "throttled", null, null, null, null],
    );
    assert.deepEqual([results[1].error.attempts, results[1].error.outcome], [2, "rejected"]);
    assert.equal(sent.length, 7);
  });

  test("waiting in the queue does not count against the retry budget of a request", LIMIT, async (t) => {
    await mockClock(t);
    const sent = stubFetch(t, async (index) => (index === 0 ? throttled("300") : noContent()));
    const results = await inMockedTime(t, requestMany(8, { concurrency: 1, retryBudgetMs: 0, maxRetries: 0 }));
    assert.deepEqual(
      results.map((/** @type {any} */ { receipt, error }) => receipt?.status ?? [error.code, error.retryAfterMs]),
      [["throttled", 300_000], ...Array(7).fill(204)],
    );
    assert.equal(sent.length, 8);
  });

  test("a pause of more than ten minutes ends all remaining requests", LIMIT, async (t) => {
    await mockClock(t);
    const sent = stubFetch(t, async (index) => (index === 0 ? throttled("3600") : noContent()));
    const results = await requestMany(1_000, { concurrency: 1 });
    assert.deepEqual(
      [results[0].error.code, results[0].error.outcome, results[0].error.attempts],
      ["throttled", "rejected", 1],
    );
    for (const { error } of results.slice(1))
      assert.deepEqual(
        [error.code, error.outcome, error.attempts, error.retryAfterMs],
        ["throttled", "notSent", 0, 3_600_000],
      );
    assert.equal(sent.length, 1);
  });

  test("an abort ends the wait of all requests at once", LIMIT, async (t) => {
    await mockClock(t);
    const controller = new AbortController();
    const sent = stubFetch(t, async () => throttled("500"));
    const waits = /** @type {number[]} */ ([]);
    const options = {
      signal: controller.signal,
      concurrency: 8,
      retryBudgetMs: 600_000,
      onWait: (/** @type {number} */ milliseconds) => waits.push(milliseconds),
    };
    const promise = requestMany(100, options);
    for (let turn = 0; turn < 9; turn++) await settled();
    assert.ok(
      waits.length > 0 && waits.every((milliseconds) => milliseconds >= 500_000 && milliseconds < 501_000),
      `${waits}`,
    );
    controller.abort("enough");
    const results = await promise;
    assert.ok(results.every((/** @type {any} */ { error }) => error.code === "aborted" && error.cause === "enough"));
    assert.ok(results.slice(8).every((/** @type {any} */ { error }) => error.outcome === "notSent"));
    assert.ok(sent.length <= 8);
  });

  test("requests that end with 503 or without a reply are not sent again", LIMIT, async (t) => {
    await mockClock(t);
    const sent = stubFetch(t, async (index) => {
      if (index % 2) throw new TypeError("lost");
      return new Response(null, { status: 503, headers: { "retry-after": "1" } });
    });
    const results = await inMockedTime(t, requestMany(20, { maxRetries: 5 }));
    assert.ok(results.every((/** @type {any} */ { error }) => error.outcome === "unknown" && error.attempts === 1));
    assert.equal(sent.length, 20);
  });
});
