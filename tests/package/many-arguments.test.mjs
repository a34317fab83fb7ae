// @ts-check
/** What `requestForMany` refuses before anything is sent, and what only one of its requests has to answer for. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, LIMIT, noContent, requestForMany, stubFetch, TOKEN } from "./support.mjs";

const request = (/** @type {unknown} */ managedDeviceId) => ({ scope: "deviceManagement", ids: { managedDeviceId } });
const NOTHING = { outcome: "notSent", attempts: 0, status: null };

/** Fails with that, whatever else is in order, and sends nothing. */
async function refused(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {any[]} */ given,
  /** @type {object} */ expected,
) {
  const sent = stubFetch(t);
  const error = await assertFails(requestForMany(...given), { ...NOTHING, ...expected });
  assert.equal(sent.length, 0);
  return error;
}

describe("what is no list of requests", LIMIT, () => {
  for (const [name, given] of /** @type {[string, unknown][]} */ ([
    ["undefined", undefined],
    ["null", null],
    ["a number", 7],
    ["true", true],
    ["a string", "devices"],
    ["a String object's text", `${new String("ab")}`],
    ["a function", () => []],
    ["a symbol", Symbol("x")],
    ["one request", request("a")],
    ["an empty object", {}],
    ["something like an array", { length: 1, 0: request("a") }],
    ["a promise of a list", Promise.resolve([request("a")])],
    [
      "an async iterable",
      (async function* () {
        yield request("a");
      })(),
    ],
    ["an iterator without a list", { next: () => ({ done: true }) }],
    [
      "an iterator that throws at once",
      {
        [Symbol.iterator]: () => {
          throw new Error("mine");
        },
      },
    ],
    [
      "a generator that throws later",
      (function* () {
        yield request("a");
        throw new Error("mine");
      })(),
    ],
    [
      "a getter that throws",
      {
        get [Symbol.iterator]() {
          throw new Error("mine");
        },
      },
    ],
    [
      "a proxy that throws",
      new Proxy([], {
        get: () => {
          throw new Error("mine");
        },
      }),
    ],
    ["no iterator in the end", { [Symbol.iterator]: () => 7 }],
  ]))
    test(name, LIMIT, async (t) => void (await refused(t, [given, TOKEN], { code: "invalidIds", field: "requests" })));
});

describe("iterables of every kind", LIMIT, () => {
  for (const [name, given] of /** @type {[string, () => unknown][]} */ ([
    ["a Set", () => new Set([request("a"), request("b")])],
    [
      "a Map's values",
      () =>
        new Map([
          [1, request("a")],
          [2, request("b")],
        ]).values(),
    ],
    [
      "a generator",
      () =>
        (function* () {
          yield request("a");
          yield request("b");
        })(),
    ],
    ["frozen", () => Object.freeze([Object.freeze(request("a")), request("b")])],
    ["another realm's list", () => Object.setPrototypeOf([request("a"), request("b")], Object.create(Array.prototype))],
  ])) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      assert.deepEqual(
        (await requestForMany(given(), TOKEN)).map((/** @type {any} */ { receipt }) => receipt.status),
        [204, 204],
      );
      assert.equal(sent.length, 2);
    });
  }
});

describe("one device twice", LIMIT, () => {
  const users = (/** @type {string} */ managedDeviceId) => ({ scope: "users", ids: { usersId: "u", managedDeviceId } });
  const many = Array.from({ length: 100 }, (_, number) => request(`d-${number}`));
  for (const [name, given, place, earlier] of /** @type {[string, unknown[], number, number][]} */ ([
    ["side by side", [request("a"), request("a")], 1, 0],
    ["first and last", [...many, request("d-0")], 100, 0],
    ["in the middle", [request("x"), ...many, request("d-50")], 101, 51],
    ["in another case", [request("ABC-def"), request("abc-DEF")], 1, 0],
    ["by another scope", [request("a"), users("A")], 1, 0],
    ["three times: the second is named", [request("a"), request("b"), request("a"), request("A")], 2, 0],
    ["the same object", Array(2).fill(request("a")), 1, 0],
  ])) {
    test(name, LIMIT, async (t) => {
      const error = await refused(t, [given, TOKEN], {
        code: "invalidIds",
        field: `requests[${place}].ids.managedDeviceId`,
      });
      assert.ok(error.message.includes(`requests[${earlier}]`), error.message);
    });
  }

  test("but not where they differ", LIMIT, async (t) => {
    stubFetch(t);
    const results = await requestForMany(
      [request("a"), request("a "), request("a."), request("b"), request("ab")],
      TOKEN,
    );
    assert.deepEqual(
      results.map((/** @type {any} */ { error }) => error?.code ?? null),
      [null, "invalidIds", null, null, null],
    );
  });
});

