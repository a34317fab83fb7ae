// @ts-check
/** `timeoutMs` limits each wait separately: for the module, for the token function and for the reply. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import {
  assertFails,
  call,
  coldCopy,
  coldSlimCopy,
  DEVICE,
  IDS,
  init,
  LIMIT,
  never,
  noContent,
  settled,
  stubFetch,
  TOKEN,
  urlFor,
} from "./support.mjs";

/** @type {[string, unknown][]} */
const REJECTED = [
  ["0", 0],
  ["-0", -0],
  ["-1", -1],
  ["0.5", 0.5],
  ["1.5", 1.5],
  ["599 999.5", 599_999.5],
  ["600 001", 600_001],
  ["2^32 + 1", 2 ** 32 + 1],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["MAX_VALUE", Number.MAX_VALUE],
  ["a string", "500"],
  ["null", null],
  ["true", true],
  ["a bigint", 500n],
  ["a Number object", new Number(500)],
  ["an array", [500]],
  ["a symbol", Symbol("500")],
  ["a function", () => 500],
];

describe("a timeoutMs that is not a whole number from 1 to 600 000 is rejected", LIMIT, () => {
  for (const [name, timeoutMs] of REJECTED) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidOptions", outcome: "notSent", attempts: 0, field: "options.timeoutMs" };
      await assertFails(call({ timeoutMs }), expected, "loaded module");
      await assertFails(urlFor("users", IDS.users, { timeoutMs }), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(
        copy.requestRemoteAssistance("users", IDS.users, TOKEN, { timeoutMs }),
        expected,
        "module not loaded",
        copy,
      );
      assert.equal(sent.length, 0);
    });
  }
});

test("both bounds and the default are accepted", LIMIT, async (t) => {
  stubFetch(t, () => noContent());
  for (const timeoutMs of [1, 600_000, undefined, 1e3])
    assert.equal((await call({ timeoutMs })).status, 204, `${timeoutMs}`);
});

test("a server that never answers: the call times out, and the connection is closed", LIMIT, async (t) => {
  let requests = 0;
  /** @type {Promise<void>} */
  const closed = new Promise((resolve) => {
    const server = createServer((request) => {
      requests++;
      request.socket.on("close", () => resolve());
    });
    t.after(() => server.close());
    t.after(() => server.closeAllConnections());
    server.listen(0, "127.0.0.1", () => listening(/** @type {any} */ (server.address()).port));
  });
  /** @type {(port: number) => void} */
  var listening;
  const port = await new Promise((resolve) => (listening = resolve));
  const origin = `http://127.0.0.1:${port}`;
  const start = performance.now();
  await assertFails(call({ origin, timeoutMs: 500 }), {
    code: "timeout",
    outcome: "unknown",
    attempts: 1,
    status: null,
  });
  assert.ok(performance.now() - start >= 490, "the time until the timeout");
  await closed;
  assert.equal(requests, 1);
});

/** Asserts that the promise is pending until the milliseconds have passed, and then rejects with the timeout. */
async function assertTimesOutAfter(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {Promise<unknown>} */ promise,
  /** @type {number} */ milliseconds,
  /** @type {Record<string, unknown>} */ expected,
  copy = /** @type {any} */ (undefined),
) {
  let pending = true;
  promise.catch(() => {}).finally(() => (pending = false));
  await settled();
  t.mock.timers.tick(milliseconds - 1);
  await settled();
  assert.ok(pending, `the promise is pending after ${milliseconds - 1} ms`);
  t.mock.timers.tick(1);
  const error = await assertFails(promise, { code: "timeout", ...expected }, "the call", copy);
  assert.ok(!Object.hasOwn(error, "cause"));
}

