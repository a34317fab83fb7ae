// @ts-check
/** A plain object with known names, or nothing: a slip in the options must not be ignored silently. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import {
  assertFails,
  call,
  coldCopy,
  IDS,
  LIMIT,
  requestRemoteAssistance,
  stubFetch,
  TOKEN,
  urlFor,
} from "./support.mjs";

const trap = () => {
  throw new Error("a trap of the test");
};
class Settings {
  cloud = "usGov";
}

/** @type {[string, () => any, string][]} */
const REFUSED = [
  ["null", () => null, "options"],
  ["an array", () => [], "options"],
  ["a string", () => "usGov", "options"],
  ["a number", () => 5_000, "options"],
  ["true", () => true, "options"],
  ["a symbol", () => Symbol("o"), "options"],
  ["a function", () => Object.assign(() => {}, { cloud: "usGov" }), "options"],
  ["a class instance", () => new Settings(), "options"],
  ["a Date", () => new Date(0), "options"],
  ["a Map", () => new Map([["cloud", "usGov"]]), "options"],
  ["an AbortSignal", () => new AbortController().signal, "options"],
  ["an AbortController", () => new AbortController(), "options"],
  ["a Date of another realm", () => runInNewContext("new Date(0)"), "options"],
  ["an object with inherited options", () => Object.create({ cloud: "usGov" }), "options"],
  ["a promise", () => Promise.resolve({}), "options"],
  [
    "a revoked proxy",
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
    "options",
  ],
  ["a proxy that throws", () => new Proxy({}, { ownKeys: trap }), "options"],
  ["timeout", () => ({ timeout: 5_000 }), "options.timeout"],
  ["timeoutMS", () => ({ timeoutMS: 5_000 }), "options.timeoutMS"],
  ["retries", () => ({ retries: 0 }), "options.retries"],
  ["an unknown name, undefined", () => ({ timeout: undefined }), "options.timeout"],
  ["headers", () => ({ headers: {} }), "options.headers"],
  ["method", () => ({ method: "GET" }), "options.method"],
  ["an empty name", () => ({ "": 1 }), "options"],
  ["__proto__ as an own name", () => JSON.parse('{"__proto__":{}}'), "options.__proto__"],
  ["toString", () => ({ toString: 1 }), "options.toString"],
  [
    "an unknown name that throws",
    () => ({
      get verbose() {
        return trap();
      },
    }),
    "options.verbose",
  ],
  ["cloud and origin", () => ({ cloud: "global", origin: "https://graph.microsoft.com" }), "options.origin"],
  ["an unknown cloud", () => ({ cloud: "germany" }), "options.cloud"],
  ["a cloud in other case", () => ({ cloud: "usgov" }), "options.cloud"],
  ["an empty cloud", () => ({ cloud: "" }), "options.cloud"],
  ["a cloud that is null", () => ({ cloud: null }), "options.cloud"],
  ["a cloud that is a number", () => ({ cloud: 0 }), "options.cloud"],
  ["a cloud that is a String object", () => ({ cloud: new String("global") }), "options.cloud"],
  [
    "a cloud that throws",
    () => ({
      get cloud() {
        return trap();
      },
    }),
    "options.cloud",
  ],
  ["an inherited name as cloud", () => ({ cloud: "constructor" }), "options.cloud"],
  [
    "a signal that throws",
    () => ({
      get signal() {
        return trap();
      },
    }),
    "options.signal",
  ],
];

describe("refused", LIMIT, () => {
  for (const [name, make, field] of REFUSED) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidOptions", outcome: "notSent", attempts: 0, field };
      await assertFails(call(make()), expected, "warm");
      await assertFails(urlFor("users", IDS.users, make()), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(copy.requestRemoteAssistance("users", IDS.users, TOKEN, make()), expected, "cold", copy);
      assert.equal(sent.length, 0);
    });
  }
});

describe("taken, and the same as the default", LIMIT, () => {
  /** @type {[string, any][]} */
  const rows = [
    ["undefined", undefined],
    ["nothing in it", {}],
    ["without prototype", Object.create(null)],
    ["of another realm", runInNewContext("({})")],
    ["all undefined", { cloud: undefined, origin: undefined, signal: undefined, timeoutMs: undefined }],
    ["frozen", Object.freeze({ cloud: "global" })],
    ["a symbol besides", { [Symbol("mine")]: 1 }],
    ["a proxy", new Proxy({ cloud: "global" }, {})],
    [
      "a getter",
      {
        get cloud() {
          return "global";
        },
      },
    ],
    ["a name that is not enumerable", Object.defineProperty({}, "timeout", { value: 5 })],
  ];
  for (const [name, options] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      assert.equal((await call(options)).status, 204);
      assert.equal(new URL(sent[0].url).origin, "https://graph.microsoft.com");
      assert.ok(await urlFor("users", IDS.users, options));
    });
  }
  test("an undefined cloud beside an origin, and the other way round", LIMIT, async () => {
    assert.match(
      await urlFor("users", IDS.users, { cloud: undefined, origin: "https://a.example" }),
      /^https:\/\/a\.example\//,
    );
    assert.match(
      await urlFor("users", IDS.users, { cloud: "china", origin: undefined }),
      /^https:\/\/microsoftgraph\.chinacloudapi\.cn\//,
    );
  });
});

test("the first wrong argument is reported, in the order in which they are written", LIMIT, async () => {
  const bad = { timeout: 1 };
  await assertFails(requestRemoteAssistance("x", {}, "", bad), { code: "invalidScope" });
  await assertFails(requestRemoteAssistance("users", {}, "", bad), { code: "invalidIds" });
  await assertFails(requestRemoteAssistance("users", IDS.users, "", bad), { code: "invalidToken" });
  await assertFails(requestRemoteAssistance("users", IDS.users, TOKEN, bad), { code: "invalidOptions" });
});

describe("what a call is told does not depend on whether the module was loaded", LIMIT, () => {
  /** @type {[string, unknown[]][]} */
  const rows = [
    ["wrong ids and a signal that fired", ["users", {}, TOKEN, { signal: AbortSignal.abort() }]],
    [
      "a wrong option and a signal that fired",
      ["users", IDS.users, TOKEN, { timeout: 1, signal: AbortSignal.abort() }],
    ],
  ];
  for (const [name, given] of rows) {
    test(name, LIMIT, async () => {
      const copy = await coldCopy();
      const code = () =>
        copy.requestRemoteAssistance(...given).catch((/** @type {{ code: string }} */ error) => error.code);
      const cold = await code();
      await copy.init();
      assert.equal(cold, await code());
    });
  }
  test("urlFor and a signal that fired: only the endpoint's options are used", LIMIT, async () => {
    const copy = await coldCopy();
    const options = { signal: AbortSignal.abort(), cloud: "usGov" };
    assert.match(await urlFor("users", IDS.users, options), /^https:\/\/graph\.microsoft\.us\//, "warm");
    const cold = await copy
      .urlFor("users", IDS.users, options)
      .catch((/** @type {{ code: string }} */ error) => error.code);
    assert.match(cold, /^https:\/\/graph\.microsoft\.us\//, "cold");
  });
});
