// @ts-check
/** Plays one report against a build of the package: a scripted `fetch`, and a clock that the report moves. */
import { mock } from "node:test";

export const DEVICE = "d-1";
export const IDS = { managedDeviceId: DEVICE };
const START = Date.parse("2027-01-15T08:00:00Z");

/** @typedef {Record<string, (...given: any[]) => Promise<any>>} Package */
/** @typedef {{ url: string, init: any, token: string | null }} Sent */
/** @typedef {(sent: Sent, index: number) => unknown} Reply  what `fetch` does with a request */

/**
 * @typedef {object} Stage
 * @property {Package} api
 * @property {Sent[]} sent  the requests so far
 * @property {(reply: Reply) => void} answer  sets what `fetch` does from now on
 * @property {<T>(promise: Promise<T>) => Promise<T>} settle  moves the clock until the promise settles
 * @property {() => void} tick  moves the clock by half a second
 */

/**
 * @param {Package} api
 * @param {(stage: Stage) => Promise<string>} report
 * @returns {Promise<string>} the result in a few words
 */
export async function play(api, report) {
  const realFetch = globalThis.fetch;
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: START });
  /** @type {Sent[]} */
  const sent = [];
  /** @type {Reply} */
  let reply = () => status(204);
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ url, /** @type {any} */ init) => {
      const one = { url, init, token: new Headers(init.headers).get("authorization") };
      sent.push(one);
      return reply(one, sent.length - 1);
    }
  );
  const tick = () => mock.timers.tick(500);
  const settle = async (/** @type {Promise<any>} */ promise) => {
    let isPending = true;
    promise.catch(() => {}).finally(() => (isPending = false));
    for (let step = 0; step < 2_400; step++) {
      for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (!isPending) return promise;
      tick();
    }
    throw new Error("the promise stays pending");
  };
  try {
    return await report({ api, sent, answer: (next) => void (reply = next), settle, tick });
  } catch (error) {
    return describe(error);
  } finally {
    globalThis.fetch = realFetch;
    mock.timers.reset();
  }
}

/** The code and the outcome of an error. */
export function describe(/** @type {any} */ error) {
  return typeof error?.code === "string" && error.outcome
    ? `${error.code}, ${error.outcome}`
    : `throws ${error?.name}: ${String(error?.message).slice(0, 60)}`;
}

/** @param {Promise<any>} promise @param {(value: any) => string} told */
export const resultOf = (promise, told) => promise.then(told, describe);

/** @param {Promise<any>} promise @param {(error: any) => string} told */
export const errorOf = (promise, told) => promise.then(() => "resolves", told);

/** @param {number} code @param {Record<string, string>} [headers] */
export const status = (code, headers) => new Response(null, { status: code, headers });

/** @param {unknown} value @param {number} [code] @param {Record<string, string>} [headers] */
export const json = (value, code = 200, headers = {}) =>
  new Response(JSON.stringify(value), { status: code, headers: { "content-type": "application/json", ...headers } });

/** @param {string} code @param {string} message @param {object} [more] */
export const graphError = (code, message, more = {}) => ({ error: { code, message, ...more } });

/** Intune's error, which is JSON in the message. @param {string} message @param {object} [more] */
export const intuneMessage = (message, more = {}) =>
  JSON.stringify({ _version: 3, Message: message, CustomApiErrorPhrase: "", RetryAfter: null, ...more });

/** A device whose session is ready. @param {object} [more] */
export const ready = (more = {}) => ({
  id: DEVICE,
  deviceName: "PC",
  remoteAssistanceSessionUrl: "https://get.example/new",
  deviceActionResults: [action("done")],
  ...more,
});

/** @param {string} state @param {string} [start] @param {string} [updated] */
export const action = (state, start = "2027-01-15T08:00:01Z", updated = start) => ({
  actionName: "requestRemoteAssistance",
  actionState: state,
  startDateTime: start,
  lastUpdatedDateTime: updated,
});
