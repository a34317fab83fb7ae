// @ts-check
/** Whatever `fetch` gives, throws or is: a failure of the package's own class, and the next call works. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { assertFails, call, LIMIT, noContent, stubFetch, stubGlobal } from "./support.mjs";

const trap = () => {
  throw new Error("a trap of the test");
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const headers = new Headers({ "request-id": "r" });

/** Fails as told, and leaves nothing behind: the same device is free again. */
async function failsAndHeals(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {() => unknown} */ answer,
  /** @type {Record<string, unknown>} */ expected,
) {
  const sent = stubFetch(t, (index) => (index === 0 ? answer() : Promise.resolve(noContent())));
  const error = await assertFails(call(), { outcome: "unknown", attempts: 1, ...expected });
  assert.ok(!Object.hasOwn(error, "cause"), "has a cause");
  assert.equal((await call()).status, 204, "the next call");
  assert.equal(sent.length, 2, "one attempt each");
}

/** @type {[string, () => unknown][]} */
const REASONS = [
  ["an Error", () => new TypeError("Failed to fetch")],
  ["a string", () => "text"],
  ["undefined", () => undefined],
  ["null", () => null],
  ["a number", () => 7],
  ["a symbol", () => Symbol("s")],
  ["an Error of another realm", () => runInNewContext("new Error('foreign')")],
  ["a DOMException", () => new DOMException("gone", "AbortError")],
  ["a Response", () => noContent()],
  ["a revoked proxy", revoked],
  [
    "an Error whose getters throw",
    () => Object.defineProperties(new Error(), { message: { get: trap }, stack: { get: trap } }),
  ],
];

describe("no reply at all", LIMIT, () => {
  for (const [name, reason] of REASONS) {
    test(`fetch rejects with ${name}`, LIMIT, (t) =>
      failsAndHeals(t, () => Promise.reject(reason()), { code: "network", status: null }),
    );
    test(`fetch throws ${name} at once`, LIMIT, (t) =>
      failsAndHeals(
        t,
        () => {
          throw reason();
        },
        { code: "network", status: null },
      ),
    );
  }
  test("a thenable rejects", LIMIT, (t) =>
    failsAndHeals(t, () => ({ then: (/** @type {any} */ _, /** @type {any} */ no) => no(1) }), { code: "network" }),
  );
  test("a thenable throws", LIMIT, (t) => failsAndHeals(t, () => ({ then: trap }), { code: "network" }));
  test("a revoked proxy", LIMIT, (t) => failsAndHeals(t, revoked, { code: "network" }));
  test("a then that cannot be read", LIMIT, (t) =>
    failsAndHeals(
      t,
      () => ({
        get then() {
          return trap();
        },
      }),
      { code: "network" },
    ),
  );
});

/** None of these has a status that can be read. @type {[string, () => unknown][]} */
const NO_RESPONSES = [
  ["a plain object", () => ({})],
  ["a number", () => 204],
  ["a string", () => "204"],
  ["true", () => true],
  ["undefined", () => undefined],
  ["null", () => null],
  ["a function", () => () => noContent()],
  ["a symbol", () => Symbol("s")],
  ["a bigint", () => 204n],
  ["an array", () => [noContent()]],
  ["an Error", () => new Error("no")],
  ["a proxy that throws", () => new Proxy({}, { get: (_, name) => (name === "then" ? undefined : trap()) })],
  [
    "an object whose status throws",
    () => ({
      headers,
      type: "cors",
      get status() {
        return trap();
      },
    }),
  ],
  [
    "an object of which every member throws",
    () => ({
      get status() {
        return trap();
      },
      get type() {
        return trap();
      },
      get headers() {
        return trap();
      },
    }),
  ],
  ["an object without status", () => ({ headers, type: "cors" })],
  ["a Request", () => new Request("https://graph.example")],
];

describe("what is no response", LIMIT, () => {
  for (const [name, value] of NO_RESPONSES) {
    const expected = { code: "unexpectedResponse", status: null };
    test(`a promise of ${name}`, LIMIT, (t) => failsAndHeals(t, () => Promise.resolve(value()), expected));
    test(`${name}, not a promise at all`, LIMIT, (t) => failsAndHeals(t, value, expected));
  }
});

