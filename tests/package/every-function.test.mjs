// @ts-check
/**
 * Every function that sends requests rejects and never throws, loads the module, and leaves no listener and no timer.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as shared from "intune-remote-assistance";
import {
  assertFails,
  coldCopy,
  coldSlimCopy,
  DEVICE,
  failure,
  IDS,
  init,
  json,
  LIMIT,
  noContent,
  settled,
  stubFetch,
  stubGlobal,
  TOKEN,
} from "./support.mjs";

/** Valid arguments. The token and the options follow them. @type {Record<string, unknown[]>} */
const VALID_ARGUMENTS = {
  requestRemoteAssistance: ["users", IDS.users],
  getSession: [DEVICE],
  getDevice: [DEVICE],
  startSession: ["users", IDS.users],
  resumeSession: [DEVICE, { phase: "waiting", requestedAt: 5, before: { id: DEVICE } }],
  requestForMany: [[{ scope: "users", ids: IDS.users }]],
  findDevices: [{ deviceName: "a" }],
  startSessions: [[{ scope: "users", ids: IDS.users }]],
  findUsers: ["a"],
  devicesOfUser: ["a"],
  findDetectedApps: ["a"],
  devicesWithApp: ["a"],
  getConnectors: [],
};
const NAMES = Object.keys(VALID_ARGUMENTS);
const argumentsOf = (/** @type {string} */ name) => /** @type {unknown[]} */ (VALID_ARGUMENTS[name]);

/** A `fetch` whose replies are all successful. */
const succeed = async (
  /** @type {number} */ _,
  /** @type {{ url: string, init: RequestInit }} */ { init: { method } },
) => (method === "POST" ? noContent() : json({ id: DEVICE, value: [], deviceName: "LAPTOP-07" }));

/** A `fetch` whose replies are all successful. A session is ready from the second read of the device on. */
function stubReadySession(/** @type {import("node:test").TestContext} */ t) {
  let reads = 0;
  return stubFetch(t, async (index, sent) =>
    /managedDevices\/[^/]+\?/.test(sent.url) && reads++ > 0
      ? json({ id: DEVICE, remoteAssistanceSessionUrl: "https://go.example/" })
      : succeed(index, sent),
  );
}

test("the list of this test holds every exported function", LIMIT, () => {
  const all = Object.entries(shared)
    .filter(([, value]) => typeof value === "function")
    .map(([name]) => name);
  assert.deepEqual([...NAMES, "init", "urlFor", "RemoteAssistanceError"].sort(), all.sort());
});

const throws = () => {
  throw new Error("mine");
};
const hostile = new Proxy(() => {}, {
  get: throws,
  has: throws,
  ownKeys: throws,
  getPrototypeOf: throws,
  apply: throws,
  getOwnPropertyDescriptor: throws,
});
const revoked = Proxy.revocable({}, {});
revoked.revoke();

/** @type {[string, unknown][]} */
const HOSTILE = [
  ["undefined", undefined],
  ["null", null],
  ["a symbol", Symbol("x")],
  ["a bigint", 1n],
  ["a proxy that throws", hostile],
  ["a revoked proxy", revoked.proxy],
  ["NaN", NaN],
  [
    "a getter that throws",
    {
      get managedDeviceId() {
        return throws();
      },
      get before() {
        return throws();
      },
      get requestedAt() {
        return throws();
      },
    },
  ],
  ["no conversion", { toString: throws, valueOf: throws, [Symbol.toPrimitive]: throws }],
  ["10 MB", "x".repeat(10_000_000)],
  [
    "itself",
    (() => {
      const one = {};
      Reflect.set(one, "one", one);
      return one;
    })(),
  ],
];

