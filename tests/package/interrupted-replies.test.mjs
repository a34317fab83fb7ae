// @ts-check
/** Replies that arrive after the timeout, calls that end before their request, and bodies that break off. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertFails,
  DEVICE,
  failure,
  getSession,
  IDS,
  init,
  inMockedTime,
  json,
  LIMIT,
  never,
  noContent,
  requestRemoteAssistance,
  settled,
  startSession,
  stubFetch,
  stubGlobal,
  TOKEN,
} from "./support.mjs";

const start = (/** @type {object} */ options, /** @type {unknown} */ token = TOKEN) =>
  startSession("deviceManagement", IDS.deviceManagement, token, options);

/** A body that starts and never ends. */
const stalledBody = () =>
  new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"er')) });

/** A body of which the text arrives before the connection breaks. */
const brokenBody = (/** @type {string} */ text) => {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError("terminated"));
      else controller.enqueue(new TextEncoder().encode(text));
      isSent = true;
    },
  });
};

describe("a portal's own `fetch` that returns the first read of the device after its timeout", LIMIT, () => {
  /** The read of the device is pending until `release`. `answer` replies to the request. */
  async function startWithLateRead(
    /** @type {import("node:test").TestContext} */ t,
    /** @type {() => unknown} */ answer,
  ) {
    await init();
    t.mock.timers.enable({ apis: ["setTimeout"] });
    /** @type {(reply: Response) => void} */
    let release = () => {};
    const read = new Promise((resolve) => void (release = resolve));
    const sent = stubFetch(t, (index) => (index === 0 ? read : answer()));
    const controller = new AbortController();
    const ended = start({ timeoutMs: 400, maxRetries: 0, signal: controller.signal });
    t.after(async () => {
      controller.abort();
      await ended.catch(() => {});
    });
    await settled();
    t.mock.timers.tick(400);
    await settled();
    assert.deepEqual(
      sent.map(({ init: { method } }) => method),
      ["GET", "POST"],
    );
    return { sent, ended, release, controller };
  }

  test("an abort still ends the request", LIMIT, async (t) => {
    const { sent, ended, release, controller } = await startWithLateRead(t, never);
    release(json({ id: DEVICE }));
    await settled();
    controller.abort();
    await assertFails(ended, { code: "aborted", outcome: "unknown", attempts: 1 });
    assert.equal(sent[1]?.init.signal.aborted, true);
  });

  test("the error of the request has the fields of the body of its own reply", LIMIT, async (t) => {
    /** @type {(reply: Response) => void} */
    let refuse = () => {};
    const { ended, release } = await startWithLateRead(t, () => new Promise((resolve) => void (refuse = resolve)));
    refuse(json({ error: { code: "Forbidden", message: "No role" } }, 403));
    release(json({ id: DEVICE }));
    await assertFails(ended, {
      code: "forbidden",
      outcome: "rejected",
      graphCode: "Forbidden",
      graphMessage: "No role",
    });
  });

  test("the body of the late reply is cancelled", LIMIT, async (t) => {
    let isCancelled = false;
    const { release } = await startWithLateRead(t, never);
    release(new Response(new ReadableStream({ cancel: () => void (isCancelled = true) })));
    await settled();
    assert.ok(isCancelled);
  });
});

describe("`startSession` that ends during the first read of the device has sent no request", LIMIT, () => {
  const NOT_SENT = { outcome: "notSent", attempts: 0, status: null, requestId: null };

  test("an abort while the body of a 403 is read", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = stubFetch(
      t,
      async () => new Response(stalledBody(), { status: 403, headers: { "request-id": "of-the-read" } }),
    );
    const ended = failure(start({ signal: controller.signal }));
    for (let turn = 0; turn < 20; turn += 1) await settled();
    assert.equal(sent.length, 1);
    controller.abort();
    const error = await ended;
    const { code, outcome, attempts, status, requestId } = error;
    assert.deepEqual({ outcome, attempts, status, requestId }, NOT_SENT);
    assert.equal(code, "aborted");
    assert.match(error.message, /Nothing was sent/);
  });

  test("a claims challenge that the token function cannot answer: the error has the claims", LIMIT, async (t) => {
    const sent = stubFetch(
      t,
      async () => new Response(null, { status: 401, headers: { "www-authenticate": 'Bearer claims="eyJhIjoxfQ=="' } }),
    );
    const token = async (/** @type {{ claims?: string }} */ { claims }) => {
      if (claims !== undefined) throw new Error("interaction_required");
      return TOKEN;
    };
    await assertFails(start({}, token), { ...NOT_SENT, code: "tokenProviderFailed", claims: '{"a":1}' });
    assert.deepEqual(
      sent.map(({ init: { method } }) => method),
      ["GET"],
    );
  });
});

describe("a read whose body breaks off", LIMIT, () => {
  const read = (/** @type {object} */ options) => getSession(DEVICE, TOKEN, options);

  test("is sent again", LIMIT, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const sent = stubFetch(t, async (index) =>
      index === 0 ? new Response(brokenBody('{"id":"')) : json({ id: DEVICE }),
    );
    assert.equal((await inMockedTime(t, read({}))).state, "none");
    assert.equal(sent.length, 2);
  });

  test("rejects with the code network without retries", LIMIT, async (t) => {
    const sent = stubFetch(t, async () => new Response(brokenBody('{"id":"')));
    await assertFails(read({ maxRetries: 0 }), { code: "network", outcome: "notSent", status: 200, attempts: 1 });
    assert.equal(sent.length, 1);
  });

  test("is not sent again if the body is complete but is not JSON", LIMIT, async (t) => {
    const sent = stubFetch(t, async () => new Response('{"id":"'));
    await assertFails(read({}), { code: "unexpectedResponse", attempts: 1 });
    assert.equal(sent.length, 1);
  });
});

test("an abort ends a call while fake timers replace `queueMicrotask`", LIMIT, async (t) => {
  await init();
  stubGlobal(t, "queueMicrotask", { value: () => {} });
  const controller = new AbortController();
  stubFetch(t, never);
  const ended = failure(
    requestRemoteAssistance("deviceManagement", IDS.deviceManagement, TOKEN, { signal: controller.signal }),
  );
  await settled();
  controller.abort();
  assert.equal((await ended).code, "aborted");
});

test("a request that Graph accepted is not sent again when its body breaks off", LIMIT, async (t) => {
  const sent = stubFetch(t, async () => {
    const reply = noContent();
    Object.defineProperty(reply, "body", { value: brokenBody("") });
    return reply;
  });
  assert.equal((await requestRemoteAssistance("deviceManagement", IDS.deviceManagement, TOKEN)).attempts, 1);
  assert.equal(sent.length, 1);
});
