// @ts-check
/** Options are a plain object with known names, or undefined. A misspelt option is rejected, not ignored. */
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
const REJECTED = [
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
  ["an unknown name whose value is undefined", () => ({ timeout: undefined }), "options.timeout"],
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

describe("options are rejected if they are or contain", LIMIT, () => {
  for (const [name, make, field] of REJECTED) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidOptions", outcome: "notSent", attempts: 0, field };
      await assertFails(call(make()), expected, "loaded module");
      await assertFails(urlFor("users", IDS.users, make()), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(
        copy.requestRemoteAssistance("users", IDS.users, TOKEN, make()),
        expected,
        "module not loaded",
        copy,
      );
      assert.equal(sent.length, 0);
    });
  }
});

describe("options are accepted and mean the default if they are", LIMIT, () => {
  /** @type {[string, any][]} */
  const rows = [
    ["undefined", undefined],
    ["an empty object", {}],
    ["an object without prototype", Object.create(null)],
    ["an object of another realm", runInNewContext("({})")],
    [
      "an object whose values are undefined",
      { cloud: undefined, origin: undefined, signal: undefined, timeoutMs: undefined },
    ],
    ["a frozen object", Object.freeze({ cloud: "global" })],
    ["an object with a symbol", { [Symbol("mine")]: 1 }],
    ["a proxy", new Proxy({ cloud: "global" }, {})],
    [
      "an object with a getter",
      {
        get cloud() {
          return "global";
        },
      },
    ],
    ["an object with an unknown name that is not enumerable", Object.defineProperty({}, "timeout", { value: 5 })],
  ];
  for (const [name, options] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      assert.equal((await call(options)).status, 204);
      assert.equal(new URL(sent[0].url).origin, "https://graph.microsoft.com");
      assert.ok(await urlFor("users", IDS.users, options));
    });
  }
  test("an undefined cloud may stand beside an origin, and an undefined origin beside a cloud", LIMIT, async () => {
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

test("of several invalid arguments, the error names the first", LIMIT, async () => {
  const invalid = { timeout: 1 };
  await assertFails(requestRemoteAssistance("x", {}, "", invalid), { code: "invalidScope" });
  await assertFails(requestRemoteAssistance("users", {}, "", invalid), { code: "invalidIds" });
  await assertFails(requestRemoteAssistance("users", IDS.users, "", invalid), { code: "invalidToken" });
  await assertFails(requestRemoteAssistance("users", IDS.users, TOKEN, invalid), { code: "invalidOptions" });
});

describe("the error does not depend on whether the module is loaded", LIMIT, () => {
  /** @type {[string, unknown[]][]} */
  const rows = [
    ["invalid ids and an aborted signal", ["users", {}, TOKEN, { signal: AbortSignal.abort() }]],
    [
      "an invalid option and an aborted signal",
      ["users", IDS.users, TOKEN, { timeout: 1, signal: AbortSignal.abort() }],
    ],
  ];
  for (const [name, args] of rows) {
    test(name, LIMIT, async () => {
      const copy = await coldCopy();
      const code = () =>
        copy.requestRemoteAssistance(...args).catch((/** @type {{ code: string }} */ error) => error.code);
      const cold = await code();
      await copy.init();
      assert.equal(cold, await code());
    });
  }
  test("urlFor uses only cloud and origin, so that an aborted signal has no effect", LIMIT, async () => {
    const copy = await coldCopy();
    const options = { signal: AbortSignal.abort(), cloud: "usGov" };
    assert.match(await urlFor("users", IDS.users, options), /^https:\/\/graph\.microsoft\.us\//, "loaded module");
    const cold = await copy
      .urlFor("users", IDS.users, options)
      .catch((/** @type {{ code: string }} */ error) => error.code);
    assert.match(cold, /^https:\/\/graph\.microsoft\.us\//, "module not loaded");
  });
});