describe("hostile arguments of every kind are rejected, and no function throws", LIMIT, () => {
  for (const name of NAMES) {
    test(name, LIMIT, async (t) => {
      const copy = await coldCopy();
      for (const from of /** @type {any[]} */ ([copy, shared])) {
        const sent = stubFetch(t, succeed);
        for (let place = 0; place < argumentsOf(name).length + 1; place++) {
          for (const [row, value] of HOSTILE) {
            const all = [...argumentsOf(name), TOKEN].map((good, index) => (index === place ? value : good));
            const isTokenFunction = place === argumentsOf(name).length && typeof value === "function";
            // These functions resolve when the token function fails: their result holds the error.
            if (isTokenFunction && /Many|resume|Sessions/.test(name)) continue;
            const error = await failure(from[name](...all), `${name} ${place}: ${row}`, from);
            assert.match(
              error.code,
              isTokenFunction ? /^tokenProviderFailed$/ : /^invalid/,
              `${name} ${place}: ${row}`,
            );
            assert.ok(error.message.length < 400 && !error.message.includes("mine"));
          }
        }
        for (const [row, value] of HOSTILE.slice(1)) {
          await assertFails(
            from[name](...argumentsOf(name), TOKEN, value),
            { code: "invalidOptions", outcome: "notSent" },
            `${name}: options ${row}`,
            from,
          );
        }
        assert.equal(sent.length, 0);
      }
    });
  }
});

describe("a call loads the module", LIMIT, () => {
  for (const name of NAMES) {
    test(name, LIMIT, async (t) => {
      const controller = new AbortController();
      const options =
        /Session$/.test(name) && name !== "getSession"
          ? {
              signal: controller.signal,
              onProgress: (/** @type {any} */ { phase }) =>
                phase === "waiting" || phase === "accepted" ? controller.abort() : 0,
            }
          : {};
      const sent = stubReadySession(t);
      const copy = await coldCopy();
      const end = await copy[name](...argumentsOf(name), TOKEN, options);
      assert.ok(end);
      assert.ok(sent.length > 0);
    });

    test(`${name} of the slim entry rejects before init`, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldSlimCopy();
      await assertFails(
        copy[name](...argumentsOf(name), TOKEN),
        { code: "notInitialised", outcome: "notSent", attempts: 0 },
        name,
        copy,
      );
      assert.equal(sent.length, 0);
    });
  }
});

/** A signal that records its listeners. */
function recordingSignal() {
  const signal = {
    aborted: false,
    reason: "left",
    listeners: new Set(),
    added: 0,
    addEventListener: (/** @type {string} */ _, /** @type {any} */ one) => (signal.added++, signal.listeners.add(one)),
    removeEventListener: (/** @type {string} */ _, /** @type {any} */ one) => signal.listeners.delete(one),
  };
  return signal;
}

describe("a settled call leaves no listener on the signal and no timer", LIMIT, () => {
  for (const name of NAMES) {
    for (const isAborted of [false, true]) {
      test(`${name}${isAborted ? ", aborted" : ""}`, LIMIT, async (t) => {
        await init();
        const real = { setTimeout, clearTimeout };
        const running = new Set();
        let started = 0;
        stubGlobal(t, "setTimeout", {
          value: (/** @type {() => void} */ then, /** @type {number} */ milliseconds) => {
            // The pause between two reads of the device ends at once, to keep the test fast.
            const timer = real.setTimeout(
              () => (running.delete(timer), then()),
              milliseconds === 2_000 && !isAborted ? 0 : milliseconds,
            );
            started++;
            running.add(timer);
            return timer;
          },
        });
        stubGlobal(t, "clearTimeout", {
          value: (/** @type {any} */ timer) => (running.delete(timer), real.clearTimeout(timer)),
        });
        const signal = recordingSignal();
        const sent = isAborted ? stubFetch(t, () => new Promise(() => {})) : stubReadySession(t);
        const promise = /** @type {any} */ (shared)[name](...argumentsOf(name), async () => TOKEN, { signal });
        if (isAborted) {
          for (let turn = 0; sent.length === 0 && turn < 1_000; turn++) await settled();
          signal.aborted = true;
          for (const listener of [...signal.listeners]) listener();
        }
        await promise.catch(() => {});
        assert.ok(started > 0 && signal.added > 0);
        assert.deepEqual([signal.listeners.size, running.size], [0, 0]);
      });
    }
  }
});
