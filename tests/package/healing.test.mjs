// @ts-check
/**
 * When the module itself fails, every waiting call is told so, and the next call works on a fresh instance.
 *
 * The tests run the module that ships. They inject the faults from JavaScript: they stand between the bindings and the
 * exports of an instance, and let one call into the module trap.
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
    construct(target, given) {
      const { exports } = Reflect.construct(target, given);
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

/** Collects what is uncaught: a trap must not end the process. */
function uncaught(/** @type {import("node:test").TestContext} */ t) {
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
const trapFirst = () => {
  throw new WebAssembly.RuntimeError("unreachable");
};
/** @type {Fault} */
const trapAfterwards = (run) => {
  run();
  throw new WebAssembly.RuntimeError("unreachable");
};
/** The module traps by itself, because none of its pointers is valid any more. @type {Fault} */
const overwriteMemory = (run, exports) => {
  new Uint8Array(exports.memory.buffer).fill(0xff);
  return run();
};
/** @type {Fault} */
const doNothing = () => 0;

/** When the module fails: the export, the fault, and whether a `fetch` was under way. @type {[string, string, Fault, boolean][]} */
const ROWS = [
  ["when the call begins", "requestRemoteAssistance", trapFirst, false],
  ["when the call begins, with its memory overwritten", "requestRemoteAssistance", overwriteMemory, false],
  ["when the token has come", "resumeWithValue", trapFirst, false],
  ["when the token has come, with its memory overwritten", "resumeWithValue", overwriteMemory, false],
  ["after it has sent", "resumeWithValue", trapAfterwards, true],
  ["when the connection fails", "resumeAfterFailure", trapFirst, true],
  ["when the connection fails, with its memory overwritten", "resumeAfterFailure", overwriteMemory, true],
  ["when the time is up", "resumeAfterTimeout", trapFirst, true],
  ["when the signal has fired", "resumeAfterAbort", trapFirst, true],
];

describe("a module that fails", LIMIT, () => {
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
      uncaught(t);
      // A call that is under way on the same instance fails too. It is not sent again.
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
      assert.match(printed.join(), /intune-remote-assistance failed/, "the console has a readable line");
      for (const { init, url } of sent) {
        if (!url.includes("/next/")) assert.ok(init.signal.aborted, `${url} is aborted: no request outlives its call`);
      }

      const before = sent.length;
      assert.equal((await call("next")).status, 204, "the next call");
      assert.equal(sent.length, before + 1, "and nothing is sent again");
    });
  }

  test("a call that was waiting to be sent again is not sent by what is left of it", LIMIT, async (t) => {
    uncaught(t);
    t.mock.method(console, "error", () => {});
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    t.after(() => mock.timers.reset());
    const copy = await coldCopy();
    const ask = (/** @type {string} */ managedDeviceId) =>
      copy.requestRemoteAssistance("deviceManagement", { managedDeviceId }, "token");
    const sent = stubFetch(t, async (_, { url }) =>
      url.includes("/next/") ? noContent() : new Response(null, { status: 429, headers: { "retry-after": "2" } }),
    );
    await ask("next");
    const waiting = failure(ask("waiting"));
    await settled();
    assert.equal(sent.length, 2);
    faults["requestRemoteAssistance"] = trapFirst;
    assert.equal((await failure(ask("broken"))).code, "internal");
    assert.equal((await waiting).code, "internal");
    mock.timers.tick(60_000);
    await settled();
    assert.equal(sent.length, 2);
    assert.equal((await ask("next")).status, 204);
  });

  for (const [when, name] of [
    ["when the call begins", "requestRemoteAssistance"],
    ["when the token has come", "resumeWithValue"],
  ]) {
    test(`one that neither waits nor settles is found out at once: ${when}`, LIMIT, async (t) => {
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
