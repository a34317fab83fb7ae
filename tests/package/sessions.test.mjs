// @ts-check
/** `getSession` and `startSession` from end to end: what they send, tell and give. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertFails,
  call,
  DEVICE,
  getSession,
  IDS,
  init,
  inMockedTime,
  json,
  LIMIT,
  never,
  noContent,
  settled,
  startSession,
  stubFetch,
  TOKEN,
  urlFor,
} from "./support.mjs";

const READ = `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/${DEVICE}?$select=id,deviceName,remoteAssistanceSessionUrl,remoteAssistanceSessionErrorDetails,deviceActionResults`;
const URL_OF_SESSION = "https://get.teamviewer.com/s123";
const device = (/** @type {object} */ properties = {}) => json({ id: DEVICE, deviceName: "LAPTOP-07", ...properties });
const action = (state = "done", startDateTime = "2027-01-15T08:00:00.1234567Z") => ({
  actionName: "requestRemoteAssistance",
  actionState: state,
  startDateTime,
  lastUpdatedDateTime: startDateTime,
});
const ready = () => device({ remoteAssistanceSessionUrl: URL_OF_SESSION });

/** With the clock in hand, after the module runs. */
async function mocked(/** @type {import("node:test").TestContext} */ t) {
  await init();
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2027-01-15T08:00:00Z") });
}

describe("getSession", LIMIT, () => {
  /** @type {[string, object, object][]} */
  const ROWS = [
    ["nothing", {}, { state: "none" }],
    ["a link", { remoteAssistanceSessionUrl: URL_OF_SESSION }, { state: "ready", url: URL_OF_SESSION }],
    [
      "an error",
      { remoteAssistanceSessionErrorDetails: "no licence" },
      { state: "failed", errorDetails: "no licence", reason: "reported" },
    ],
    [
      "a bad link",
      { remoteAssistanceSessionUrl: "javascript:alert(1)" },
      {
        state: "failed",
        errorDetails: "Graph's link to the session is no https address.",
        reason: "badUrl",
      },
    ],
    [
      "a blob",
      { remoteAssistanceSessionUrl: "blob:https://get.teamviewer.com/1" },
      {
        state: "failed",
        errorDetails: "Graph's link to the session is no https address.",
        reason: "badUrl",
      },
    ],
    [
      "odd types",
      {
        remoteAssistanceSessionUrl: 7,
        remoteAssistanceSessionErrorDetails: [],
        deviceActionResults: "x",
        deviceName: {},
      },
      { state: "none", deviceName: null },
    ],
    [
      "an action",
      { deviceActionResults: [{ actionName: "rebootNow", actionState: "failed" }, action("active")] },
      {
        state: "pending",
        action: {
          name: "requestRemoteAssistance",
          state: "active",
          startDateTime: "2027-01-15T08:00:00.1234567Z",
          lastUpdatedDateTime: "2027-01-15T08:00:00.1234567Z",
        },
      },
    ],
    [
      "an action of few words",
      { deviceActionResults: [{ actionName: "remoteAssistance" }] },
      {
        state: "pending",
        action: { name: "remoteAssistance", state: "unknown", startDateTime: null, lastUpdatedDateTime: null },
      },
    ],
  ];
  for (const [name, properties, expected] of ROWS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t, async () => device(properties));
      const nothing = { url: null, errorDetails: null, reason: null, deviceName: "LAPTOP-07", action: null };
      assert.deepEqual(await getSession(DEVICE, TOKEN), { ...nothing, ...expected });
      assert.deepEqual([sent.length, sent[0].url, sent[0].init.method, sent[0].init.body], [1, READ, "GET", undefined]);
    });
  }

  test("a device's id follows the rule of all ids", LIMIT, async (t) => {
    const sent = stubFetch(t);
    for (const id of ["", ".", "a/b", "$x", null, undefined, 7, {}, new String(DEVICE)]) {
      await assertFails(
        getSession(id, TOKEN),
        { code: "invalidIds", outcome: "notSent", field: "managedDeviceId" },
        String(id),
      );
    }
    assert.equal(sent.length, 0);
  });

  test("two at once, beside a request for the same device", LIMIT, async (t) => {
    stubFetch(t, async (_, { init: { method } }) => (await settled(), method === "POST" ? noContent() : ready()));
    const [one, two, receipt] = await Promise.all([getSession(DEVICE, TOKEN), getSession(DEVICE, TOKEN), call()]);
    assert.deepEqual([one.state, two.state, receipt.status], ["ready", "ready", 204]);
  });

  test("lost replies", LIMIT, async (t) => {
    await mocked(t);
    const sent = stubFetch(t, async (index) => {
      if (index < 2) throw new TypeError("lost");
      return ready();
    });
    assert.equal((await inMockedTime(t, getSession(DEVICE, TOKEN))).state, "ready");
    assert.equal(sent.length, 3);
    stubFetch(t, async () => {
      throw new TypeError("lost");
    });
    await assertFails(inMockedTime(t, getSession(DEVICE, TOKEN)), { code: "network", outcome: "notSent", attempts: 3 });
  });
});

