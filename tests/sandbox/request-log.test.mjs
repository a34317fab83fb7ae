// @ts-check
/** The request log, which tests read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRequestLog } from "../../sandbox/request-log.mjs";
import { sandboxForTests, send } from "./support.mjs";

const sandbox = await sandboxForTests();

test("an entry has the raw request", async () => {
  const before = sandbox.clock.now();
  await send(sandbox.graph.origin, {
    method: "POST",
    path: "/v1.0/%2e%2e/x?y",
    headers: { "X-One": "1" },
    body: "four",
  });
  const [entry] = sandbox.log.filter({ server: "graph", method: "POST", path: "/v1.0/%2e%2e/x" });
  assert.equal(entry.url, "/v1.0/%2e%2e/x?y");
  assert.equal(entry.headers["x-one"], "1");
  assert.ok(entry.rawHeaders.includes("X-One"));
  assert.deepEqual([entry.bodyBytes, entry.status, entry.note], [4, 401, null]);
  assert.ok(entry.at >= before);
});

test("one log has the requests to all servers, in order", async () => {
  sandbox.log.clear();
  await send(sandbox.page.origin, { path: "/" });
  await send(sandbox.entra.origin, { path: "/common/discovery/instance" });
  await send(sandbox.graph.origin, { path: "/" });
  assert.deepEqual(
    sandbox.log.entries.map(({ server, status }) => [server, status]),
    [
      ["page", 200],
      ["entra", 200],
      ["graph", 401],
    ],
  );
});

test("the log removes the oldest entries", () => {
  const log = createRequestLog({ limit: 2 });
  for (const url of ["/1", "/2", "/3"]) {
    log.record({
      server: "page",
      at: 0,
      method: "GET",
      url,
      headers: {},
      rawHeaders: [],
      bodyBytes: 0,
      status: 200,
      note: null,
    });
  }
  assert.deepEqual(
    log.entries.map(({ url }) => url),
    ["/2", "/3"],
  );
});
