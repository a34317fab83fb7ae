// @ts-check
/**
 * After a trap in the module, every pending call rejects, and the next call works on a new instance.
 *
 * The tests run the shipped module, and inject the faults from JavaScript: they wrap the exports of an instance, and
 * let one call into the module trap.
 */
import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { coldCopy, LIMIT, never, noContent, settled, stubFetch, stubGlobal } from "./support.mjs";

/** @typedef {(run: () => unknown, exports: any) => unknown} Fault */

/** The fault of the next call of each export. @type {Record<string, Fault>} */
const faults = {};

const { Instance } = WebAssembly;

/** An instance whose exports can be made to fail. */
WebAssembly.Instance = /** @type {any} */ (
  new Proxy(Instance, {
    construct(target, args) {
      const { exports } = Reflect.construct(target, args);
      const guarded = Object.entries(exports).map(([name, value]) => {
        if (typeof value !== "function") return [name, value];
        const call = (/** @type {unknown[]} */ ...arguments_) => {
          const fault = faults[name];
          delete faults[name];
          const run = () => value(...arguments_);
          return fault ? fault(run, exports) : run();
        };
        return [name, call];
      });
      return { exports: Object.fromEntries(guarded) };
    },
  })
);

const { requestRemoteAssistance } = await coldCopy();

/**
 * @param {string} managedDeviceId
 * @param {object} options
 * @param {unknown} token
 */
const call = (managedDeviceId, options = {}, token = "canary-token-of-the-test") =>
  requestRemoteAssistance("deviceManagement", { managedDeviceId }, token, { timeoutMs: 20_000, ...options });

/** @param {Promise<unknown>} promise */
const failure = (promise) =>
  promise.then(
    () => assert.fail("it succeeded"),
    (reason) => reason,
  );

/** Collects the uncaught exceptions, because a trap must not end the process. */
function catchUncaught(/** @type {import("node:test").TestContext} */ t) {
  /** @type {unknown[]} */
  const seen = [];
  const listener = (/** @type {unknown} */ error) => void seen.push(error);
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", listener);
  t.after(() => {
    process.removeListener("uncaughtException", listener);
    for (const other of others) process.on("uncaughtException", other);
  });
  return seen;
}

/** @type {Fault} */
const trapBefore = () => {
  throw new WebAssembly.RuntimeError("unreachable");
};
/** @type {Fault} */
const trapAfter = (run) => {
  run();
  throw new WebAssembly.RuntimeError("unreachable");
};
/** The module traps, because its pointers are no longer valid. @type {Fault} */
const overwriteMemory = (run, exports) => {
  new Uint8Array(exports.memory.buffer).fill(0xff);
  return run();
};
/** @type {Fault} */
const doNothing = () => 0;

/**
 * When the module fails, the export, the fault, and whether the request was sent.
 *
 * @type {[string, string, Fault, boolean][]}
 */
const ROWS = [
  ["when the call starts", "requestRemoteAssistance", trapBefore, false],
  ["when the call starts, with its memory overwritten", "requestRemoteAssistance", overwriteMemory, false],
  ["when the token arrives", "resumeWithValue", trapBefore, false],
  ["when the token arrives, with its memory overwritten", "resumeWithValue", overwriteMemory, false],
  ["after the request is sent", "resumeWithValue", trapAfter, true],
  ["when the connection fails", "resumeAfterFailure", trapBefore, true],
  ["when the connection fails, with its memory overwritten", "resumeAfterFailure", overwriteMemory, true],
  ["when the call times out", "resumeAfterTimeout", trapBefore, true],
  ["when the signal aborts", "resumeAfterAbort", trapBefore, true],
];

describe("after a trap every pending call rejects, and the next call works", LIMIT, () => {
  for (const [when, name, fault, isSent] of ROWS) {
    test(when, LIMIT, async (t) => {
      const controller = new AbortController();
      const sent = stubFetch(t, (_, { url }) => {
        if (url.includes("/next/")) return Promise.resolve(noContent());
        if (url.includes("/neighbour/")) return never();
        if (name === "resumeAfterFailure") return Promise.reject(new TypeError("broken"));
        if (name === "resumeAfterAbort") setTimeout(() => controller.abort());
        return never();
      });
      /** @type {string[]} */
      const printed = [];
      stubGlobal(t, "console", {
        value: { ...console, error: (/** @type {unknown[]} */ ...parts) => void printed.push(parts.join(" ")) },
      });
      catchUncaught(t);
      // Another pending call on the same instance rejects too, and is not sent again.
      await call("next");
      const neighbour = failure(call("neighbour"));
      await settled();
      const options = { signal: controller.signal, ...(name === "resumeAfterTimeout" ? { timeoutMs: 20 } : {}) };
      faults[name] = fault;
      const error = await failure(call("broken", options, async () => "canary-token-of-the-test"));
      assert.deepEqual([error.name, error.code], ["RemoteAssistanceError", "internal"]);
      assert.deepEqual([error.outcome, error.attempts], isSent ? ["unknown", 1] : ["notSent", 0]);
      const other = await neighbour;
      assert.deepEqual([other.code, other.outcome, other.attempts], ["internal", "unknown", 1]);
      assert.ok(!("cause" in error) && !("cause" in other));
      assert.doesNotMatch([error.message, error.stack, ...printed].join(), /canary-token/);
      assert.match(printed.join(), /intune-remote-assistance failed/, "the line on the console");
      for (const { init, url } of sent) {
        if (!url.includes("/next/"))
          assert.ok(init.signal.aborted, `the request to ${url} is aborted, because its call has ended`);
      }

      const before = sent.length;
      assert.equal((await call("next")).status, 204, "the next call");
      assert.equal(sent.length, before + 1, "nothing is sent again");
    });
  }

  test("a call that waited for its retry is not sent after the trap", LIMIT, async (t) => {
    catchUncaught(t);
    t.mock.method(console, "error", () => {});
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    t.after(() => mock.timers.reset());
    const copy = await coldCopy();
    const request = (/** @type {string} */ managedDeviceId) =>
      copy.requestRemoteAssistance("deviceManagement", { managedDeviceId }, "token");
    const sent = stubFetch(t, async (_, { url }) =>
      url.includes("/next/") ? noContent() : new Response(null, { status: 429, headers: { "retry-after": "2" } }),
    );
    await request("next");
    const waiting = failure(request("waiting"));
    await settled();
    assert.equal(sent.length, 2);
    faults["requestRemoteAssistance"] = trapBefore;
    assert.equal((await failure(request("broken"))).code, "internal");
    assert.equal((await waiting).code, "internal");
    mock.timers.tick(60_000);
    await settled();
    assert.equal(sent.length, 2);
    assert.equal((await request("next")).status, 204);
  });

  for (const [when, name] of [
    ["when the call starts", "requestRemoteAssistance"],
    ["when the token arrives", "resumeWithValue"],
  ]) {
    test(`a call that neither waits nor settles rejects at once: ${when}`, LIMIT, async (t) => {
      stubFetch(t);
      t.mock.method(console, "error", () => {});
      await call("next");
      faults[String(name)] = doNothing;
      const error = await failure(call("silent", {}, async () => "canary-token-of-the-test"));
      assert.deepEqual([error.code, error.outcome], ["internal", "notSent"]);
      assert.equal((await call("next")).status, 204);
    });
  }
});
