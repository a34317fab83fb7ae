// @ts-check
/** `requestForMany` while Graph throttles: all wait when one is told to, each is sent as often as it must be, and the order stays. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  init,
  inMockedTime,
  LIMIT,
  noContent,
  requestForMany,
  settled,
  stubFetch,
  stubGlobal,
  TOKEN,
} from "./support.mjs";

const COUNT = 10_000;
const requests = (/** @type {number} */ count) =>
  Array.from({ length: count }, (_, number) => ({
    scope: "deviceManagement",
    ids: { managedDeviceId: `device-${number}` },
  }));
const numberOf = (/** @type {string} */ url) => Number(/device-(\d+)/.exec(url)?.[1]);
const throttled = (/** @type {string | undefined} */ told) =>
  new Response(null, { status: 429, headers: told ? { "retry-after": told } : {} });

async function mocked(/** @type {import("node:test").TestContext} */ t) {
  await init();
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2027-01-15T08:00:00Z") });
}

/** Another for each test: a gate that one of them has closed stays closed. */
let origins = 0;
const ask = (/** @type {number} */ count, /** @type {object} */ options, /** @type {unknown} */ token = TOKEN) =>
  requestForMany(requests(count), token, { ...options, origin: `https://graph-${origins++}.example` });

/** A Graph that throttles every 50th device the first time it is asked for, and keeps count. */
function graph(/** @type {import("node:test").TestContext} */ t, /** @type {string | undefined} */ told) {
  const seen = { counts: new Uint8Array(COUNT), flying: 0, most: 0, early: 0, closedUntil: 0, asked: 0 };
  stubGlobal(t, "fetch", {
    value: async (/** @type {string} */ url) => {
      const number = numberOf(url);
      if (Date.now() < seen.closedUntil) seen.early++;
      seen.most = Math.max(seen.most, ++seen.flying);
      const isFirst = seen.counts[number]++ === 0;
      await null;
      seen.flying--;
      if (!isFirst || number % 50 !== 0) return noContent({ "request-id": `r-${number}` });
      if (told) seen.closedUntil = Date.now() + Number(told) * 1_000;
      return throttled(told);
    },
  });
  return seen;
}

for (const told of ["1", undefined]) {
  for (const concurrency of [undefined, 16]) {
    test(`every 50th of 10 000 is throttled, ${told ? "for a second" : "nobody says how long"}, ${concurrency ?? 4} at once`, {
      timeout: 60_000,
    }, async (t) => {
      await mocked(t);
      const seen = graph(t, told);
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
        ask(COUNT, options, () => (seen.asked++, TOKEN)),
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
      assert.equal(seen.most, concurrency ?? 4);
      assert.equal(seen.early, 0, "sent while Graph had asked for a pause");
      assert.equal(seen.asked, COUNT + COUNT / 50, "a token for each attempt");
      assert.deepEqual(
        done,
        Array.from({ length: COUNT }, (_, index) => index + 1),
      );
      assert.ok(waits >= COUNT / 50);
      // Two hundred pauses of a second, one after the other, and hardly more; or far fewer if only those wait that were throttled.
      const seconds = (Date.now() - start) / 1_000;
      assert.ok(seconds < (told ? 300 : 250), `${seconds} s`);
    });
  }
}

describe("limits", LIMIT, () => {
  test("a throttled one is given up after its retries, and the others go on", LIMIT, async (t) => {
    await mocked(t);
    const sent = stubFetch(t, async (_, { url }) => (numberOf(url) === 1 ? throttled(undefined) : noContent()));
    const results = await inMockedTime(t, ask(6, { concurrency: 2, maxRetries: 1 }));
    assert.deepEqual(
      results.map((/** @type {any} */ { error }) => error?.code ?? null),
      [null, "throttled", null, null, null, null],
    );
    assert.deepEqual([results[1].error.attempts, results[1].error.outcome], [2, "rejected"]);
    assert.equal(sent.length, 7);
  });

  test("those that wait in the queue pay nothing for it", LIMIT, async (t) => {
    await mocked(t);
    const sent = stubFetch(t, async (index) => (index === 0 ? throttled("300") : noContent()));
    const results = await inMockedTime(t, ask(8, { concurrency: 1, retryBudgetMs: 0, maxRetries: 0 }));
    assert.deepEqual(
      results.map((/** @type {any} */ { receipt, error }) => receipt?.status ?? [error.code, error.retryAfterMs]),
      [["throttled", 300_000], ...Array(7).fill(204)],
    );
    assert.equal(sent.length, 8);
  });

  test("a pause of more than ten minutes ends all that are left", LIMIT, async (t) => {
    await mocked(t);
    const sent = stubFetch(t, async (index) => (index === 0 ? throttled("3600") : noContent()));
    const results = await ask(1_000, { concurrency: 1 });
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

  test("a signal ends the wait of all at once", LIMIT, async (t) => {
    await mocked(t);
    const controller = new AbortController();
    const sent = stubFetch(t, async () => throttled("500"));
    const waits = /** @type {number[]} */ ([]);
    const options = {
      signal: controller.signal,
      concurrency: 8,
      retryBudgetMs: 600_000,
      onWait: (/** @type {number} */ milliseconds) => waits.push(milliseconds),
    };
    const promise = ask(100, options);
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

  test("503 and lost replies are not sent again", LIMIT, async (t) => {
    await mocked(t);
    const sent = stubFetch(t, async (index) => {
      if (index % 2) throw new TypeError("lost");
      return new Response(null, { status: 503, headers: { "retry-after": "1" } });
    });
    const results = await inMockedTime(t, ask(20, { maxRetries: 5 }));
    assert.ok(results.every((/** @type {any} */ { error }) => error.outcome === "unknown" && error.attempts === 1));
    assert.equal(sent.length, 20);
  });
});
