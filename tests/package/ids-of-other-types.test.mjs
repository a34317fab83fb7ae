// @ts-check
/** Whatever is handed in for an id or for the ids: a clean refusal that names the field, and nothing sent. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import {
  assertFails,
  coldCopy,
  DEVICE,
  IDS,
  LIMIT,
  requestRemoteAssistance,
  stubFetch,
  TOKEN,
  USER,
  urlFor,
} from "./support.mjs";

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const trap = () => {
  throw new Error("a trap of the test");
};
const hostileProxy = () =>
  new Proxy({}, { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap });

/** Made anew for each test. @type {[string, () => unknown][]} */
const NO_STRINGS = [
  ["a number", () => 7],
  ["NaN", () => NaN],
  ["null", () => null],
  ["undefined", () => undefined],
  ["true", () => true],
  ["a bigint", () => 7n],
  ["a symbol", () => Symbol("id")],
  ["an array of one", () => ["id"]],
  ["an empty array", () => []],
  ["a String object", () => new String("id")],
  ["a String object of another realm", () => runInNewContext("new String('id')")],
  ["an object with toString", () => ({ toString: () => "id" })],
  ["an object with Symbol.toPrimitive", () => ({ [Symbol.toPrimitive]: () => "id" })],
  ["a function", () => () => "id"],
  ["a class", () => class {}],
  ["a promise", () => Promise.resolve("id")],
  ["a Date", () => new Date(0)],
  ["a regular expression", () => /id/],
  ["a proxy", () => new Proxy({}, {})],
  ["a proxy that throws", hostileProxy],
  ["a revoked proxy", revoked],
  [
    "a revoked proxy of a function",
    () => {
      const { proxy, revoke } = Proxy.revocable(() => "id", {});
      revoke();
      return proxy;
    },
  ],
  ["an AbortSignal", () => AbortSignal.abort()],
  [
    "an object whose getters throw",
    () => ({
      get aborted() {
        return trap();
      },
    }),
  ],
  ["an object without prototype", () => Object.create(null)],
];

for (const [scope, ids] of Object.entries(IDS)) {
  for (const position of Object.keys(ids)) {
    describe(`${scope}, ${position}`, LIMIT, () => {
      for (const [name, make] of NO_STRINGS) {
        test(name, LIMIT, async (t) => {
          const sent = stubFetch(t);
          const expected = { code: "invalidIds", outcome: "notSent", attempts: 0, field: `ids.${position}` };
          await assertFails(requestRemoteAssistance(scope, { ...ids, [position]: make() }, TOKEN), expected);
          await assertFails(urlFor(scope, { ...ids, [position]: make() }), expected);
          assert.equal(sent.length, 0);
        });
      }
    });
  }
}

/** @type {[string, () => unknown][]} */
const NO_IDS = [
  ["null", () => null],
  ["undefined", () => undefined],
  ["an array", () => [DEVICE]],
  ["a string", () => DEVICE],
  ["a number", () => 1],
  ["a function", () => Object.assign(() => {}, { managedDeviceId: DEVICE })],
  ["a symbol", () => Symbol("ids")],
  ["a bigint", () => 1n],
  ["false", () => false],
  ["a revoked proxy", revoked],
  ["a proxy that throws", hostileProxy],
];

describe("ids that are no object", LIMIT, () => {
  for (const [name, make] of NO_IDS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidIds", outcome: "notSent", attempts: 0, field: "ids" };
      await assertFails(requestRemoteAssistance("deviceManagement", make(), TOKEN), expected);
      await assertFails(urlFor("deviceManagement", make()), expected);
      assert.equal(sent.length, 0);
    });
  }
  test("none at all", LIMIT, async () => {
    await assertFails(requestRemoteAssistance("users"), { code: "invalidIds", field: "ids" });
    await assertFails(urlFor("users"), { code: "invalidIds", field: "ids" });
    await assertFails(urlFor(), { code: "invalidScope", field: "scope" });
  });
});

