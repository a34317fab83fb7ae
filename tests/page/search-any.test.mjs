// @ts-check
/** One search box for everything: devices, serial numbers, people, addresses, ids, and lists of them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tenant } from "../../sandbox/tenant.mjs";
import { listButton, listRows, openDesk, openDevice, requestAssistance, search } from "./helpdesk.mjs";
import { launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const device = (/** @type {string} */ name) => tenant.devices.find(({ deviceName }) => deviceName === name);
const namesOf = async (/** @type {import("./helpdesk.mjs").Desk} */ desk) =>
  (await listRows(desk).locator(".name").allInnerTexts()).sort();

for (const [what, text, expected] of /** @type {const} */ ([
  ["the name of a person", "grace cont", ["GRACE-IPAD", "GRACE-SURFACE"]],
  ["a name in another alphabet", "Мария", ["MARIA-KIOSK", "MARIA-PHONE", "НОУТБУК-МАРИИ"]],
  ["a sign-in name", "ada@fabrikam.onmicrosoft.com", ["ADA-LAPTOP", "ADA-PHONE"]],
  ["part of an e-mail address", "grace@contoso", ["GRACE-IPAD", "GRACE-SURFACE"]],
  ["a serial number", "5CG2201LIA", ["LIAM-DESKTOP"]],
])) {
  test(`${what} finds the devices`, async (t) => {
    const desk = await openDesk(t, browser);
    await search(desk, text, "any");
    await listButton(desk, expected[0]).waitFor();
    assert.deepEqual(await namesOf(desk), [...expected].sort());
  });
}

test("the id of a device finds the device", async (t) => {
  const desk = await openDesk(t, browser);
  await search(desk, String(device("ADA-LAPTOP")?.id).toUpperCase(), "any");
  await desk.panel.getByRole("heading", { level: 2, name: "ADA-LAPTOP" }).waitFor();
  await search(desk, "00000000-0000-4000-8000-000000000000", "any");
  await desk.page.getByText("Nothing found").first().waitFor();
});

test("without the permission to search people, names of devices are still found", async (t) => {
  const desk = await openDesk(t, browser, { admin: "Vera", expectedErrors: /status of (400|404)/ });
  await search(desk, "LIAM", "any");
  await listButton(desk, "LIAM-DESKTOP").waitFor();
  assert.deepEqual(await namesOf(desk), ["LIAM-DESKTOP", "LIAM-MACBOOK", "LIAM-TABLET"]);
});

test("a pasted list finds each entry, and names the entries without a device", async (t) => {
  const desk = await openDesk(t, browser);
  await search(desk, "ADA-LAPTOP\n5CG2201LIA, nobody's device; <b>no</b>\tADA-LAPTOP\n", "any");
  await listButton(desk, "ADA-LAPTOP").waitFor();
  assert.deepEqual(await namesOf(desk), ["ADA-LAPTOP", "LIAM-DESKTOP"]);
  const missing = desk.page.locator(".list .notice.warn li");
  assert.deepEqual(await missing.allInnerTexts(), ["nobody's device", "<b>no</b>"]);
});

test("a list of 5,000 lines is refused with a reason", async (t) => {
  const desk = await openDesk(t, browser);
  const lines = Array.from({ length: 5_000 }, (_, index) => `PC-${index}`).join("\n");
  await desk.page.getByLabel(desk.words.searchFor).evaluate((box, value) => {
    /** @type {HTMLTextAreaElement} */ (box).value = value;
  }, lines);
  await desk.page.getByRole("button", { name: desk.words.search, exact: true }).click();
  await desk.page.getByText("at most 100 entries").waitFor();
  assert.equal(posts(desk.sandbox).length, 0);
});

test("a search never leaves the Request button of another device on the screen", async (t) => {
  const desk = await openDesk(t, browser);
  const { panel, words, page } = desk;
  const request = panel.getByRole("button", { name: /Request/ });
  await openDevice(desk, "ADA-LAPTOP");
  await request.waitFor();
  await search(desk, "no device has this name");
  await page.getByText("Nothing found").first().waitFor();
  assert.equal(await request.count(), 0);
  // A request in progress is followed, but the panel offers no other one.
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await search(desk, "LIAM");
  await listButton(desk, "LIAM-DESKTOP").waitFor();
  await desk.runClocks(8);
  await panel.getByRole("link", { name: words.open }).waitFor();
  assert.equal(await request.count(), 0);
});

test("a device that is listed again is marked", async (t) => {
  const desk = await openDesk(t, browser);
  await openDevice(desk, "DEMO-NEVER-ANSWERS");
  await requestAssistance(desk);
  await search(desk, "DEMO-NEVER");
  await listButton(desk, "DEMO-NEVER-ANSWERS").waitFor();
  assert.equal(await listButton(desk, "DEMO-NEVER-ANSWERS").getAttribute("aria-current"), "true");
});
