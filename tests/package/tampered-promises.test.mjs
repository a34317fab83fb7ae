// @ts-check
/**
 * Instrumentation can add an own `then` to a native promise. The package does not call that `then`: it uses the result
 * of the promise.
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
  ["is not a function", { value: 7 }],
  ["cannot be read", { get: trap }],
];

for (const [name, then] of THENS) {
  describe(`an own then that ${name} has no effect`, LIMIT, () => {
    const tampered = (/** @type {unknown} */ value) => Object.defineProperty(Promise.resolve(value), "then", then);

    test("on a promise of the token function", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldCopy();
      const request = (/** @type {unknown} */ token) => copy.requestRemoteAssistance("users", IDS.users, token);
      assert.equal((await request(() => tampered(TOKEN))).status, 204);
      assert.equal(sent[0]?.init.headers.get("authorization"), `Bearer ${TOKEN}`);
      assert.equal(sent.length, 1);
    });

    test("on a promise of fetch", LIMIT, async (t) => {
      stubFetch(t, (index) => (index === 0 ? tampered(noContent()) : noContent()));
      const copy = await coldCopy();
      const request = () => copy.requestRemoteAssistance("users", IDS.users, TOKEN);
      assert.equal((await request()).status, 204);
      assert.equal((await request()).status, 204, "the next call");
    });

    test("on concurrent calls for other devices", LIMIT, async (t) => {
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
