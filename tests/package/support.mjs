// @ts-check
/** Helpers of the package tests: the package under test, a `fetch` that records its calls, and child processes. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { register } from "node:module";
import { after } from "node:test";
import { inspect } from "node:util";
import * as shared from "intune-remote-assistance";

/** @typedef {typeof import("intune-remote-assistance")} Package */
/** @typedef {typeof import("intune-remote-assistance/slim")} Slim */
/** @typedef {import("intune-remote-assistance").RemoteAssistanceError} RemoteAssistanceError */
/** @typedef {{ url: any, init: any, argumentCount: number }} Sent */
/** @typedef {import("node:test").TestContext} TestContext */

/** The copy of the package that most tests use. The types accept any argument, because tests pass invalid ones. */
export const {
  requestRemoteAssistance,
  urlFor,
  init,
  getDevice,
  getSession,
  startSession,
  resumeSession,
  requestForMany,
  startSessions,
  findUsers,
  devicesOfUser,
  findDevices,
  findDetectedApps,
  devicesWithApp,
  getConnectors,
} = /** @type {Record<string, (...args: any[]) => Promise<any>>} */ (/** @type {unknown} */ (shared));
export const ENTRY = import.meta.resolve("intune-remote-assistance");
export const SLIM_ENTRY = import.meta.resolve("intune-remote-assistance/slim");
export const MODULE_FILE = new URL(import.meta.resolve("intune-remote-assistance/remote_assistance.wasm"));

/**
 * The time limit of a test. It is below 30 s, the default timeout of the package, and far above the duration of any
 * test on a busy machine.
 */
export const LIMIT = { timeout: 25_000 };
// The interval keeps the process alive until the limit, so that only the test that hangs fails.
const keepAlive = setInterval(() => {}, 1_000);
after(() => clearInterval(keepAlive));

export const TOKEN = "eyJ0eXAiOiJKV1QifQ.c2VjcmV0LXRva2Vu.sig_-~+/==";
export const USER = "ada@contoso.com";
export const DEVICE = "c0ffee00-0000-4000-8000-00000000000A";
export const APP = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/** Valid ids for each scope. @type {Record<string, Record<string, string>>} */
export const IDS = {
  users: { usersId: USER, managedDeviceId: DEVICE },
  deviceManagement: { managedDeviceId: DEVICE },
  detectedApps: { detectedAppId: APP, managedDeviceId: DEVICE },
};

let copies = 0;
register("./fresh.mjs", import.meta.url);

/** A copy of the package that has not loaded the module. @returns {Promise<any>} */
export const coldCopy = () => import(`${ENTRY}?copy=${++copies}`);

/** A copy of the slim entry whose `init` was not called. @returns {Promise<any>} */
export const coldSlimCopy = () => import(`${SLIM_ENTRY}?copy=${++copies}`);

export const noContent = (/** @type {Record<string, string>} */ headers = {}) =>
  new Response(null, { status: 204, headers });

/** Graph's reply with a JSON body. */
export const json = (
  /** @type {unknown} */ document,
  status = 200,
  /** @type {Record<string, string>} */ headers = {},
) => new Response(JSON.stringify(document), { status, headers: { "content-type": "application/json", ...headers } });

/** @type {Map<string, PropertyDescriptor | undefined>} */
const originals = new Map();

/** Replaces a global until the test ends. It also replaces an earlier stub. */
export function stubGlobal(
  /** @type {TestContext} */ t,
  /** @type {string} */ name,
  /** @type {PropertyDescriptor} */ stub,
) {
  if (!originals.has(name)) originals.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
  const original = originals.get(name);
  Object.defineProperty(globalThis, name, { configurable: true, ...stub });
  t.after(() => {
    if (original) Object.defineProperty(globalThis, name, original);
    else Reflect.deleteProperty(globalThis, name);
  });
}

