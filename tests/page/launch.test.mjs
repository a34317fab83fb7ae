// @ts-check
/** The list of features that the tests switch off in Chromium holds all that Playwright switches off. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { DISABLED_FEATURES } from "./support.mjs";

test("every feature that Playwright disables is in DISABLED_FEATURES", async () => {
  // Node takes none of Chromium's switches. Its failure to start makes Playwright report the whole command line.
  const message = await chromium.launch({ executablePath: process.execPath }).then(
    async (browser) => void (await browser.close()),
    (error) => String(error),
  );
  const disabled = /--disable-features=(\S+)/.exec(message ?? "")?.[1]?.split(",") ?? [];
  assert.ok(disabled.length > 0, message);
  assert.deepEqual(
    disabled.filter((feature) => !DISABLED_FEATURES.includes(feature)),
    [],
  );
});
