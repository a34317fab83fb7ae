// @ts-check
/** A call is not disturbed by what a portal does inside its callbacks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { getConnectors, requestForMany, requestRemoteAssistance } from "intune-remote-assistance";
import { DEVICE, json, LIMIT, noContent, stubFetch } from "./support.mjs";

test("a token function may start another call: each token goes to the cloud of its call", LIMIT, async (t) => {
  const sent = stubFetch(t, async () => noContent());
  /** @type {Promise<unknown> | undefined} */
  let inner;
  const token = () => {
    inner ??= requestRemoteAssistance("deviceManagement", { managedDeviceId: "other" }, async () => "token-of-china", {
      cloud: "china",
    });
    return "token-of-global";
  };
  await requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, token);
  await inner;
  const seen = sent.map(({ url, init }) => [new URL(url).host, new Headers(init.headers).get("authorization")]);
  assert.deepEqual(seen.sort(), [
    ["graph.microsoft.com", "Bearer token-of-global"],
    ["microsoftgraph.chinacloudapi.cn", "Bearer token-of-china"],
  ]);
});

test("onWait may start another call: the wait keeps its length, and both calls succeed", LIMIT, async (t) => {
  const sent = stubFetch(t, async (index, { init }) =>
    init.method === "GET"
      ? json({ value: [] })
      : index === 0
        ? new Response(null, { status: 429, headers: { "retry-after": "1" } })
        : noContent(),
  );
  /** @type {Promise<unknown> | undefined} */
  let inner;
  const before = performance.now();
  const receipt = await requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, "token-token", {
    onWait: () => void (inner ??= getConnectors("token-token")),
  });
  assert.equal(receipt.attempts, 2);
  assert.ok(performance.now() - before >= 990);
  assert.deepEqual(await inner, { isPermitted: true, isOnboarded: false, connectors: [] });
  assert.equal(sent.filter(({ init }) => init.method === "POST").length, 2);
});

test("a callback that returns a rejected promise causes no unhandled rejection", LIMIT, async (t) => {
  stubFetch(t, async () => noContent());
  /** @type {unknown[]} */
  const unhandled = [];
  const listen = (/** @type {unknown} */ reason) => void unhandled.push(reason);
  process.on("unhandledRejection", listen);
  const fails = async () => Promise.reject(new Error("mine"));
  await requestForMany([{ scope: "deviceManagement", ids: { managedDeviceId: DEVICE } }], "token", {
    onStart: fails,
    onProgress: fails,
  });
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", listen);
  assert.deepEqual(unhandled, []);
});
