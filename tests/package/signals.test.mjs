// @ts-check
/** What counts as a signal, and that nothing stays behind on one. */
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import {
  assertFails,
  call,
  coldCopy,
  IDS,
  LIMIT,
  never,
  requestRemoteAssistance,
  settled,
  stubFetch,
  TOKEN,
  urlFor,
} from "./support.mjs";

const trap = () => {
  throw new Error("a trap of the test");
};

/** @type {[string, () => unknown][]} */
const NO_SIGNALS = [
  ["null", () => null],
  ["false", () => false],
  ["a string", () => "abort"],
  ["a number", () => 1],
  ["a function", () => () => {}],
  ["an empty object", () => ({})],
  ["an AbortController", () => new AbortController()],
  ["an EventTarget", () => new EventTarget()],
  ["an array of one", () => [new AbortController().signal]],
  ["a state without events", () => ({ aborted: false })],
  ["events without a state", () => ({ addEventListener() {}, removeEventListener() {} })],
  ["a state that is no boolean", () => ({ aborted: "no", addEventListener() {}, removeEventListener() {} })],
  [
    "a state that throws",
    () => ({
      get aborted() {
        return trap();
      },
      addEventListener() {},
      removeEventListener() {},
    }),
  ],
  ["a promise", () => never()],
  [
    "a revoked proxy",
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
];

describe("what is no AbortSignal is refused", LIMIT, () => {
  for (const [name, make] of NO_SIGNALS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidOptions", outcome: "notSent", attempts: 0, field: "options.signal" };
      await assertFails(call({ signal: make() }), expected, "warm");
      await assertFails(urlFor("users", IDS.users, { signal: make() }), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(
        copy.requestRemoteAssistance("users", IDS.users, TOKEN, { signal: make() }),
        expected,
        "cold",
        copy,
      );
      assert.equal(sent.length, 0);
    });
  }
});

/** As another realm's, a polyfill's or a test's signal is. */
class Duck {
  aborted = false;
  /** @type {unknown} */
  reason = undefined;
  /** @type {Set<() => void>} */
  listeners = new Set();
  added = 0;
  addEventListener(/** @type {string} */ event, /** @type {() => void} */ listener) {
    assert.equal(event, "abort");
    this.added++;
    this.listeners.add(listener);
  }
  removeEventListener(/** @type {string} */ event, /** @type {() => void} */ listener) {
    assert.equal(event, "abort");
    this.listeners.delete(listener);
  }
  abort(/** @type {unknown} */ reason) {
    this.aborted = true;
    this.reason = reason;
    for (const listener of [...this.listeners]) listener();
  }
}

describe("a signal that only behaves as one", LIMIT, () => {
  test("that does not fire", LIMIT, async (t) => {
    stubFetch(t);
    const signal = new Duck();
    assert.equal((await call({ signal })).status, 204);
    assert.equal(signal.listeners.size, 0);
  });
  for (const reason of ["text", undefined, { any: "thing" }]) {
    test(`that fires in flight with ${typeof reason}`, LIMIT, async (t) => {
      stubFetch(t, never);
      const signal = new Duck();
      const promise = call({ signal });
      await settled();
      signal.abort(reason);
      const error = await assertFails(promise, { code: "aborted", outcome: "unknown", attempts: 1 });
      assert.ok(Object.hasOwn(error, "cause") && Object.is(error.cause, reason));
      assert.equal(signal.listeners.size, 0);
    });
  }
  test("that fired before", LIMIT, async (t) => {
    const sent = stubFetch(t);
    const signal = new Duck();
    signal.abort("text");
    const error = await assertFails(call({ signal }), { code: "aborted", outcome: "notSent", attempts: 0 });
    assert.equal(error.cause, "text");
    assert.equal(sent.length, 0);
  });
  test("that fires while the module loads", LIMIT, async (t) => {
    const sent = stubFetch(t);
    const copy = await coldCopy();
    const signal = new Duck();
    const promise = copy.requestRemoteAssistance("users", IDS.users, TOKEN, { signal });
    signal.abort("text");
    const error = await assertFails(promise, { code: "aborted", outcome: "notSent", attempts: 0 }, "cold", copy);
    assert.equal(error.cause, "text");
    await copy.init();
    assert.deepEqual([signal.listeners.size, sent.length], [0, 0]);
  });
});

/** Each has a state and events, but does not work. @type {[string, () => object][]} */
const BAD_SIGNALS = [
  ["addEventListener throws", () => ({ aborted: false, addEventListener: trap, removeEventListener() {} })],
  ["removeEventListener throws", () => ({ aborted: false, addEventListener() {}, removeEventListener: trap })],
  ["there is no removeEventListener", () => ({ aborted: false, addEventListener() {} })],
  [
    "its reason throws",
    () => ({
      aborted: true,
      addEventListener() {},
      removeEventListener() {},
      get reason() {
        return trap();
      },
    }),
  ],
  [
    "its state throws when read again",
    () => {
      let reads = 0;
      return {
        get aborted() {
          return reads++ === 0 ? false : trap();
        },
        addEventListener() {},
        removeEventListener() {},
      };
    },
  ],
  [
    "its state throws from the third time on",
    () => {
      let reads = 0;
      return {
        get aborted() {
          return reads++ < 2 ? false : trap();
        },
        addEventListener() {},
        removeEventListener() {},
      };
    },
  ],
];

describe("a signal that does not work: a receipt or the package's own error, never what it threw", LIMIT, () => {
  for (const [name, make] of BAD_SIGNALS) {
    for (const temperature of ["warm", "cold"]) {
      test(`${name}, ${temperature}`, LIMIT, async (t) => {
        stubFetch(t);
        const copy = await coldCopy();
        if (temperature === "warm") await copy.init();
        const end = await copy
          .requestRemoteAssistance("users", IDS.users, TOKEN, { signal: make() })
          .catch((/** @type {unknown} */ error) => error);
        assert.ok(end.status === 204 || end instanceof copy.RemoteAssistanceError, String(end));
        assert.equal((await copy.requestRemoteAssistance("users", IDS.users, TOKEN)).status, 204, "the next call");
      });
    }
  }
});

test("1 000 calls leave no listener on a signal", LIMIT, async (t) => {
  stubFetch(t, async (index) =>
    index % 3 === 0 ? Promise.reject(1) : new Response(null, { status: index % 3 === 1 ? 204 : 500 }),
  );
  const { signal } = new AbortController();
  const duck = new Duck();
  for (let index = 0; index < 1_000; index++) {
    await Promise.allSettled([
      requestRemoteAssistance("deviceManagement", { managedDeviceId: "a" }, TOKEN, { signal }),
      requestRemoteAssistance("deviceManagement", { managedDeviceId: "b" }, async () => TOKEN, { signal: duck }),
    ]);
  }
  assert.equal(getEventListeners(signal, "abort").length, 0);
  assert.equal(duck.listeners.size, 0);
  assert.ok(duck.added <= 1_000, `${duck.added} listeners for 1 000 calls`);
});

test("1 000 refused calls put none on it", LIMIT, async () => {
  const duck = new Duck();
  for (let index = 0; index < 1_000; index++) {
    await assertFails(requestRemoteAssistance("users", {}, TOKEN, { signal: duck }), { code: "invalidIds" });
  }
  assert.equal(duck.listeners.size, 0);
});
