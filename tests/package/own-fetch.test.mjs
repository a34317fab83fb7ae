// @ts-check
/** The option `fetch` (`js/runtime/host-call.ts`): what it receives, and what it may do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertFails,
  assertHides,
  call,
  DEVICE,
  findDevices,
  IDS,
  json,
  LIMIT,
  noContent,
  requestForMany,
  startSession,
  stubFetch,
  stubGlobal,
  TOKEN,
  urlFor,
} from "./support.mjs";

/** Global `fetch` must not be called while the portal brings its own. @param {import("node:test").TestContext} t */
const forbidGlobal = (t) => stubFetch(t, () => assert.fail("the global fetch was called"));

test("it receives what the global fetch would receive, and the global one is not called", LIMIT, async (t) => {
  const sent = stubFetch(t);
  await call();
  const [expected] = /** @type {[any]} */ (sent);
  const global = forbidGlobal(t);
  /** @type {any[][]} */
  const received = [];
  const receipt = await call({
    fetch: async (/** @type {any[]} */ ...args) => {
      received.push(args);
      return noContent();
    },
  });
  assert.equal(receipt.status, 204);
  assert.deepEqual([received.length, received[0]?.length, global.length], [1, 2, 0]);
  const [url, init] = received[0] ?? [];
  assert.equal(url, expected.url);
  assert.deepEqual(Object.keys(init).sort(), Object.keys(expected.init).sort());
  assert.deepEqual([...init.headers], [...expected.init.headers]);
});

test("every request of a session and of a batch, and later pages too, go through it", LIMIT, async (t) => {
  const global = forbidGlobal(t);
  /** @type {string[]} */
  const methods = [];
  let reads = 0;
  const fetch = async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
    methods.push(String(init.method));
    if (init.method === "POST") return noContent();
    if (url.includes("managedDevices?"))
      return json({
        value: [],
        "@odata.nextLink": "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices?x",
      });
    return json({ id: DEVICE, ...(reads++ > 0 && { remoteAssistanceSessionUrl: "https://go.example/" }) });
  };
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const session = startSession("deviceManagement", IDS.deviceManagement, TOKEN, {
    fetch,
    onProgress: () => queueMicrotask(() => t.mock.timers.tick(2_000)),
  });
  const ticking = setInterval(() => t.mock.timers.tick(2_000), 5);
  t.after(() => clearInterval(ticking));
  assert.equal((await session).url, "https://go.example/");
  assert.deepEqual(methods, ["GET", "POST", "GET"]);
  const [{ receipt }] = await requestForMany([{ scope: "users", ids: IDS.users }], TOKEN, { fetch });
  assert.equal(receipt.status, 204);
  const page = await findDevices({ deviceName: "a" }, TOKEN, { fetch });
  await page.next();
  assert.deepEqual(methods.slice(3), ["POST", "GET", "GET"]);
  assert.equal(global.length, 0);
});

test("a wrapper that takes a Request, and adds a header for tracing", LIMIT, async (t) => {
  /** @type {Request[]} */
  const requests = [];
  stubGlobal(t, "fetch", {
    value: async (/** @type {Request} */ request) => {
      requests.push(request);
      return noContent();
    },
  });
  const traced = async (/** @type {Request} */ request) => {
    request.headers.set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    return globalThis.fetch(request);
  };
  await call({ fetch: (/** @type {string} */ url, /** @type {RequestInit} */ init) => traced(new Request(url, init)) });
  const [{ method, url, headers, redirect, body, credentials, referrerPolicy }] = /** @type {[Request]} */ (requests);
  assert.deepEqual(
    { method, url, redirect, body, credentials, referrerPolicy },
    {
      method: "POST",
      url: await urlFor("deviceManagement", IDS.deviceManagement),
      redirect: "manual",
      body: null,
      credentials: "omit",
      referrerPolicy: "no-referrer",
    },
  );
  assert.equal(headers.get("authorization"), `Bearer ${TOKEN}`);
  assert.match(headers.get("traceparent") ?? "", /^00-/);
});

test("a signal that fires reaches the wrapper, although it rejects late or never", LIMIT, async () => {
  const controller = new AbortController();
  /** @type {AbortSignal[]} */
  const signals = [];
  const pending = call({
    signal: controller.signal,
    fetch: (/** @type {string} */ _, /** @type {RequestInit} */ { signal }) => {
      signals.push(/** @type {AbortSignal} */ (signal));
      return new Promise(() => {});
    },
  });
  setImmediate(() => controller.abort());
  await assertFails(pending, { code: "aborted", outcome: "unknown", attempts: 1 });
  assert.equal(signals[0]?.aborted, true);
});

test(
  "a wrapper that throws or rejects is a network failure with its error as cause, and the POST is not repeated",
  LIMIT,
  async () => {
    let calls = 0;
    const cause = new TypeError("the proxy is gone");
    const fails = [
      () => {
        calls++;
        throw cause;
      },
      async () => {
        calls++;
        throw cause;
      },
    ];
    for (const fetch of fails)
      await assertFails(call({ fetch }), { code: "network", outcome: "unknown", cause, attempts: 1 });
    assert.equal(calls, 2);
    // The text of the error repeats the token of the call.
    const fetch = async () => {
      throw new Error(`cannot send ${TOKEN}`);
    };
    const error = await assertFails(call({ fetch }), { code: "network", cause: undefined });
    assertHides(error, TOKEN);
  },
);

test("what it gives may be anything", LIMIT, async () => {
  for (const [row, value] of /** @type {[string, unknown][]} */ ([
    ["nothing", undefined],
    ["a text", "ok"],
    ["a response without a status", {}],
  ])) {
    await assertFails(call({ fetch: () => value }), { code: "unexpectedResponse", outcome: "unknown" }, row);
  }
  assert.equal((await call({ fetch: () => noContent() })).status, 204, "no promise");
});

test("an environment without a fetch of its own is enough", LIMIT, async (t) => {
  stubGlobal(t, "fetch", { value: undefined });
  await assertFails(call(), { code: "internal", outcome: "notSent" });
  assert.equal((await call({ fetch: async () => noContent() })).status, 204);
});

test("a value that is no function, and a polluted prototype, send nothing through it", LIMIT, async (t) => {
  const sent = stubFetch(t);
  for (const fetch of [null, "fetch", 1, {}]) {
    await assertFails(call({ fetch }), { code: "invalidOptions", field: "options.fetch", outcome: "notSent" });
  }
  assert.equal(sent.length, 0);
  Object.defineProperty(Object.prototype, "fetch", {
    configurable: true,
    value: () => assert.fail("the prototype's fetch was called"),
  });
  t.after(() => Reflect.deleteProperty(Object.prototype, "fetch"));
  await call();
  await call({});
  assert.equal(sent.length, 2);
});
