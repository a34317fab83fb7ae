// @ts-check
/** Random call histories: concurrent calls with random tokens, replies, aborts and clocks, from one seed. */
import { setImmediate as turn } from "node:timers/promises";
import {
  findDevices,
  getSession,
  requestForMany,
  requestRemoteAssistance,
  resumeSession,
  startSession,
  stubGlobal,
} from "./support.mjs";

/** Mulberry32: a short generator whose numbers do not depend on the platform. */
export function randomFrom(/** @type {number} */ seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const STATUSES = [204, 204, 204, 200, 200, 200, 400, 401, 401, 403, 404, 409, 429, 429, 500, 502, 503, 302, 418];
const CHALLENGE = `Bearer error="insufficient_claims", claims="${btoa('{"access_token":{}}')}"`;

/**
 * Plays one history.
 *
 * @param {import("node:test").TestContext} t
 * @param {number} seed
 */
export async function play(t, seed) {
  const random = randomFrom(seed);
  const below = (/** @type {number} */ limit) => Math.floor(random() * limit);
  const pick = (/** @type {readonly any[]} */ list) => list[below(list.length)];
  const chance = (/** @type {number} */ share) => random() < share;
  const origin = `https://history-${seed}.example`;
  const timer = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** @type {string[]} */
  const tokens = [];
  /** @type {{ device: string, isPost: boolean, status: number | null, isOpen: boolean, at: number }[]} */
  const sent = [];
  /** @type {string[]} */
  const faults = [];

  /** The tokens of each call: a server echoes only what this call has sent. */
  /** @type {Map<string, string[]>} */
  const tokensOf = new Map();
  const newToken = (/** @type {string[]} */ own) => {
    const text = `SECRET.${seed}.${tokens.length}`;
    tokens.push(text);
    own.push(text);
    tokensOf.set(text, own);
    return text;
  };
  const tokenFunction = (/** @type {string[]} */ own) => async () => {
    if (chance(0.3)) await timer(below(3_000));
    if (chance(0.08)) throw new Error("no token now");
    if (chance(0.02)) throw Object.assign(new Error("sign in"), { errorCode: "login_required" });
    if (chance(0.03)) return new Promise(() => {});
    if (chance(0.04)) return "not a token";
    return chance(0.3) && own.length > 0 ? pick(own) : newToken(own);
  };

  /** A text that may hold a token, as a server that echoes what it was sent gives it. */
  const echoOf = (/** @type {string[]} */ own) => () => (chance(0.2) ? `x ${pick(own)} x` : `text-${below(9)}`);
  const body = (/** @type {string} */ device, /** @type {() => string} */ echo) => {
    const date = pick(["2027-01-15T08:00:01Z", "0001-01-01T00:00:00Z", "2026-12-31T23:59:59", null]);
    const error = {
      error: {
        code: pick(["Forbidden", "NotFound", "", echo()]),
        message: pick([echo(), JSON.stringify({ Message: echo(), ErrorCode: "X", RetryAfter: below(20) }), ""]),
        [pick(["innerError", "innererror"])]: pick([null, { "request-id": echo(), code: echo() }]),
      },
    };
    const managed = {
      id: chance(0.95) ? device : "another",
      deviceName: echo(),
      remoteAssistanceSessionUrl: pick([null, null, "https://go.example/s", `https://go.example/${echo()}`]),
      remoteAssistanceSessionErrorDetails: pick([null, null, echo()]),
      deviceActionResults: pick([
        null,
        [
          {
            actionName: "requestRemoteAssistance",
            actionState: pick(["done", "failed", "pending"]),
            startDateTime: date,
          },
        ],
      ]),
    };
    const list = {
      value: [managed, { id: echo(), deviceName: null }],
      ...(chance(0.2) && { "@odata.nextLink": origin }),
    };
    return JSON.stringify(pick([error, managed, managed, list, { value: managed }, {}, null]));
  };

  /** What the page's `fetch` does. */
  const fetch = async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
    const device = /Devices\/([^/?]+)/.exec(url)?.[1] ?? "list";
    const isPost = init.method === "POST";
    const one = { device, isPost, status: /** @type {number | null} */ (null), isOpen: true, at: Date.now() };
    if (isPost && sent.some((other) => other.isPost && other.isOpen && other.device === device)) {
      faults.push(`two requests at once for ${device}`);
    }
    sent.push(one);
    const authorization = new Headers(init.headers).get("authorization") ?? "";
    const echo = echoOf(tokensOf.get(authorization.slice("Bearer ".length)) ?? []);
    const end = () => (one.isOpen = false);
    const signal = /** @type {AbortSignal} */ (init.signal);
    signal.addEventListener("abort", end);
    const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    aborted.catch(() => {});
    const reply = async () => {
      if (chance(0.4)) await timer(below(4_000));
      if (chance(0.02)) await new Promise(() => {});
      if (chance(0.06)) throw new TypeError(`Failed to fetch ${echo()}`);
      // A reply that comes too late tells the call nothing.
      signal.throwIfAborted();
      one.status = isPost ? pick(STATUSES) : chance(0.6) ? 200 : pick(STATUSES);
      const headers = new Headers({ "request-id": pick(["", echo(), "r-1"]) });
      if (one.status === 429 && chance(0.6)) headers.set("retry-after", String(below(8)));
      if (one.status === 401 && chance(0.4)) headers.set("www-authenticate", CHALLENGE);
      return response(one.status ?? 0, headers, body(device, echo), end);
    };
    try {
      return await Promise.race([reply(), aborted]);
    } catch (error) {
      end();
      throw error;
    }
  };

  const response = (
    /** @type {number} */ status,
    /** @type {Headers} */ headers,
    /** @type {string} */ text,
    /** @type {() => void} */ end,
  ) => {
    if (chance(0.15)) {
      end();
      return { status, headers, text: async () => text };
    }
    let isDone = false;
    const isBroken = chance(0.05);
    const isStalled = chance(0.03);
    const cancel = async () => end();
    const read = async () => {
      if (isStalled) return new Promise(() => {});
      if (isBroken) {
        end();
        throw new TypeError("broken");
      }
      if (isDone) {
        end();
        return { done: true };
      }
      isDone = true;
      return { done: false, value: new TextEncoder().encode(text) };
    };
    return { status, headers, body: { getReader: () => ({ read, cancel }), cancel } };
  };

  stubGlobal(t, "fetch", { value: fetch });
  /** @type {any[]} */
  const told = [];
  /** @type {(() => void)[]} */
  const aborts = [];
  const options = () => {
    const controller = new AbortController();
    if (chance(0.25)) aborts.push(() => controller.abort(pick([undefined, "stop", new Error("stop")])));
    return {
      origin,
      signal: controller.signal,
      timeoutMs: pick([1_000, 5_000, 30_000]),
      maxRetries: below(4),
      retryBudgetMs: pick([0, 5_000, 60_000]),
      onWait: (/** @type {number} */ ms) => told.push(ms),
    };
  };
  const session = () => ({
    ...options(),
    pollTimeoutMs: pick([5_000, 60_000]),
    onProgress: (/** @type {any} */ progress) => told.push(progress),
  });
  const anyToken = () => {
    /** @type {string[]} */
    const own = [];
    return chance(0.25) ? newToken(own) : tokenFunction(own);
  };
  const calls = Array.from({ length: 2 + below(6) }, (_, index) => {
    // Some calls are for the same device.
    const device = `d-${chance(0.2) ? 0 : index}`;
    const ids = { managedDeviceId: device };
    const progress = {
      phase: "accepted",
      elapsedMs: 1,
      reads: 0,
      requestedAt: Date.now(),
      problem: null,
      before: null,
    };
    const kinds = [
      () => requestRemoteAssistance("deviceManagement", ids, anyToken(), options()),
      () => startSession("deviceManagement", ids, anyToken(), session()),
      () => resumeSession(device, progress, anyToken(), session()),
      () => getSession(device, anyToken(), options()),
      () => findDevices({ deviceName: "text" }, anyToken(), options()),
      () =>
        requestForMany(
          Array.from({ length: 1 + below(5) }, (_, item) => ({
            scope: "deviceManagement",
            ids: { managedDeviceId: `${device}-${item}` },
          })),
          anyToken(),
          options(),
        ),
    ];
    const kind = below(kinds.length);
    /** @type {{ kind: number, device: string, value?: any, error?: any, isSettled: boolean }} */
    const call = { kind, device, isSettled: false };
    kinds[kind]?.().then(
      (value) => Object.assign(call, { value, isSettled: true }),
      (error) => Object.assign(call, { error, isSettled: true }),
    );
    return call;
  });

  for (let step = 0; step < 8_000 && !calls.every(({ isSettled }) => isSettled); step++) {
    await turn();
    if (chance(0.02)) aborts.pop()?.();
    if (chance(0.005)) t.mock.timers.setTime(Date.now() + pick([3_600_000, 1, 86_400_000]));
    t.mock.timers.tick(250);
  }
  for (let rest = 0; rest < 3; rest++) await turn();
  return { calls, sent, tokens, told, faults };
}