/** Replaces `fetch` until the test ends, and returns the list of its calls. */
export function stubFetch(
  /** @type {TestContext} */ t,
  /** @type {(index: number, sent: Sent) => unknown} */ answer = async () => noContent(),
) {
  /** @type {Sent[]} */
  const sent = [];
  const fetch = (/** @type {any[]} */ ...args) => {
    const one = { url: args[0], init: args[1], argumentCount: args.length };
    sent.push(one);
    return answer(sent.length - 1, one);
  };
  stubGlobal(t, "fetch", { value: fetch });
  return sent;
}

/** A valid call, except for the options or the token that a test passes. */
export const call = (/** @type {object | undefined} */ options = undefined, /** @type {unknown} */ token = TOKEN) =>
  requestRemoteAssistance("deviceManagement", IDS.deviceManagement, token, options);

/**
 * The error with which a call rejects. A receipt or an error of another class fails the test.
 *
 * @param {Promise<unknown>} promise @param {string} label names the table row in a failed assertion
 * @returns {Promise<RemoteAssistanceError>}
 */
export async function failure(promise, label = "the call", { RemoteAssistanceError } = /** @type {any} */ (shared)) {
  assert.ok(promise instanceof Promise, `${label}: returns a promise`);
  const end = await promise.then(
    (value) => ({ value }),
    (error) => ({ error }),
  );
  if (!("error" in end)) assert.fail(`${label}: succeeded with ${inspect(end.value)}`);
  assert.ok(end.error instanceof RemoteAssistanceError, `${label}: rejects with ${inspect(end.error)}`);
  return end.error;
}

/**
 * Asserts that a call rejects with an error that has these fields.
 *
 * @param {Promise<unknown>} promise @param {Record<string, unknown>} expected @param {string} label
 */
export async function assertFails(promise, expected, label = "the call", copy = /** @type {any} */ (shared)) {
  const error = await failure(promise, label, copy);
  const actual = Object.fromEntries(Object.keys(expected).map((name) => [name, Reflect.get(error, name)]));
  assert.deepEqual(actual, expected, `${label}: ${error.message}`);
  return error;
}

/** Asserts that no representation of the error contains the secret. */
export function assertHides(/** @type {any} */ error, /** @type {string} */ secret, label = "the error") {
  const views = {
    message: error.message,
    stack: error.stack,
    text: String(error),
    json: JSON.stringify(error),
    inspect: inspect(error, { depth: Infinity, showHidden: true }),
    fields: JSON.stringify(Object.getOwnPropertyNames(error).map((name) => String(error[name]))),
  };
  for (const [view, text] of Object.entries(views)) assert.ok(!text.includes(secret), `${label}: ${view} shows it`);
}

/** A promise that never settles. */
export const never = () => new Promise(() => {});

/** Runs all pending microtasks. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Loads the module, and then replaces the timers and the clock. */
export async function mockClock(/** @type {TestContext} */ t) {
  await init();
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2027-01-15T08:00:00Z") });
}

/**
 * Advances the mocked clock until the promise settles.
 *
 * @template T @param {TestContext} t @param {Promise<T>} promise @param {number} step in milliseconds @returns {Promise<T>}
 */
export async function inMockedTime(t, promise, step = 500, longest = 1_000_000) {
  let pending = true;
  promise.catch(() => {}).finally(() => (pending = false));
  for (let passed = 0; passed <= longest; passed += step) {
    for (let turn = 0; turn < 3; turn++) await settled();
    if (!pending) return promise;
    t.mock.timers.tick(step);
  }
  throw new Error(`the promise has not settled after ${longest} ms`);
}

/**
 * Runs a script in a new Node process, and returns the value that the script passes to `report`. The constants `ENTRY`,
 * `SLIM_ENTRY` and `MODULE_FILE` are defined in the script.
 *
 * @param {string} script @returns {Promise<any>}
 */
export function inChild(script) {
  const addresses = { ENTRY, SLIM_ENTRY, MODULE_FILE: MODULE_FILE.href };
  const prelude = `
    const { ${Object.keys(addresses).join(", ")} } = ${JSON.stringify(addresses)};
    const report = (value) => console.log(JSON.stringify(value));
  `;
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--input-type=module", "--eval", prelude + script], (error, stdout, stderr) => {
      if (error) reject(new Error(`the child failed: ${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });
}
