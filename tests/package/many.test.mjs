// @ts-check
/** `requestForMany`: one POST a device, a few at a time, and a result for each in the order of the requests. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  APP,
  call,
  coldCopy,
  failure,
  init,
  json,
  LIMIT,
  never,
  noContent,
  requestForMany,
  settled,
  stubFetch,
  stubGlobal,
  TOKEN,
  USER,
} from "./support.mjs";

const request = (/** @type {number} */ number) => ({
  scope: "deviceManagement",
  ids: { managedDeviceId: `device-${number}` },
});
const requests = (/** @type {number} */ count) => Array.from({ length: count }, (_, number) => request(number));
const numberOf = (/** @type {string} */ url) => Number(/device-(\d+)/.exec(url)?.[1]);
const fields = (/** @type {any} */ { receipt, error }) =>
  receipt ? receipt.status : [error.code, error.outcome, error.attempts];

test("each scope, each result, in order", LIMIT, async (t) => {
  const sent = stubFetch(t, async (_, { url }) => {
    if (url.includes("refused")) return json({ error: { code: "Forbidden", message: "no" } }, 403);
    if (url.includes("lost")) throw new TypeError("lost");
    return noContent({ "request-id": "r-1" });
  });
  const results = await requestForMany(
    [
      { scope: "users", ids: { usersId: USER, managedDeviceId: "a" } },
      { scope: "deviceManagement", ids: { managedDeviceId: "refused" } },
      { scope: "detectedApps", ids: { detectedAppId: APP, managedDeviceId: "b" } },
      { scope: "deviceManagement", ids: { managedDeviceId: "lost" } },
      { scope: "nowhere", ids: { managedDeviceId: "c" } },
      { scope: "users", ids: { managedDeviceId: "d" } },
      { scope: "deviceManagement", ids: { managedDeviceId: "e/f" } },
      { scope: "deviceManagement", ids: { managedDeviceId: "g" } },
    ],
    TOKEN,
  );
  const accepted = { receipt: { status: 204, attempts: 1, requestId: "r-1", clientRequestId: null }, error: null };
  assert.deepEqual([results[0], results[2], results[7]], [accepted, accepted, accepted]);
  assert.deepEqual(results.map(fields), [
    204,
    ["forbidden", "rejected", 1],
    204,
    ["network", "unknown", 1],
    ["invalidScope", "notSent", 0],
    ["invalidIds", "notSent", 0],
    ["invalidIds", "notSent", 0],
    204,
  ]);
  for (const { receipt, error } of results) {
    assert.ok((receipt === null) !== (error === null));
    if (error) await failure(Promise.reject(error));
  }
  assert.equal(sent.length, 5);
  for (const { init } of sent) assert.deepEqual([init.method, init.body], ["POST", undefined]);
});

test("none at all", LIMIT, async (t) => {
  const sent = stubFetch(t);
  assert.deepEqual(await requestForMany([], TOKEN), []);
  assert.equal(sent.length, 0);
});

for (const [concurrency, expected] of /** @type {[number | undefined, number][]} */ ([
  [undefined, 4],
  [1, 1],
  [16, 16],
  [7, 7],
])) {
  test(`${concurrency ?? "by default 4"} at once, never more`, LIMIT, async (t) => {
    let flying = 0;
    let most = 0;
    stubFetch(t, async () => {
      most = Math.max(most, ++flying);
      await settled();
      flying--;
      return noContent();
    });
    const results = await requestForMany(requests(100), TOKEN, { concurrency });
    assert.ok(results.every((/** @type {any} */ { receipt }) => receipt?.status === 204));
    assert.equal(most, expected);
  });
}

test("fewer requests than places", LIMIT, async (t) => {
  const sent = stubFetch(t);
  assert.equal((await requestForMany(requests(2), TOKEN, { concurrency: 16 })).length, 2);
  assert.equal(sent.length, 2);
});

