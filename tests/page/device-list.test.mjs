// @ts-check
/** The list of devices stays fast with 50 000 devices, and nothing on the page moves while it loads. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CONNECTORS } from "../../sandbox/tenant/connectors.mjs";
import { LANGUAGES, listButton, openDesk, openDevice, search } from "./helpdesk.mjs";
import { hold, launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

test("50 000 devices: the page shows them 100 at a time, each within a second", { timeout: 240_000 }, async (t) => {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 50_000, pageSize: 1_000, isTimed: false });
  const { page, words } = desk;
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  /** Gives the processor time of the page's main thread so far. Other load on the machine does not add to it. */
  const processorMs = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "ThreadTime")?.value ?? NaN);
  };
  await search(desk, "OFFICE-PC");
  for (let shown = 100; shown < 2_000; shown += 100) {
    await page
      .getByText(`${shown.toLocaleString("en-GB")} devices shown, there are more`)
      .first()
      .waitFor();
    const before = await processorMs();
    await page.evaluate(async () => {
      /** @type {HTMLElement | null} */ (document.querySelector(".list > p:last-child button"))?.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    });
    const tookMs = (await processorMs()) - before;
    assert.ok(tookMs < 1_000, `${Math.round(tookMs)} ms for 100 more after ${shown}`);
  }
  await page.getByText("2,000 devices shown, there are more").first().waitFor();
  await page.getByLabel(words.selectAll).check();
  await page.getByText("2,000 selected").waitFor();
});

test("50 000 devices in one reply, which Graph never sends, are shown 100 at a time", async (t) => {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 50_000, pageSize: 50_000 });
  await search(desk, "OFFICE-PC");
  await desk.page.getByText("100 devices shown, there are more").first().waitFor();
  await search(desk, "DEMO-FAILS");
  await desk.page.getByText("2 devices", { exact: true }).first().waitFor();
});

test("nothing moves while a list loads", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words } = desk;
  await search(desk, "DEMO");
  await page.getByText("25 devices shown").first().waitFor();
  await page.evaluate(() => {
    const shifts = (Reflect.set(globalThis, "shifts", []), Reflect.get(globalThis, "shifts"));
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries())
        if (!Reflect.get(entry, "hadRecentInput")) shifts.push(Reflect.get(entry, "value"));
    }).observe({ type: "layout-shift", buffered: false });
  });
  await search(desk, "OFFICE-PC");
  await page.getByText("25 devices shown").first().waitFor();
  await listButton(desk, "OFFICE-PC-003").waitFor();
  await page.getByRole("checkbox", { name: "Select OFFICE-PC-003" }).check();
  await page.getByRole("button", { name: words.requestForThese }).waitFor();
  const total = /** @type {number[]} */ (await page.evaluate(() => Reflect.get(globalThis, "shifts"))).reduce(
    (sum, value) => sum + value,
    0,
  );
  assert.ok(total < 0.02, `layout shift ${total}`);
});

/** @type {[name: string, status: number, body: unknown][]} */
const REPLIES = [
  ...Object.entries(CONNECTORS).map(
    ([name, { partners }]) => /** @type {[string, number, unknown]} */ ([name, 200, { value: partners }]),
  ),
  ["not permitted", 403, {}],
  ["failed", 400, {}],
];
for (const language of LANGUAGES) {
  test(`${language}: nothing moves when the reply about the connector arrives`, async (t) => {
    const desk = await openDesk(t, browser, { language });
    const { page, panel, words } = desk;
    /** Measures from the connector's upper edge down to the request button, at each width. */
    const distances = async () => {
      /** @type {Record<number, number>} */
      const found = {};
      for (const width of [320, 390, 768, 1024, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const [box, button] = await Promise.all([
          panel.locator(".connector").boundingBox(),
          panel.getByRole("button", { name: words.request }).boundingBox(),
        ]);
        found[width] = Math.round((button?.y ?? NaN) - (box?.y ?? NaN));
      }
      return found;
    };
    for (const [name, status, json] of REPLIES) {
      await page.unrouteAll({ behavior: "wait" });
      await page.route(/remoteAssistancePartners/, (route) =>
        route.fulfill({ status, json, headers: { "access-control-allow-origin": "*" } }),
      );
      const release = await hold(page, /remoteAssistancePartners/);
      // The page requests the state of the connector once per load.
      await page.reload();
      await openDevice(desk, "DEMO-READY-SOON");
      const before = await distances();
      release();
      await panel.getByText(words.connectorAsked).waitFor({ state: "detached" });
      assert.deepEqual(await distances(), before, name);
    }
  });
}
