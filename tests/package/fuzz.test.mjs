// @ts-check
/**
 * Calls with random arguments, from a fixed seed. Every call returns a promise, which settles with a receipt or with an
 * error of the package. Every request goes to the URL of the action.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { RemoteAssistanceError } from "intune-remote-assistance";
import {
  APP,
  coldCopy,
  DEVICE,
  init,
  LIMIT,
  noContent,
  requestRemoteAssistance,
  stubFetch,
  TOKEN,
  USER,
  urlFor,
} from "./support.mjs";

/** Mulberry32: a short generator whose numbers do not depend on the platform. */
function randomFrom(/** @type {number} */ seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const trap = () => {
  throw new Error("a trap of the test");
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** @type {(() => unknown)[]} */
const UNUSUAL_VALUES = [
  () => undefined,
  () => null,
  () => 0,
  () => -1,
  () => NaN,
  () => 2 ** 53,
  () => true,
  () => 7n,
  () => Symbol("s"),
  () => "",
  () => " ",
  () => "..",
  () => "a/b",
  () => "%2e%2e",
  () => "\ud800",
  () => "é",
  () => "x".repeat(300),
  () => "x".repeat(20_000),
  () => [],
  () => ["a"],
  () => ({}),
  () => () => {},
  () => class {},
  () => new String("users"),
  () => new Date(0),
  () => new Map(),
  () => /x/,
  () => new Error("e"),
  () => Promise.resolve(TOKEN),
  () => Object.create(null),
  () => new Proxy({}, {}),
  () => new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap, has: trap }),
  revoked,
  () => AbortSignal.abort(),
  () => new AbortController().signal,
  () => new Uint8Array(8),
  () => JSON.parse('{"__proto__":{"a":1}}'),
  () => runInNewContext("({})"),
  () => globalThis,
  () => ({
    get managedDeviceId() {
      return trap();
    },
  }),
  () => ({ toString: trap, valueOf: trap }),
  () =>
    new (class {
      managedDeviceId = "d";
    })(),
  () => new Proxy(() => TOKEN, { apply: trap }),
  () => ({ aborted: false, addEventListener: () => {}, removeEventListener: () => {} }),
];
const NAMES = [
  "usersId",
  "managedDeviceId",
  "detectedAppId",
  "cloud",
  "origin",
  "signal",
  "timeoutMs",
  "timeout",
  "__proto__",
  "constructor",
  "then",
  "",
];
const SCOPES = [() => "users", () => "deviceManagement", () => "detectedApps"];
const IDS = [
  () => ({ usersId: USER, managedDeviceId: DEVICE }),
  () => ({ managedDeviceId: DEVICE }),
  () => ({ detectedAppId: APP, managedDeviceId: DEVICE }),
  () => ({ usersId: "a#b@c", managedDeviceId: "$" }),
  () => ({ managedDeviceId: "..." }),
  () => ({ managedDeviceId: "a..b" }),
];
/** @type {(() => unknown)[]} */
const TOKENS = [
  () => TOKEN,
  () => () => TOKEN,
  () => async () => TOKEN,
  () => () => trap(),
  () => async () => trap(),
  () => () => 7,
  () => () => ({
    get then() {
      return trap();
    },
  }),
];
/** @type {(() => unknown)[]} */
const OPTIONS = [
  () => ({}),
  () => ({ cloud: "usGov" }),
  () => ({ origin: "http://localhost:8080" }),
  () => ({ timeoutMs: 50 }),
  () => ({ signal: new AbortController().signal }),
  () => ({ cloud: "china", timeoutMs: 1 }),
  () => ({ origin: "https://evil.example/path" }),
  () => ({ origin: "https://user@evil.example" }),
];
/** @type {(() => unknown)[]} */
const ANSWERS = [
  () => noContent(),
  async () => noContent(),
  async () => new Response(null, { status: 403 }),
  () => Promise.reject(undefined),
  trap,
  () => 204,
  () => undefined,
  async () => revoked,
];

const SEGMENT = "(?!\\.+(?:/|$))(?:[A-Za-z0-9\\-._~]|%[0-9A-F]{2}){1,768}";
const ORIGINS =
  "(?:https://graph\\.microsoft\\.(?:com|us)|https://microsoftgraph\\.chinacloudapi\\.cn|https://dod-graph\\.microsoft\\.us|http://localhost:8080)";
const ADDRESS = new RegExp(
  `^${ORIGINS}/v1\\.0/(?:users/${SEGMENT}|deviceManagement|deviceManagement/detectedApps/${SEGMENT})/managedDevices/${SEGMENT}/requestRemoteAssistance$`,
);

