// @ts-check
/** A signal that fires before anything has left: nothing leaves any more, and the error does not say that it may have. */
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

/** The methods of what is sent. */
function methods(/** @type {import("node:test").TestContext} */ t) {
  const sent = stubFetch(t, async (_, { init: { method } }) => (method === "GET" ? json({ id: DEVICE }) : noContent()));
  return () => sent.map(({ init: { method } }) => method);
}

test("in the same turn as the call", LIMIT, async (t) => {
  await init();
  const sent = methods(t);
  for (const token of [TOKEN, () => TOKEN]) {
    for (const ask of [
      (/** @type {object} */ options) => call(options, token),
      (/** @type {object} */ options) => getSession(DEVICE, token, options),
    ]) {
      const controller = new AbortController();
      const promise = ask({ signal: controller.signal });
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
  test(`by a portal that is told "${phase}"`, LIMIT, async (t) => {
    await init();
    const sent = methods(t);
    const controller = new AbortController();
    const onProgress = (/** @type {any} */ progress) => void (progress.phase === phase && controller.abort());
    await assertFails(
      startSession("deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { signal: controller.signal, onProgress }),
      NOT_SENT,
    );
    assert.deepEqual(sent(), before);
  });
}

test("by a portal whose many requests begin", LIMIT, async (t) => {
  await init();
  const sent = methods(t);
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

test("the device is free again", LIMIT, async (t) => {
  await init();
  const sent = methods(t);
  const controller = new AbortController();
  const promise = call({ signal: controller.signal });
  controller.abort();
  await assertFails(promise, NOT_SENT);
  await call();
  assert.deepEqual(sent(), ["POST"]);
});
