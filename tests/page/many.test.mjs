// @ts-check
/** Requests for forty devices at once: the outcome of each, and its export as a file. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { GraphError } from "../../sandbox/graph/errors.mjs";
import { BEHAVIOURS } from "../../sandbox/tenant/behaviours.mjs";
import { LANGUAGES, openDesk, openDevice, requestAssistance, search } from "./helpdesk.mjs";
import { hold, launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const NAMES = Array.from({ length: 40 }, (_, index) => `OFFICE-PC-${String(index + 1).padStart(3, "0")}`);

/**
 * Searches for forty devices, ticks them and opens the panel that asks for confirmation.
 *
 * @param {import("node:test").TestContext} t
 * @param {Parameters<typeof openDesk>[2]} [options]
 */
async function openMany(t, options) {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 40, pageSize: 40, ...options });
  const { page, words } = desk;
  await search(desk, "OFFICE-PC");
  await page.getByLabel(words.selectAll).check();
  await page.getByRole("button", { name: words.requestForThese }).click();
  return desk;
}

/**
 * Gives the texts of the rows of the table of results.
 *
 * @param {import("./helpdesk.mjs").Desk} desk
 */
const tableRows = ({ page }) => page.locator(".batch-panel table").locator("tbody tr").allInnerTexts();

/**
 * Exports the results and gives the text of the file.
 *
 * @param {import("./helpdesk.mjs").Desk} desk
 */
async function exportCsv({ page, words }) {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: words.export }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^remote-assistance-\d{4}-\d\d-\d\d\.csv$/);
  return readFile(await download.path(), "utf8");
}

for (const language of LANGUAGES) {
  describe(language, () => {
    test("forty devices, five rejected and one unknown: a confirmation, one progress bar, a table with the links in order, and a file", async (t) => {
      // Four more are rejected by the sandbox itself.
      const behaviours = { "OFFICE-PC-004": BEHAVIOURS.outsideScopeTags };
      const desk = await openMany(t, { language, behaviours });
      const { page, words, sandbox } = desk;
      await page.getByText(words.connected).waitFor();
      assert.equal(posts(sandbox).length, 0, "nothing is sent before the second press");
      await page.getByRole("button", { name: words.requestFor(40) }).click();
      await desk.runClocks(60);
      await page.getByRole("heading", { name: words.allDone }).waitFor();
      assert.equal(
        await page.getByRole("progressbar").evaluate((bar) => /** @type {HTMLProgressElement} */ (bar).position),
        1,
      );
      await page.getByText(words.summary).first().waitFor();

      const rows = await tableRows(desk);
      assert.deepEqual(
        rows.map((row) => row.split(/\s/)[0]),
        NAMES,
      );
      const outcomes = { 4: "rejected", 8: "rejected", 16: "rejected", 24: "unknown", 32: "rejected", 40: "rejected" };
      for (const [index, row] of rows.entries()) {
        const outcome = /** @type {Record<number, keyof typeof words.results>} */ (outcomes)[index + 1] ?? "ready";
        assert.ok(row.includes(words.results[outcome]), row);
      }
      const links = await page.locator(".batch-panel table").getByRole("link").all();
      assert.equal(links.length, 34);
      for (const link of links) assert.match(String(await link.getAttribute("href")), /^https:\/\/get\.teamviewer/);
      const asked = posts(sandbox).map(({ url }) => url);
      assert.equal(asked.length, 40);
      assert.equal(new Set(asked).size, 40, "each device once");

      const csv = await exportCsv(desk);
      assert.ok(csv.startsWith("\uFEFF"), "Excel needs the mark to detect UTF-8");
      const separator = language === "ru" ? ";" : ",";
      const lines = csv
        .slice(1)
        .trimEnd()
        .split("\r\n")
        .map((line) => line.split(separator));
      assert.deepEqual(lines[0]?.slice(0, 6), words.csvHead);
      assert.match(String(lines[1]?.[5]), /^https:\/\/get\.teamviewer/);
      assert.deepEqual(
        lines.slice(1).map(([name]) => name),
        NAMES,
      );
      assert.equal(lines[24]?.[4], words.results.unknown);
      assert.equal(lines[24]?.[7], "unavailable");
    });
  });
}