/** Makes random calls on the copies of the package that `copyFor` returns, and counts how they ended. */
async function fuzz(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {number} */ rounds,
  /** @type {number} */ seed,
  /** @type {() => Promise<any>} */ copyFor,
) {
  const random = randomFrom(seed);
  const oneOf = (/** @type {(() => unknown)[]} */ pool) => pool[Math.floor(random() * pool.length)]();
  const object = () => {
    /** @type {Record<string, unknown>} */
    const made = {};
    for (let count = random() * 4; count > 0; count--) {
      const value = random() < 0.5 ? oneOf(UNUSUAL_VALUES) : DEVICE;
      Object.defineProperty(made, NAMES[Math.floor(random() * NAMES.length)], {
        configurable: true,
        enumerable: true,
        value,
      });
    }
    return made;
  };
  const argument = (/** @type {(() => unknown)[]} */ valid) => {
    const choice = random();
    return choice < 0.5 ? oneOf(valid) : choice < 0.75 ? oneOf(UNUSUAL_VALUES) : object();
  };
  /** In half of the calls at most one argument is unusual, because such calls get furthest. */
  const nextArguments = () => {
    const pools = [SCOPES, IDS, TOKENS, [() => undefined, ...OPTIONS]];
    if (random() < 0.5) return pools.map(argument);
    const kind = Math.floor(random() * SCOPES.length);
    const wrong = Math.floor(random() * 6);
    return [[SCOPES[kind]], [IDS[kind]], TOKENS, OPTIONS].map((pool, index) =>
      index === wrong ? argument(pools[index]) : oneOf(pool),
    );
  };
  const sent = stubFetch(t, () => oneOf(ANSWERS));
  /** @type {Record<string, number>} */
  const ends = {};
  for (let round = 0; round < rounds; round++) {
    const copy = await copyFor();
    const [scope, ids, token, options] = nextArguments();
    const args = random() < 0.2 ? [scope, ids, options] : [scope, ids, token, options];
    const method = args.length === 3 ? "urlFor" : "requestRemoteAssistance";
    const label = () => `round ${round}: ${method}(${inspect(scope)}, ${safely(ids)}, …, ${safely(options)})`;
    /** @type {any} */
    let promise;
    assert.doesNotThrow(() => (promise = copy[method](...args)), label());
    assert.ok(promise instanceof Promise, label());
    const end = await promise.then(
      (/** @type {any} */ value) => {
        if (method === "urlFor") assert.match(value, ADDRESS, label());
        else assert.equal(value.status, 204, label());
        return method;
      },
      (/** @type {any} */ error) => {
        assert.ok(error instanceof copy.RemoteAssistanceError, `${label()} rejects with ${safely(error)}`);
        assert.notEqual(error.code, "internal", label());
        return error.code;
      },
    );
    ends[end] = (ends[end] ?? 0) + 1;
  }
  for (const { url } of sent) {
    assert.match(url, ADDRESS);
    assert.equal(new URL(url).href, url);
  }
  return { ends, sent };
}

function safely(/** @type {unknown} */ value) {
  try {
    return inspect(value, { depth: 1 }).slice(0, 300);
  } catch {
    return "(cannot be shown)";
  }
}

test("2 000 random calls settle with a receipt or an error of the package", { timeout: 30_000 }, async (t) => {
  await init();
  const warm = { requestRemoteAssistance, urlFor, RemoteAssistanceError };
  const { ends, sent } = await fuzz(t, 2_000, 20_260_707, async () => warm);
  // The values must reach each of these ends. Otherwise the test would check less than its name says.
  for (const end of [
    "requestRemoteAssistance",
    "urlFor",
    "invalidScope",
    "invalidIds",
    "invalidToken",
    "invalidOptions",
    "tokenProviderFailed",
    "network",
    "unexpectedResponse",
    "forbidden",
  ]) {
    assert.ok(ends[end] > 0, `no call ended with ${end}: ${inspect(ends)}`);
  }
  assert.ok(sent.length > 100, `${sent.length} sent`);
  stubFetch(t);
  assert.equal(
    (await requestRemoteAssistance("users", IDS[0](), TOKEN)).status,
    204,
    "a valid call after the random ones",
  );
});

test("60 random first calls of a fresh copy settle with a receipt or an error of the package", {
  timeout: 30_000,
}, async (t) => {
  await fuzz(t, 60, 7_072_026, coldCopy);
});

test("missing arguments are rejected, and extra arguments are ignored", LIMIT, async () => {
  await assert.rejects(requestRemoteAssistance(), { name: "RemoteAssistanceError", code: "invalidScope" });
  await assert.rejects(urlFor(), { name: "RemoteAssistanceError", code: "invalidScope" });
  assert.match(await urlFor("deviceManagement", { managedDeviceId: "d" }, undefined, 1, 2, 3), ADDRESS);
});
