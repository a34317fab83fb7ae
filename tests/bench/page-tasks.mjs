// @ts-check
/**
 * The longest task of the page in each step of work with 50,000 devices, 500 of them selected, next to the task in which the same
 * Chromium lays out a plain table of 500 rows. That is what a helpdesk's computer needs in any case, whatever its speed.
 * `node tests/bench/page-tasks.mjs` prints a table, and fails if a step takes much longer.
 */

import { REFUSALS } from "../page/helpdesk.mjs";
import { openSignedIn } from "../page/signed-in.mjs";
import { launch } from "../page/support.mjs";

/** The longest task, in tasks of the plain table. The longest steps take about 1.4 of it; work for each pair of devices would take more. */
const MOST = 3;
const SELECTED = 500;
/** Enough for a median. */
const PLAIN_TABLES = 5;

/** What a test would do at its end. @type {(() => Promise<void>)[]} */
const cleanups = [];
const context = /** @type {import("node:test").TestContext} */ (
  /** @type {unknown} */ ({ after: (/** @type {() => Promise<void>} */ cleanup) => void cleanups.unshift(cleanup) })
);

const browser = await launch();

/** How long Chromium takes for a table without a style sheet and without a framework, in milliseconds. */
async function plainTableMs() {
  const page = await browser.newPage();
  const ms = await page.evaluate((rows) => {
    const row = `<tr><td><input type="checkbox">${"<td>OFFICE-01234, somebody".repeat(8)}`;
    const start = performance.now();
    document.body.innerHTML = `<table>${row.repeat(rows)}</table>`;
    document.body.getBoundingClientRect();
    return performance.now() - start;
  }, SELECTED);
  await page.close();
  return ms;
}

/** @type {number[]} */
const plainTables = [];
for (let round = 0; round < PLAIN_TABLES; round += 1) plainTables.push(await plainTableMs());
const plainMs = plainTables.sort((a, b) => a - b)[Math.floor(PLAIN_TABLES / 2)] ?? 0;

const { page } = await openSignedIn(context, browser, {
  generatedDeviceCount: 50_000,
  pageSize: 1_000,
  expectedErrors: REFUSALS,
});
await page.evaluate(() => {
  /** @type {number[]} */
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
  });
  Reflect.set(globalThis, "takeTasks", () => tasks.splice(0));
});

/** @type {{ step: string, longest: number }[]} */
const rows = [];
/**
 * @param {string} step
 * @param {() => Promise<unknown>} act
 */
async function measure(step, act) {
  await act();
  // Chromium reports a long task after its end. Shorter ones than 50 ms are not reported.
  await new Promise((resolve) => void setTimeout(resolve, 300));
  const tasks = await page.evaluate(() => Reflect.get(globalThis, "takeTasks")());
  rows.push({ step, longest: Math.round(Math.max(0, ...tasks)) });
}

const shown = (/** @type {number} */ count) => page.locator(`tr.device:nth-child(${count})`).waitFor();
await measure("search", async () => {
  await page.locator("#search-kind").selectOption("deviceName");
  await page.locator("#search-text").fill("OFFICE");
  await page.keyboard.press("Enter");
  await shown(100);
});
await measure("show more, up to 500", async () => {
  for (let count = 200; count <= SELECTED; count += 100) {
    await page.getByRole("button", { name: "Show more" }).click();
    await shown(count);
  }
});
await measure("select all 500", () => page.locator("#select-all").check());
await measure("select one less", () => page.locator("tr.device .tick input").nth(250).uncheck());
await measure("select it again", () => page.locator("tr.device .tick input").nth(250).check());
await measure("sort by name, twice", async () => {
  for (let press = 0; press < 2; press += 1) await page.locator("thead").getByRole("button", { name: "Name" }).click();
});
await measure("move by arrows", async () => {
  await page.locator(".devices .pick").first().focus();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press("ArrowDown");
});
await measure("open a device", () => page.locator(".devices .pick").nth(3).click());
await measure("open the dialog", () => page.getByRole("button", { name: "Request for these…" }).click());
await measure("send for 500", async () => {
  await page.locator(".many-dialog button.primary").click();
  await page.locator(".batch-panel tbody tr:nth-child(500)").waitFor({ state: "attached" });
});
await measure("follow 500 for 20 s", () => new Promise((resolve) => void setTimeout(resolve, 20_000)));

const ratio = (/** @type {number} */ ms) => (ms === 0 ? "" : `${(ms / plainMs).toFixed(2)} ×`);
console.log(`a plain table of ${SELECTED} rows: ${Math.round(plainMs)} ms`);
console.table(
  Object.fromEntries(
    rows.map(({ step, longest }) => [
      step,
      { "longest task": longest === 0 ? "< 50 ms" : `${longest} ms`, "plain table": ratio(longest) },
    ]),
  ),
);
for (const cleanup of cleanups) await cleanup();
await browser.close();
const slow = rows.filter(({ longest }) => longest > MOST * plainMs);
if (slow.length > 0) throw new Error(`longer than ${MOST} × a plain table: ${slow.map(({ step }) => step).join(", ")}`);
