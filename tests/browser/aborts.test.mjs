// @ts-check
/** Aborts in a real browser, where a request has stages that Node's has not: the preflight comes first. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createClock } from "../../www/sandbox/clock.mjs";
import { CORS_HEADERS } from "../../www/sandbox/graph/cors.mjs";
import { requestListener } from "../../www/sandbox/http.mjs";
import { createRequestLog } from "../../www/sandbox/request-log.mjs";
import { createStaticHost } from "../../www/sandbox/static.mjs";
import { launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

/**
 * @param {import("node:test").TestContext} t
 * @param {import("node:http").RequestListener} listener
 */
async function serve(t, listener) {
  const server = createServer(listener);
  t.after(() => void (server.close(), server.closeAllConnections()));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
}

/** What the server leaves unanswered, and what is known then. @type {[string, string, Record<string, unknown>][]} */
const STAGES = [
  ["during the preflight", "OPTIONS", { outcome: "unknown", status: null }],
  ["in flight", "POST", { outcome: "unknown", status: null }],
  ["while the body is read", "body", { outcome: "rejected", status: 403 }],
];

for (const [name, stage, expected] of STAGES) {
  test(name, { timeout: 30_000 }, async (t) => {
    /** @type {() => void} */
    let reached = () => {};
    const waiting = new Promise((resolve) => void (reached = () => resolve(undefined)));
    const posts = { count: 0 };
    const graph = await serve(t, (request, response) => {
      if (request.method === "POST") posts.count += 1;
      if (request.method === stage) return reached();
      for (const [header, value] of Object.entries(CORS_HEADERS)) response.setHeader(header, value);
      if (request.method === "OPTIONS") {
        response.setHeader("Access-Control-Allow-Headers", "authorization");
        return void response.writeHead(200).end();
      }
      response.writeHead(403, { "Content-Type": "application/json" }).write('{"error":{"code":"');
      reached();
    });
    const host = createStaticHost({ directory: DIST, headers: {}, overrides: { "/page.html": "<!doctype html><title>Aborts</title>" } });
    const origin = await serve(t, requestListener({ server: "page", handle: host.handle, log: createRequestLog(), clock: createClock() }));
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(`${origin}/page.html`);

    await page.evaluate(async (origin) => {
      /** @type {any} */
      const scope = globalThis;
      const entry = "/index.js";
      const { requestRemoteAssistance } = await import(entry);
      scope.controller = new AbortController();
      scope.ended = requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", { origin, signal: scope.controller.signal }).then(
        () => ({}),
        (/** @type {any} */ error) => ({ at: performance.now(), code: error.code, outcome: error.outcome, status: error.status, attempts: error.attempts, cause: error.cause }),
      );
    }, graph);
    await waiting;
    const ended = await page.evaluate(async () => {
      /** @type {any} */
      const scope = globalThis;
      // The head of a reply that is under way gets its turn first.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const abortedAt = performance.now();
      scope.controller.abort("text");
      const { at, ...error } = await scope.ended;
      return { ...error, tookMs: at - abortedAt };
    });
    const { tookMs, ...error } = ended;
    assert.deepEqual(error, { code: "aborted", attempts: 1, cause: "text", ...expected });
    assert.ok(tookMs < 50, `${tookMs} ms`);
    assert.equal(posts.count, stage === "OPTIONS" ? 0 : 1);
  });
}
