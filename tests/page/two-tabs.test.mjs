// @ts-check
/** Two tabs are one workplace: one sign-in, one list of requests, and one request for each device. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listButton, openDevice, requestAssistance, search, WORDS, waitForOutcome } from "./helpdesk.mjs";
import { hold, launch, open, PATIENCE_MS, posts, signIn, signOut } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const expectedErrors = /status of (400|404|503)/;

/**
 * Signs in, and opens the page in a second tab, which needs no sign-in.
 *
 * @param {import("node:test").TestContext} t
 */
async function openTwoTabs(t) {
  const { sandbox, context, page } = await open(t, browser, { stepMs: 500, expectedErrors });
  await signIn(page, "Ada");
  await page.locator("#account-name").waitFor();
  const other = await context.newPage();
  other.setDefaultTimeout(PATIENCE_MS);
  await other.goto(`${sandbox.page.origin}/`);
  await other.locator("#account-name").waitFor();
  const words = WORDS.en;
  const deskOf = (/** @type {import("playwright-core").Page} */ page) =>
    /** @type {import("./helpdesk.mjs").Desk} */ (
      /** @type {unknown} */ ({ page, words, sandbox, panel: page.locator("#panel") })
    );
  return { sandbox, context, one: deskOf(page), two: deskOf(other) };
}

test("the second tab is signed in, and shows the request of the first one with its link", async (t) => {
  const { sandbox, one, two } = await openTwoTabs(t);
  await openDevice(one, "DEMO-READY-SOON");
  await openDevice(two, "DEMO-READY-SOON");
  await requestAssistance(one);
  await two.panel.getByText("Another tab of this browser follows this request.").waitFor();
  assert.equal(await two.panel.getByRole("button", { name: two.words.request }).count(), 0);
  await waitForOutcome(one, one.words.ready);
  await waitForOutcome(two, two.words.ready);
  assert.equal(
    await two.panel.getByRole("link", { name: two.words.open }).getAttribute("href"),
    await one.panel.getByRole("link", { name: one.words.open }).getAttribute("href"),
  );
  assert.equal(posts(sandbox).length, 1);
});

test("pressed in both tabs at the same time, the request is sent once", async (t) => {
  const { sandbox, one, two } = await openTwoTabs(t);
  await openDevice(one, "DEMO-READY-SOON");
  await openDevice(two, "DEMO-READY-SOON");
  // The button of a tab disappears if the other tab was faster.
  await Promise.all(
    [one, two].map(({ panel, words }) =>
      panel
        .getByRole("button", { name: words.request })
        .evaluate((button) => /** @type {HTMLElement} */ (button).click()),
    ),
  );
  await waitForOutcome(one, one.words.ready);
  await waitForOutcome(two, two.words.ready);
  assert.equal(posts(sandbox).length, 1);
});

test("after the first tab is closed, the second one goes on with the request", async (t) => {
  const { sandbox, one, two } = await openTwoTabs(t);
  await openDevice(two, "DEMO-READY-SLOWLY");
  await openDevice(one, "DEMO-READY-SLOWLY");
  await requestAssistance(one);
  await one.panel.getByRole("button", { name: one.words.stop }).waitFor();
  await two.panel.getByText("Another tab of this browser follows this request.").waitFor();
  await one.page.close();
  await waitForOutcome(two, two.words.ready);
  assert.equal(posts(sandbox).length, 1);
});

test("a tab that is closed in the middle of a request leaves it unconfirmed in the other tab, which does not send it", async (t) => {
  const { sandbox, one, two } = await openTwoTabs(t);
  await openDevice(one, "DEMO-READY-SOON");
  await hold(one.page, "**/requestRemoteAssistance");
  await one.panel.getByRole("button", { name: one.words.request }).click();
  await one.page.locator("li[aria-current=step]", { hasText: "Sending the request" }).waitFor();
  await one.page.close();
  await openDevice(two, "DEMO-READY-SOON");
  await two.panel.getByRole("button", { name: two.words.checked }).waitFor();
  assert.equal(await two.panel.getByRole("button", { name: two.words.request }).count(), 0);
  // Chromium may send the request that was held back when its tab is closed.
  assert.ok(posts(sandbox).length <= 1);
});

test("a batch leaves out what another tab works on", async (t) => {
  const { sandbox, one, two } = await openTwoTabs(t);
  await openDevice(one, "DEMO-READY-SLOWLY");
  await requestAssistance(one);
  await one.panel.getByRole("button", { name: one.words.stop }).waitFor();
  await search(two, "DEMO-READY-S");
  await listButton(two, "DEMO-READY-SOON").waitFor();
  await two.page.getByLabel(two.words.selectAll).check();
  await two.page.getByRole("button", { name: two.words.requestForThese }).click();
  await two.page.getByRole("button", { name: "Request for 1 device" }).click();
  await two.page.getByRole("heading", { name: two.words.allDone }).waitFor();
  assert.equal(posts(sandbox).length, 2);
});

test("signing out in one tab signs out the other, and removes what the tabs knew", async (t) => {
  const { one, two } = await openTwoTabs(t);
  await openDevice(one, "DEMO-READY-AT-ONCE");
  await requestAssistance(one);
  await waitForOutcome(one, one.words.ready);
  await search(two, "DEMO-READY");
  await two.page.getByLabel(two.words.selectAll).check();
  await signOut(one.page);
  await two.page.getByRole("button", { name: "Sign in" }).waitFor();
  const kept = await two.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.doesNotMatch(kept, /DEMO-READY/);
});

test("a duplicated tab has the table of the first one, and pressed in both, each device is asked once", async (t) => {
  const { sandbox, one, two } = await openTwoTabs(t);
  for (const { page, words } of [one, two]) {
    await page.getByLabel(words.searchFor).fill("DEMO-READY");
    await page.keyboard.press("Enter");
    await page.getByLabel(words.selectAll).check();
    // As the browser does when it duplicates a tab.
    if (page !== one.page) continue;
    const kept = await page.evaluate(() => Object.entries(sessionStorage));
    await two.page.evaluate((entries) => {
      for (const [key, value] of entries) sessionStorage.setItem(key, value);
    }, kept);
    await two.page.reload();
  }
  for (const { page, words } of [one, two]) {
    await page.getByRole("button", { name: words.requestForThese }).click();
    await page.locator(".many-dialog button.primary").waitFor();
  }
  await Promise.all([one, two].map(({ page }) => page.locator(".many-dialog button.primary").click()));
  for (const { page } of [one, two]) await page.locator(".batch-panel tbody tr").nth(6).waitFor();
  await Promise.all([one, two].map(({ page, words }) => page.getByRole("heading", { name: words.allDone }).waitFor()));
  const urls = posts(sandbox).map(({ url }) => url);
  assert.equal(urls.length, 7);
  assert.equal(new Set(urls).size, 7);
});
