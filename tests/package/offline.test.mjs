// @ts-check
/** `navigator.onLine === false` before dispatch: nothing is tried. Anything else is no reason not to. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, call, LIMIT, stubFetch, stubGlobal, TOKEN } from "./support.mjs";

test("offline: network, and nothing sent", LIMIT, async (t) => {
  const sent = stubFetch(t);
  stubGlobal(t, "navigator", { value: { onLine: false } });
  const expected = { code: "network", outcome: "notSent", attempts: 0, status: null };
  const error = await assertFails(call(), expected);
  assert.match(error.message, /offline/);
  await assertFails(
    call({}, async () => TOKEN),
    expected,
    "with a token function; and the device is free",
  );
  assert.equal(sent.length, 0);
  stubGlobal(t, "navigator", { value: { onLine: true } });
  assert.equal((await call()).status, 204, "online again");
});

test("it is read when the token is there, not before", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const navigator = { onLine: true };
  stubGlobal(t, "navigator", { value: navigator });
  const token = async () => {
    navigator.onLine = false;
    return TOKEN;
  };
  await assertFails(call({}, token), { code: "network", outcome: "notSent", attempts: 0 });
  assert.equal(sent.length, 0);
});

describe("no reason not to try", LIMIT, () => {
  /** @type {[string, PropertyDescriptor][]} */
  const rows = [
    ["online", { value: { onLine: true } }],
    ["unknown", { value: {} }],
    ["undefined", { value: { onLine: undefined } }],
    ["null", { value: { onLine: null } }],
    ["0", { value: { onLine: 0 } }],
    ["a text", { value: { onLine: "false" } }],
    ["no navigator", { value: undefined }],
    ["null for one", { value: null }],
    [
      "a navigator that throws",
      {
        get() {
          throw new Error("trap");
        },
      },
    ],
    [
      "an onLine that throws",
      {
        value: {
          get onLine() {
            throw new Error("trap");
          },
        },
      },
    ],
  ];
  for (const [name, stub] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      stubGlobal(t, "navigator", stub);
      assert.equal((await call()).status, 204);
      assert.equal(sent.length, 1);
    });
  }
});
