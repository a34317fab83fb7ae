// @ts-check
/** The table of devices: order, filter, selection by mouse and keyboard, and what it marks. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LANGUAGES, listButton, listRows, openDesk, search } from "./helpdesk.mjs";
import { launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const WIDE = { viewport: { width: 1920, height: 1000 } };

/**
 * Searches, and answers with these devices.
 *
 * @param {import("./helpdesk.mjs").Desk} desk
 * @param {Record<string, unknown>[]} devices
 */
async function list(desk, devices) {
  await desk.page.route(/managedDevices\?/, (route) =>
    route.fulfill({
      json: {
        value: devices.map((device, index) => ({ id: `00000000-0000-4000-8000-00000000000${index}`, ...device })),
      },
      headers: { "access-control-allow-origin": "*" },
    }),
  );
  await search(desk, "PC");
  await desk.page
    .locator("tr.device")
    .nth(devices.length - 1)
    .waitFor();
}

/** @param {import("./helpdesk.mjs").Desk} desk */
const names = (desk) => listRows(desk).locator(".name").allInnerTexts();

const DEVICES = [
  { deviceName: "PC-10", userDisplayName: "Zoe", operatingSystem: "Windows", lastSyncDateTime: "2026-01-03T00:00:00Z" },
  { deviceName: "PC-9", userDisplayName: null, operatingSystem: "iOS", lastSyncDateTime: "0001-01-01T00:00:00Z" },
  { deviceName: "pc-1", userDisplayName: "Ärne", operatingSystem: "Windows", lastSyncDateTime: "2026-01-01T00:00:00Z" },
];

test("a press on a column sorts, another one turns the order round, and a third one gives Graph's order back", async (t) => {
  const desk = await openDesk(t, browser, { profile: WIDE });
  await list(desk, DEVICES);
  const column = (/** @type {string} */ name) => desk.page.locator("thead").getByRole("button", { name, exact: true });
  const order = (/** @type {string} */ name) =>
    desk.page.getByRole("columnheader", { name, exact: true }).getAttribute("aria-sort");
  await column("Name").click();
  assert.deepEqual(await names(desk), ["pc-1", "PC-9", "PC-10"], "numbers within names count as numbers");
  assert.equal(await order("Name"), "ascending");
  await column("Name").click();
  assert.deepEqual(await names(desk), ["PC-10", "PC-9", "pc-1"]);
  assert.equal(await order("Name"), "descending");
  await column("Name").click();
  assert.deepEqual(await names(desk), ["PC-10", "PC-9", "pc-1"]);
  assert.equal(await order("Name"), "none");
  await column("User").click();
  assert.deepEqual(await names(desk), ["pc-1", "PC-10", "PC-9"], "who has no user stands at the end");
  await column("User").click();
  assert.deepEqual(await names(desk), ["PC-10", "pc-1", "PC-9"], "in either direction");
  await column("Last sync").click();
  assert.deepEqual(await names(desk), ["pc-1", "PC-10", "PC-9"]);
});

for (const language of LANGUAGES) {
  test(`the table is filtered by system: ${language}`, async (t) => {
    const desk = await openDesk(t, browser, { language });
    await list(desk, DEVICES);
    await desk.page.locator(".systems select").selectOption("iOS");
    assert.deepEqual(await names(desk), ["PC-9"]);
    await desk.page.getByLabel(desk.words.selectAll).check();
    assert.equal(await desk.page.locator(".tick input:checked").count(), 1, "only what is shown is selected");
    // A system that the next list does not have hides nothing of it.
    await list(desk, DEVICES.slice(0, 1));
    assert.deepEqual(await names(desk), ["PC-10"]);
  });
}

test("a device that has not synchronised for a month is marked", async (t) => {
  const desk = await openDesk(t, browser);
  const now = desk.sandbox.clock.now();
  const days = (/** @type {number} */ count) => new Date(now - count * 86_400_000).toISOString();
  await list(desk, [
    { deviceName: "PC-1", lastSyncDateTime: days(29) },
    { deviceName: "PC-2", lastSyncDateTime: days(31) },
    { deviceName: "PC-3", lastSyncDateTime: "0001-01-01T00:00:00Z" },
  ]);
  const marked = listRows(desk).filter({ hasText: "No sync for more than 30 days" }).locator(".name");
  assert.deepEqual(await marked.allInnerTexts(), ["PC-2"], "a time that is not known says nothing");
});

test("Shift and a click select all rows between, and so does Shift and Space", async (t) => {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 20, pageSize: 20 });
  const { page } = desk;
  await search(desk, "OFFICE-PC");
  const tick = (/** @type {string} */ name) => page.getByRole("checkbox", { name: `Select ${name}` });
  await tick("OFFICE-PC-003").check();
  await tick("OFFICE-PC-007").click({ modifiers: ["Shift"] });
  await page.getByText("5 selected").waitFor();
  await tick("OFFICE-PC-005").click({ modifiers: ["Shift"] });
  await page.getByText("2 selected").waitFor();
  await listButton(desk, "OFFICE-PC-010").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Space");
  await page.getByText("5 selected").waitFor();
  assert.equal(await page.locator("#panel h2").innerText(), "No device selected", "selecting opens nothing");
});

test("the table has one tab stop, arrows lead through it, and / leads to the search", async (t) => {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 20, pageSize: 20 });
  const { page } = desk;
  await search(desk, "OFFICE-PC");
  await listButton(desk, "OFFICE-PC-001").waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const stops = () => page.locator('.devices tbody :is(a, input):not([tabindex="-1"])').allInnerTexts();
  assert.deepEqual(await stops(), ["OFFICE-PC-001"]);
  await listButton(desk, "OFFICE-PC-001").focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "OFFICE-PC-001");
  await page.keyboard.press("End");
  assert.equal(await focused(), "OFFICE-PC-020");
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await stops(), ["OFFICE-PC-019"], "Tab comes back to the row that was left");
  await page.keyboard.press("Home");
  assert.equal(await focused(), "OFFICE-PC-001");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "search-text");
  await page.keyboard.type("a/b");
  assert.equal(await page.getByLabel(desk.words.searchFor).inputValue(), "a/b", "in a field it is a character");
});

test("a row is a link: with Ctrl it opens in a tab of its own", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, context, sandbox } = desk;
  await search(desk, "DEMO-READY");
  const opening = context.waitForEvent("page");
  await listButton(desk, "DEMO-READY-SOON").click({ modifiers: ["Control"] });
  const tab = await opening;
  const { id } = sandbox.tenant.devices.find(({ deviceName }) => deviceName === "DEMO-READY-SOON") ?? {};
  assert.equal(new URL(tab.url()).searchParams.get("device"), id);
  assert.equal(await page.locator("#panel h2").innerText(), "No device selected");
});

test("rows are 36 to 40 pixels high, and the table says how far the request of each device is", async (t) => {
  const desk = await openDesk(t, browser, { profile: WIDE });
  const { page, panel, words, runClocks } = desk;
  await search(desk, "DEMO-READY");
  await listButton(desk, "DEMO-READY-SOON").click();
  for (const row of await listRows(desk).all()) {
    const { height } = (await row.boundingBox()) ?? { height: 0 };
    assert.ok(height >= 36 && height <= 40, String(height));
  }
  await panel.getByRole("button", { name: words.request }).click();
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await runClocks(8);
  await page.locator("tr.device", { hasText: "DEMO-READY-SOON" }).getByText("Link ready").waitFor();
});