/** Once a status has arrived it decides; what cannot be read beside it costs only details. @type {[string, object][]} */
const HALF_READABLE = [
  ["no headers", { status: 403, type: "cors" }],
  ["headers without get", { status: 403, type: "cors", headers: {} }],
  ["headers that are null", { status: 403, type: "cors", headers: null }],
  ["headers whose get throws", { status: 403, type: "cors", headers: { get: trap } }],
  [
    "headers that throw",
    {
      status: 403,
      type: "cors",
      get headers() {
        return trap();
      },
    },
  ],
  ["headers of numbers", { status: 403, type: "cors", headers: new Map([["request-id", 7]]) }],
  ["headers of objects", { status: 403, type: "cors", headers: new Map([["request-id", {}]]) }],
  ["no type", { status: 403, headers: new Map() }],
  [
    "a type that throws",
    {
      status: 403,
      headers: new Map(),
      get type() {
        return trap();
      },
    },
  ],
];

describe("a status that can be read decides, whatever else cannot", LIMIT, () => {
  for (const [name, value] of HALF_READABLE) {
    test(name, LIMIT, (t) =>
      failsAndHeals(t, async () => value, { code: "forbidden", outcome: "rejected", status: 403, requestId: null }),
    );
  }
});

describe("what behaves as a response is one", LIMIT, () => {
  /** @type {[string, () => unknown, string | null][]} */
  const rows = [
    ["a duck", async () => ({ status: 204, headers: { get: () => null } }), null],
    [
      "a duck with an id",
      async () => ({ status: 204, type: "cors", headers: { get: (/** @type {string} */ name) => `the ${name}` } }),
      "the request-id",
    ],
    [
      "of another realm",
      () => runInNewContext("Promise.resolve({ status: 204, type: 'basic', headers: new Map([['request-id', 'r']]) })"),
      "r",
    ],
    [
      "a thenable of a Response",
      () => ({ then: (/** @type {any} */ give) => give(noContent({ "request-id": "r" })) }),
      "r",
    ],
    ["a Response that is no promise", () => noContent({ "request-id": "r" }), "r"],
    ["headers of numbers", async () => ({ status: 204, headers: new Map([["request-id", 7]]) }), null],
    ["a get that gives undefined", async () => ({ status: 204, headers: { get() {} } }), null],
    ["a proxy of a duck", async () => new Proxy({ status: 204, headers: new Map([["request-id", "r"]]) }, {}), "r"],
  ];
  for (const [name, answer, requestId] of rows) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, answer);
      const { clientRequestId, ...receipt } = await call();
      assert.deepEqual(receipt, { status: 204, attempts: 1, requestId });
    });
  }
});

describe("no fetch", LIMIT, () => {
  /** @type {[string, PropertyDescriptor][]} */
  const rows = [
    ["undefined", { value: undefined }],
    ["null", { value: null }],
    ["an object", { value: {} }],
    ["a string", { value: "fetch" }],
    ["a getter that throws", { get: trap }],
  ];
  for (const name of ["fetch", "Headers", "AbortController"]) {
    for (const [what, stub] of rows) {
      test(`${name} is ${what}`, LIMIT, async (t) => {
        const sent = stubFetch(t);
        stubGlobal(t, name, stub);
        const error = await assertFails(call(), { code: "internal", outcome: "notSent", attempts: 0 });
        assert.match(error.message, new RegExp(`\\b${name}\\b`));
        stubGlobal(t, name, { value: undefined });
        await assertFails(call(), { code: "internal", outcome: "notSent" }, "the device is free");
        assert.equal(sent.length, 0);
      });
    }
  }
  test("the next call after fetch is back", LIMIT, async (t) => {
    stubGlobal(t, "fetch", { value: undefined });
    await assertFails(call(), { code: "internal" });
    stubFetch(t);
    assert.equal((await call()).status, 204);
  });
});
