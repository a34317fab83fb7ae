// @ts-check
/** A sign-in that ends while devices are looked for: what was under way is taken up again, but nothing is sent by itself. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, find, openDesk, search } from "./helpdesk.mjs";
import { chooseAccount, launch, letTimePass, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const HOUR_MS = 3_600_000;

/** @param {import("./helpdesk.mjs").Desk} desk */
async function expire(desk) {
  await letTimePass(desk, 2 * HOUR_MS);
  desk.sandbox.entra.revokeRefreshTokens();
}

test("a search is made again after the sign-in", async (t) => {
  const desk = await openDesk(t, browser);
  await expire(desk);
  await search(desk, "DEMO-LINK");
  await chooseAccount(desk.page, "Ada");
  await desk.page.getByText("3 devices", { exact: true }).first().waitFor();
  assert.equal(await desk.page.getByLabel(desk.words.searchFor).inputValue(), "DEMO-LINK");
});

test("a request leads back to its device, and waits for a new press", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, sandbox, words, play } = desk;
  await find(desk, "DEMO-READY-SOON");
  await panel.getByText(words.connected).waitFor();
  await expire(desk);
  await ask(desk);
  await chooseAccount(page, "Ada");
  await panel.getByRole("heading", { name: "You are signed in again" }).waitFor();
  assert.match(await panel.innerText(), /The device has not been asked/);
  await panel.getByText("Contoso Computers Book 14").waitFor();
  assert.equal(posts(sandbox).length, 0);
  await ask(desk);
  await play(8);
  await panel.getByRole("link", { name: words.open }).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("with the access token expired, many requests and the connector renew it without a login form", async (t) => {
  const desk = await openDesk(t, browser, { fleetSize: 7, pageSize: 40 });
  const { page, words, sandbox } = desk;
  await letTimePass(desk, 2 * HOUR_MS);
  await search(desk, "OFFICE-PC");
  await page.getByLabel(words.selectAll).check();
  await letTimePass(desk, 2 * HOUR_MS);
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.getByRole("button", { name: words.requestFor(7) }).click();
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    Array(7).fill(204),
  );
});