describe("with a mocked clock", LIMIT, () => {
  const NOT_SENT = { outcome: "notSent", attempts: 0 };
  const UNKNOWN = { outcome: "unknown", attempts: 1 };

  for (const [options, milliseconds] of /** @type {[object, number][]} */ ([
    [{}, 30_000],
    [{ timeoutMs: 5_000 }, 5_000],
    [{ timeoutMs: 600_000 }, 600_000],
  ])) {
    test(`the wait for the token function is limited, ${JSON.stringify(options)}`, LIMIT, async (t) => {
      await init();
      const sent = stubFetch(t);
      t.mock.timers.enable({ apis: ["setTimeout"] });
      await assertTimesOutAfter(t, call(options, never), milliseconds, NOT_SENT);
      assert.equal(sent.length, 0);
      assert.equal((await call()).status, 204, "the next call for the device");
    });

    test(`the wait for the reply is limited, ${JSON.stringify(options)}`, LIMIT, async (t) => {
      await init();
      const sent = stubFetch(t, never);
      t.mock.timers.enable({ apis: ["setTimeout"] });
      await assertTimesOutAfter(t, call(options), milliseconds, UNKNOWN);
      assert.equal(sent[0].init.signal.aborted, true, "the signal of fetch");
      stubFetch(t);
      assert.equal((await call()).status, 204, "the next call for the device");
    });

    test(`the wait for the module is limited, ${JSON.stringify(options)}`, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldSlimCopy();
      t.mock.timers.enable({ apis: ["setTimeout"] });
      copy.init(never()).catch(() => {});
      await assertTimesOutAfter(
        t,
        copy.requestRemoteAssistance("users", IDS.users, TOKEN, options),
        milliseconds,
        NOT_SENT,
        copy,
      );
      assert.equal(sent.length, 0);
    });
  }

  test("each wait may take the whole time", LIMIT, async (t) => {
    await init();
    let answer = (/** @type {Response} */ _) => {};
    stubFetch(t, () => new Promise((resolve) => (answer = resolve)));
    let provideToken = (/** @type {string} */ _) => {};
    t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
    const promise = call({ timeoutMs: 1_000 }, () => new Promise((resolve) => (provideToken = resolve)));
    await settled();
    t.mock.timers.tick(999);
    provideToken(TOKEN);
    await settled();
    t.mock.timers.tick(999);
    answer(noContent());
    assert.equal((await promise).status, 204);
  });

  test("a token that arrives after the timeout is not used", LIMIT, async (t) => {
    await init();
    const sent = stubFetch(t);
    let provideToken = (/** @type {string} */ _) => {};
    t.mock.timers.enable({ apis: ["setTimeout"] });
    await assertTimesOutAfter(
      t,
      call({ timeoutMs: 10 }, () => new Promise((resolve) => (provideToken = resolve))),
      10,
      NOT_SENT,
    );
    provideToken(TOKEN);
    await settled();
    assert.equal(sent.length, 0);
  });
});

test("a settled call leaves no timer", LIMIT, async (t) => {
  stubFetch(t, async (index) => (index % 2 ? noContent() : Promise.reject(1)));
  await call().catch(() => {});
  const real = { setTimeout, clearTimeout };
  /** @type {Set<NodeJS.Timeout>} */
  const running = new Set();
  t.mock.method(
    globalThis,
    "setTimeout",
    /** @type {any} */ (
      (/** @type {() => void} */ then, /** @type {number} */ ms) => {
        const timer = real.setTimeout(then, ms);
        running.add(timer);
        return timer;
      }
    ),
  );
  t.mock.method(
    globalThis,
    "clearTimeout",
    /** @type {any} */ (
      (/** @type {NodeJS.Timeout} */ timer) => {
        running.delete(timer);
        real.clearTimeout(timer);
      }
    ),
  );
  let started = 0;
  for (let index = 0; index < 20; index++) {
    await call({}, async () => {
      await settled();
      started = Math.max(started, running.size);
      return TOKEN;
    }).catch(() => {});
  }
  const copy = await coldCopy();
  await copy.requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN).catch(() => {});
  assert.ok(started > 0, "no timer was started");
  assert.equal(running.size, 0, "timers that were not cleared");
});
