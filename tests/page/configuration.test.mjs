// @ts-check
/** With a wrong or missing config.json the page shows a sentence that names the mistake. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openBlankPage } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const good = { clientId: "f6ecaec6-c0d1-444d-98ee-2c9670959600", tenant: "organizations", cloud: "global" };
const standIns = { entra: "http://127.0.0.1:1", graph: "http://127.0.0.1:2" };

/** @type {[string, { status: number, body?: string }, RegExp][]} */
const TABLE = [
  ["missing", { status: 404 }, /There is no config\.json/],
  ["server error", { status: 500 }, /status 500/],
  ["not JSON", { status: 200, body: "<!doctype html>" }, /not valid JSON/],
  ["an array", { status: 200, body: "[]" }, /must hold a JSON object/],
  ["no client id", json({ ...good, clientId: undefined }), /clientId/],
  ["client id not a GUID", json({ ...good, clientId: "portal" }), /clientId/],
  ["no tenant", json({ ...good, tenant: undefined }), /tenant/],
  ["tenant with a path", json({ ...good, tenant: "a.b/../c" }), /tenant/],
  ["personal accounts", json({ ...good, tenant: "consumers" }), /personal Microsoft accounts cannot/],
  ["personal accounts, other word", json({ ...good, tenant: "Common" }), /personal Microsoft accounts cannot/],
  ["unknown cloud", json({ ...good, cloud: "toString" }), /cloud.*global, usGov, usGovDoD, china/],
  [
    "sandbox elsewhere",
    json({ ...good, sandbox: { ...standIns, graph: "http://127.0.0.1.evil.test:1" } }),
    /127\.0\.0\.1/,
  ],
];

for (const [name, reply, sentence] of TABLE) {
  test(`config.json is wrong: ${name}`, async (t) => {
    const { sandbox, page } = await openBlankPage(t, browser, { expectedErrors: /status of (404|500)/ });
    await page.route("**/config.json", (route) => route.fulfill(reply));
    await page.goto(sandbox.page.origin);
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), sentence);
    assert.equal(await page.getByRole("button", { name: "Sign in" }).isVisible(), false);
    assert.equal(await page.getByText("Loading…").isVisible(), false);
  });
}

test("without the sandbox, signing in goes to the real Entra ID of the cloud", async (t) => {
  const { sandbox, page } = await openBlankPage(t, browser, {
    expectedErrors: /ERR_NAME_NOT_RESOLVED|Content Security Policy/,
  });
  await page.route("**/config.json", (route) =>
    route.fulfill(json({ ...good, tenant: "contoso.com", cloud: "usGov" })),
  );
  await page.goto(sandbox.page.origin);
  const leaving = page.waitForRequest((request) => request.url().startsWith("https://"));
  await page.getByRole("button", { name: "Sign in" }).click();
  const address = new URL((await leaving).url());
  assert.equal(address.origin, "https://login.microsoftonline.us");
  assert.equal(address.pathname, "/contoso.com/oauth2/v2.0/authorize");
  assert.match(
    address.searchParams.get("scope") ?? "",
    /https:\/\/graph\.microsoft\.us\/DeviceManagementManagedDevices\.ReadWrite\.All/,
  );
  assert.equal(await page.locator("#sandbox").isVisible(), false);
});

/** @param {unknown} content */
function json(content) {
  return { status: 200, body: JSON.stringify(content), contentType: "application/json" };
}

for (const [what, file, body] of /** @type {const} */ ([
  ["a browser that cannot read the page", "**/app.js", "class { static ?# }"],
  ["a dictionary that does not come", "**/en-*.js", null],
])) {
  test(`${what}: the page says so in both languages`, async (t) => {
    const { page, sandbox } = await openBlankPage(t, browser, { expectedErrors: /404|Failed to fetch|net::/ });
    page.removeAllListeners("pageerror");
    await page.route(file, (route) =>
      body === null ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: "text/javascript", body }),
    );
    await page.goto(`${sandbox.page.origin}/`);
    await page.getByText("This page cannot start. Reload it, or use an up-to-date browser.").waitFor();
    await page.getByText("Обновите её или откройте в современном браузере").waitFor();
  });
}