test("what is wrong with one of them is its own", LIMIT, async (t) => {
  const sent = stubFetch(t, async () => noContent());
  const throwing = {
    get scope() {
      throw new Error("mine");
    },
    ids: { managedDeviceId: "x" },
  };
  const idThrows = {
    scope: "deviceManagement",
    ids: {
      get managedDeviceId() {
        throw new Error("mine");
      },
    },
  };
  // biome-ignore lint/suspicious/noSparseArray: a hole is one of the hostile values.
  const given = [
    request("a"),
    null,
    undefined,
    "text",
    7,
    [],
    {},
    ,
    { scope: "deviceManagement" },
    { ids: { managedDeviceId: "b" } },
    throwing,
    idThrows,
    request(7),
    request(null),
    request("../x"),
    request("z"),
  ];
  const results = await requestForMany(given, TOKEN);
  assert.equal(results.length, given.length);
  const codes = results.map(
    (/** @type {any} */ { receipt, error }) => receipt?.status ?? `${error.code} ${error.field}`,
  );
  const scope = "invalidScope scope";
  const id = "invalidIds ids.managedDeviceId";
  assert.deepEqual(codes, [
    204,
    scope,
    scope,
    scope,
    scope,
    scope,
    scope,
    scope,
    "invalidIds ids",
    scope,
    scope,
    id,
    id,
    id,
    id,
    204,
  ]);
  assert.equal(sent.length, 2);
});

test("a polluted Object.prototype chooses no device", LIMIT, async (t) => {
  const sent = stubFetch(t);
  t.after(() => Reflect.deleteProperty(Object.prototype, "ids"));
  Object.defineProperty(Object.prototype, "ids", {
    value: { managedDeviceId: "polluted" },
    configurable: true,
    writable: true,
  });
  const [result] = await requestForMany([{ scope: "deviceManagement" }], TOKEN);
  assert.equal(result.error?.code, "invalidIds");
  assert.equal(sent.length, 0);
});

describe("token and options are judged once, before all", LIMIT, () => {
  const good = [request("a"), request("b")];
  for (const [name, given, code, field] of /** @type {[string, any[], string, string][]} */ ([
    ["no token", [good], "invalidToken", "token"],
    ["a token with a scheme", [good, `Bearer ${TOKEN}`], "invalidToken", "token"],
    ["an unknown option", [good, TOKEN, { parallel: 2 }], "invalidOptions", "options.parallel"],
    ["no object", [good, TOKEN, 4], "invalidOptions", "options"],
    ["null", [good, TOKEN, null], "invalidOptions", "options"],
    ["none at once", [good, TOKEN, { concurrency: 0 }], "invalidOptions", "options.concurrency"],
    ["17 at once", [good, TOKEN, { concurrency: 17 }], "invalidOptions", "options.concurrency"],
    ["half a request", [good, TOKEN, { concurrency: 1.5 }], "invalidOptions", "options.concurrency"],
    ["a number as text", [good, TOKEN, { concurrency: "4" }], "invalidOptions", "options.concurrency"],
    ["no listener", [good, TOKEN, { onProgress: "f" }], "invalidOptions", "options.onProgress"],
    ["nor this", [good, TOKEN, { onStart: {} }], "invalidOptions", "options.onStart"],
    ["no signal", [good, TOKEN, { signal: new AbortController() }], "invalidOptions", "options.signal"],
    ["an option of another function", [good, TOKEN, { pollTimeoutMs: 5 }], "invalidOptions", "options.pollTimeoutMs"],
    [
      "a getter that throws",
      [
        good,
        TOKEN,
        {
          get concurrency() {
            throw new Error("mine");
          },
        },
      ],
      "invalidOptions",
      "options.concurrency",
    ],
    ["even for nobody", [[], TOKEN, { concurrency: 0 }], "invalidOptions", "options.concurrency"],
  ])) {
    test(name, LIMIT, async (t) => {
      const error = await refused(t, given, { code, field });
      assert.ok(!error.message.includes(TOKEN));
    });
  }
});