test("the file escapes quotes, and names that a spreadsheet would run as formulas", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox, words } = desk;
  const names = ["=1+1", "+49 device", "-2", "@SUM(A1)", 'He said "no", twice', "plain\nbroken"];
  await page.route(/managedDevices\?/, (route) =>
    route.fulfill({
      json: { value: names.map((deviceName, index) => ({ id: sandbox.tenant.devices[index]?.id, deviceName })) },
      headers: { "access-control-allow-origin": "*" },
    }),
  );
  // The replies name no user, so that every device may match.
  await search(desk, "ada@contoso.com", "userPrincipalName");
  await page.getByLabel(words.selectAll).check();
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.getByRole("button", { name: words.requestFor(names.length) }).click();
  await page.unrouteAll({ behavior: "wait" });
  await desk.runClocks(40);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  const csv = await exportCsv(desk);
  for (const cell of ["'=1+1,", "'+49 device,", "'-2,", "'@SUM(A1),", '"He said ""no"", twice",', '"plain\nbroken",']) {
    assert.ok(csv.includes(`\r\n${cell}`), cell);
  }
});

test("cancelled: unsent requests are reported as not sent, and the others with their outcome", async (t) => {
  const desk = await openMany(t);
  const { page, words, sandbox } = desk;
  const release = await hold(page, "**/requestRemoteAssistance");
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await page.getByText(words.done(0, 40)).waitFor();
  await page.getByRole("button", { name: words.cancelRest }).click();
  release();
  await page.getByRole("heading", { name: words.restCancelled }).waitFor();
  const rows = await tableRows(desk);
  const notSent = rows.filter((row) => row.includes(words.results.notSent)).length;
  assert.ok(notSent >= 32, `${notSent} not sent`);
  assert.ok(posts(sandbox).length <= 40 - notSent);
  // The requests that may have arrived block further requests.
  await page
    .getByRole("heading", { name: /We don’t know whether/ })
    .first()
    .waitFor();
});

test("a device whose earlier request has an unknown outcome is left out", async (t) => {
  const desk = await openMany(t);
  const { page, words, sandbox } = desk;
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await desk.runClocks(60);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  await page.getByRole("heading", { name: "We don’t know whether this request reached the device" }).waitFor();
  assert.match(await page.getByRole("main").innerText(), /OFFICE-PC-024/);

  const before = posts(sandbox).length;
  await search(desk, "OFFICE-PC-02");
  await page.getByLabel(words.selectAll).check();
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.getByText(/1 device with an earlier unconfirmed request/).waitFor();
  await page.getByRole("button", { name: words.requestFor(9) }).click();
  await desk.runClocks(40);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  const held = (await tableRows(desk)).filter((row) => row.includes(words.results.held));
  assert.equal(held.length, 1);
  assert.match(String(held[0]), /OFFICE-PC-024/);
  assert.equal(posts(sandbox).length - before, 9);
});

test("a reload in the middle: only the requests in flight have an unknown outcome", async (t) => {
  const desk = await openMany(t);
  const { page, words } = desk;
  await hold(page, "**/requestRemoteAssistance");
  let sent = 0;
  const fourAreSent = new Promise((resolve) =>
    page.on("request", (request) => {
      if (request.method() === "POST" && ++sent === 4) resolve(undefined);
    }),
  );
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await fourAreSent;
  await page.reload();
  await page.getByRole("heading", { name: "We don’t know whether these requests reached the devices" }).waitFor();
  await page.getByText("Which ones (4)").waitFor();
  await page.getByRole("button", { name: "I have checked all of these devices" }).click();
  await page
    .getByRole("heading", { name: "We don’t know whether these requests reached the devices" })
    .waitFor({ state: "detached" });
});