/** Replies for the look before, the request, and the looks after it. */
const playing = (/** @type {import("node:test").TestContext} */ t, /** @type {(() => unknown)[]} */ ...replies) =>
  stubFetch(t, async (index) => (replies[index] ?? (() => device()))());

describe("startSession", LIMIT, () => {
  test("until it is ready", LIMIT, async (t) => {
    await mocked(t);
    const sent = playing(
      t,
      () => device(),
      () => noContent({ "request-id": "r-1" }),
      () => device(),
      ready,
    );
    /** @type {any[]} */
    const told = [];
    let asked = 0;
    const options = {
      onProgress: (/** @type {any} */ progress) => told.push(progress),
      onWait: () => assert.fail("no wait"),
    };
    const session = await inMockedTime(
      t,
      startSession("users", IDS.users, () => (asked++, TOKEN), options),
    );
    assert.deepEqual(session, {
      state: "ready",
      url: URL_OF_SESSION,
      errorDetails: null,
      reason: null,
      deviceName: "LAPTOP-07",
      action: null,
      ended: "ready",
      message: "The session is ready to be opened.",
      isCompared: true,
      elapsedMs: 5_000,
      error: null,
      receipt: { status: 204, attempts: 1, requestId: "r-1", clientRequestId: null },
    });
    assert.deepEqual(
      sent.map(({ url, init: { method } }) => [method, url]),
      [
        ["GET", READ],
        ["POST", await urlFor("users", IDS.users)],
        ["GET", READ],
        ["GET", READ],
      ],
    );
    assert.equal(asked, 4);
    const requestedAt = Date.parse("2027-01-15T08:00:00Z");
    const before = { id: DEVICE, deviceName: "LAPTOP-07" };
    assert.deepEqual(told, [
      { phase: "checking", elapsedMs: 0, reads: 0, requestedAt: 0, before: null, problem: null },
      { phase: "requesting", elapsedMs: 0, reads: 0, requestedAt, before, problem: null },
      { phase: "accepted", elapsedMs: 0, reads: 0, requestedAt, before, problem: null },
      { phase: "waiting", elapsedMs: 2_000, reads: 1, requestedAt, before, problem: null },
    ]);
  });

  test("a device that could not be read before", LIMIT, async (t) => {
    await mocked(t);
    playing(
      t,
      () => new Response(null, { status: 403 }),
      noContent,
      () => device(),
      ready,
    );
    /** @type {any[]} */
    const told = [];
    const session = await inMockedTime(
      t,
      startSession("users", IDS.users, TOKEN, { onProgress: (/** @type {any} */ progress) => told.push(progress) }),
    );
    assert.deepEqual([session.ended, session.isCompared], ["ready", false]);
    assert.deepEqual(
      told.map(({ phase, problem, before }) => [phase, problem, before]),
      [
        ["checking", null, null],
        ["requesting", "forbidden", null],
        ["accepted", null, null],
        ["waiting", null, null],
      ],
    );
  });

  test("a listener that throws is not heard", LIMIT, async (t) => {
    await mocked(t);
    playing(t, () => device(), noContent, ready);
    const onProgress = () => {
      throw new Error("mine");
    };
    assert.equal((await inMockedTime(t, startSession("users", IDS.users, TOKEN, { onProgress }))).ended, "ready");
  });

  test("until the time is up", LIMIT, async (t) => {
    await mocked(t);
    const sent = playing(t, () => device(), noContent);
    const session = await inMockedTime(t, startSession("users", IDS.users, TOKEN, { pollTimeoutMs: 10_000 }));
    assert.deepEqual(
      [session.ended, session.state, session.elapsedMs, session.error],
      ["timeout", "pending", 10_000, null],
    );
    assert.match(session.message, /accepted the request/);
    assert.equal(sent.filter(({ init: { method } }) => method === "POST").length, 1);
  });

  test("until it can no longer be read", LIMIT, async (t) => {
    await mocked(t);
    playing(
      t,
      () => device(),
      noContent,
      () => json({ error: { code: "NotFound", message: "gone" } }, 404),
    );
    const session = await inMockedTime(t, startSession("users", IDS.users, TOKEN));
    assert.deepEqual(
      [session.ended, session.error.code, session.error.status, session.error.graphMessage],
      ["unreadable", "notFound", 404, "gone"],
    );
    await assertFails(Promise.reject(session.error), { name: "RemoteAssistanceError", attempts: 1 });
  });

  test("what the token function throws, before and after", LIMIT, async (t) => {
    await mocked(t);
    const mine = new Error("mine");
    for (const fails of [1, 2]) {
      let asked = 0;
      const sent = playing(t, () => device(), noContent);
      await assertFails(
        startSession("users", IDS.users, () => {
          if (++asked === fails) throw mine;
          return TOKEN;
        }),
        { code: "tokenProviderFailed", outcome: "notSent", cause: mine },
      );
      assert.equal(sent.length, fails - 1);
    }
    let asked = 0;
    playing(t, () => device(), noContent);
    const session = await inMockedTime(
      t,
      startSession("users", IDS.users, async () => {
        if (++asked === 3) throw mine;
        return TOKEN;
      }),
    );
    assert.deepEqual(
      [session.ended, session.error.code, session.error.cause],
      ["unreadable", "tokenProviderFailed", mine],
    );
  });

  test("a signal with a string as its reason", LIMIT, async (t) => {
    await mocked(t);
    for (const [replies, outcome, posts] of /** @type {[(() => unknown)[], string, number][]} */ ([
      [[never], "notSent", 0],
      [[() => device(), never], "unknown", 1],
    ])) {
      const controller = new AbortController();
      const sent = playing(t, ...replies);
      const promise = startSession("users", IDS.users, TOKEN, { signal: controller.signal });
      for (let turn = 0; turn < 9; turn++) await settled();
      controller.abort("left");
      await assertFails(promise, { code: "aborted", outcome, cause: "left" });
      assert.equal(sent.filter(({ init: { method } }) => method === "POST").length, posts);
      assert.equal(sent.at(-1)?.init.signal.aborted, true, "fetch is told");
    }
    for (const replies of [
      [() => device(), noContent],
      [() => device(), noContent, never],
    ]) {
      const controller = new AbortController();
      playing(t, ...replies);
      const promise = startSession("users", IDS.users, TOKEN, { signal: controller.signal });
      for (let turn = 0; turn < 9; turn++) await settled();
      t.mock.timers.tick(2_000);
      for (let turn = 0; turn < 9; turn++) await settled();
      controller.abort("left");
      const session = await promise;
      assert.deepEqual(
        [session.ended, session.state, session.error, session.receipt.status],
        ["aborted", "pending", null, 204],
      );
    }
    const sent = playing(t);
    await assertFails(startSession("users", IDS.users, TOKEN, { signal: AbortSignal.abort("gone") }), {
      code: "aborted",
      outcome: "notSent",
      cause: "gone",
    });
    assert.equal(sent.length, 0);
  });

  test("the device is taken all the while, and free afterwards", LIMIT, async (t) => {
    await mocked(t);
    playing(
      t,
      () => device(),
      noContent,
      () => device(),
    );
    const promise = startSession("users", IDS.users, TOKEN, { pollTimeoutMs: 4_000 });
    for (const milliseconds of [0, 1_000, 2_000]) {
      t.mock.timers.tick(milliseconds);
      for (let turn = 0; turn < 9; turn++) await settled();
      await assertFails(call(), { code: "alreadyInFlight", outcome: "notSent" });
    }
    await inMockedTime(t, promise);
    stubFetch(t);
    assert.equal((await call()).status, 204);
  });

  test("arguments", LIMIT, async (t) => {
    const sent = stubFetch(t);
    for (const [given, code, field] of /** @type {[any[], string, string][]} */ ([
      [["user", IDS.users, TOKEN], "invalidScope", "scope"],
      [["users", { managedDeviceId: DEVICE }, TOKEN], "invalidIds", "ids.usersId"],
      [["users", IDS.users, "a b"], "invalidToken", "token"],
      [["users", IDS.users, TOKEN, { pollTimeoutMs: 0 }], "invalidOptions", "options.pollTimeoutMs"],
      [["users", IDS.users, TOKEN, { onProgress: {} }], "invalidOptions", "options.onProgress"],
      [["users", IDS.users, TOKEN, { concurrency: 1 }], "invalidOptions", "options.concurrency"],
      [["users", IDS.users, TOKEN, { before: {} }], "invalidOptions", "options.before"],
    ]))
      await assertFails(startSession(...given), { code, outcome: "notSent", field });
    await assertFails(call({ pollTimeoutMs: 5 }), { code: "invalidOptions", field: "options.pollTimeoutMs" });
    await assertFails(urlFor("users", IDS.users, { onProgress: () => {} }), {
      code: "invalidOptions",
      field: "options.onProgress",
    });
    assert.equal(sent.length, 0);
  });
});
