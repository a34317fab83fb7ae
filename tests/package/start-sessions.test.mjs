// @ts-check
/** `startSessions` follows a batch of requests to their links (js/api/batch.ts, src/request/pace.rs). */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertFails,
  inMockedTime,
  json,
  LIMIT,
  mockClock,
  noContent,
  startSessions,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const requestsFor = (/** @type {number} */ count) =>
  Array.from({ length: count }, (_, index) => ({
    scope: "deviceManagement",
    ids: { managedDeviceId: `d-${index}` },
  }));
const deviceOf = (/** @type {string} */ url) => /managedDevices\/([^/?]+)/.exec(url)?.[1] ?? "";

/**
 * Graph with devices whose link comes after `readsUntilLink` reads. It counts the requests that are under way at once.
 *
 * @param {import("node:test").TestContext} t
 */
function stubGraph(
  t,
  { readsUntilLink = 2, latencyMs = 0, refuse = /** @type {(id: string) => number} */ (() => 204) } = {},
) {
  /** @type {Map<string, number>} */
  const reads = new Map();
  const seen = { atOnce: 0, most: 0, posts: /** @type {string[]} */ ([]) };
  const sent = stubFetch(t, async (_, { url, init }) => {
    seen.most = Math.max(seen.most, ++seen.atOnce);
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    seen.atOnce--;
    const id = deviceOf(url);
    if (init.method === "POST") {
      seen.posts.push(id);
      const code = refuse(id);
      return code === 204 ? noContent() : json({}, code);
    }
    if (!seen.posts.includes(id)) return json({ id, remoteAssistanceSessionUrl: "" });
    const count = (reads.get(id) ?? 0) + 1;
    reads.set(id, count);
    return json({ id, remoteAssistanceSessionUrl: count < readsUntilLink ? "" : `https://go.example/${id}` });
  });
  return { sent, seen };
}

describe("startSessions", LIMIT, () => {
  test("gives the link of each device, in order, and the error of each request that was refused", async (t) => {
    await mockClock(t);
    const { seen } = stubGraph(t, { refuse: (id) => (id === "d-3" ? 403 : id === "d-5" ? 503 : 204) });
    const results = await inMockedTime(t, startSessions(requestsFor(8), TOKEN));
    assert.deepEqual(
      results.map((/** @type {any} */ { session, error }) => session?.url ?? `${error.code} ${error.outcome}`),
      [0, 1, 2, 3, 4, 5, 6, 7].map((index) =>
        index === 3 ? "forbidden rejected" : index === 5 ? "unavailable unknown" : `https://go.example/d-${index}`,
      ),
    );
    assert.equal(results[0].session.isCompared, true, "the device is read before the request");
    assert.equal(results[0].session.receipt.status, 204);
    assert.equal(seen.posts.length, 8);
  });

  test("has at most `concurrency` requests and reads under way at once", async (t) => {
    await mockClock(t);
    const { seen } = stubGraph(t, { latencyMs: 300 });
    await inMockedTime(t, startSessions(requestsFor(30), TOKEN, { concurrency: 3 }), 100);
    assert.equal(seen.most, 3);
  });

  test("follows at most 200 sessions at once, and all of them in the end", async (t) => {
    await mockClock(t);
    stubGraph(t);
    let running = 0;
    let most = 0;
    const results = await inMockedTime(
      t,
      startSessions(requestsFor(450), TOKEN, {
        concurrency: 16,
        onStart: () => void (most = Math.max(most, ++running)),
        onProgress: (/** @type {any} */ { result }) => void (result && running--),
      }),
    );
    assert.equal(most, 200);
    assert.ok(results.every((/** @type {any} */ { session }) => session.ended === "ready"));
  });

  test("reports the progress of each session, which resumes it without a request", async (t) => {
    await mockClock(t);
    const { seen } = stubGraph(t, { readsUntilLink: 5 });
    const controller = new AbortController();
    /** @type {Map<number, any>} */
    const progress = new Map();
    const ended = await inMockedTime(
      t,
      startSessions(requestsFor(3), TOKEN, {
        signal: controller.signal,
        onProgress: (/** @type {any} */ told) => {
          if (told.progress === null) return;
          progress.set(told.index, JSON.parse(JSON.stringify(told.progress)));
          if ([0, 1, 2].every((index) => progress.get(index)?.phase === "waiting")) controller.abort();
        },
      }),
    );
    assert.deepEqual(
      ended.map((/** @type {any} */ { session }) => session.ended),
      ["aborted", "aborted", "aborted"],
    );
    const rest = requestsFor(3).map((request, index) => ({ ...request, progress: progress.get(index) }));
    const resumed = await inMockedTime(t, startSessions([...rest, ...requestsFor(4).slice(3)], TOKEN));
    assert.deepEqual(
      resumed.map((/** @type {any} */ { session }) => session.url),
      ["d-0", "d-1", "d-2", "d-3"].map((id) => `https://go.example/${id}`),
    );
    assert.deepEqual([...seen.posts].sort(), ["d-0", "d-1", "d-2", "d-3"]);
  });

  test("counts the sessions that have ended", async (t) => {
    await mockClock(t);
    stubGraph(t);
    /** @type {[number, number][]} */
    const counts = [];
    await inMockedTime(
      t,
      startSessions(requestsFor(3), TOKEN, {
        onProgress: (/** @type {any} */ { done, total, result }) => void (result && counts.push([done, total])),
      }),
    );
    assert.deepEqual(counts, [
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  test("an empty list gives an empty list", async () => {
    assert.deepEqual(await startSessions([], TOKEN), []);
  });

  test("rejects a device that is named twice, options that it does not have, and sends nothing", async (t) => {
    const { sent } = stubGraph(t);
    const [one] = requestsFor(1);
    await assertFails(startSessions([one, one], TOKEN), {
      code: "invalidIds",
      field: "requests[1].ids.managedDeviceId",
    });
    await assertFails(startSessions([one], TOKEN, { concurrency: 17 }), {
      code: "invalidOptions",
      field: "options.concurrency",
    });
    await assertFails(startSessions([one], TOKEN, { onProgress: 1 }), {
      code: "invalidOptions",
      field: "options.onProgress",
    });
    const [bad] = await startSessions([{ ...one, progress: { phase: "checking" } }], TOKEN);
    assert.deepEqual([bad.error.code, bad.error.outcome], ["invalidOptions", "notSent"]);
    assert.equal(sent.length, 0);
  });
});
