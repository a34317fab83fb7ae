// @ts-check
/** After an abort before the first request, nothing is sent, and the outcome of the error is `notSent`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertFails,
  call,
  DEVICE,
  getSession,
  init,
  json,
  LIMIT,
  noContent,
  requestForMany,
  startSession,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const NOT_SENT = { code: "aborted", outcome: "notSent", attempts: 0 };

/** Stubs `fetch`, and returns a function that lists the methods of the requests. */
function stubMethods(/** @type {import("node:test").TestContext} */ t) {
  const sent = stubFetch(t, async (_, { init: { method } }) => (method === "GET" ? json({ id: DEVICE }) : noContent()));
  return () => sent.map(({ init: { method } }) => method);
}

test("an abort in the same turn as the call sends nothing", LIMIT, async (t) => {
  await init();
  const sent = stubMethods(t);
  for (const token of [TOKEN, () => TOKEN]) {
    for (const start of [
      (/** @type {object} */ options) => call(options, token),
      (/** @type {object} */ options) => getSession(DEVICE, token, options),
    ]) {
      const controller = new AbortController();
      const promise = start({ signal: controller.signal });
      controller.abort();
      await assertFails(promise, NOT_SENT);
    }
  }
  assert.deepEqual(sent(), []);
});

for (const [phase, before] of [
  ["checking", []],
  ["requesting", ["GET"]],
]) {
  test(`an abort from onProgress in the phase "${phase}" sends no request for assistance`, LIMIT, async (t) => {
    await init();
    const sent = stubMethods(t);
    const controller = new AbortController();
    const onProgress = (/** @type {any} */ progress) => void (progress.phase === phase && controller.abort());
    await assertFails(
      startSession("deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { signal: controller.signal, onProgress }),
      NOT_SENT,
    );
    assert.deepEqual(sent(), before);
  });
}

test("an abort from onStart sends none of many requests", LIMIT, async (t) => {
  await init();
  const sent = stubMethods(t);
  const requests = Array.from({ length: 6 }, (_, number) => ({
    scope: "deviceManagement",
    ids: { managedDeviceId: `device-${number}` },
  }));
  for (const last of [0, 1, 3]) {
    const controller = new AbortController();
    const onStart = (/** @type {number} */ index) => void (index === last && controller.abort());
    const results = await requestForMany(requests, TOKEN, { signal: controller.signal, onStart });
    for (const { error } of results)
      assert.deepEqual([error.code, error.outcome, error.attempts], ["aborted", "notSent", 0]);
  }
  assert.deepEqual(sent(), []);
});

test("the next call for the device works", LIMIT, async (t) => {
  await init();
  const sent = stubMethods(t);
  const controller = new AbortController();
  const promise = call({ signal: controller.signal });
  controller.abort();
  await assertFails(promise, NOT_SENT);
  await call();
  assert.deepEqual(sent(), ["POST"]);
});
