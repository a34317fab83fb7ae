// @ts-check
/**
 * When the module itself fails, every waiting call is told so, and the next call works on a fresh instance. The build under
 * test is one whose module can be broken on purpose (`src/browser/provoke.rs`).
 */
import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { LIMIT, never, noContent, settled, stubFetch, stubGlobal } from "./support.mjs";

const BUILD = "../../target/provoked/index.js";
/** @type {typeof import("intune-remote-assistance")} */
const { requestRemoteAssistance } = await import(BUILD);

const call = (/** @type {string} */ managedDeviceId, options = {}) =>
  requestRemoteAssistance("deviceManagement", { managedDeviceId }, "canary-token-of-the-test", {
    timeoutMs: 20_000,
    ...options,
  });

/** @param {Promise<unknown>} promise */
const failure = (promise) =>
  promise.then(
    () => assert.fail("it succeeded"),
    (reason) => reason,
  );

/** What ends up uncaught in the host: a trap is not hidden, it is only not waited for. */
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

/** How it breaks, and whether a `fetch` was under way. @type {[string, boolean][]} */
const ROWS = [
  ["panic-entered", false],
  ["trap-entered", false],
  ["panic-unsent", false],
  ["trap-unsent", false],
  ["panic-sent", true],
  ["trap-sent", true],
];

describe("a module that breaks", LIMIT, () => {
  for (const [how, dispatched] of ROWS) {
    test(how, LIMIT, async (t) => {
      const sent = stubFetch(t, (_, { url }) => (url.includes("/next/") ? Promise.resolve(noContent()) : never()));
      /** @type {string[]} */
      const printed = [];
      stubGlobal(t, "console", {
        value: { ...console, error: (/** @type {unknown[]} */ ...parts) => void printed.push(parts.join(" ")) },
      });
      uncaught(t);
      // A call that is under way on the same instance shares its fate, and is not replayed.
      await call("next");
      const neighbour = failure(call("neighbour"));
      await settled();
      const error = await failure(call(`provoke-${how}`));
      assert.deepEqual([error.name, error.code], ["RemoteAssistanceError", "internal"]);
      if (!dispatched) assert.deepEqual([error.outcome, error.attempts], ["notSent", 0]);
      else assert.deepEqual([error.outcome, error.attempts], ["unknown", 1]);
      const other = await neighbour;
      assert.deepEqual([other.code, other.outcome, other.attempts], ["internal", "unknown", 1]);
      assert.ok(!("cause" in error) && !("cause" in other));
      assert.doesNotMatch([error.message, error.stack, ...printed].join(), /canary-token/);
      if (how.startsWith("panic")) assert.match(printed.join(), /provoked/, "the console has a readable line");

      const before = sent.length;
      assert.equal((await call("next")).status, 204, "the next call");
      assert.equal(sent.length, before + 1, "and nothing is replayed");
    });
  }

  test("a call that was waiting to be sent again is not sent by what is left of it", LIMIT, async (t) => {
    uncaught(t);
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    t.after(() => mock.timers.reset());
    /** @type {typeof import("intune-remote-assistance")} */
    const copy = await import(`${BUILD}?waiting`);
    const ask = (/** @type {string} */ managedDeviceId) =>
      copy.requestRemoteAssistance("deviceManagement", { managedDeviceId }, "token");
    const sent = stubFetch(t, async (_, { url }) =>
      url.includes("/next/") ? noContent() : new Response(null, { status: 429, headers: { "retry-after": "2" } }),
    );
    await ask("next");
    const waiting = failure(ask("waiting"));
    await settled();
    assert.equal(sent.length, 2);
    assert.equal((await failure(ask("provoke-trap-entered"))).code, "internal");
    assert.equal((await waiting).code, "internal");
    mock.timers.tick(60_000);
    await settled();
    assert.equal(sent.length, 2);
    assert.equal((await ask("next")).status, 204);
  });

  for (const [how, outcome] of [
    ["silence-entered", "notSent"],
    ["silence-unsent", "notSent"],
  ]) {
    test(`one that goes silent is found out at once: ${how}`, LIMIT, async (t) => {
      stubFetch(t);
      t.mock.method(console, "error", () => {});
      const error = await failure(call(`provoke-${how}`));
      assert.deepEqual([error.code, error.outcome], ["internal", outcome]);
      assert.equal((await call("next")).status, 204);
    });
  }
});
