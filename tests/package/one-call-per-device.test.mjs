// @ts-check
/** A second call for a device is rejected while the first is pending, because its user would be asked twice. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  APP,
  assertFails,
  coldCopy,
  DEVICE,
  LIMIT,
  noContent,
  requestRemoteAssistance,
  settled,
  stubFetch,
  TOKEN,
  USER,
  urlFor,
} from "./support.mjs";

const REJECTED = { code: "alreadyInFlight", outcome: "notSent", attempts: 0, status: null, field: null };

/** Starts a first call whose `fetch` is pending until `release`. */
function startFirst(
  /** @type {import("node:test").TestContext} */ t,
  requesting = requestRemoteAssistance,
  options = {},
) {
  /** @type {(answer: unknown) => void} */
  let release = () => {};
  const reply = new Promise((resolve) => (release = resolve));
  t.after(() => release(noContent()));
  const sent = stubFetch(t, (index) => (index === 0 ? reply : Promise.resolve(noContent())));
  const first = requesting("deviceManagement", { managedDeviceId: DEVICE }, TOKEN, options);
  return { first, sent, release };
}

/** @type {[string, unknown[]][]} */
const SAME = [
  ["the same call", ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN]],
  ["with the id in lower case", ["deviceManagement", { managedDeviceId: DEVICE.toLowerCase() }, TOKEN]],
  ["with the id in upper case", ["deviceManagement", { managedDeviceId: DEVICE.toUpperCase() }, TOKEN]],
  ["with the scope users", ["users", { usersId: USER, managedDeviceId: DEVICE }, TOKEN]],
  ["with the scope detectedApps", ["detectedApps", { detectedAppId: APP, managedDeviceId: DEVICE }, TOKEN]],
  ["with another token", ["deviceManagement", { managedDeviceId: DEVICE }, async () => "another"]],
  ["with the default cloud named", ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { cloud: "global" }]],
  [
    "with the default origin in another spelling",
    ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { origin: "HTTPS://GRAPH.microsoft.com:443" }],
  ],
];

describe("a second call for the same device is rejected", LIMIT, () => {
  for (const [name, args] of SAME) {
    test(name, LIMIT, async (t) => {
      const { first, sent, release } = startFirst(t);
      await assertFails(requestRemoteAssistance(...args), REJECTED, "at once");
      await settled();
      await assertFails(requestRemoteAssistance(...args), REJECTED, "a little later");
      release(noContent());
      assert.equal((await first).status, 204);
      assert.equal(sent.length, 1);
      assert.equal((await requestRemoteAssistance(...args)).status, 204, "after the first has settled");
    });
  }
  test("while the module loads", LIMIT, async (t) => {
    const copy = await coldCopy();
    const { first, sent, release } = startFirst(t, copy.requestRemoteAssistance);
    const second = copy.requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN);
    await assertFails(second, REJECTED, "the second", copy);
    release(noContent());
    assert.equal((await first).status, 204);
    assert.equal(sent.length, 1);
  });
  test("without a call of its token function", LIMIT, async (t) => {
    const { first, release } = startFirst(t);
    const token = t.mock.fn(() => TOKEN);
    await assertFails(requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, token), REJECTED);
    assert.equal(token.mock.callCount(), 0);
    release(noContent());
    await first;
  });
  test("but urlFor works", LIMIT, async (t) => {
    const { first, release } = startFirst(t);
    assert.ok(await urlFor("deviceManagement", { managedDeviceId: DEVICE }));
    release(noContent());
    await first;
  });
});

/** @type {[string, unknown[]][]} */
const OTHER = [
  ["another device", ["deviceManagement", { managedDeviceId: `${DEVICE}0` }, TOKEN]],
  ["another cloud", ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { cloud: "usGov" }]],
  [
    "another port",
    ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { origin: "https://graph.microsoft.com:8443" }],
  ],
  ["a user id that equals the device's id", ["users", { usersId: DEVICE, managedDeviceId: "other" }, TOKEN]],
];

describe("a call for another device is sent", LIMIT, () => {
  for (const [name, args] of OTHER) {
    test(name, LIMIT, async (t) => {
      const { first, sent, release } = startFirst(t);
      assert.equal((await requestRemoteAssistance(...args)).status, 204);
      release(noContent());
      await first;
      assert.equal(sent.length, 2);
    });
  }
});

/** How the first call ends. @type {[string, unknown][]} */
const ENDS = [
  ["a receipt", noContent()],
  ["a 403", new Response(null, { status: 403 })],
  ["a server error", new Response(null, { status: 500 })],
  ["no reply", Promise.reject(new TypeError("Failed to fetch"))],
  ["no response", 42],
];
/** @type {any} */ (ENDS[3][1]).catch(() => {});

describe("the next call for the device is sent after", LIMIT, () => {
  for (const [name, answer] of ENDS) {
    test(name, LIMIT, async (t) => {
      const { first, sent, release } = startFirst(t);
      const end = first.then(
        () => {},
        () => {},
      );
      release(answer);
      await end;
      assert.equal((await requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN)).status, 204);
      assert.equal(sent.length, 2);
    });
  }
  test("an abort", LIMIT, async (t) => {
    const controller = new AbortController();
    const { first } = startFirst(t, requestRemoteAssistance, { signal: controller.signal });
    await settled();
    controller.abort();
    await assertFails(first, { code: "aborted" });
    assert.equal((await requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN)).status, 204);
  });
  test("a rejected second call, but only once the first has settled", LIMIT, async (t) => {
    const { first, release } = startFirst(t);
    for (let index = 0; index < 3; index++) {
      await assertFails(
        requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN),
        REJECTED,
        "the device is still taken",
      );
    }
    release(noContent());
    await first;
  });
});
