// @ts-check
/**
 * A native promise with a `then` of its own, as instrumentation leaves them behind: `Promise.resolve`
 * takes it as it is, and whoever waits for it meets that `then`. The call fails; no other call does.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { IDS, TOKEN, assertFails, coldCopy, noContent, stubFetch } from "./support.mjs";

const trap = () => {
  throw new Error("a trap of the test");
};

/** @type {[string, PropertyDescriptor][]} */
const THENS = [["throws", { value: trap }], ["is no function", { value: 7 }], ["cannot be read", { get: trap }]];

/** What waits for a promise whose `then` is no function may as well take it for a value that is none of the expected. */
const OF_FETCH = ["network", "unexpectedResponse"];

for (const [name, then] of THENS) {
  describe(`a then that ${name}`, { timeout: 10_000 }, () => {
    const tampered = (/** @type {unknown} */ value) => Object.defineProperty(Promise.resolve(value), "then", then);

    test("from the token function", { timeout: 1_000 }, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldCopy();
      const one = (/** @type {unknown} */ token) => copy.requestRemoteAssistance("users", IDS.users, token);
      await assertFails(one(() => tampered(TOKEN)), { code: "tokenProviderFailed", outcome: "notSent" }, name, copy);
      assert.equal(sent.length, 0);
      assert.equal((await one(TOKEN)).status, 204, "the next call");
    });

    test("from fetch", { timeout: 1_000 }, async (t) => {
      stubFetch(t, (index) => (index === 0 ? tampered(noContent()) : noContent()));
      const copy = await coldCopy();
      const one = () => copy.requestRemoteAssistance("users", IDS.users, TOKEN);
      const error = await assertFails(one(), { outcome: "unknown", attempts: 1 }, name, copy);
      assert.ok(OF_FETCH.includes(error.code), error.code);
      assert.equal((await one()).status, 204, "the next call");
    });

    test("calls for other devices go on", { timeout: 1_000 }, async (t) => {
      stubFetch(t);
      const copy = await coldCopy();
      await copy.init();
      const bad = copy.requestRemoteAssistance("users", IDS.users, () => tampered(TOKEN)).catch(() => "failed");
      const good = copy.requestRemoteAssistance("users", { ...IDS.users, managedDeviceId: "another" }, async () => TOKEN);
      assert.equal((await good).status, 204);
      assert.equal(await bad, "failed");
    });
  });
}
