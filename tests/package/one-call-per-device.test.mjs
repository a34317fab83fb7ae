// @ts-check
/** Two calls for one device at once would ring its person twice: the second is refused. */
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

const REFUSED = { code: "alreadyInFlight", outcome: "notSent", attempts: 0, status: null, field: null };

/** A first call that waits in fetch, and the way to let it go. */
function holdFirst(
  /** @type {import("node:test").TestContext} */ t,
  requesting = requestRemoteAssistance,
  options = {},
) {
  /** @type {(answer: unknown) => void} */
  let release = () => {};
  const held = new Promise((resolve) => (release = resolve));
  t.after(() => release(noContent()));
  const sent = stubFetch(t, (index) => (index === 0 ? held : Promise.resolve(noContent())));
  const first = requesting("deviceManagement", { managedDeviceId: DEVICE }, TOKEN, options);
  return { first, sent, release };
}

/** @type {[string, unknown[]][]} */
const SAME = [
  ["the same call", ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN]],
  ["the id in lower case", ["deviceManagement", { managedDeviceId: DEVICE.toLowerCase() }, TOKEN]],
  ["the id in upper case", ["deviceManagement", { managedDeviceId: DEVICE.toUpperCase() }, TOKEN]],
  ["by the user", ["users", { usersId: USER, managedDeviceId: DEVICE }, TOKEN]],
  ["by the app", ["detectedApps", { detectedAppId: APP, managedDeviceId: DEVICE }, TOKEN]],
  ["another token", ["deviceManagement", { managedDeviceId: DEVICE }, async () => "another"]],
  ["the cloud named", ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { cloud: "global" }]],
  [
    "the origin spelt out",
    ["deviceManagement", { managedDeviceId: DEVICE }, TOKEN, { origin: "HTTPS://GRAPH.microsoft.com:443" }],
  ],
];

describe("the same device", LIMIT, () => {
  for (const [name, given] of SAME) {
    test(name, LIMIT, async (t) => {
      const { first, sent, release } = holdFirst(t);
      await assertFails(requestRemoteAssistance(...given), REFUSED, "at once");
      await settled();
      await assertFails(requestRemoteAssistance(...given), REFUSED, "a little later");
      release(noContent());
      assert.equal((await first).status, 204);
      assert.equal(sent.length, 1);
      assert.equal((await requestRemoteAssistance(...given)).status, 204, "once it has settled");
    });
  }
  test("two calls on a module that is not loaded", LIMIT, async (t) => {
    const copy = await coldCopy();
    const { first, sent, release } = holdFirst(t, copy.requestRemoteAssistance);
    const second = copy.requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN);
    await assertFails(second, REFUSED, "the second", copy);
    release(noContent());
    assert.equal((await first).status, 204);
    assert.equal(sent.length, 1);
  });
  test("the token function of the second is not asked", LIMIT, async (t) => {
    const { first, release } = holdFirst(t);
    const token = t.mock.fn(() => TOKEN);
    await assertFails(requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, token), REFUSED);
    assert.equal(token.mock.callCount(), 0);
    release(noContent());
    await first;
  });
  test("urlFor is no call", LIMIT, async (t) => {
    const { first, release } = holdFirst(t);
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
  ["the user has the device's id", ["users", { usersId: DEVICE, managedDeviceId: "other" }, TOKEN]],
];

describe("another device goes through", LIMIT, () => {
  for (const [name, given] of OTHER) {
    test(name, LIMIT, async (t) => {
      const { first, sent, release } = holdFirst(t);
      assert.equal((await requestRemoteAssistance(...given)).status, 204);
      release(noContent());
      await first;
      assert.equal(sent.length, 2);
    });
  }
});

/** However the first one ends. @type {[string, unknown][]} */
const ENDS = [
  ["a receipt", noContent()],
  ["a refusal", new Response(null, { status: 403 })],
  ["a server error", new Response(null, { status: 500 })],
  ["no reply", Promise.reject(new TypeError("Failed to fetch"))],
  ["no response", 42],
];
/** @type {any} */ (ENDS[3][1]).catch(() => {});

describe("the device is free after", LIMIT, () => {
  for (const [name, answer] of ENDS) {
    test(name, LIMIT, async (t) => {
      const { first, sent, release } = holdFirst(t);
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
    const { first } = holdFirst(t, requestRemoteAssistance, { signal: controller.signal });
    await settled();
    controller.abort();
    await assertFails(first, { code: "aborted" });
    assert.equal((await requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN)).status, 204);
  });
  test("a refused second call", LIMIT, async (t) => {
    const { first, release } = holdFirst(t);
    for (let index = 0; index < 3; index++) {
      await assertFails(
        requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, TOKEN),
        REFUSED,
        "does not free the first's place",
      );
    }
    release(noContent());
    await first;
  });
});
