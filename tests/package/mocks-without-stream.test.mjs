// @ts-check
/** Mocks and polyfills give responses without a stream. Their bodies are read with `text()` or `json()`. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertFails,
  call,
  DEVICE,
  findDevices,
  getSession,
  inMockedTime,
  LIMIT,
  mockClock,
  never,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const headers = { get: () => null };
const DOCUMENT = { id: DEVICE, deviceName: "PC-1" };

/** A stream of a mock, whose chunks are text. */
function streamOf(/** @type {string} */ text) {
  const chunks = [
    { done: false, value: text.slice(0, 5) },
    { done: false, value: text.slice(5) },
  ];
  return { getReader: () => ({ read: async () => chunks.shift() ?? { done: true }, cancel: async () => {} }) };
}

/** @type {[string, object][]} */
const BODIES = [
  ["text", { text: async () => JSON.stringify(DOCUMENT) }],
  ["text, not in a promise", { text: () => JSON.stringify(DOCUMENT) }],
  ["text with a byte order mark", { text: async () => `\ufeff${JSON.stringify(DOCUMENT)}` }],
  ["text, with a body that is null", { body: null, text: async () => JSON.stringify(DOCUMENT) }],
  ["text, with a body that is a stream of Node", { body: { pipe() {} }, text: async () => JSON.stringify(DOCUMENT) }],
  ["text, with a body that is a string", { body: "x", text: async () => JSON.stringify(DOCUMENT) }],
  ["json", { json: async () => DOCUMENT }],
  ["a stream of text", { body: streamOf(JSON.stringify(DOCUMENT)) }],
];

describe("the document of a response with", LIMIT, () => {
  for (const [name, members] of BODIES) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, async () => ({ status: 200, headers, ...members }));
      assert.equal((await getSession(DEVICE, TOKEN)).deviceName, "PC-1");
    });
  }

  test("text of an error", LIMIT, async (t) => {
    const text = JSON.stringify({ error: { code: "Forbidden", message: "no role" } });
    stubFetch(t, async () => ({ status: 401, headers, text: async () => text }));
    await assertFails(call(), {
      code: "forbidden",
      outcome: "rejected",
      graphCode: "Forbidden",
      graphMessage: "no role",
    });
  });
});

describe("a body without a stream is bounded", LIMIT, () => {
  test("an error body of more than 64 KiB gives no details", LIMIT, async (t) => {
    const text = JSON.stringify({ error: { code: "x".repeat(70_000) } });
    stubFetch(t, async () => ({ status: 403, headers, text: async () => text }));
    await assertFails(call(), { code: "forbidden", graphCode: null });
  });

  test("a document of 100 MB is refused", LIMIT, async (t) => {
    stubFetch(t, async () => ({
      status: 200,
      headers,
      text: async () => `{"value":[],"x":"${"x".repeat(100_000_000)}"}`,
    }));
    await assertFails(findDevices({ deviceName: "x" }, TOKEN), { code: "unexpectedResponse", outcome: "notSent" });
  });

  test("a body that never ends costs only the details, or ends a read as timeout", LIMIT, async (t) => {
    await mockClock(t);
    stubFetch(t, async () => ({ status: 403, headers, text: never }));
    await inMockedTime(t, assertFails(call(), { code: "forbidden", outcome: "rejected" }));
    stubFetch(t, async () => ({ status: 200, headers, json: never }));
    await inMockedTime(t, assertFails(getSession(DEVICE, TOKEN), { code: "timeout", outcome: "notSent" }));
  });
});

test("a body that breaks off is read again with another request", LIMIT, async (t) => {
  await mockClock(t);
  const broken = () => Promise.reject(new TypeError("Network request failed"));
  const sent = stubFetch(t, async (index) => ({
    status: 200,
    headers,
    text: index === 0 ? broken : async () => JSON.stringify(DOCUMENT),
  }));
  assert.equal((await inMockedTime(t, getSession(DEVICE, TOKEN))).deviceName, "PC-1");
  assert.equal(sent.length, 2);
});

test("a token in the text or document is left out", LIMIT, async (t) => {
  const echo = { id: DEVICE, deviceName: `named ${TOKEN}` };
  for (const members of [{ text: async () => JSON.stringify(echo) }, { json: async () => echo }]) {
    stubFetch(t, async () => ({ status: 200, headers, ...members }));
    const session = await getSession(DEVICE, TOKEN);
    assert.equal(session.deviceName, null);
    assert.ok(!JSON.stringify(session).includes(TOKEN));
  }
});

describe("a response without a readable document is unexpected", LIMIT, () => {
  const circular = {};
  Object.assign(circular, { circular });
  /** @type {[string, object][]} */
  const rows = [
    ["neither text nor json", {}],
    ["text that is no JSON", { text: async () => "<html>" }],
    ["text that is no string", { text: async () => 7 }],
    ["json that is undefined", { json: async () => undefined }],
    ["json with a circle", { json: async () => circular }],
    ["json that rejects", { json: () => Promise.reject(new SyntaxError("no JSON")) }],
  ];
  for (const [name, members] of rows) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, async () => ({ status: 200, headers, ...members }));
      await assertFails(getSession(DEVICE, TOKEN), { code: "unexpectedResponse", outcome: "notSent", status: 200 });
    });
  }
});
