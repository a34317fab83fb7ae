// @ts-check
/** Requests for forty devices, with reloads at random moments: nothing is lost, and no device is asked twice. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk, search } from "./helpdesk.mjs";
import { launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const RELOADS = 20;
const STEP_MS = 50;

/**
 * A generator of numbers from 0 to 1 (mulberry32).
 *
 * @param {number} seed
 */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The devices that Graph was asked for, in lower case.
 *
 * @param {import("./support.mjs").Sandbox} sandbox
 */
const asked = (sandbox) =>
  posts(sandbox).map(({ url }) => /managedDevices\/([^/]+)/.exec(url)?.[1]?.toLowerCase() ?? "no device");

/**
 * What the page remembers of each device, from its own storage.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Record<string, string>>}
 */
const remembered = (page) =>
  page.evaluate(() => {
    /** @type {Record<string, string>} */
    const stages = {};
    for (const [key, text] of Object.entries(localStorage)) {
      const device = key.split("/").at(-1) ?? "";
      if (key.startsWith("remote-assistance/request/")) stages[device] ??= JSON.parse(text).value.stage;
    }
    for (const key of Object.keys(localStorage))
      if (key.startsWith("remote-assistance/unconfirmed/")) stages[key.split("/").at(-1) ?? ""] = "unconfirmed";
    return stages;
  });

const fresh = Math.floor(Math.random() * 2 ** 31);
for (const seed of [Number(process.env.RELOAD_SEED ?? 1), fresh]) {
  test(`${RELOADS} reloads at random moments (RELOAD_SEED=${seed})`, async (t) => {
    const desk = await openDesk(t, browser, { generatedDeviceCount: 40, pageSize: 40 });
    const { page, words, sandbox, runClocks } = desk;
    const random = randomNumbers(seed);
    // Graph rejects each request for these four, and then it is safe to send another one.
    const rejecting = new Set(
      sandbox.tenant.devices
        .filter(({ deviceName }) => /^OFFICE-PC-0(08|16|32|40)$/.test(deviceName ?? ""))
        .map(({ id }) => id.toLowerCase()),
    );
    assert.equal(rejecting.size, 4);
    const start = page.locator(".many-dialog button.primary");
    const retry = page.getByRole("button", { name: /^Retry failed/ });
    await search(desk, "OFFICE-PC");
    await page.getByLabel(words.selectAll).check();
    await page.getByRole("button", { name: words.requestForThese }).click();
    await start.click();
    for (let reload = 0; reload < RELOADS; reload += 1) {
      for (let left = random() * 3_000; left > 0; left -= STEP_MS) {
        sandbox.clock.advance(STEP_MS);
        await page.clock.runFor(STEP_MS);
      }
      await page.reload();
      await page.locator(".batch-panel").waitFor();
      const stages = await remembered(page);
      for (const id of asked(sandbox).filter((id) => !rejecting.has(id))) {
        assert.ok(!["notSent", "queued", undefined].includes(stages[id]), `${id}: ${stages[id]}`);
      }
      // The admin sends what was left.
      if (!(await retry.isVisible())) continue;
      await retry.click();
      if (await start.isVisible()) await start.click();
      else await page.keyboard.press("Escape");
    }
    // Whatever still waits comes to its end, at most after three minutes.
    await runClocks(200);
    const ids = asked(sandbox);
    const accepted = ids.filter((id) => !rejecting.has(id));
    assert.equal(new Set(accepted).size, accepted.length, "no device was asked twice");
    const rows = await page.locator(".batch-panel tbody tr").allInnerTexts();
    assert.equal(rows.length, 40, "the table has all devices");
    const ended = rows.filter((row) => /Link ready|Rejected|Unconfirmed|Not sent|Failed/.test(row));
    assert.equal(ended.length, 40, rows.filter((row) => !ended.includes(row)).join("\n"));
    assert.equal(
      await page.locator(".batch-panel tbody a").count(),
      rows.filter((row) => row.includes("Link ready")).length,
    );
    const stages = await remembered(page);
    for (const id of ids) assert.ok(stages[id] !== undefined, id);
  });
}