test("a reload in the middle: the page still knows the taken requests, and warns before it repeats them", async (t) => {
  const desk = await openMany(t);
  const { page, panel, words, sandbox } = desk;
  const { id } = sandbox.tenant.devices.find(({ deviceName }) => deviceName === "OFFICE-PC-003") ?? {};
  await hold(page, `**/${id}/requestRemoteAssistance`);
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  // The request that is held never settles, so that the test cannot wait for the page to come to rest.
  const done = page.getByText(words.done(39, 40));
  for (let step = 0; step < 2_000 && !(await done.isVisible()); step += 1) {
    sandbox.clock.advance(50);
    await page.clock.runFor(50);
  }
  await done.waitFor();
  await page.reload();
  // The table is there again, with every link.
  await page.locator(".batch-panel table").getByText("Link ready").first().waitFor();
  assert.equal(await page.locator(".batch-panel table").getByRole("link").count(), 34);
  const before = posts(sandbox).length;

  await openDevice(desk, "OFFICE-PC-002");
  await panel.getByRole("link", { name: words.open }).waitFor();
  await search(desk, "OFFICE-PC");
  await page.getByLabel(words.selectAll).check();
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.getByText("2 devices with an earlier unconfirmed request will be left out.").waitFor();
  await page.getByText("Earlier requests for 34 of these devices were accepted.").waitFor();
  assert.equal(posts(sandbox).length, before);
});

test("after a reload, the rest can still be cancelled", async (t) => {
  const behaviours = { "OFFICE-PC-003": BEHAVIOURS.neverAnswers };
  const desk = await openMany(t, { behaviours });
  const { page, words, runClocks } = desk;
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await runClocks(40);
  await page.reload();
  await page.getByRole("button", { name: words.cancelRest }).click();
  await page.getByRole("heading", { name: words.restCancelled }).waitFor();
});

test("throttled: the page counts the pause down and then continues", async (t) => {
  const desk = await openMany(t);
  const { page, words, sandbox } = desk;
  sandbox.graph.refuseNextOf(
    "POST",
    new GraphError(429, "TooManyRequests", "Please retry later.", { "Retry-After": "20" }),
  );
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await page.getByText(/It continues in 2[01]s/).waitFor();
  await page.clock.runFor(8_000);
  await page.getByText(/It continues in 1[23]s/).waitFor();
  await desk.runClocks(90);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  assert.equal(await page.getByText(/It continues in/).count(), 0);
});

test("signing out stops the requests, and the page keeps only those with an unknown outcome", async (t) => {
  const desk = await openMany(t);
  const { page, words, sandbox } = desk;
  const answer = await hold(page, "**/requestRemoteAssistance");
  const leave = await hold(page, "**/logout?**");
  const sent = page.waitForRequest("**/requestRemoteAssistance");
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await sent;
  await page.evaluate(() => document.getElementById("sign-out")?.click());
  answer();
  // The page stays loaded until Entra ID replies, and could send more requests meanwhile. Playwright evaluates nothing in a page
  // that is being left, so the test cannot move the page's clock here.
  await new Promise((resolve) => void setTimeout(resolve, 500));
  leave();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  assert.ok(posts(sandbox).length <= 4);
  const kept = await page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith("remote-assistance/")),
  );
  assert.ok(kept.length > 0 && kept.every((key) => key.startsWith("remote-assistance/unconfirmed/")), String(kept));
});

test("a row of the table leads to its device and back", async (t) => {
  const desk = await openMany(t);
  const { page, panel, words, runClocks, sandbox } = desk;
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await runClocks(60);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  await page.getByRole("button", { name: "Show OFFICE-PC-002" }).click();
  await panel.getByRole("link", { name: words.open }).waitFor();
  assert.equal(posts(sandbox).length, 40);

  // The results stay while one device is open.
  await panel.getByRole("button", { name: "Back to the results" }).click();
  assert.equal((await tableRows(desk)).length, 40);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Show OFFICE-PC-002");
  await page.getByRole("button", { name: words.export }).waitFor();
});

test("after a request among many, the link of the device's earlier session is not shown", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await runClocks(8);
  const earlier = await panel.getByRole("link", { name: words.open }).getAttribute("href");
  await search(desk, "DEMO-READY");
  await page.getByRole("checkbox", { name: "Select DEMO-READY-SOON" }).check();
  await page.getByRole("checkbox", { name: "Select DEMO-READY-SLOWLY" }).check();
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.getByRole("button", { name: words.requestFor(2) }).click();
  await page.locator(".batch-panel table").getByText(words.waiting).first().waitFor();
  assert.equal(await page.locator("a[target=_blank]:visible").count(), 0);
  await runClocks(12);
  const open = page.getByRole("link", { name: "Open the session of DEMO-READY-SOON" });
  assert.notEqual(await open.getAttribute("href"), earlier);
});
