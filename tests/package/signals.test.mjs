// @ts-check
/** Which values are accepted as a signal. A settled call leaves no listener on it. */
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
const NOT_SIGNALS = [
  ["null", () => null],
  ["false", () => false],
  ["a string", () => "abort"],
  ["a number", () => 1],
  ["a function", () => () => {}],
  ["an empty object", () => ({})],
  ["an AbortController", () => new AbortController()],
  ["an EventTarget", () => new EventTarget()],
  ["an array of one", () => [new AbortController().signal]],
  ["an object with aborted but without event methods", () => ({ aborted: false })],
  ["an object with event methods but without aborted", () => ({ addEventListener() {}, removeEventListener() {} })],
  [
    "an object whose aborted is not a boolean",
    () => ({ aborted: "no", addEventListener() {}, removeEventListener() {} }),
  ],
  [
    "an object whose aborted throws",
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

describe("a value that is not an AbortSignal is rejected", LIMIT, () => {
  for (const [name, make] of NOT_SIGNALS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidOptions", outcome: "notSent", attempts: 0, field: "options.signal" };
      await assertFails(call({ signal: make() }), expected, "loaded module");
      await assertFails(urlFor("users", IDS.users, { signal: make() }), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(
        copy.requestRemoteAssistance("users", IDS.users, TOKEN, { signal: make() }),
        expected,
        "module not loaded",
        copy,
      );
      assert.equal(sent.length, 0);
    });
  }
});

/** A signal of another class, like one of another realm or of a polyfill. */
class SignalLike {
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

describe("an object that behaves like a signal is accepted", LIMIT, () => {
  test("and has no listener after the call", LIMIT, async (t) => {
    stubFetch(t);
    const signal = new SignalLike();
    assert.equal((await call({ signal })).status, 204);
    assert.equal(signal.listeners.size, 0);
  });
  for (const reason of ["text", undefined, { any: "thing" }]) {
    test(`and ends the call in flight with a reason of the type ${typeof reason}`, LIMIT, async (t) => {
      stubFetch(t, never);
      const signal = new SignalLike();
      const promise = call({ signal });
      await settled();
      signal.abort(reason);
      const error = await assertFails(promise, { code: "aborted", outcome: "unknown", attempts: 1 });
      assert.ok(Object.hasOwn(error, "cause") && Object.is(error.cause, reason));
      assert.equal(signal.listeners.size, 0);
    });
  }
  test("and ends the call if it was aborted before", LIMIT, async (t) => {
    const sent = stubFetch(t);
    const signal = new SignalLike();
    signal.abort("text");
    const error = await assertFails(call({ signal }), { code: "aborted", outcome: "notSent", attempts: 0 });
    assert.equal(error.cause, "text");
    assert.equal(sent.length, 0);
  });
  test("and ends the call while the module loads", LIMIT, async (t) => {
    const sent = stubFetch(t);
    const copy = await coldCopy();
    const signal = new SignalLike();
    const promise = copy.requestRemoteAssistance("users", IDS.users, TOKEN, { signal });
    signal.abort("text");
    const error = await assertFails(
      promise,
      { code: "aborted", outcome: "notSent", attempts: 0 },
      "module not loaded",
      copy,
    );
    assert.equal(error.cause, "text");
    await copy.init();
    assert.deepEqual([signal.listeners.size, sent.length], [0, 0]);
  });
});

/** Each has the members of a signal, but one of them fails. @type {[string, () => object][]} */
const BROKEN_SIGNALS = [
  ["addEventListener throws", () => ({ aborted: false, addEventListener: trap, removeEventListener() {} })],
  ["removeEventListener throws", () => ({ aborted: false, addEventListener() {}, removeEventListener: trap })],
  ["there is no removeEventListener", () => ({ aborted: false, addEventListener() {} })],
  [
    "reason throws",
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
    "aborted throws at the second read",
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
    "aborted throws from the third read on",
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

describe("with a broken signal, the call ends with a receipt or an error of the package", LIMIT, () => {
  for (const [name, make] of BROKEN_SIGNALS) {
    for (const isLoaded of [true, false]) {
      test(`${name}, ${isLoaded ? "loaded module" : "module not loaded"}`, LIMIT, async (t) => {
        stubFetch(t);
        const copy = await coldCopy();
        if (isLoaded) await copy.init();
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
  const signalLike = new SignalLike();
  for (let index = 0; index < 1_000; index++) {
    await Promise.allSettled([
      requestRemoteAssistance("deviceManagement", { managedDeviceId: "a" }, TOKEN, { signal }),
      requestRemoteAssistance("deviceManagement", { managedDeviceId: "b" }, async () => TOKEN, { signal: signalLike }),
    ]);
  }
  assert.equal(getEventListeners(signal, "abort").length, 0);
  assert.equal(signalLike.listeners.size, 0);
  assert.ok(signalLike.added <= 1_000, `${signalLike.added} listeners for 1 000 calls`);
});

test("1 000 rejected calls leave no listener on a signal", LIMIT, async () => {
  const signalLike = new SignalLike();
  for (let index = 0; index < 1_000; index++) {
    await assertFails(requestRemoteAssistance("users", {}, TOKEN, { signal: signalLike }), { code: "invalidIds" });
  }
  assert.equal(signalLike.listeners.size, 0);
});
