// @ts-check
/** An abort ends the call at once in every phase, and the `cause` of the error is the reason of the signal. */
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import {
  assertFails,
  call,
  coldCopy,
  IDS,
  inChild,
  LIMIT,
  never,
  noContent,
  settled,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const REASON = new Error("left the page");

/** @type {[string, (controller: AbortController) => void, unknown][]} */
const WAYS = [
  ["abort(text)", (controller) => controller.abort("text"), "text"],
  ["abort()", (controller) => controller.abort(), undefined],
  ["abort(undefined)", (controller) => controller.abort(undefined), undefined],
  ["abort(an Error)", (controller) => controller.abort(REASON), REASON],
  ["abort(null)", (controller) => controller.abort(null), null],
  ["abort(0)", (controller) => controller.abort(0), 0],
];

/** Asserts that a call rejects as aborted, and that it leaves no listener on the signal. */
async function assertAborted(
  /** @type {Promise<unknown>} */ promise,
  /** @type {AbortController} */ controller,
  /** @type {Record<string, unknown>} */ expected,
  copy = /** @type {any} */ (undefined),
) {
  const error = await assertFails(
    promise,
    { code: "aborted", status: null, field: null, ...expected },
    "the call",
    copy,
  );
  assert.ok(Object.hasOwn(error, "cause"), "has a cause");
  assert.ok(Object.is(error.cause, controller.signal.reason), "the cause is the signal's reason");
  assert.equal(getEventListeners(controller.signal, "abort").length, 0, "listeners that were not removed");
}

const NOT_SENT = { outcome: "notSent", attempts: 0 };

for (const [way, abort, reason] of WAYS) {
  describe(way, LIMIT, () => {
    const newController = () => {
      const controller = new AbortController();
      return { controller, options: { signal: controller.signal } };
    };

    test("before the call: nothing is sent", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const token = t.mock.fn(() => TOKEN);
      const { controller, options } = newController();
      abort(controller);
      if (reason !== undefined) assert.equal(controller.signal.reason, reason);
      await assertAborted(call(options, token), controller, NOT_SENT);
      assert.deepEqual([sent.length, token.mock.callCount()], [0, 0]);
    });

    test("before the call, while the module is not loaded: nothing is sent", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldCopy();
      const { controller, options } = newController();
      abort(controller);
      await assertAborted(copy.requestRemoteAssistance("users", IDS.users, TOKEN, options), controller, NOT_SENT, copy);
      assert.equal(sent.length, 0);
      assert.equal((await copy.requestRemoteAssistance("users", IDS.users, TOKEN)).status, 204, "the next call");
    });

    test("while the module loads: nothing is sent", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldCopy();
      const { controller, options } = newController();
      const promise = copy.requestRemoteAssistance("users", IDS.users, TOKEN, options);
      abort(controller);
      await assertAborted(promise, controller, NOT_SENT, copy);
      assert.equal((await copy.requestRemoteAssistance("users", IDS.users, TOKEN)).status, 204, "the next call");
      assert.equal(sent.length, 1, "the aborted call is never sent");
    });

    test("while the token function is pending: nothing is sent", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const { controller, options } = newController();
      const promise = call(options, never);
      await settled();
      abort(controller);
      await assertAborted(promise, controller, NOT_SENT);
      assert.equal(sent.length, 0);
    });

    test("inside the token function: nothing is sent", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const { controller, options } = newController();
      await assertAborted(
        call(options, () => {
          abort(controller);
          return TOKEN;
        }),
        controller,
        NOT_SENT,
      );
      assert.equal(sent.length, 0);
    });

    test("in flight: the signal of fetch aborts, and the outcome is unknown", LIMIT, async (t) => {
      const sent = stubFetch(t, never);
      const { controller, options } = newController();
      const promise = call(options);
      await settled();
      assert.equal(sent[0].init.signal.aborted, false);
      abort(controller);
      await assertAborted(promise, controller, { outcome: "unknown", attempts: 1 });
      assert.equal(sent[0].init.signal.aborted, true, "the signal of fetch");
      stubFetch(t);
      assert.equal((await call()).status, 204, "the next call for the device");
    });

    test("inside fetch: the signal of fetch aborts, and the outcome is unknown", LIMIT, async (t) => {
      const { controller, options } = newController();
      const sent = stubFetch(t, () => {
        abort(controller);
        return never();
      });
      await assertAborted(call(options), controller, { outcome: "unknown", attempts: 1 });
      assert.equal(sent[0].init.signal.aborted, true, "the signal of fetch");
    });

    test("after the receipt: nothing happens", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const { controller, options } = newController();
      assert.equal((await call(options)).status, 204);
      abort(controller);
      assert.equal(sent[0].init.signal.aborted, false);
    });
  });
}

