// @ts-check
/** An id or an ids object of another type is rejected with the name of the field, and nothing is sent. */
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

/** Each test gets a new value. @type {[string, () => unknown][]} */
const NOT_STRINGS = [
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
    describe(`${position} of ${scope} is rejected if it is`, LIMIT, () => {
      for (const [name, make] of NOT_STRINGS) {
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
const NOT_OBJECTS = [
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

describe("ids that are not an object are rejected", LIMIT, () => {
  for (const [name, make] of NOT_OBJECTS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidIds", outcome: "notSent", attempts: 0, field: "ids" };
      await assertFails(requestRemoteAssistance("deviceManagement", make(), TOKEN), expected);
      await assertFails(urlFor("deviceManagement", make()), expected);
      assert.equal(sent.length, 0);
    });
  }
  test("no argument", LIMIT, async () => {
    await assertFails(requestRemoteAssistance("users"), { code: "invalidIds", field: "ids" });
    await assertFails(urlFor("users"), { code: "invalidIds", field: "ids" });
    await assertFails(urlFor(), { code: "invalidScope", field: "scope" });
  });
});

/** @type {[string, string, () => object, string][]} */
const WRONG_NAMES = [
  ["the only id missing", "deviceManagement", () => ({}), "ids.managedDeviceId"],
  ["the user missing", "users", () => ({ managedDeviceId: DEVICE }), "ids.usersId"],
  ["the device missing", "users", () => ({ usersId: USER }), "ids.managedDeviceId"],
  ["misspelt", "users", () => ({ userId: USER, managedDeviceId: DEVICE }), "ids.usersId"],
  ["other case", "deviceManagement", () => ({ ManagedDeviceId: DEVICE }), "ids.managedDeviceId"],
  ["an extra id", "deviceManagement", () => ({ managedDeviceId: DEVICE, usersId: USER }), "ids.usersId"],
  [
    "an extra id that is undefined",
    "deviceManagement",
    () => ({ managedDeviceId: DEVICE, usersId: undefined }),
    "ids.usersId",
  ],
  ["the ids of another scope", "detectedApps", () => IDS.users, "ids.detectedAppId"],
  ["an unknown name", "deviceManagement", () => ({ managedDeviceId: DEVICE, extra: "x" }), "ids.extra"],
  ["an unknown name that is empty", "deviceManagement", () => ({ managedDeviceId: DEVICE, "": "x" }), "ids"],
  [
    "an unknown name whose getter throws",
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
  ["an inherited id", "deviceManagement", () => Object.create({ managedDeviceId: DEVICE }), "ids.managedDeviceId"],
  [
    "an id inherited from an object literal's __proto__",
    "deviceManagement",
    () => ({ __proto__: { managedDeviceId: DEVICE } }),
    "ids.managedDeviceId",
  ],
  [
    "an id that is not enumerable",
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

describe("missing, unknown and extra ids are rejected", LIMIT, () => {
  for (const [name, scope, make, field] of WRONG_NAMES) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidIds", outcome: "notSent", attempts: 0, field };
      await assertFails(requestRemoteAssistance(scope, make(), TOKEN), expected, "loaded module");
      await assertFails(urlFor(scope, make()), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(copy.requestRemoteAssistance(scope, make(), TOKEN), expected, "module not loaded", copy);
      assert.equal(sent.length, 0);
    });
  }
});

describe("unusual ids objects are accepted if their ids are valid", LIMIT, () => {
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
    ["with an extra symbol", { managedDeviceId: "d", [Symbol("mine")]: 1 }],
    ["a string that was sliced from a long one", { managedDeviceId: "x".repeat(1_000).concat("d").slice(-1) }],
  ];
  for (const [name, ids] of rows) {
    test(name, LIMIT, async () => assert.match(await urlFor("deviceManagement", ids), /\/managedDevices\/[dx]\//));
  }
});
