// @ts-check
/**
 * A call ends at once when its signal aborts after the first reply: during a wait, during throttling, or while an error
 * body is read.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { coldCopy, IDS, LIMIT, settled, stubFetch, TOKEN } from "./support.mjs";

const REASON = new Error("the caller hung up");
/** @type {[string, (controller: AbortController) => void][]} */
const WAYS = [
  ["abort()", (controller) => controller.abort()],
  ["abort(text)", (controller) => controller.abort("text")],
  ["abort(undefined)", (controller) => controller.abort(undefined)],
  ["abort(an Error)", (controller) => controller.abort(REASON)],
];

/** A body that starts and never ends. `state` records whether it was read and whether it was cancelled. */
function stalledBody() {
  const state = { read: false, cancelled: false };
  const body = new ReadableStream({
    pull(controller) {
      if (!state.read) controller.enqueue(new TextEncoder().encode('{"error":{"code":"'));
      state.read = true;
    },
    cancel() {
      state.cancelled = true;
    },
  });
  return { body, state };
}

/** @type {[string, () => { reply: Response, state?: { read: boolean, cancelled: boolean } }, Record<string, unknown>][]} */
const MOMENTS = [
  [
    "an abort during a wait that Retry-After asks for",
    () => ({ reply: new Response(null, { status: 429, headers: { "retry-after": "20" } }) }),
    { outcome: "rejected", status: 429, attempts: 1, retryAfterMs: 20_000 },
  ],
  [
    "an abort during a wait without Retry-After",
    () => ({ reply: new Response(null, { status: 429 }) }),
    { outcome: "rejected", status: 429, attempts: 1, retryAfterMs: null },
  ],
  [
    "an abort while the body of a 403 is read",
    () => {
      const { body, state } = stalledBody();
      return { reply: new Response(body, { status: 403 }), state };
    },
    { outcome: "rejected", status: 403, attempts: 1 },
  ],
  [
    "an abort while the body of a 503 is read",
    () => {
      const { body, state } = stalledBody();
      return { reply: new Response(body, { status: 503 }), state };
    },
    { outcome: "unknown", status: 503, attempts: 1 },
  ],
];

const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;

for (const [moment, answer, expected] of MOMENTS) {
  describe(moment, LIMIT, () => {
    for (const [way, abort] of WAYS) {
      test(way, LIMIT, async (t) => {
        const { requestRemoteAssistance, init } = await coldCopy();
        await init();
        const { reply, state } = answer();
        const sent = stubFetch(t, async () => reply);
        const controller = new AbortController();
        let listeners = 0;
        for (const [name, change] of /** @type {const} */ ([
          ["addEventListener", 1],
          ["removeEventListener", -1],
        ])) {
          const original = controller.signal[name].bind(controller.signal);
          controller.signal[name] = (/** @type {any[]} */ ...args) => {
            listeners += change;
            return Reflect.apply(original, undefined, args);
          };
        }
        const before = timers();
        /** @type {any} */
        let error;
        const ended = requestRemoteAssistance("deviceManagement", IDS.deviceManagement, TOKEN, {
          signal: controller.signal,
        }).then(
          () => assert.fail("it succeeded"),
          (/** @type {any} */ reason) => void (error = reason),
        );
        for (let turn = 0; turn < 20; turn += 1) await settled();
        if (state) assert.ok(state.read, "the body is being read");
        assert.equal(sent.length, 1);

        abort(controller);
        // Only pending microtasks run. No timer and no reply may be needed.
        await settled();
        assert.ok(error, "the call ends at once");
        await ended;
        const fields = Object.fromEntries(Object.keys(expected).map((name) => [name, error[name]]));
        assert.deepEqual({ code: error.code, ...fields }, { code: "aborted", ...expected });
        assert.ok(Object.hasOwn(error, "cause"));
        assert.equal(error.cause, controller.signal.reason);
        await settled();
        if (state) assert.ok(state.cancelled, "the body is cancelled");
        assert.equal(listeners, 0, "listeners that were not removed");
        assert.ok(timers() <= before, "timers that were not cleared");
        assert.equal(sent.length, 1);
      });
    }
  });
}

describe("an abort while the call waits because another call was throttled", LIMIT, () => {
  for (const [way, abort] of WAYS) {
    test(way, LIMIT, async (t) => {
      const { requestRemoteAssistance } = await coldCopy();
      const sent = stubFetch(t, async () => new Response(null, { status: 429, headers: { "retry-after": "20" } }));
      const first = new AbortController();
      const second = new AbortController();
      const call = (/** @type {string} */ managedDeviceId, /** @type {AbortSignal} */ signal) =>
        requestRemoteAssistance("deviceManagement", { managedDeviceId }, TOKEN, { signal }).catch(
          (/** @type {any} */ error) => error,
        );
      const other = call("other", first.signal);
      while (sent.length === 0) await settled();
      for (let turn = 0; turn < 5; turn += 1) await settled();
      const waiting = call("waiting", second.signal);
      await settled();
      abort(second);
      const { code, outcome, attempts, status } = await waiting;
      assert.deepEqual(
        { code, outcome, attempts, status },
        { code: "aborted", outcome: "notSent", attempts: 0, status: null },
      );
      assert.equal(sent.length, 1);
      first.abort();
      await other;
    });
  }
});
