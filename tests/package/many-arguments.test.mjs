// @ts-check
/** The arguments that `requestForMany` rejects before anything is sent, and the errors that belong to one request. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, LIMIT, noContent, requestForMany, stubFetch, TOKEN } from "./support.mjs";

const request = (/** @type {unknown} */ managedDeviceId) => ({ scope: "deviceManagement", ids: { managedDeviceId } });
const NOT_SENT = { outcome: "notSent", attempts: 0, status: null };

/** Asserts that the call rejects with these fields, and that nothing is sent. */
async function assertRejected(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {any[]} */ args,
  /** @type {object} */ expected,
) {
  const sent = stubFetch(t);
  const error = await assertFails(requestForMany(...args), { ...NOT_SENT, ...expected });
  assert.equal(sent.length, 0);
  return error;
}

describe("requests that are not a list are rejected", LIMIT, () => {
  for (const [name, list] of /** @type {[string, unknown][]} */ ([
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
    ["an array-like object", { length: 1, 0: request("a") }],
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
    ["an iterator that is a number", { [Symbol.iterator]: () => 7 }],
  ]))
    test(
      name,
      LIMIT,
      async (t) => void (await assertRejected(t, [list, TOKEN], { code: "invalidIds", field: "requests" })),
    );
});

describe("iterables of every kind are accepted", LIMIT, () => {
  for (const [name, makeList] of /** @type {[string, () => unknown][]} */ ([
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
    ["a frozen array", () => Object.freeze([Object.freeze(request("a")), request("b")])],
    [
      "an array of another realm",
      () => Object.setPrototypeOf([request("a"), request("b")], Object.create(Array.prototype)),
    ],
  ])) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      assert.deepEqual(
        (await requestForMany(makeList(), TOKEN)).map((/** @type {any} */ { receipt }) => receipt.status),
        [204, 204],
      );
      assert.equal(sent.length, 2);
    });
  }
});

describe("a device that is listed twice is rejected", LIMIT, () => {
  const users = (/** @type {string} */ managedDeviceId) => ({ scope: "users", ids: { usersId: "u", managedDeviceId } });
  const many = Array.from({ length: 100 }, (_, number) => request(`d-${number}`));
  for (const [name, list, index, earlier] of /** @type {[string, unknown[], number, number][]} */ ([
    ["adjacent", [request("a"), request("a")], 1, 0],
    ["first and last", [...many, request("d-0")], 100, 0],
    ["in the middle", [request("x"), ...many, request("d-50")], 101, 51],
    ["in another case", [request("ABC-def"), request("abc-DEF")], 1, 0],
    ["with another scope", [request("a"), users("A")], 1, 0],
    [
      "three times: the message names the first repetition",
      [request("a"), request("b"), request("a"), request("A")],
      2,
      0,
    ],
    ["the same object", Array(2).fill(request("a")), 1, 0],
  ])) {
    test(name, LIMIT, async (t) => {
      const error = await assertRejected(t, [list, TOKEN], {
        code: "invalidIds",
        field: `requests[${index}].ids.managedDeviceId`,
      });
      assert.ok(error.message.includes(`requests[${earlier}]`), error.message);
    });
  }

  test("similar ids are different devices", LIMIT, async (t) => {
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

test("an invalid request fails alone", LIMIT, async (t) => {
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
  const list = [
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
  const results = await requestForMany(list, TOKEN);
  assert.equal(results.length, list.length);
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

test("a polluted Object.prototype does not choose a device", LIMIT, async (t) => {
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

describe("an invalid token or option rejects the whole call", LIMIT, () => {
  const requests = [request("a"), request("b")];
  for (const [name, args, code, field] of /** @type {[string, any[], string, string][]} */ ([
    ["no token", [requests], "invalidToken", "token"],
    ["a token with a scheme", [requests, `Bearer ${TOKEN}`], "invalidToken", "token"],
    ["an unknown option", [requests, TOKEN, { parallel: 2 }], "invalidOptions", "options.parallel"],
    ["options that are a number", [requests, TOKEN, 4], "invalidOptions", "options"],
    ["options that are null", [requests, TOKEN, null], "invalidOptions", "options"],
    ["a concurrency of 0", [requests, TOKEN, { concurrency: 0 }], "invalidOptions", "options.concurrency"],
    ["a concurrency of 17", [requests, TOKEN, { concurrency: 17 }], "invalidOptions", "options.concurrency"],
    ["a concurrency of 1.5", [requests, TOKEN, { concurrency: 1.5 }], "invalidOptions", "options.concurrency"],
    ["a concurrency that is text", [requests, TOKEN, { concurrency: "4" }], "invalidOptions", "options.concurrency"],
    ["an onProgress that is text", [requests, TOKEN, { onProgress: "f" }], "invalidOptions", "options.onProgress"],
    ["an onStart that is an object", [requests, TOKEN, { onStart: {} }], "invalidOptions", "options.onStart"],
    [
      "a signal that is a controller",
      [requests, TOKEN, { signal: new AbortController() }],
      "invalidOptions",
      "options.signal",
    ],
    [
      "an option of another function",
      [requests, TOKEN, { pollTimeoutMs: 5 }],
      "invalidOptions",
      "options.pollTimeoutMs",
    ],
    [
      "a getter that throws",
      [
        requests,
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
    ["an invalid option with an empty list", [[], TOKEN, { concurrency: 0 }], "invalidOptions", "options.concurrency"],
  ])) {
    test(name, LIMIT, async (t) => {
      const error = await assertRejected(t, args, { code, field });
      assert.ok(!error.message.includes(TOKEN));
    });
  }
});
