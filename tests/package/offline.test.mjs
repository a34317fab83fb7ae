// @ts-check
/** `navigator.onLine` is only a hint: it changes a message, and holds nothing back. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, call, LIMIT, stubFetch, stubGlobal } from "./support.mjs";

test("a request is sent although the browser says that it is offline", LIMIT, async (t) => {
  const sent = stubFetch(t);
  stubGlobal(t, "navigator", { value: { onLine: false } });
  assert.equal((await call()).status, 204);
  assert.equal(sent.length, 1);
});

test("the message of a lost reply says so, and that the request may have been carried out", LIMIT, async (t) => {
  const cause = new TypeError("Failed to fetch");
  stubFetch(t, () => Promise.reject(cause));
  stubGlobal(t, "navigator", { value: { onLine: false } });
  const error = await assertFails(call(), { code: "network", outcome: "unknown", attempts: 1, status: null });
  assert.match(error.message, /reports that it is offline/);
  assert.match(error.message, /check the device before/);
  assert.equal(error.cause, cause);
});

describe("the message does not say that the browser is offline if onLine is", LIMIT, () => {
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
      stubFetch(t, () => Promise.reject(new TypeError("Failed to fetch")));
      stubGlobal(t, "navigator", stub);
      const error = await assertFails(call(), { code: "network", outcome: "unknown" });
      assert.doesNotMatch(error.message, /offline/);
    });
  }
});
