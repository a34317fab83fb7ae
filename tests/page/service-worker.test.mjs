// @ts-check
/** A portal whose service worker takes every request, and whose `fetch` adds a header for tracing. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launch, PATIENCE_MS } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORKER = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (pathname.includes("/offline/")) event.respondWith(Response.error());
  else event.respondWith(fetch(event.request));
});
`;

const PORTAL = `
import { requestRemoteAssistance } from "./index.js";
await navigator.serviceWorker.register("worker.js");
await navigator.serviceWorker.ready;
while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 10));
const traced = (url, init) => {
  const request = new Request(url, init);
  request.headers.set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  return fetch(request);
};
globalThis.portal = (usersId, isTraced) =>
  requestRemoteAssistance("users", { usersId, managedDeviceId: "d" }, "token", {
    origin: new URL(import.meta.url).searchParams.get("graph"),
    ...(isTraced && { fetch: traced }),
  }).catch(({ code, outcome, attempts }) => ({ code, outcome, attempts }));
`;

/** @param {import("node:test").TestContext} t @param {import("node:http").RequestListener} listener */
async function listen(t, listener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => void (server.close(), server.closeAllConnections()));
  return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
}

test("a service worker that takes every request", { timeout: 60_000 }, async (t) => {
  /** @type {import("node:http").IncomingMessage[]} */
  const posts = [];
  const graph = await listen(t, (request, reply) => {
    reply.setHeader("access-control-allow-origin", "*");
    reply.setHeader("access-control-allow-headers", "authorization, traceparent");
    if (request.method === "POST") posts.push(request);
    if (request.method === "POST" && request.url?.includes("/moved/"))
      reply.writeHead(302, { location: "/elsewhere" }).end();
    else reply.writeHead(204).end();
  });
  const origin = await listen(t, async ({ url = "" }, reply) => {
    const name = url.slice(1).split("?")[0] ?? "";
    reply.setHeader("content-type", name === "" ? "text/html" : "text/javascript");
    if (name === "")
      reply.end(`<!doctype html><script type="module" src="portal.js?graph=${encodeURIComponent(graph)}"></script>`);
    else if (name === "worker.js") reply.end(WORKER);
    else if (name === "portal.js") reply.end(PORTAL);
    else reply.end(await readFile(new URL(`../../dist/${name}`, import.meta.url)).catch(() => ""));
  });
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(origin);
  await page.waitForFunction(() => "portal" in globalThis, undefined, { timeout: PATIENCE_MS });
  const call = (/** @type {string} */ usersId, isTraced = false) =>
    page.evaluate(
      ([id, traced]) => Reflect.get(globalThis, "portal")(id, traced),
      /** @type {const} */ ([usersId, isTraced]),
    );

  await t.test("passes the POST on once, with its token and without a body", async () => {
    assert.equal((await call("ada")).status, 204);
    assert.deepEqual(
      posts.splice(0).map(({ headers }) => [headers.authorization, headers.accept, headers["content-length"]]),
      [["Bearer token", "application/json", "0"]],
    );
  });
  await t.test("together with a fetch that adds a header", async () => {
    assert.equal((await call("ada", true)).status, 204);
    const [{ headers }] = /** @type {[import("node:http").IncomingMessage]} */ (posts.splice(0));
    assert.equal(headers.authorization, "Bearer token");
    assert.match(String(headers.traceparent), /^00-/);
  });
  await t.test("does not follow a redirect with the token", async () => {
    assert.deepEqual(await call("moved"), { code: "redirected", outcome: "unknown", attempts: 1 });
    assert.equal(posts.splice(0).length, 1);
  });
  await t.test("fails as a lost reply if the worker fails", async () => {
    assert.deepEqual(await call("offline"), { code: "network", outcome: "unknown", attempts: 1 });
    assert.equal(posts.splice(0).length, 0);
  });
});
