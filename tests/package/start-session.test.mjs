// @ts-check
/** `startSession` from end to end: the requests that it sends, its progress, and its result. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deviceReply, READ_URL, readyReply, SESSION_URL } from "./session-support.mjs";
import {
  assertFails,
  call,
  DEVICE,
  IDS,
  inMockedTime,
  json,
  LIMIT,
  mockClock,
  never,
  noContent,
  settled,
  startSession,
  stubFetch,
  TOKEN,
  urlFor,
} from "./support.mjs";

/** Stubs `fetch` with replies for the first read of the device, the request, and the later reads. */
const stubReplies = (/** @type {import("node:test").TestContext} */ t, /** @type {(() => unknown)[]} */ ...replies) =>
  stubFetch(t, async (index) => (replies[index] ?? (() => deviceReply()))());

describe("startSession", LIMIT, () => {
  test("resolves when the session is ready", LIMIT, async (t) => {
    await mockClock(t);
    const sent = stubReplies(
      t,
      () => deviceReply(),
      () => noContent({ "request-id": "r-1" }),
      () => deviceReply(),
      readyReply,
    );
    /** @type {any[]} */
    const events = [];
    let tokenCalls = 0;
    const options = {
      onProgress: (/** @type {any} */ progress) => events.push(progress),
      onWait: () => assert.fail("onWait was called"),
    };
    const session = await inMockedTime(
      t,
      startSession("users", IDS.users, () => (tokenCalls++, TOKEN), options),
    );
    assert.deepEqual(session, {
      state: "ready",
      url: SESSION_URL,
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
        ["GET", READ_URL],
        ["POST", await urlFor("users", IDS.users)],
        ["GET", READ_URL],
        ["GET", READ_URL],
      ],
    );
    assert.equal(tokenCalls, 4);
    const requestedAt = Date.parse("2027-01-15T08:00:00Z");
    const before = { id: DEVICE, deviceName: "LAPTOP-07" };
    assert.deepEqual(events, [
      { phase: "checking", elapsedMs: 0, reads: 0, requestedAt: 0, before: null, problem: null },
      { phase: "requesting", elapsedMs: 0, reads: 0, requestedAt, before, problem: null },
      { phase: "accepted", elapsedMs: 0, reads: 0, requestedAt, before, problem: null },
      { phase: "waiting", elapsedMs: 2_000, reads: 1, requestedAt, before, problem: null },
    ]);
  });

  test("sends the request when the first read of the device fails, and isCompared is false", LIMIT, async (t) => {
    await mockClock(t);
    stubReplies(
      t,
      () => new Response(null, { status: 403 }),
      noContent,
      () => deviceReply(),
      readyReply,
    );
    /** @type {any[]} */
    const events = [];
    const session = await inMockedTime(
      t,
      startSession("users", IDS.users, TOKEN, { onProgress: (/** @type {any} */ progress) => events.push(progress) }),
    );
    assert.deepEqual([session.ended, session.isCompared], ["ready", false]);
    assert.deepEqual(
      events.map(({ phase, problem, before }) => [phase, problem, before]),
      [
        ["checking", null, null],
        ["requesting", "forbidden", null],
        ["accepted", null, null],
        ["waiting", null, null],
      ],
    );
  });

  test("ignores errors that onProgress throws", LIMIT, async (t) => {
    await mockClock(t);
    stubReplies(t, () => deviceReply(), noContent, readyReply);
    const onProgress = () => {
      throw new Error("mine");
    };
    assert.equal((await inMockedTime(t, startSession("users", IDS.users, TOKEN, { onProgress }))).ended, "ready");
  });

  test("resolves with timeout after pollTimeoutMs", LIMIT, async (t) => {
    await mockClock(t);
    const sent = stubReplies(t, () => deviceReply(), noContent);
    const session = await inMockedTime(t, startSession("users", IDS.users, TOKEN, { pollTimeoutMs: 10_000 }));
    assert.deepEqual(
      [session.ended, session.state, session.elapsedMs, session.error],
      ["timeout", "pending", 10_000, null],
    );
    assert.match(session.message, /accepted the request/);
    assert.equal(sent.filter(({ init: { method } }) => method === "POST").length, 1);
  });

  test("resolves with unreadable when the device can no longer be read", LIMIT, async (t) => {
    await mockClock(t);
    stubReplies(
      t,
      () => deviceReply(),
      noContent,
      ...Array(3).fill(() => json({ error: { code: "NotFound", message: "gone" } }, 404)),
    );
    const session = await inMockedTime(t, startSession("users", IDS.users, TOKEN));
    assert.deepEqual(
      [session.ended, session.error.code, session.error.status, session.error.graphMessage],
      ["unreadable", "notFound", 404, "gone"],
    );
    await assertFails(Promise.reject(session.error), { name: "RemoteAssistanceError", attempts: 1 });
  });

  test(
    "rejects when the token function throws before the request, and resolves when it throws after it",
    LIMIT,
    async (t) => {
      await mockClock(t);
      const mine = new Error("mine");
      for (const fails of [1, 2]) {
        let tokenCalls = 0;
        const sent = stubReplies(t, () => deviceReply(), noContent);
        await assertFails(
          startSession("users", IDS.users, () => {
            if (++tokenCalls === fails) throw mine;
            return TOKEN;
          }),
          { code: "tokenProviderFailed", outcome: "notSent", cause: mine },
        );
        assert.equal(sent.length, fails - 1);
      }
      let tokenCalls = 0;
      stubReplies(t, () => deviceReply(), noContent);
      const session = await inMockedTime(
        t,
        startSession("users", IDS.users, async () => {
          if (++tokenCalls >= 3) throw mine;
          return TOKEN;
        }),
      );
      assert.deepEqual(
        [session.ended, session.error.code, session.error.cause],
        ["unreadable", "tokenProviderFailed", mine],
      );
    },
  );

  for (const [name, reason] of /** @type {[string, unknown][]} */ ([
    ["an error of MSAL", Object.assign(new Error("x"), { name: "InteractionRequiredAuthError" })],
    ["an error with MSAL's code", Object.assign(new Error("x"), { errorCode: "no_account_error" })],
    ["an error of OAuth", { error: "login_required" }],
    ["an error whose cause says so", new Error("x", { cause: { errorCode: "consent_required" } })],
  ])) {
    test(`resolves at once when the token function needs a sign-in: ${name}`, LIMIT, async (t) => {
      await mockClock(t);
      let tokenCalls = 0;
      const sent = stubReplies(t, () => deviceReply(), noContent);
      const token = async () => {
        if (++tokenCalls === 3) throw reason;
        return TOKEN;
      };
      const session = await inMockedTime(t, startSession("users", IDS.users, token));
      assert.deepEqual(
        [session.ended, session.error.code, session.error.cause, sent.length],
        ["unreadable", "tokenProviderFailed", reason, 2],
      );
      assert.match(session.error.message, /sign in/i);
    });
  }

  test("gives an error without the cause of an earlier request for a token", LIMIT, async (t) => {
    await mockClock(t);
    /** @type {(reason: unknown) => void} */
    let rejectFirst = () => {};
    let tokenCalls = 0;
    const token = () => {
      tokenCalls++;
      if (tokenCalls <= 2) return TOKEN;
      // The first request of the wait times out. It is rejected while a later one is made.
      if (tokenCalls === 3) return new Promise((_, reject) => (rejectFirst = reject));
      rejectFirst(new Error("an earlier rejection"));
      return Promise.resolve("no token");
    };
    stubReplies(t, () => deviceReply(), noContent);
    const session = await inMockedTime(t, startSession("users", IDS.users, token, { timeoutMs: 1_000 }));
    assert.deepEqual([session.ended, session.error.code], ["unreadable", "tokenProviderFailed"]);
    assert.ok(!Object.hasOwn(session.error, "cause"));
  });

  test(
    "rejects after an abort before Graph accepts the request, and resolves after a later abort",
    LIMIT,
    async (t) => {
      await mockClock(t);
      for (const [replies, outcome, posts] of /** @type {[(() => unknown)[], string, number][]} */ ([
        [[never], "notSent", 0],
        [[() => deviceReply(), never], "unknown", 1],
      ])) {
        const controller = new AbortController();
        const sent = stubReplies(t, ...replies);
        const promise = startSession("users", IDS.users, TOKEN, { signal: controller.signal });
        for (let turn = 0; turn < 9; turn++) await settled();
        controller.abort("left");
        await assertFails(promise, { code: "aborted", outcome, cause: "left" });
        assert.equal(sent.filter(({ init: { method } }) => method === "POST").length, posts);
        assert.equal(sent.at(-1)?.init.signal.aborted, true, "the signal of fetch");
      }
      for (const replies of [
        [() => deviceReply(), noContent],
        [() => deviceReply(), noContent, never],
      ]) {
        const controller = new AbortController();
        stubReplies(t, ...replies);
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
      const sent = stubReplies(t);
      await assertFails(startSession("users", IDS.users, TOKEN, { signal: AbortSignal.abort("gone") }), {
        code: "aborted",
        outcome: "notSent",
        cause: "gone",
      });
      assert.equal(sent.length, 0);
    },
  );

  test("blocks other calls for the device until it settles", LIMIT, async (t) => {
    await mockClock(t);
    stubReplies(
      t,
      () => deviceReply(),
      noContent,
      () => deviceReply(),
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

  test("rejects invalid arguments, and other functions reject its options", LIMIT, async (t) => {
    const sent = stubFetch(t);
    for (const [args, code, field] of /** @type {[any[], string, string][]} */ ([
      [["user", IDS.users, TOKEN], "invalidScope", "scope"],
      [["users", { managedDeviceId: DEVICE }, TOKEN], "invalidIds", "ids.usersId"],
      [["users", IDS.users, "a b"], "invalidToken", "token"],
      [["users", IDS.users, TOKEN, { pollTimeoutMs: 0 }], "invalidOptions", "options.pollTimeoutMs"],
      [["users", IDS.users, TOKEN, { onProgress: {} }], "invalidOptions", "options.onProgress"],
      [["users", IDS.users, TOKEN, { concurrency: 1 }], "invalidOptions", "options.concurrency"],
      [["users", IDS.users, TOKEN, { before: {} }], "invalidOptions", "options.before"],
    ]))
      await assertFails(startSession(...args), { code, outcome: "notSent", field });
    await assertFails(call({ pollTimeoutMs: 5 }), { code: "invalidOptions", field: "options.pollTimeoutMs" });
    await assertFails(urlFor("users", IDS.users, { onProgress: () => {} }), {
      code: "invalidOptions",
      field: "options.onProgress",
    });
    assert.equal(sent.length, 0);
  });
});
