// @ts-check
/** After an expired sign-in the page resumes a search or returns to the device, but sends no request by itself. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk, openDevice, openMore, requestAssistance, search } from "./helpdesk.mjs";
import { chooseAccount, launch, posts, setClocksForward } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const HOUR_MS = 3_600_000;

/**
 * Lets the access token expire and revokes the refresh token.
 *
 * @param {import("./helpdesk.mjs").Desk} desk
 */
async function expire(desk) {
  await setClocksForward(desk, 2 * HOUR_MS);
  desk.sandbox.entra.revokeRefreshTokens();
}

test("after the sign-in the page repeats the search", async (t) => {
  const desk = await openDesk(t, browser);
  await expire(desk);
  await search(desk, "DEMO-LINK");
  await chooseAccount(desk.page, "Ada");
  await desk.page.getByText("3 devices", { exact: true }).first().waitFor();
  assert.equal(await desk.page.getByLabel(desk.words.searchFor).inputValue(), "DEMO-LINK");
});

test("after the sign-in the page shows the request's device, and sends the request only at the next press", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, sandbox, words, runClocks } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await panel.getByText(words.connected).waitFor();
  await expire(desk);
  await panel.getByRole("button", { name: words.request }).click();
  await chooseAccount(page, "Ada");
  await panel.getByRole("heading", { name: "You are signed in again" }).waitFor();
  assert.match(await panel.innerText(), /Nothing was sent to the device/);
  await openMore(desk);
  await panel.getByText("Contoso Computers Book 14").waitFor();
  assert.equal(posts(sandbox).length, 0);
  await requestAssistance(desk);
  await runClocks(8);
  await panel.getByRole("link", { name: words.open }).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("many requests and the connector check renew an expired access token without a login form", async (t) => {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 7, pageSize: 40 });
  const { page, words, sandbox } = desk;
  await setClocksForward(desk, 2 * HOUR_MS);
  await search(desk, "OFFICE-PC");
  await page.getByLabel(words.selectAll).check();
  await setClocksForward(desk, 2 * HOUR_MS);
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.getByRole("button", { name: words.requestFor(7) }).click();
  await page.locator(".batch-panel table").waitFor();
  await desk.runClocks(40);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    Array(7).fill(204),
  );
});
