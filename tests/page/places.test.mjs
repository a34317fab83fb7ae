// @ts-check
/** The address of the page holds the search and the device: Back, Forward, reload and bookmarks work. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tenant } from "../../sandbox/tenant.mjs";
import { listButton, listRows, openDesk, openDevice, openMore, search } from "./helpdesk.mjs";
import { launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const heading = (/** @type {import("./helpdesk.mjs").Desk} */ { panel }, /** @type {string} */ name) =>
  panel.getByRole("heading", { level: 2, name, exact: true });

test("Back leads from a device to the list and to the search before, and Forward back again", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await search(desk, "OFFICE-PC-00");
  await listButton(desk, "OFFICE-PC-003").click();
  await heading(desk, "OFFICE-PC-003").waitFor();
  await page.goBack();
  await heading(desk, "No device selected").waitFor();
  await page.goBack();
  await heading(desk, "DEMO-READY-SOON").waitFor();
  assert.equal(await page.getByLabel(desk.words.searchFor).inputValue(), "DEMO-READY-SOON");
  await page.goForward();
  await listButton(desk, "OFFICE-PC-003").waitFor();
  await page.goForward();
  await heading(desk, "OFFICE-PC-003").waitFor();
});

test("a reload restores the search and the device", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await search(desk, "OFFICE-PC-00");
  await listButton(desk, "OFFICE-PC-003").click();
  await page.reload();
  await heading(desk, "OFFICE-PC-003").waitFor();
  await listButton(desk, "OFFICE-PC-004").waitFor();
  assert.equal(await listRows(desk).count(), 9);
});

test("an address with the id of a device opens it, and the device is read", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  const { id, serialNumber } = tenant.devices[0] ?? { id: "", serialNumber: "" };
  await page.goto(`${sandbox.page.origin}/?device=${id}`);
  await openMore(desk);
  await desk.panel.getByText(serialNumber).waitFor();
  await page.goto(`${sandbox.page.origin}/?search=${encodeURIComponent("<img src=x>")}&device=%00&in=nonsense`);
  await page.getByText("Nothing found").first().waitFor();
});
