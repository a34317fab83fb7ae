// @ts-check
/** Memory in Chromium is the same after 100 000 calls as after 1 000. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createClock } from "../../sandbox/clock.mjs";
import { requestListener } from "../../sandbox/http.mjs";
import { createRequestLog } from "../../sandbox/request-log.mjs";
import { createStaticHost } from "../../sandbox/static-host.mjs";
import { launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const WARM_UP = 1_000;
const CALLS = 100_000;
const MIB = 1024 * 1024;

test("100 000 calls take no more memory than the warm-up", { timeout: 180_000 }, async (t) => {
  const host = createStaticHost({
    directory: fileURLToPath(new URL("../../dist", import.meta.url)),
    headers: {},
    overrides: { "/page.html": "<!doctype html><title>Endurance</title>" },
  });
  const server = createServer(
    requestListener({ server: "page", handle: host.handle, log: createRequestLog(), clock: createClock() }),
  );
  t.after(() => void (server.close(), server.closeAllConnections()));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/page.html`);

  await page.evaluate(async () => {
    /** @type {any} */
    const scope = globalThis;
    // The package does not export the module's memory, so the proxy takes it from the instance.
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct(target, [module, imports]) {
        const instance = new target(module, imports);
        scope.memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
        return instance;
      },
    });
    const challenge = `Bearer error="insufficient_claims", claims="${btoa('{"access_token":{}}')}"`;
    const answers = [
      () => new Response(null, { status: 204 }),
      () => new Response('{"error":{"code":"Forbidden","message":"{\\"Message\\":\\"no\\"}"}}', { status: 403 }),
      () => new Response("<html>", { status: 502 }),
      () => new Response(null, { status: 401, headers: { "www-authenticate": challenge } }),
    ];
    let sent = 0;
    scope.fetch = async () => answers[sent++ % answers.length]?.();
    const entry = "/index.js";
    const { requestRemoteAssistance } = await import(entry);
    const { signal } = new AbortController();
    scope.run = async (/** @type {number} */ calls) => {
      for (let index = 0; index < calls; index += 1) {
        const ids = { managedDeviceId: `device-${index % 10}` };
        await requestRemoteAssistance("deviceManagement", ids, () => "token", { signal }).catch(() => {});
      }
      return { pages: scope.memory.buffer.byteLength / 65_536, sent };
    };
  });

  const session = await page.context().newCDPSession(page);
  const measured = async (/** @type {number} */ calls) => {
    const { pages, sent } = await page.evaluate((number) => /** @type {any} */ (globalThis).run(number), calls);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return { pages, sent, heap: usedSize };
  };
  const warm = await measured(WARM_UP);
  const end = await measured(CALLS);
  const shown = (/** @type {typeof warm} */ { pages, sent, heap }) =>
    `${pages} wasm pages, ${(heap / MIB).toFixed(2)} MiB of JS heap, ${sent} attempts`;
  t.diagnostic(`after ${WARM_UP} calls: ${shown(warm)}`);
  t.diagnostic(`after ${CALLS} more: ${shown(end)}`);
  assert.ok(end.sent >= CALLS);
  assert.equal(end.pages, warm.pages);
  assert.ok(end.heap - warm.heap < MIB, `${end.heap - warm.heap} bytes more`);
});
