// @ts-check
/** Nothing is sent while `navigator.onLine` is false. Every other value lets the call proceed. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, call, LIMIT, stubFetch, stubGlobal, TOKEN } from "./support.mjs";

test("an offline call rejects with the code network, and nothing is sent", LIMIT, async (t) => {
  const sent = stubFetch(t);
  stubGlobal(t, "navigator", { value: { onLine: false } });
  const expected = { code: "network", outcome: "notSent", attempts: 0, status: null };
  const error = await assertFails(call(), expected);
  assert.match(error.message, /offline/);
  await assertFails(
    call({}, async () => TOKEN),
    expected,
    "with a token function, for the same device",
  );
  assert.equal(sent.length, 0);
  stubGlobal(t, "navigator", { value: { onLine: true } });
  assert.equal((await call()).status, 204, "online again");
});

test("onLine is read after the token function", LIMIT, async (t) => {
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

describe("the request is sent if onLine is", LIMIT, () => {
  /** @type {[string, PropertyDescriptor][]} */
  const rows = [
    ["true", { value: { onLine: true } }],
    ["missing", { value: {} }],
    ["undefined", { value: { onLine: undefined } }],
    ["null", { value: { onLine: null } }],
    ["0", { value: { onLine: 0 } }],
    ["a text", { value: { onLine: "false" } }],
    ["missing because there is no navigator", { value: undefined }],
    ["missing because navigator is null", { value: null }],
    [
      "not readable because navigator throws",
      {
        get() {
          throw new Error("trap");
        },
      },
    ],
    [
      "a getter that throws",
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
