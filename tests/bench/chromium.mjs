// @ts-check
/** The measurements in Chromium, over loopback. */
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { ARGUMENTS, executablePath } from "../page/support.mjs";
import { openWithoutPlaywright } from "./browser.mjs";
import { RUNNING, STARTING } from "./clients.mjs";
import { DEVICES } from "./job.mjs";
import { startServers } from "./servers.mjs";
import { shuffled } from "./statistics.mjs";

/** @typedef {import("./statistics.mjs").Rounds} Rounds */

const LATENCY = { rounds: 25, each: 20 };
const WARM_UP_ROUNDS = { latency: 5, throughput: 1 };
const THROUGHPUT = { rounds: 5, concurrency: 8 };
const COLD_ROUNDS = 40;

/**
 * Times are in milliseconds.
 *
 * @param {string} bundles  the folder of the bundles
 * @returns {Promise<{ version: string, latency: Rounds, throughput: Rounds, cold: Rounds, preflights: number, calls: number }>}
 */
export async function measureInChromium(bundles) {
  const servers = await startServers(bundles);
  try {
    const running = await measureRunning(servers);
    const starting = await measureStarting(servers);
    assert.equal(servers.seen.refused, 0, "calls that the API refused");
    return { ...running, ...starting };
  } finally {
    await servers.close();
  }
}

/** @param {import("./servers.mjs").Servers} servers */
async function measureRunning({ page, api, seen, spki, results }) {
  /** @type {import("./running.mjs").Plan} */
  const plan = { names: RUNNING, origin: api, warmUp: WARM_UP_ROUNDS, latency: LATENCY, throughput: THROUGHPUT };
  const { error, ...measured } = await openWithoutPlaywright(
    `${page}/running.html?${encodeURIComponent(JSON.stringify(plan))}`,
    spki,
    results,
  );
  if (error !== undefined) throw new Error(`the page failed: ${error}`);
  const calls =
    (LATENCY.rounds + WARM_UP_ROUNDS.latency) * RUNNING.length * LATENCY.each +
    (THROUGHPUT.rounds + WARM_UP_ROUNDS.throughput) * RUNNING.length * DEVICES.length;
  assert.equal(seen.posts, calls, "POSTs that the API took");
  return { latency: measured.latency, throughput: measured.throughput, preflights: seen.preflights, calls };
}

/** @param {import("./servers.mjs").Servers} servers */
async function measureStarting({ page: origin, api, spki }) {
  const args = [...ARGUMENTS, `--ignore-certificate-errors-spki-list=${spki}`];
  const browser = await chromium.launch({ executablePath, args });
  try {
    /** @type {Rounds} */
    const cold = {};
    for (let round = 0; round < COLD_ROUNDS; round += 1) {
      for (const name of shuffled(STARTING)) {
        // A new profile, so that neither files nor compiled code are cached.
        const page = await open(browser, origin);
        const time = await page.evaluate(
          ([client, to]) => /** @type {any} */ (globalThis).benchCold(client, to),
          [name, api],
        );
        (cold[name] ??= []).push(time);
        await page.context().close();
      }
    }
    return { version: browser.version(), cold };
  } finally {
    await browser.close();
  }
}

/** @param {import("playwright-core").Browser} browser @param {string} origin */
async function open(browser, origin) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/in-page.html`);
  await page.waitForFunction(() => "benchCold" in globalThis);
  return page;
}
