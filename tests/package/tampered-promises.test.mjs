// @ts-check
/**
 * A native promise with a `then` of its own, as instrumentation leaves them behind: whoever calls that `then` meets it. What the
 * promise itself gives is what counts.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { coldCopy, IDS, LIMIT, noContent, stubFetch, TOKEN } from "./support.mjs";

const trap = () => {
  throw new Error("a trap of the test");
};

/** @type {[string, PropertyDescriptor][]} */
const THENS = [
  ["throws", { value: trap }],
  ["is no function", { value: 7 }],
  ["cannot be read", { get: trap }],
];

for (const [name, then] of THENS) {
  describe(`a then that ${name}`, LIMIT, () => {
    const tampered = (/** @type {unknown} */ value) => Object.defineProperty(Promise.resolve(value), "then", then);

    test("from the token function", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldCopy();
      const one = (/** @type {unknown} */ token) => copy.requestRemoteAssistance("users", IDS.users, token);
      assert.equal((await one(() => tampered(TOKEN))).status, 204);
      assert.equal(sent[0]?.init.headers.get("authorization"), `Bearer ${TOKEN}`);
      assert.equal(sent.length, 1);
    });

    test("from fetch", LIMIT, async (t) => {
      stubFetch(t, (index) => (index === 0 ? tampered(noContent()) : noContent()));
      const copy = await coldCopy();
      const one = () => copy.requestRemoteAssistance("users", IDS.users, TOKEN);
      assert.equal((await one()).status, 204);
      assert.equal((await one()).status, 204, "the next call");
    });

    test("calls for other devices go on", LIMIT, async (t) => {
      stubFetch(t);
      const copy = await coldCopy();
      await copy.init();
      const tamperedWith = copy.requestRemoteAssistance("users", IDS.users, () => tampered(TOKEN));
      const good = copy.requestRemoteAssistance(
        "users",
        { ...IDS.users, managedDeviceId: "another" },
        async () => TOKEN,
      );
      assert.equal((await good).status, 204);
      assert.equal((await tamperedWith).status, 204);
    });
  });
}
