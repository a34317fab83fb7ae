// @ts-check
/** `timeoutMs` bounds every wait on its own: the module, the token function, the reply. */
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
const REFUSED = [
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

describe("what is no whole number from 1 to 600 000 is refused", LIMIT, () => {
  for (const [name, timeoutMs] of REFUSED) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidOptions", outcome: "notSent", attempts: 0, field: "options.timeoutMs" };
      await assertFails(call({ timeoutMs }), expected, "warm");
      await assertFails(urlFor("users", IDS.users, { timeoutMs }), expected, "urlFor");
      const copy = await coldCopy();
      await assertFails(copy.requestRemoteAssistance("users", IDS.users, TOKEN, { timeoutMs }), expected, "cold", copy);
      assert.equal(sent.length, 0);
    });
  }
});

test("both bounds and the default are taken", LIMIT, async (t) => {
  stubFetch(t, () => noContent());
  for (const timeoutMs of [1, 600_000, undefined, 1e3])
    assert.equal((await call({ timeoutMs })).status, 204, `${timeoutMs}`);
});

test("a server that never answers", LIMIT, async (t) => {
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
  assert.ok(performance.now() - start >= 490, "not before its time");
  await closed;
  assert.equal(requests, 1);
});

/** Fails with the timeout after exactly so many milliseconds, and is pending until then. */
async function endsAfter(
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
  assert.ok(pending, `still waits after ${milliseconds - 1} ms`);
  t.mock.timers.tick(1);
  const error = await assertFails(promise, { code: "timeout", ...expected }, "the call", copy);
  assert.ok(!Object.hasOwn(error, "cause"));
}

describe("with the clock in hand", LIMIT, () => {
  const NOT_SENT = { outcome: "notSent", attempts: 0 };
  const UNKNOWN = { outcome: "unknown", attempts: 1 };

  for (const [options, milliseconds] of /** @type {[object, number][]} */ ([
    [{}, 30_000],
    [{ timeoutMs: 5_000 }, 5_000],
    [{ timeoutMs: 600_000 }, 600_000],
  ])) {
    test(`the token function, ${JSON.stringify(options)}`, LIMIT, async (t) => {
      await init();
      const sent = stubFetch(t);
      t.mock.timers.enable({ apis: ["setTimeout"] });
      await endsAfter(t, call(options, never), milliseconds, NOT_SENT);
      assert.equal(sent.length, 0);
      assert.equal((await call()).status, 204, "the device is free");
    });

    test(`the reply, ${JSON.stringify(options)}`, LIMIT, async (t) => {
      await init();
      const sent = stubFetch(t, never);
      t.mock.timers.enable({ apis: ["setTimeout"] });
      await endsAfter(t, call(options), milliseconds, UNKNOWN);
      assert.equal(sent[0].init.signal.aborted, true, "fetch is told");
      stubFetch(t);
      assert.equal((await call()).status, 204, "the device is free");
    });

    test(`the module, ${JSON.stringify(options)}`, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldSlimCopy();
      t.mock.timers.enable({ apis: ["setTimeout"] });
      copy.init(never()).catch(() => {});
      await endsAfter(
        t,
        copy.requestRemoteAssistance("users", IDS.users, TOKEN, options),
        milliseconds,
        NOT_SENT,
        copy,
      );
      assert.equal(sent.length, 0);
    });
  }

  test("each wait has the whole time", LIMIT, async (t) => {
    await init();
    let answer = (/** @type {Response} */ _) => {};
    stubFetch(t, () => new Promise((resolve) => (answer = resolve)));
    let give = (/** @type {string} */ _) => {};
    t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
    const promise = call({ timeoutMs: 1_000 }, () => new Promise((resolve) => (give = resolve)));
    await settled();
    t.mock.timers.tick(999);
    give(TOKEN);
    await settled();
    t.mock.timers.tick(999);
    answer(noContent());
    assert.equal((await promise).status, 204);
  });

  test("a late token is not used, and a late reply changes nothing", LIMIT, async (t) => {
    await init();
    const sent = stubFetch(t);
    let give = (/** @type {string} */ _) => {};
    t.mock.timers.enable({ apis: ["setTimeout"] });
    await endsAfter(
      t,
      call({ timeoutMs: 10 }, () => new Promise((resolve) => (give = resolve))),
      10,
      NOT_SENT,
    );
    give(TOKEN);
    await settled();
    assert.equal(sent.length, 0);
  });
});

test("no timer stays behind", LIMIT, async (t) => {
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
  assert.ok(started > 0, "the test saw no timer");
  assert.equal([...running].filter((timer) => timer.hasRef()).length, 0, "timers that keep a process alive");
  assert.ok(running.size <= 2, `${running.size} timers: more than the watchdog of each copy`);
});
