// @ts-check
/** Aborts a call in Chromium at each stage of its request. Unlike Node, a browser sends a preflight before the POST. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createClock } from "../../sandbox/clock.mjs";
import { CORS_HEADERS } from "../../sandbox/graph/cors.mjs";
import { requestListener } from "../../sandbox/http.mjs";
import { createRequestLog } from "../../sandbox/request-log.mjs";
import { createStaticHost } from "../../sandbox/static-host.mjs";
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

/**
 * The stage, the part of the exchange that the server leaves unanswered, and fields of the error.
 *
 * @type {[name: string, unanswered: string, expected: Record<string, unknown>][]}
 */
const STAGES = [
  ["during the preflight", "OPTIONS", { outcome: "unknown", status: null }],
  ["while the POST is in flight", "POST", { outcome: "unknown", status: null }],
  ["while the reply's body is read", "body", { outcome: "rejected", status: 403 }],
];

/** An abort must end the call within this many tasks of the page, without a timer. */
const TURNS = 5;

for (const [name, stage, expected] of STAGES) {
  test(`an abort ${name} ends the call at once`, { timeout: 30_000 }, async (t) => {
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
    const host = createStaticHost({
      directory: DIST,
      headers: {},
      overrides: { "/page.html": "<!doctype html><title>Aborts</title>" },
    });
    const origin = await serve(
      t,
      requestListener({ server: "page", handle: host.handle, log: createRequestLog(), clock: createClock() }),
    );
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(`${origin}/page.html`);

    await page.evaluate(async (origin) => {
      /** @type {any} */
      const scope = globalThis;
      const realFetch = scope.fetch;
      scope.fetch = async (/** @type {unknown[]} */ ...given) => {
        const reply = await realFetch(...given);
        scope.head = true;
        return reply;
      };
      const entry = "/index.js";
      const { requestRemoteAssistance } = await import(entry);
      scope.controller = new AbortController();
      scope.ended = null;
      requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", {
        origin,
        signal: scope.controller.signal,
      }).then(
        () => void (scope.ended = {}),
        (/** @type {any} */ { code, outcome, status, attempts, cause }) =>
          void (scope.ended = { code, outcome, status, attempts, cause }),
      );
    }, graph);
    await waiting;
    // The server has sent the head of its reply, but the page may not have received it yet.
    if (stage === "body") await page.waitForFunction(() => Reflect.get(globalThis, "head"));
    const ended = await page.evaluate(async (turns) => {
      /** @type {any} */
      const scope = globalThis;
      const { port1, port2 } = new MessageChannel();
      /** Lets the tasks run that are ready. It waits for no reply and no timer. */
      const turn = () =>
        new Promise((resolve) => {
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      for (let passed = 0; passed < turns; passed += 1) await turn();
      scope.controller.abort("text");
      for (let passed = 0; passed < turns; passed += 1) await turn();
      port1.close();
      return scope.ended;
    }, TURNS);
    assert.deepEqual(ended, { code: "aborted", attempts: 1, cause: "text", ...expected }, "at once");
    assert.equal(posts.count, stage === "OPTIONS" ? 0 : 1);
  });
}