test("a slow one holds up nobody, and the order stays", LIMIT, async (t) => {
  let release = () => {};
  const slow = new Promise((resolve) => (release = () => resolve(noContent())));
  let done = 0;
  stubFetch(t, async (index) => (index === 0 ? slow : noContent({ "request-id": `r-${index}` })));
  const order = /** @type {number[]} */ ([]);
  const onProgress = (/** @type {any} */ { index }) => {
    order.push(index);
    if (++done === 49) release();
  };
  const results = await requestForMany(requests(50), TOKEN, { onProgress, concurrency: 2 });
  assert.equal(order.at(-1), 0);
  assert.deepEqual(
    results.map((/** @type {any} */ { receipt }) => receipt.requestId),
    [null, ...Array.from({ length: 49 }, (_, index) => `r-${index + 1}`)],
  );
});

test("what is told", LIMIT, async (t) => {
  stubFetch(t, async (_, { url }) => (numberOf(url) === 1 ? new Response(null, { status: 404 }) : noContent()));
  const events = /** @type {any[]} */ ([]);
  const options = {
    concurrency: 1,
    onStart: (/** @type {any[]} */ ...given) => events.push(["start", ...given]),
    onProgress: (/** @type {any} */ progress) => events.push(progress),
  };
  const results = await requestForMany(requests(3), TOKEN, options);
  assert.deepEqual(
    events,
    [0, 1, 2].flatMap((index) => [["start", index], { done: index + 1, total: 3, index, result: results[index] }]),
  );
  assert.equal(results[1].error.code, "notFound");
});

test("listeners that throw are not heard", LIMIT, async (t) => {
  stubFetch(t);
  const onProgress = () => {
    throw new Error("mine");
  };
  const results = await requestForMany(requests(20), TOKEN, { onProgress, onStart: onProgress });
  assert.deepEqual(results.map(fields), Array(20).fill(204));
});

test("a token for every attempt", LIMIT, async (t) => {
  stubFetch(t);
  let asked = 0;
  await requestForMany(requests(25), async () => {
    await settled();
    return `${TOKEN.slice(0, 9)}${asked++}`;
  });
  assert.equal(asked, 25);
});

test("a token function that fails for one", LIMIT, async (t) => {
  const sent = stubFetch(t);
  let asked = 0;
  const mine = new Error("mine");
  const results = await requestForMany(
    requests(6),
    () => {
      if (asked++ === 2) throw mine;
      return TOKEN;
    },
    { concurrency: 1 },
  );
  assert.deepEqual(results.map(fields), [204, 204, ["tokenProviderFailed", "notSent", 0], 204, 204, 204]);
  assert.equal(results[2].error.cause, mine);
  assert.equal(sent.length, 5);
});

test("what the caller changes meanwhile changes nothing", LIMIT, async (t) => {
  for (const copy of [await coldCopy(), { requestForMany }]) {
    const sent = stubFetch(t);
    const given = requests(10);
    const options = {
      concurrency: 2,
      origin: "https://one.example",
      onStart: () => {
        for (const one of given) Object.assign(one, { scope: "users" }).ids.managedDeviceId = "another";
        given.length = 3;
        options.origin = "https://two.example";
      },
    };
    const promise = copy.requestForMany(given, TOKEN, options);
    options.onStart();
    const results = await promise;
    assert.deepEqual(results.map(fields), Array(10).fill(204));
    assert.deepEqual(
      sent.map(({ url }) => url),
      requests(10).map(
        ({ ids }) =>
          `https://one.example/v1.0/deviceManagement/managedDevices/${ids.managedDeviceId}/requestRemoteAssistance`,
      ),
    );
  }
});

test("a device with a call under way", LIMIT, async (t) => {
  let release = () => {};
  stubFetch(t, (index) =>
    index === 0 ? new Promise((resolve) => (release = () => resolve(noContent()))) : noContent(),
  );
  const other = call();
  const ids = { managedDeviceId: "C0FFEE00-0000-4000-8000-00000000000a" };
  const results = await requestForMany([request(1), { scope: "deviceManagement", ids }, request(2)], TOKEN);
  assert.deepEqual(results.map(fields), [204, ["alreadyInFlight", "notSent", 0], 204]);
  release();
  assert.equal((await other).status, 204);
});

