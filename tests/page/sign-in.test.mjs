// @ts-check
/** Signing in and out, token renewal without a login form, and refused sign-ins. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tenant } from "../../sandbox/tenant.mjs";
import { chooseAccount, fillIn, launch, open, posts, press, setClocksForward, signIn, signOut } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const HOUR_MS = 3_600_000;
const [laptop] = tenant.devices;
assert.ok(laptop);

/** @type {import("../../js/card/entry.js").Request} */
const request = { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } };
const TAKEN = { name: "Request accepted" };

test("the page shows the account until the admin signs out", async (t) => {
  const { sandbox, page } = await open(t, browser);
  await signIn(page, "Ada");
  await page.getByText("Ada Winter (ada@fabrikam.onmicrosoft.com)").waitFor();
  assert.equal(
    await page.evaluate(() => document.activeElement?.id),
    "search-text",
    "the next thing is to type a name",
  );
  assert.equal(page.url(), `${sandbox.page.origin}/`, "the address holds no parameters of the sign-in");
  await page.reload();
  await page.getByText("Ada Winter").waitFor();
  await signOut(page);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  assert.equal(page.url(), `${sandbox.page.origin}/`);
  assert.equal(await page.locator("#request").isVisible(), false);
});

for (const name of /** @type {const} */ (["Ada", "Nora"])) {
  test(`the browser's history holds no parameters of Entra ID: ${name}`, async (t) => {
    const { sandbox, context, page } = await open(t, browser);
    await signIn(page, name);
    await page.getByText("Ada Winter").or(page.getByRole("alert")).first().waitFor();
    const session = await context.newCDPSession(page);
    const { entries } = await session.send("Page.getNavigationHistory");
    const own = entries.map(({ url }) => url).filter((url) => url.startsWith(sandbox.page.origin));
    assert.deepEqual(new Set(own), new Set([`${sandbox.page.origin}/`]));
  });
}

test("an admin without consent is refused, and the page says what to do", async (t) => {
  const { sandbox, page } = await open(t, browser);
  await signIn(page, "Nora");
  await page.getByRole("alert").waitFor();
  const text = await page.getByRole("alert").innerText();
  assert.match(text, /DeviceManagementManagedDevices\.ReadWrite\.All/);
  assert.match(text, /administrator/);
  assert.doesNotMatch(text, /AADSTS|trace|correlation/i);
  // The admin can try another account.
  await signIn(page, "Ada");
  await page.getByText("Ada Winter").waitFor();
  assert.equal(posts(sandbox).length, 0);
});

test("an admin without the Intune role is refused by Graph, and the page names the missing permission", async (t) => {
  const { sandbox, page } = await open(t, browser, { expectedErrors: /403/ });
  await signIn(page, "Борис");
  await fillIn(page, request);
  await press(page);
  await page.getByRole("heading", { name: "You are not permitted to do this" }).waitFor();
  const text = await page.locator("#status").innerText();
  assert.match(text, /Nothing was sent to the device/);
  assert.match(text, /Offer remote assistance/);
  assert.equal(posts(sandbox).length, 1);
});

test("after the access token expires, the next request succeeds without a login form", async (t) => {
  const opened = await open(t, browser);
  const { sandbox, page } = opened;
  await signIn(page, "Ada");
  await fillIn(page, request);
  await press(page);
  await page.getByRole("heading", TAKEN).waitFor();
  await setClocksForward(opened, 2 * HOUR_MS);
  const isForm = (/** @type {{ url: string }} */ { url }) => url.includes("/authorize");
  const formsBefore = sandbox.log.filter({ server: "entra" }).filter(isForm).length;

  const answered = page.waitForResponse(/requestRemoteAssistance/);
  await press(page);
  await answered;
  await page.getByRole("heading", { name: "Sending the request to Microsoft Graph" }).waitFor({ state: "detached" });
  await page.getByRole("heading", TAKEN).waitFor();
  const sent = posts(sandbox);
  assert.deepEqual(
    sent.map(({ status }) => status),
    [204, 204],
  );
  assert.notEqual(sent[0]?.headers["authorization"], sent[1]?.headers["authorization"]);
  assert.equal(sandbox.log.filter({ server: "entra" }).filter(isForm).length, formsBefore);
});

test("a rejected refresh token leads to the login form, and the request is sent only at the next press", async (t) => {
  const opened = await open(t, browser, { expectedErrors: /400/ });
  const { sandbox, page } = opened;
  await signIn(page, "Ada");
  await fillIn(page, request);
  await setClocksForward(opened, 2 * HOUR_MS);
  sandbox.entra.revokeRefreshTokens();

  await press(page);
  await chooseAccount(page, "Ada");
  await page.getByRole("heading", { name: "You are signed in again" }).waitFor();
  assert.equal(posts(sandbox).length, 0);
  assert.equal(await page.locator("#managedDeviceId").inputValue(), laptop.id, "the form keeps its fields");
  await press(page);
  await page.getByRole("heading", TAKEN).waitFor();
  assert.equal(posts(sandbox).length, 1);
});