test("the code is aborted, not network, when fetch rejects because of the abort", LIMIT, async (t) => {
  stubFetch(
    t,
    (_, { init }) =>
      new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason))),
  );
  const controller = new AbortController();
  const promise = call({ signal: controller.signal });
  await settled();
  controller.abort("left");
  await assertAborted(promise, controller, { outcome: "unknown", attempts: 1 });
});

test("one signal ends all its calls and no other call", LIMIT, async (t) => {
  let release = () => {};
  const open = new Promise((resolve) => (release = () => resolve(undefined)));
  stubFetch(t, (_, { url }) =>
    url.includes("usGov") || url.includes(".us/") ? open.then(() => noContent()) : never(),
  );
  const controller = new AbortController();
  const ended = ["https://a.example", "https://b.example"].map((origin) => call({ origin, signal: controller.signal }));
  const other = call({ cloud: "usGov", signal: new AbortController().signal });
  await settled();
  controller.abort();
  for (const promise of ended) await assertFails(promise, { code: "aborted", outcome: "unknown", attempts: 1 });
  release();
  assert.equal((await other).status, 204);
});

test("the message says whether to check the device", LIMIT, async (t) => {
  stubFetch(t, never);
  const early = await assertFails(call({ signal: AbortSignal.abort() }), NOT_SENT);
  assert.match(early.message, /Nothing was sent/);
  const controller = new AbortController();
  const promise = call({ signal: controller.signal });
  await settled();
  controller.abort();
  const late = await assertFails(promise, { outcome: "unknown" });
  assert.match(late.message, /check the device/);
});

test("a token function or fetch that rejects after an abort causes no unhandled rejection", LIMIT, async () => {
  const seen = await inChild(`
    const { requestRemoteAssistance } = await import(ENTRY);
    const unhandled = [];
    process.on("unhandledRejection", (reason) => unhandled.push(String(reason)));
    process.on("uncaughtException", (reason) => unhandled.push(String(reason)));
    const later = () => new Promise((_, reject) => setImmediate(() => setImmediate(() => reject(new Error("late")))));
    const codes = [];
    for (const [token, fetch] of [[later, later], ["token", later]]) {
      globalThis.fetch = fetch;
      const controller = new AbortController();
      const promise = requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, token, { signal: controller.signal });
      await new Promise(setImmediate);
      controller.abort();
      codes.push(await promise.catch(({ code }) => code));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    report({ codes, unhandled });
  `);
  assert.deepEqual(seen, { codes: ["aborted", "aborted"], unhandled: [] });
});

test("a failed load after an abort causes no unhandled rejection", LIMIT, async () => {
  const seen = await inChild(`
    const unhandled = [];
    process.on("unhandledRejection", (reason) => unhandled.push(String(reason)));
    const { requestRemoteAssistance } = await import(SLIM_ENTRY);
    const options = { signal: AbortSignal.abort() };
    const code = await requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", options).catch(({ code }) => code);
    await new Promise((resolve) => setTimeout(resolve, 20));
    report({ code: ["aborted", "notInitialised"].includes(code), unhandled });
  `);
  assert.deepEqual(seen, { code: true, unhandled: [] });
});
