// @ts-check
/**
 * The page with its production configuration: the real host names, TLS, and the policy of the static build. Chromium resolves the
 * names to this machine, where the stand-ins answer with a temporary key.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { createClock } from "../../sandbox/clock.mjs";
import { createEntra } from "../../sandbox/entra/entra.mjs";
import { createGraph } from "../../sandbox/graph/graph.mjs";
import { requestListener } from "../../sandbox/http.mjs";
import { createRequestLog } from "../../sandbox/request-log.mjs";
import { createStaticHost } from "../../sandbox/static-host.mjs";
import { tenant } from "../../sandbox/tenant.mjs";
import { temporaryCertificate } from "../lab/certificate.mjs";
import {
  ARGUMENTS,
  chooseAccount,
  executablePath,
  fillIn,
  PAGE_DIRECTORY,
  PATIENCE_MS,
  press,
  signOut,
} from "./support.mjs";

const ENTRA = "https://login.microsoftonline.com";
const GRAPH = "https://graph.microsoft.com";
const [laptop] = tenant.devices;
assert.ok(laptop);

/** @param {import("node:test").TestContext} t */
async function open(t) {
  const clock = createClock();
  const log = createRequestLog();
  const { key, cert, spki } = temporaryCertificate();
  /** @type {(server: import("node:http").Server | import("node:https").Server) => Promise<number>} */
  const listen = async (server) => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => {
      server.close();
      server.closeAllConnections();
    });
    return /** @type {import("node:net").AddressInfo} */ (server.address()).port;
  };
  /** @type {{ handle: import("../../sandbox/http.mjs").Handler }} */
  const late = { handle: async () => ({ status: 503 }) };
  const pageServer = createHttpServer(
    requestListener({ server: "page", handle: (request) => late.handle(request), log, clock }),
  );
  const page = `http://localhost:${await listen(pageServer)}/`;

  // The build writes the policy to _headers, for the page's hosts.
  const headers = await readFile(`${PAGE_DIRECTORY}/_headers`, "utf8");
  const policy = /Content-Security-Policy: (.+)/.exec(headers)?.[1];
  assert.ok(policy);
  const config = JSON.stringify({ clientId: tenant.client.id, tenant: tenant.id, cloud: "global" });
  late.handle = createStaticHost({
    directory: PAGE_DIRECTORY,
    headers: { "Content-Security-Policy": policy },
    overrides: { "/config.json": config },
  }).handle;

  const entra = await createEntra({ origin: ENTRA, tenant, redirectUris: [page], clock });
  const graph = createGraph({ origin: GRAPH, keys: entra.tokens.keys, tenant, clock });
  const tls = (
    /** @type {"entra" | "graph"} */ server,
    /** @type {import("../../sandbox/http.mjs").Handler} */ handle,
  ) => listen(createTlsServer({ key, cert }, requestListener({ server, handle, log, clock })));
  const ports = { entra: await tls("entra", entra.handle), graph: await tls("graph", graph.handle) };

  const rules = [
    `MAP login.microsoftonline.com:443 127.0.0.1:${ports.entra}`,
    `MAP graph.microsoft.com:443 127.0.0.1:${ports.graph}`,
    "MAP * ~NOTFOUND",
    "EXCLUDE localhost",
    "EXCLUDE 127.0.0.1",
  ];
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...ARGUMENTS.filter((argument) => !argument.startsWith("--host-resolver-rules")),
      `--host-resolver-rules=${rules.join(", ")}`,
      `--ignore-certificate-errors-spki-list=${spki}`,
    ],
  });
  t.after(() => browser.close());
  const tab = await browser.newPage();
  tab.setDefaultTimeout(PATIENCE_MS);
  /** @type {string[]} */
  const errors = [];
  tab.on("pageerror", (error) => errors.push(String(error)));
  tab.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  await tab.goto(page);
  return { tab, page, log, errors };
}

test("sign in, request, 204, sign out, with the real host names over TLS", async (t) => {
  const { tab, page, log, errors } = await open(t);
  assert.equal(await tab.locator("#sandbox").isVisible(), false);
  await tab.getByRole("button", { name: "Sign in" }).click();
  await tab.waitForURL(`${ENTRA}/**`);
  await chooseAccount(tab, "Ada");
  await tab.waitForURL(page);
  await fillIn(tab, { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } });
  await press(tab);
  await tab.getByRole("heading", { name: "Request accepted" }).waitFor();

  const sent = log.filter({ server: "graph" });
  assert.deepEqual(
    sent.map(({ method, status }) => [method, status]),
    [
      ["OPTIONS", 200],
      ["POST", 204],
    ],
  );
  assert.equal(sent[1]?.headers["host"], "graph.microsoft.com");
  await signOut(tab);
  await tab.getByRole("button", { name: "Sign in" }).waitFor();
  assert.deepEqual(errors, []);
});
