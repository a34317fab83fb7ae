// @ts-check
/** Signing in and out, renewal without a login form, and refusals in plain words. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tenant } from "../../www/sandbox/tenant.mjs";
import { chooseAccount, fillIn, launch, letTimePass, open, posts, press, signIn } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const HOUR_MS = 3_600_000;
const [laptop] = tenant.devices;
assert.ok(laptop);

/** @type {import("../../www/unsettled.js").Request} */
const request = { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } };
const TAKEN = { name: "Graph has taken the request" };

test("the account is shown, and signing out ends it", async (t) => {
  const { sandbox, page } = await open(t, browser);
  await signIn(page, "Ada");
  await page.getByText("Ada Winter (ada@fabrikam.onmicrosoft.com)").waitFor();
  assert.equal(page.url(), `${sandbox.page.origin}/`, "nothing of the sign-in stays in the address");
  await page.reload();
  await page.getByText("Ada Winter").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  assert.equal(page.url(), `${sandbox.page.origin}/`);
  assert.equal(await page.locator("#request").isVisible(), false);
});

for (const name of /** @type {const} */ (["Ada", "Nora"])) {
  test(`what Entra ID appends to the address does not stay in the browser's history: ${name}`, async (t) => {
    const { sandbox, context, page } = await open(t, browser);
    await signIn(page, name);
    await page.getByText("Ada Winter").or(page.getByRole("alert")).first().waitFor();
    const session = await context.newCDPSession(page);
    const { entries } = await session.send("Page.getNavigationHistory");
    const own = entries.map(({ url }) => url).filter((url) => url.startsWith(sandbox.page.origin));
    assert.deepEqual(new Set(own), new Set([`${sandbox.page.origin}/`]));
  });
}

test("an admin without consent is refused in words that say what to do", async (t) => {
  const { sandbox, page } = await open(t, browser);
  await signIn(page, "Nora");
  await page.getByRole("alert").waitFor();
  const text = await page.getByRole("alert").innerText();
  assert.match(text, /DeviceManagementManagedDevices\.ReadWrite\.All/);
  assert.match(text, /administrator/);
  assert.doesNotMatch(text, /AADSTS|trace|correlation/i);
  // And another account can be tried.
  await signIn(page, "Ada");
  await page.getByText("Ada Winter").waitFor();
  assert.equal(posts(sandbox).length, 0);
});

test("an admin without the Intune role is refused by Graph, and told which role it takes", async (t) => {
  const { sandbox, page } = await open(t, browser, { expectedErrors: /403/ });
  await signIn(page, "Борис");
  await fillIn(page, request);
  await press(page);
  await page.getByRole("heading", { name: "You are not permitted to do this" }).waitFor();
  const text = await page.locator("#status").innerText();
  assert.match(text, /The device was not asked/);
  assert.match(text, /Offer remote assistance/);
  assert.equal(posts(sandbox).length, 1);
});

test("with the access token expired, the next request succeeds without a login form", async (t) => {
  const opened = await open(t, browser);
  const { sandbox, page } = opened;
  await signIn(page, "Ada");
  await fillIn(page, request);
  await press(page);
  await page.getByRole("heading", TAKEN).waitFor();
  await letTimePass(opened, 2 * HOUR_MS);
  const isForm = (/** @type {{ url: string }} */ { url }) => url.includes("/authorize");
  const formsBefore = sandbox.log.filter({ server: "entra" }).filter(isForm).length;

  await press(page);
  await page.getByRole("heading", { name: "Asking Microsoft Graph" }).waitFor({ state: "detached" });
  await page.getByRole("heading", TAKEN).waitFor();
  const sent = posts(sandbox);
  assert.deepEqual(
    sent.map(({ status }) => status),
    [204, 204],
  );
  assert.notEqual(sent[0]?.headers["authorization"], sent[1]?.headers["authorization"]);
  assert.equal(sandbox.log.filter({ server: "entra" }).filter(isForm).length, formsBefore);
});

test("a rejected refresh token leads to the login form, and nothing is sent until pressed again", async (t) => {
  const opened = await open(t, browser, { expectedErrors: /400/ });
  const { sandbox, page } = opened;
  await signIn(page, "Ada");
  await fillIn(page, request);
  await letTimePass(opened, 2 * HOUR_MS);
  sandbox.entra.revokeRefreshTokens();

  await press(page);
  await chooseAccount(page, "Ada");
  await page.getByRole("heading", { name: "You are signed in again" }).waitFor();
  assert.equal(posts(sandbox).length, 0);
  assert.equal(await page.locator("#managedDeviceId").inputValue(), laptop.id, "the form is as it was");
  await press(page);
  await page.getByRole("heading", TAKEN).waitFor();
  assert.equal(posts(sandbox).length, 1);
});
