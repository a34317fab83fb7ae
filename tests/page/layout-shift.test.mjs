// @ts-check
/** What comes late moves nothing that is already on the screen: the layout shift stays below 0.02. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LANGUAGES, openDesk, openDevice, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { hold, launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const MOST = 0.02;

/**
 * Adds up the layout shifts that Chromium reports from now on. Those right after an input count too: a reply may come at once.
 *
 * @param {import("playwright-core").Page} page
 */
async function watchShifts(page) {
  await page.evaluate(() => {
    /** @type {{ value: number, sources: string[] }[]} */
    const shifts = [];
    Reflect.set(globalThis, "shifts", shifts);
    const observer = new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        const sources = entry.sources.map((/** @type {any} */ { node }) => node?.outerHTML?.slice(0, 80) ?? "");
        shifts.push({ value: entry.value, sources });
      }
    });
    observer.observe({ type: "layout-shift" });
    Reflect.set(globalThis, "takeShifts", () => {
      observer.takeRecords();
      return shifts.splice(0);
    });
  });
  return async () => {
    // Chromium reports a shift with the frame that shows it. Playwright stops the page's frames along with its clock.
    await page.screenshot();
    return page.evaluate(() => Reflect.get(globalThis, "takeShifts")());
  };
}

/**
 * @param {string} what
 * @param {{ value: number, sources: string[] }[]} shifts
 */
function assertStill(what, shifts) {
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  assert.ok(sum < MOST, `${what}: ${sum}\n${JSON.stringify(shifts, null, 1)}`);
}

test("the measure sees a box that pushes the page down", async (t) => {
  const desk = await openDesk(t, browser);
  const takeShifts = await watchShifts(desk.page);
  await desk.page.evaluate(() => {
    const box = document.createElement("p");
    box.textContent = "x";
    box.style.height = "200px";
    document.querySelector("main")?.prepend(box);
  });
  const [shift] = await takeShifts();
  assert.ok(shift.value > MOST);
});

for (const language of LANGUAGES) {
  for (const [width, height] of /** @type {const} */ ([
    [1280, 900],
    [390, 844],
  ])) {
    test(`replies move nothing: ${language}, ${width} pixels`, async (t) => {
      const desk = await openDesk(t, browser, { language, profile: { viewport: { width, height } } });
      const { page, panel, words, runClocks } = desk;
      const takeShifts = await watchShifts(page);

      const giveList = await hold(page, /managedDevices\?/);
      await search(desk, "DEMO-READY");
      await page.locator(".skeleton").first().waitFor();
      await takeShifts();
      giveList();
      await page.locator("tr.device").first().waitFor();
      assertStill("the list", await takeShifts());
      await page.unrouteAll({ behavior: "wait" });

      const giveConnector = await hold(page, /remoteAssistancePartners/);
      await openDevice(desk, "DEMO-READY-SOON");
      await panel.getByText(words.connectorAsked).waitFor();
      await takeShifts();
      giveConnector();
      await panel.getByText(words.connected).waitFor();
      assertStill("the connector", await takeShifts());

      await requestAssistance(desk);
      await panel.getByRole("button", { name: words.stop }).waitFor();
      await takeShifts();
      await runClocks(2);
      assertStill("while it waits", await takeShifts());
      await runClocks(6);
      await waitForOutcome(desk, words.ready);
      // The link takes the place above the steps: it is what everybody waits for.
      await takeShifts();
      await runClocks(3);
      assertStill("afterwards", await takeShifts());
    });
  }
}

test("the finding about a request with an unknown result moves nothing", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks } = desk;
  await openDevice(desk, "DEMO-UNAVAILABLE-503");
  await panel.getByText(words.connected).waitFor();
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.checked }).waitFor();
  const takeShifts = await watchShifts(page);
  await runClocks(75);
  await panel.getByText("No sign of the request after 60 s.").waitFor();
  assertStill("the finding", await takeShifts());
});
