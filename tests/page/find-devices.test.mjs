// @ts-check
/** Searching for devices: by each property, by app, and page by page. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listButton, listRows, openDesk, openDevice, requestAssistance, search, searchRequests } from "./helpdesk.mjs";
import { hold, launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/** @type {[kind: string, text: string, ...found: string[]][]} */
const KINDS = [
  ["deviceName", "o'brien", "O'Brien's laptop", "O'Brien's iPad"],
  ["deviceName", "' or 1 eq 1", "' or 1 eq 1"],
  ["deviceName", "ноутбук", "НОУТБУК-МАРИИ"],
  ["deviceName", "📱", "📱 Zoës Straßen-Handy"],
  ["deviceName", "<b>", '<b>Bold</b> & "quoted", =1+1'],
  ["userPrincipalName", "siobhan.o'brien@fabrikam.onmicrosoft.com", "O'Brien's laptop", "O'Brien's iPad"],
  ["emailAddress", "grace@contoso", "GRACE-SURFACE", "GRACE-IPAD"],
  ["serialNumber", "5CGDEMO003", "DEMO-READY-SLOWLY"],
];
for (const [kind, text, ...found] of KINDS) {
  test(`a search by ${kind}: ${text}`, async (t) => {
    const desk = await openDesk(t, browser);
    await search(desk, text, kind);
    for (const name of found) await listButton(desk, name).waitFor();
    assert.equal(await listRows(desk).count(), found.length);
    // The page opens a device by itself if the search finds no other.
    if (found.length > 1) await listButton(desk, found[0] ?? "").click();
    await desk.panel.getByRole("heading", { level: 2, name: found[0], exact: true }).waitFor();
    assert.equal(await desk.page.locator("main b").count(), 0, "the page shows names as text, not as HTML");
  });
}

test("a search by app: the app, then the devices that have it, and back", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await search(desk, "o'reilly", "app");
  await listButton(desk, "O'Reilly's <i>Reader</i> & „Söhne“ 📚").click();
  await page.getByRole("heading", { name: /^Devices with O'Reilly's <i>Reader<\/i>/ }).waitFor();
  await listButton(desk, "O'Brien's laptop").waitFor();
  await page.getByRole("button", { name: "Back to the apps" }).click();
  await listButton(desk, "O'Reilly's <i>Reader</i> & „Söhne“ 📚").waitFor();
  assert.equal(await page.locator("main i").count(), 0);
});

test("page by page: a count, more devices at a press, and the focus on the first new row", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await search(desk, "OFFICE-PC");
  await page.getByText("25 devices shown, there are more").first().waitFor();
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByText("50 devices shown, there are more").first().waitFor();
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByText("64 devices", { exact: true }).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
  assert.equal(await listRows(desk).count(), 64);
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /OFFICE-PC-051/);
});

test("nothing found: the page says so and what to try", async (t) => {
  const desk = await openDesk(t, browser);
  await search(desk, "no such device");
  await desk.page.getByRole("heading", { name: "Nothing found" }).waitFor();
  assert.match(await desk.page.getByRole("main").innerText(), /Try a shorter part of it/);
});

/** @type {[name: string, text: string, sentence: RegExp][]} */
const REFUSED = [
  ["an empty text", "", /Enter a search text/],
  ["white space", "   \t ", /Enter a search text/],
  ["10 000 characters", "x".repeat(10_000), /at most 256 characters/],
];
for (const [name, text, sentence] of REFUSED) {
  test(`a search for ${name} is refused at the field, and no request is sent`, async (t) => {
    const desk = await openDesk(t, browser);
    const { page, words } = desk;
    await search(desk, text);
    await page.getByText(sentence).waitFor();
    const field = page.getByLabel(words.searchFor);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.ok(await field.evaluate((element) => element === document.activeElement));
    assert.equal(await field.inputValue(), text.replaceAll("\n", ""), "the field keeps its text");
    assert.equal(searchRequests(desk).length, 0);
  });
}

test("a new search replaces one that is in progress", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await page.route(/OFFICE-PC/, () => {});
  await search(desk, "OFFICE-PC");
  await page.getByText("Searching…").first().waitFor();
  await search(desk, "DEMO-FAILS");
  await page.getByText("2 devices", { exact: true }).first().waitFor();
  await desk.runClocks(40);
  assert.equal(await listRows(desk).count(), 2);
});

test("a late reply with one device does not replace the device that was opened meanwhile", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: desk.words.stop }).waitFor();
  const release = await hold(page, /managedDevices\?/);
  await search(desk, "5CGDEMO002", "serialNumber");
  await page.locator("#recent").getByRole("button").filter({ hasText: "DEMO-READY-SOON" }).click();
  release();
  await page.getByText("1 device", { exact: true }).first().waitFor();
  assert.equal(await panel.getByRole("heading", { level: 2 }).innerText(), "DEMO-READY-SOON");

  // The same search opens the device if nothing else is opened meanwhile.
  await search(desk, "5CGDEMO002", "serialNumber");
  await panel.getByRole("heading", { name: "DEMO-READY-AT-ONCE" }).waitFor();
});
