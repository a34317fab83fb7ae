// @ts-check
/**
 * When `fetch` fails, or returns no readable response, the call rejects with an error of the package, and the next call
 * works.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { assertFails, call, LIMIT, noContent, stubFetch, stubGlobal, TOKEN } from "./support.mjs";

const trap = () => {
  throw new Error("a trap of the test");
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const headers = new Headers({ "request-id": "r" });

/**
 * Asserts that a call rejects with these fields, and that the next call for the device works.
 *
 * @returns {Promise<any>} the error
 */
async function assertFailsAndRecovers(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {() => unknown} */ answer,
  /** @type {Record<string, unknown>} */ expected,
) {
  const sent = stubFetch(t, (index) => (index === 0 ? answer() : Promise.resolve(noContent())));
  const error = await assertFails(call(), { outcome: "unknown", attempts: 1, ...expected });
  assert.equal((await call()).status, 204, "the next call");
  assert.equal(sent.length, 2, "one attempt each");
  return error;
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
    () => Object.create(Error.prototype, { message: { get: trap }, stack: { get: trap } }),
  ],
];

/** Reasons of which it cannot be known whether they hold a token. */
const UNSEARCHABLE = ["a revoked proxy", "an Error whose getters throw"];

describe("the code is network if there is no reply, and the cause says why", LIMIT, () => {
  for (const [name, makeReason] of REASONS) {
    const assertCause = (/** @type {Error} */ error, /** @type {unknown} */ reason) => {
      if (UNSEARCHABLE.includes(name)) assert.ok(!Object.hasOwn(error, "cause"));
      else assert.ok(Object.hasOwn(error, "cause") && Object.is(error.cause, reason));
    };
    test(`fetch rejects with ${name}`, LIMIT, async (t) => {
      const reason = makeReason();
      const expected = { code: "network", status: null };
      assertCause(await assertFailsAndRecovers(t, () => Promise.reject(reason), expected), reason);
    });
    test(`fetch throws ${name} synchronously`, LIMIT, async (t) => {
      const reason = makeReason();
      const fail = () => {
        throw reason;
      };
      assertCause(await assertFailsAndRecovers(t, fail, { code: "network", status: null }), reason);
    });
  }

  /** Errors that hold the token of the call. @type {[string, () => unknown][]} */
  const withToken = [
    ["in the text", () => `Bearer ${TOKEN} was refused`],
    ["in the message", () => new TypeError(`no header ${TOKEN}`)],
    ["in a property of the error", () => Object.assign(new Error("failed"), { header: `Bearer ${TOKEN}` })],
    ["in the message of its cause", () => new Error("failed", { cause: new Error(TOKEN) })],
    [
      "in the headers of the settings that a wrapper adds",
      () => Object.assign(new Error("axios"), { config: { headers: { Authorization: `Bearer ${TOKEN}` } } }),
    ],
    [
      "in the request that a wrapper adds",
      () => {
        const headers = { authorization: `Bearer ${TOKEN}` };
        return Object.assign(new Error("ky"), { request: new Request("https://graph.microsoft.com/", { headers }) });
      },
    ],
    ["in a name", () => Object.assign(new Error("x"), { [TOKEN]: true })],
    [
      "nowhere, but it never ends",
      () =>
        Object.assign(new Error("x"), {
          *[Symbol.iterator]() {
            for (;;) yield "";
          },
        }),
    ],
    ["in a Map in a list", () => Object.assign(new Error("x"), { log: [new Map([["sent", [TOKEN]]])] })],
    ["in a cause far below", () => new Error("1", { cause: new Error("2", { cause: { message: TOKEN } }) })],
  ];
  for (const [where, makeReason] of withToken) {
    test(`there is no cause if it holds a token: ${where}`, LIMIT, async (t) => {
      const error = await assertFailsAndRecovers(t, () => Promise.reject(makeReason()), { code: "network" });
      assert.ok(!Object.hasOwn(error, "cause"));
    });
  }

  test("a cause keeps its 10 MB of bytes", LIMIT, async (t) => {
    const reason = Object.assign(new Error("x"), { body: new Uint8Array(10_000_000) });
    const error = await assertFailsAndRecovers(t, () => Promise.reject(reason), { code: "network" });
    assert.equal(error.cause, reason);
  });

  test("fetch returns a thenable that rejects", LIMIT, (t) =>
    assertFailsAndRecovers(t, () => ({ then: (/** @type {any} */ _, /** @type {any} */ no) => no(1) }), {
      code: "network",
    }),
  );
  test("fetch returns a thenable that throws", LIMIT, (t) =>
    assertFailsAndRecovers(t, () => ({ then: trap }), { code: "network" }),
  );
  test("fetch returns a revoked proxy", LIMIT, (t) => assertFailsAndRecovers(t, revoked, { code: "network" }));
  test("fetch returns an object with a then getter that throws", LIMIT, (t) =>
    assertFailsAndRecovers(
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

/** Values without a readable status. @type {[string, () => unknown][]} */
const NOT_RESPONSES = [
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

describe("a value that is not a response is an unexpected response", LIMIT, () => {
  for (const [name, value] of NOT_RESPONSES) {
    const expected = { code: "unexpectedResponse", status: null };
    test(`a promise of ${name}`, LIMIT, (t) => assertFailsAndRecovers(t, () => Promise.resolve(value()), expected));
    test(`${name}, not in a promise`, LIMIT, (t) => assertFailsAndRecovers(t, value, expected));
  }
});

/**
 * The status decides the code. Without the other members, the error only has fewer details.
 *
 * @type {[string, object][]}
 */
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

describe("a readable status decides the code if the response has", LIMIT, () => {
  for (const [name, value] of HALF_READABLE) {
    test(name, LIMIT, (t) =>
      assertFailsAndRecovers(t, async () => value, {
        code: "forbidden",
        outcome: "rejected",
        status: 403,
        requestId: null,
      }),
    );
  }
});

describe("a value that behaves like a response is accepted", LIMIT, () => {
  /** @type {[string, () => unknown, string | null][]} */
  const rows = [
    ["an object with a status", async () => ({ status: 204, headers: { get: () => null } }), null],
    [
      "an object with an id in its headers",
      async () => ({ status: 204, type: "cors", headers: { get: (/** @type {string} */ name) => `the ${name}` } }),
      "the request-id",
    ],
    [
      "an object of another realm",
      () => runInNewContext("Promise.resolve({ status: 204, type: 'basic', headers: new Map([['request-id', 'r']]) })"),
      "r",
    ],
    [
      "a thenable of a Response",
      () => ({ then: (/** @type {any} */ give) => give(noContent({ "request-id": "r" })) }),
      "r",
    ],
    ["a Response that is not in a promise", () => noContent({ "request-id": "r" }), "r"],
    ["headers of numbers", async () => ({ status: 204, headers: new Map([["request-id", 7]]) }), null],
    ["headers whose get returns undefined", async () => ({ status: 204, headers: { get() {} } }), null],
    ["a proxy of an object", async () => new Proxy({ status: 204, headers: new Map([["request-id", "r"]]) }, {}), "r"],
  ];
  for (const [name, answer, requestId] of rows) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, answer);
      const { clientRequestId, ...receipt } = await call();
      assert.deepEqual(receipt, { status: 204, attempts: 1, requestId });
    });
  }
});

describe("the message names a missing interface, and nothing is sent", LIMIT, () => {
  /** @type {[string, PropertyDescriptor][]} */
  const rows = [
    ["undefined", { value: undefined }],
    ["null", { value: null }],
    ["an object", { value: {} }],
    ["a string", { value: "fetch" }],
    ["a getter that throws", { get: trap }],
  ];
  for (const name of ["fetch", "Headers", "AbortController"]) {
    for (const [value, stub] of rows) {
      test(`${name} is ${value}`, LIMIT, async (t) => {
        const sent = stubFetch(t);
        stubGlobal(t, name, stub);
        const error = await assertFails(call(), { code: "internal", outcome: "notSent", attempts: 0 });
        assert.match(error.message, new RegExp(`\\b${name}\\b`));
        stubGlobal(t, name, { value: undefined });
        await assertFails(call(), { code: "internal", outcome: "notSent" }, "the next call for the device");
        assert.equal(sent.length, 0);
      });
    }
  }
  test("and the next call works when fetch exists again", LIMIT, async (t) => {
    stubGlobal(t, "fetch", { value: undefined });
    await assertFails(call(), { code: "internal" });
    stubFetch(t);
    assert.equal((await call()).status, 204);
  });
});