describe("a signal", LIMIT, () => {
  test("before it begins", LIMIT, async (t) => {
    const sent = stubFetch(t);
    const told = /** @type {any[]} */ ([]);
    const reason = { mine: true };
    for (const copy of [await coldCopy(), { requestForMany }]) {
      const results = await copy.requestForMany(requests(1_000), () => assert.fail("asked"), {
        signal: AbortSignal.abort(reason),
        onProgress: (/** @type {any} */ { done }) => told.push(done),
      });
      assert.deepEqual(results.map(fields), Array(1_000).fill(["aborted", "notSent", 0]));
      assert.ok(results.every((/** @type {any} */ { error }) => error.cause === reason));
    }
    assert.deepEqual([sent.length, told.length, told.at(-1)], [0, 2_000, 1_000]);
  });

  test("in the middle: what flies is unknown, the rest is not sent", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = stubFetch(t, (index) => (index < 100 ? noContent() : never()));
    const promise = requestForMany(requests(10_000), TOKEN, { signal: controller.signal });
    while (sent.length < 104) await settled();
    /** @type {any[] | undefined} */
    let ended;
    promise.then((/** @type {any[]} */ given) => void (ended = given));
    controller.abort("enough");
    // What is ready to run runs; no timer and no reply is waited for.
    for (let turn = 0; turn < 5; turn++) await settled();
    assert.ok(ended, "at once");
    const results = ended;
    assert.equal(sent.length, 104);
    assert.ok(
      sent.slice(100).every(({ init }) => init.signal.aborted),
      "fetch is told",
    );
    assert.deepEqual(results.slice(0, 100).map(fields), Array(100).fill(204));
    assert.deepEqual(results.slice(100, 104).map(fields), Array(4).fill(["aborted", "unknown", 1]));
    assert.deepEqual(results.slice(104).map(fields), Array(9_896).fill(["aborted", "notSent", 0]));
    assert.ok(results.slice(100).every((/** @type {any} */ { error }) => error.cause === "enough"));
  });

  test("by a listener", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = stubFetch(t);
    const onProgress = (/** @type {any} */ { done }) => {
      if (done === 5) controller.abort();
    };
    const results = await requestForMany(requests(20), TOKEN, {
      signal: controller.signal,
      onProgress,
      concurrency: 1,
    });
    assert.deepEqual(results.map(fields), [...Array(5).fill(204), ...Array(15).fill(["aborted", "notSent", 0])]);
    assert.equal(sent.length, 5);
  });

  test("afterwards", LIMIT, async (t) => {
    const controller = new AbortController();
    stubFetch(t);
    const results = await requestForMany(requests(3), TOKEN, { signal: controller.signal });
    controller.abort();
    await settled();
    assert.deepEqual(results.map(fields), [204, 204, 204]);
  });
});

const collect = (setFlagsFromString("--expose-gc"), /** @type {() => void} */ (runInNewContext("gc")));
const used = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return { heapUsed, external };
};

test("10 000 requests take no memory but their results'", { timeout: 60_000 }, async (t) => {
  await init();
  const reply = { status: 204, headers: new Headers(), body: null };
  const counts = new Uint8Array(10_000);
  stubGlobal(t, "fetch", { value: async (/** @type {string} */ url) => (counts[numberOf(url)]++, reply) });
  const given = requests(10_000);
  let before = used();
  let after = before;
  const onProgress = (/** @type {any} */ { done }) => {
    if (done === 1_000) before = used();
    if (done === 10_000) after = used();
  };
  const results = await requestForMany(given, async () => TOKEN, { onProgress });
  assert.ok(counts.every((count) => count === 1));
  assert.equal(results.length, 10_000);
  // A result is two objects of six fields: 9 000 of them are well below 3 MB.
  assert.ok(after.heapUsed - before.heapUsed < 3_000_000, `${after.heapUsed - before.heapUsed} bytes more`);
  assert.ok(after.external - before.external < 500_000, `${after.external - before.external} bytes of the module more`);
});
