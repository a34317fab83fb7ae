// @ts-check
/** What was given up stays so: a reply that comes late, a call that ends before its request, a body that breaks off. */
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

/** A body that begins, and never ends. */
const stalling = () =>
  new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"er')) });

/** A body of which that much comes before the connection breaks. */
const breaking = (/** @type {string} */ text) => {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError("terminated"));
      else controller.enqueue(new TextEncoder().encode(text));
      isSent = true;
    },
  });
};

describe("a portal's own `fetch` that brings the look's reply when its time is up", LIMIT, () => {
  /** The look is held back until `release`, the request is answered by `answer`. */
  async function late(/** @type {import("node:test").TestContext} */ t, /** @type {() => unknown} */ answer) {
    await init();
    t.mock.timers.enable({ apis: ["setTimeout"] });
    /** @type {(reply: Response) => void} */
    let release = () => {};
    const look = new Promise((resolve) => void (release = resolve));
    const sent = stubFetch(t, (index) => (index === 0 ? look : answer()));
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

  test("an abort reaches the request all the same", LIMIT, async (t) => {
    const { sent, ended, release, controller } = await late(t, never);
    release(json({ id: DEVICE }));
    await settled();
    controller.abort();
    await assertFails(ended, { code: "aborted", outcome: "unknown", attempts: 1 });
    assert.equal(sent[1]?.init.signal.aborted, true);
  });

  test("the request's refusal is told by its own body", LIMIT, async (t) => {
    /** @type {(reply: Response) => void} */
    let refuse = () => {};
    const { ended, release } = await late(t, () => new Promise((resolve) => void (refuse = resolve)));
    refuse(json({ error: { code: "Forbidden", message: "No role" } }, 403));
    release(json({ id: DEVICE }));
    await assertFails(ended, {
      code: "forbidden",
      outcome: "rejected",
      graphCode: "Forbidden",
      graphMessage: "No role",
    });
  });

  test("nobody reads it, and it is given up", LIMIT, async (t) => {
    let isCancelled = false;
    const { release } = await late(t, never);
    release(new Response(new ReadableStream({ cancel: () => void (isCancelled = true) })));
    await settled();
    assert.ok(isCancelled);
  });
});

describe("`startSession` that ends with its first look has sent no request", LIMIT, () => {
  const nothing = { outcome: "notSent", attempts: 0, status: null, requestId: null };

  test("aborted while the look's refusal is read", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = stubFetch(
      t,
      async () => new Response(stalling(), { status: 403, headers: { "request-id": "of-the-look" } }),
    );
    const ended = failure(start({ signal: controller.signal }));
    for (let turn = 0; turn < 20; turn += 1) await settled();
    assert.equal(sent.length, 1);
    controller.abort();
    const error = await ended;
    const { code, outcome, attempts, status, requestId } = error;
    assert.deepEqual({ outcome, attempts, status, requestId }, nothing);
    assert.equal(code, "aborted");
    assert.match(error.message, /Nothing was sent/);
  });

  test("a challenge to the look that the token function cannot answer; its claims are told", LIMIT, async (t) => {
    const sent = stubFetch(
      t,
      async () => new Response(null, { status: 401, headers: { "www-authenticate": 'Bearer claims="eyJhIjoxfQ=="' } }),
    );
    const token = async (/** @type {{ claims?: string }} */ { claims }) => {
      if (claims !== undefined) throw new Error("interaction_required");
      return TOKEN;
    };
    await assertFails(start({}, token), { ...nothing, code: "tokenProviderFailed", claims: '{"a":1}' });
    assert.deepEqual(
      sent.map(({ init: { method } }) => method),
      ["GET"],
    );
  });
});

describe("a read's document that breaks off", LIMIT, () => {
  const read = (/** @type {object} */ options) => getSession(DEVICE, TOKEN, options);

  test("is asked for again", LIMIT, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const sent = stubFetch(t, async (index) =>
      index === 0 ? new Response(breaking('{"id":"')) : json({ id: DEVICE }),
    );
    assert.equal((await inMockedTime(t, read({}))).state, "none");
    assert.equal(sent.length, 2);
  });

  test("is a broken connection in the end", LIMIT, async (t) => {
    const sent = stubFetch(t, async () => new Response(breaking('{"id":"')));
    await assertFails(read({ maxRetries: 0 }), { code: "network", outcome: "notSent", status: 200, attempts: 1 });
    assert.equal(sent.length, 1);
  });

  test("and one that is whole, but no document, is not", LIMIT, async (t) => {
    const sent = stubFetch(t, async () => new Response('{"id":"'));
    await assertFails(read({}), { code: "unexpectedResponse", attempts: 1 });
    assert.equal(sent.length, 1);
  });
});

test("an abort ends a call although fake timers hold `queueMicrotask` back", LIMIT, async (t) => {
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

test("a request that Graph took is not asked for again, whatever becomes of its body", LIMIT, async (t) => {
  const sent = stubFetch(t, async () => {
    const reply = noContent();
    Object.defineProperty(reply, "body", { value: breaking("") });
    return reply;
  });
  assert.equal((await requestRemoteAssistance("deviceManagement", IDS.deviceManagement, TOKEN)).attempts, 1);
  assert.equal(sent.length, 1);
});
