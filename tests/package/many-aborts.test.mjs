// @ts-check
/** A signal ends all requests of `requestForMany`; every request still has a result. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deviceRequests, summary } from "./many-support.mjs";
import { coldCopy, LIMIT, never, noContent, requestForMany, settled, stubFetch, TOKEN } from "./support.mjs";

describe("an abort of requestForMany", LIMIT, () => {
  test("before the call: nothing is sent", LIMIT, async (t) => {
    const sent = stubFetch(t);
    const progress = /** @type {any[]} */ ([]);
    const reason = { mine: true };
    for (const copy of [await coldCopy(), { requestForMany }]) {
      const results = await copy.requestForMany(
        deviceRequests(1_000),
        () => assert.fail("the token function was called"),
        {
          signal: AbortSignal.abort(reason),
          onProgress: (/** @type {any} */ { done }) => progress.push(done),
        },
      );
      assert.deepEqual(results.map(summary), Array(1_000).fill(["aborted", "notSent", 0]));
      assert.ok(results.every((/** @type {any} */ { error }) => error.cause === reason));
    }
    assert.deepEqual([sent.length, progress.length, progress.at(-1)], [0, 2_000, 1_000]);
  });

  test("during the call: requests in flight have an unknown outcome, and the others are not sent", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = stubFetch(t, (index) => (index < 100 ? noContent() : never()));
    const promise = requestForMany(deviceRequests(10_000), TOKEN, { signal: controller.signal });
    while (sent.length < 104) await settled();
    /** @type {any[] | undefined} */
    let ended;
    promise.then((/** @type {any[]} */ all) => void (ended = all));
    controller.abort("enough");
    // Only pending microtasks run. No timer and no reply may be needed.
    for (let turn = 0; turn < 5; turn++) await settled();
    assert.ok(ended, "the call ends at once");
    const results = ended;
    assert.equal(sent.length, 104);
    assert.ok(
      sent.slice(100).every(({ init }) => init.signal.aborted),
      "the signals of fetch",
    );
    assert.deepEqual(results.slice(0, 100).map(summary), Array(100).fill(204));
    assert.deepEqual(results.slice(100, 104).map(summary), Array(4).fill(["aborted", "unknown", 1]));
    assert.deepEqual(results.slice(104).map(summary), Array(9_896).fill(["aborted", "notSent", 0]));
    assert.ok(results.slice(100).every((/** @type {any} */ { error }) => error.cause === "enough"));
  });

  test("from onProgress: the remaining requests are not sent", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = stubFetch(t);
    const onProgress = (/** @type {any} */ { done }) => {
      if (done === 5) controller.abort();
    };
    const results = await requestForMany(deviceRequests(20), TOKEN, {
      signal: controller.signal,
      onProgress,
      concurrency: 1,
    });
    assert.deepEqual(results.map(summary), [...Array(5).fill(204), ...Array(15).fill(["aborted", "notSent", 0])]);
    assert.equal(sent.length, 5);
  });

  test("after the call: the results do not change", LIMIT, async (t) => {
    const controller = new AbortController();
    stubFetch(t);
    const results = await requestForMany(deviceRequests(3), TOKEN, { signal: controller.signal });
    controller.abort();
    await settled();
    assert.deepEqual(results.map(summary), [204, 204, 204]);
  });
});