/** @type {[string, string, () => object, string][]} */
const WRONG_NAMES = [
  ["one missing of one", "deviceManagement", () => ({}), "ids.managedDeviceId"],
  ["the user missing", "users", () => ({ managedDeviceId: DEVICE }), "ids.usersId"],
  ["the device missing", "users", () => ({ usersId: USER }), "ids.managedDeviceId"],
  ["misspelt", "users", () => ({ userId: USER, managedDeviceId: DEVICE }), "ids.usersId"],
  ["other case", "deviceManagement", () => ({ ManagedDeviceId: DEVICE }), "ids.managedDeviceId"],
  ["one too many", "deviceManagement", () => ({ managedDeviceId: DEVICE, usersId: USER }), "ids.usersId"],
  [
    "one too many, undefined",
    "deviceManagement",
    () => ({ managedDeviceId: DEVICE, usersId: undefined }),
    "ids.usersId",
  ],
  ["another scope's", "detectedApps", () => IDS.users, "ids.detectedAppId"],
  ["an unknown one", "deviceManagement", () => ({ managedDeviceId: DEVICE, extra: "x" }), "ids.extra"],
  ["an unknown one whose name is empty", "deviceManagement", () => ({ managedDeviceId: DEVICE, "": "x" }), "ids"],
  [
    "an unknown one whose value cannot be read",
    "deviceManagement",
    () => ({
      managedDeviceId: DEVICE,
      get extra() {
        return trap();
      },
    }),
    "ids.extra",
  ],
  [
    "__proto__ as an own name",
    "deviceManagement",
    () => JSON.parse(`{"managedDeviceId":"d","__proto__":{"a":1}}`),
    "ids.__proto__",
  ],
  [
    "constructor as an own name",
    "deviceManagement",
    () => ({ managedDeviceId: DEVICE, constructor: "x" }),
    "ids.constructor",
  ],
  ["an inherited one", "deviceManagement", () => Object.create({ managedDeviceId: DEVICE }), "ids.managedDeviceId"],
  [
    "one set as __proto__",
    "deviceManagement",
    () => ({ __proto__: { managedDeviceId: DEVICE } }),
    "ids.managedDeviceId",
  ],
  [
    "one that is not enumerable",
    "deviceManagement",
    () => Object.defineProperty({}, "managedDeviceId", { value: DEVICE }),
    "ids.managedDeviceId",
  ],
  [
    "a getter that throws",
    "deviceManagement",
    () => ({
      get managedDeviceId() {
        return trap();
      },
    }),
    "ids.managedDeviceId",
  ],
];

describe("missing, unknown and extra ids", LIMIT, () => {
  for (const [name, scope, make, field] of WRONG_NAMES) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidIds", outcome: "notSent", attempts: 0, field };
      await assertFails(requestRemoteAssistance(scope, make(), TOKEN), expected, "warm");
      await assertFails(urlFor(scope, make()), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(copy.requestRemoteAssistance(scope, make(), TOKEN), expected, "cold", copy);
      assert.equal(sent.length, 0);
    });
  }
});

describe("ids that are unusual and in order", LIMIT, () => {
  class Device {
    managedDeviceId = "d";
  }
  /** @type {[string, object][]} */
  const rows = [
    ["without prototype", Object.assign(Object.create(null), { managedDeviceId: "d" })],
    ["of a class", new Device()],
    ["frozen", Object.freeze({ managedDeviceId: "d" })],
    ["of another realm", runInNewContext("({ managedDeviceId: 'd' })")],
    ["a proxy", new Proxy({ managedDeviceId: "d" }, {})],
    ["with a symbol besides", { managedDeviceId: "d", [Symbol("mine")]: 1 }],
    ["a string that was sliced from a long one", { managedDeviceId: "x".repeat(1_000).concat("d").slice(-1) }],
  ];
  for (const [name, ids] of rows) {
    test(name, LIMIT, async () => assert.match(await urlFor("deviceManagement", ids), /\/managedDevices\/[dx]\//));
  }
});
