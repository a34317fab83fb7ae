// @ts-check
/** An abort after the first reply: in a wait, before a closed gate, while an error body is read. */
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

/** A body that begins and never ends; it says when it is read, and when it is cancelled. */
function stalling() {
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
    "in a wait that was told",
    () => ({ reply: new Response(null, { status: 429, headers: { "retry-after": "20" } }) }),
    { outcome: "rejected", status: 429, attempts: 1, retryAfterMs: 20_000 },
  ],
  [
    "in a wait that was not",
    () => ({ reply: new Response(null, { status: 429 }) }),
    { outcome: "rejected", status: 429, attempts: 1, retryAfterMs: null },
  ],
  [
    "while the body of a refusal is read",
    () => {
      const { body, state } = stalling();
      return { reply: new Response(body, { status: 403 }), state };
    },
    { outcome: "rejected", status: 403, attempts: 1 },
  ],
  [
    "while the body of a fault is read",
    () => {
      const { body, state } = stalling();
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
          controller.signal[name] = (/** @type {any[]} */ ...given) => {
            listeners += change;
            return Reflect.apply(original, undefined, given);
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
        // What is ready to run runs; no timer and no reply is waited for.
        await settled();
        assert.ok(error, "it ends at once");
        await ended;
        const fields = Object.fromEntries(Object.keys(expected).map((name) => [name, error[name]]));
        assert.deepEqual({ code: error.code, ...fields }, { code: "aborted", ...expected });
        assert.ok(Object.hasOwn(error, "cause"));
        assert.equal(error.cause, controller.signal.reason);
        await settled();
        if (state) assert.ok(state.cancelled, "the body is given up");
        assert.equal(listeners, 0, "listeners left");
        // The watchdog's own timer does not keep a process alive.
        assert.ok(timers() <= before + 1, "timers left");
        assert.equal(sent.length, 1);
      });
    }
  });
}

describe("before a gate that another call closed", LIMIT, () => {
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
      const held = call("held", second.signal);
      await settled();
      abort(second);
      const { code, outcome, attempts, status } = await held;
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
