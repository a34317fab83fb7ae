// @ts-check
/** The receipt of a successful call. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { call, IDS, LIMIT, noContent, requestRemoteAssistance, stubFetch, TOKEN } from "./support.mjs";

describe("requestId and clientRequestId are the headers of the reply, or null", LIMIT, () => {
  /** @type {[string, Record<string, string>, string | null, string | null][]} */
  const rows = [
    ["no header", {}, null, null],
    ["request-id", { "request-id": "r-1" }, "r-1", null],
    ["client-request-id", { "client-request-id": "c-1" }, null, "c-1"],
    ["both, in other case", { "Request-ID": "r-2", "Client-Request-Id": "c-2" }, "r-2", "c-2"],
    ["another header", { "x-request-id": "x" }, null, null],
  ];
  for (const [name, headers, requestId, clientRequestId] of rows) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, async () => noContent(headers));
      assert.deepEqual(await call(), { status: 204, attempts: 1, requestId, clientRequestId });
    });
  }
});

test("a receipt is a plain object that no other call shares", LIMIT, async (t) => {
  stubFetch(t);
  const [first, second] = [await call(), await call()];
  assert.equal(Object.getPrototypeOf(first), Object.prototype);
  assert.notEqual(first, second);
});

test("a call of every scope resolves to a receipt", LIMIT, async (t) => {
  const sent = stubFetch(t);
  for (const [scope, ids] of Object.entries(IDS)) {
    assert.equal((await requestRemoteAssistance(scope, ids, TOKEN)).status, 204, scope);
  }
  assert.equal(sent.length, 3);
});

test("1 000 sequential calls each get their own reply", LIMIT, async (t) => {
  const sent = stubFetch(t, async (index) => noContent({ "request-id": `r-${index}` }));
  for (let index = 0; index < 1_000; index++) assert.equal((await call()).requestId, `r-${index}`);
  assert.equal(sent.length, 1_000);
});

test("100 concurrent calls each get their own reply", LIMIT, async (t) => {
  stubFetch(t, async (_, { url }) => noContent({ "request-id": /\/device-(\d+)\//.exec(url)?.[1] ?? "none" }));
  const ids = Array.from({ length: 100 }, (_, index) => `${index}`);
  const receipts = await Promise.all(
    ids.map((id) => requestRemoteAssistance("deviceManagement", { managedDeviceId: `device-${id}` }, TOKEN)),
  );
  assert.deepEqual(
    receipts.map(({ requestId }) => requestId),
    ids,
  );
});
