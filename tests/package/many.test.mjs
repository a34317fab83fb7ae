// @ts-check
/**
 * `requestForMany` sends one POST per device, a few at a time, and returns the results in the order of the requests.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceNumber, deviceRequest, deviceRequests, summary } from "./many-support.mjs";
import {
  APP,
  call,
  coldCopy,
  failure,
  json,
  LIMIT,
  noContent,
  requestForMany,
  settled,
  stubFetch,
  TOKEN,
  USER,
} from "./support.mjs";

test("the results of all scopes are in the order of the requests", LIMIT, async (t) => {
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
  assert.deepEqual(results.map(summary), [
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

test("an empty list resolves to an empty list", LIMIT, async (t) => {
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
  test(`at most ${concurrency ?? "4 requests by default"} are in flight`, LIMIT, async (t) => {
    let inFlight = 0;
    let maxInFlight = 0;
    stubFetch(t, async () => {
      maxInFlight = Math.max(maxInFlight, ++inFlight);
      await settled();
      inFlight--;
      return noContent();
    });
    const results = await requestForMany(deviceRequests(100), TOKEN, { concurrency });
    assert.ok(results.every((/** @type {any} */ { receipt }) => receipt?.status === 204));
    assert.equal(maxInFlight, expected);
  });
}

test("a list may be shorter than the concurrency", LIMIT, async (t) => {
  const sent = stubFetch(t);
  assert.equal((await requestForMany(deviceRequests(2), TOKEN, { concurrency: 16 })).length, 2);
  assert.equal(sent.length, 2);
});

test("a slow request does not delay the others, and the results keep their order", LIMIT, async (t) => {
  let release = () => {};
  const slow = new Promise((resolve) => (release = () => resolve(noContent())));
  let done = 0;
  stubFetch(t, async (index) => (index === 0 ? slow : noContent({ "request-id": `r-${index}` })));
  const order = /** @type {number[]} */ ([]);
  const onProgress = (/** @type {any} */ { index }) => {
    order.push(index);
    if (++done === 49) release();
  };
  const results = await requestForMany(deviceRequests(50), TOKEN, { onProgress, concurrency: 2 });
  assert.equal(order.at(-1), 0);
  assert.deepEqual(
    results.map((/** @type {any} */ { receipt }) => receipt.requestId),
    [null, ...Array.from({ length: 49 }, (_, index) => `r-${index + 1}`)],
  );
});

test("onStart and onProgress report every request", LIMIT, async (t) => {
  stubFetch(t, async (_, { url }) => (deviceNumber(url) === 1 ? new Response(null, { status: 404 }) : noContent()));
  const events = /** @type {any[]} */ ([]);
  const options = {
    concurrency: 1,
    onStart: (/** @type {any[]} */ ...args) => events.push(["start", ...args]),
    onProgress: (/** @type {any} */ progress) => events.push(progress),
  };
  const results = await requestForMany(deviceRequests(3), TOKEN, options);
  assert.deepEqual(
    events,
    [0, 1, 2].flatMap((index) => [["start", index], { done: index + 1, total: 3, index, result: results[index] }]),
  );
  assert.equal(results[1].error.code, "notFound");
});

test("errors that the listeners throw are ignored", LIMIT, async (t) => {
  stubFetch(t);
  const onProgress = () => {
    throw new Error("mine");
  };
  const results = await requestForMany(deviceRequests(20), TOKEN, { onProgress, onStart: onProgress });
  assert.deepEqual(results.map(summary), Array(20).fill(204));
});

test("the token function is called for every attempt", LIMIT, async (t) => {
  stubFetch(t);
  let tokenCalls = 0;
  await requestForMany(deviceRequests(25), async () => {
    await settled();
    return `${TOKEN.slice(0, 9)}${tokenCalls++}`;
  });
  assert.equal(tokenCalls, 25);
});

test("a token function that throws once fails one request", LIMIT, async (t) => {
  const sent = stubFetch(t);
  let tokenCalls = 0;
  const mine = new Error("mine");
  const results = await requestForMany(
    deviceRequests(6),
    () => {
      if (tokenCalls++ === 2) throw mine;
      return TOKEN;
    },
    { concurrency: 1 },
  );
  assert.deepEqual(results.map(summary), [204, 204, ["tokenProviderFailed", "notSent", 0], 204, 204, 204]);
  assert.equal(results[2].error.cause, mine);
  assert.equal(sent.length, 5);
});

test("changes of the requests and the options after the call have no effect", LIMIT, async (t) => {
  for (const copy of [await coldCopy(), { requestForMany }]) {
    const sent = stubFetch(t);
    const list = deviceRequests(10);
    const options = {
      concurrency: 2,
      origin: "https://one.example",
      onStart: () => {
        for (const one of list) Object.assign(one, { scope: "users" }).ids.managedDeviceId = "another";
        list.length = 3;
        options.origin = "https://two.example";
      },
    };
    const promise = copy.requestForMany(list, TOKEN, options);
    options.onStart();
    const results = await promise;
    assert.deepEqual(results.map(summary), Array(10).fill(204));
    assert.deepEqual(
      sent.map(({ url }) => url),
      deviceRequests(10).map(
        ({ ids }) =>
          `https://one.example/v1.0/deviceManagement/managedDevices/${ids.managedDeviceId}/requestRemoteAssistance`,
      ),
    );
  }
});

test("a request for a device with a pending call fails with alreadyInFlight", LIMIT, async (t) => {
  let release = () => {};
  stubFetch(t, (index) =>
    index === 0 ? new Promise((resolve) => (release = () => resolve(noContent()))) : noContent(),
  );
  const other = call();
  const ids = { managedDeviceId: "C0FFEE00-0000-4000-8000-00000000000a" };
  const results = await requestForMany([deviceRequest(1), { scope: "deviceManagement", ids }, deviceRequest(2)], TOKEN);
  assert.deepEqual(results.map(summary), [204, ["alreadyInFlight", "notSent", 0], 204]);
  release();
  assert.equal((await other).status, 204);
});
