// @ts-check
/** A page of a browser extension (Manifest V3) in Chromium, without a bundler. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ARGUMENTS, DISABLED_FEATURES, executablePath } from "../page/support.mjs";
import { html, portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

const DIST = "./node_modules/intune-remote-assistance/dist";
const MANIFEST = {
  manifest_version: 3,
  name: "Portal",
  version: "1.0",
  content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" },
  background: { service_worker: "background.js" },
};

/** @param {string} folder @param {import("./graph.mjs").CallInput} input */
async function runExtension(folder, input) {
  const profile = await mkdtemp(join(tmpdir(), "extension-"));
  const features = [...DISABLED_FEATURES, "DisableLoadExtensionCommandLineSwitch"];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      ...ARGUMENTS.filter((argument) => !argument.startsWith("--disable-features")),
      `--disable-features=${features.join(",")}`,
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
    ],
    ignoreDefaultArgs: ["--disable-extensions"],
    // The headless shell has no extensions; the new headless mode has.
    channel: "chromium",
  });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker", { timeout: 20_000 }));
    const page = await context.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(new URL("index.html", worker.url()).href);
    await page.waitForFunction(() => "portal" in globalThis, undefined, { timeout: 20_000 });
    const result = await page.evaluate((value) => /** @type {any} */ (globalThis).portal(value), input);
    assert.deepEqual(errors, []);
    return result;
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** @param {string} layout @param {string} text @returns {Cell} */
const cell = (layout, text) => ({
  tool: "extension (Manifest V3)",
  layout,
  files: {
    "manifest.json": JSON.stringify(MANIFEST),
    "background.js": "\n",
    "index.html": html("./portal.js"),
    "portal.js": text
      .replaceAll('"intune-remote-assistance/slim"', `"${DIST}/slim.js"`)
      .replaceAll('"intune-remote-assistance"', `"${DIST}/index.js"`),
  },
  run: ({ folder }, input) => runExtension(folder, input),
});

/** @returns {Cell[]} */
export function extensionCells() {
  const module = { source: `fetch(new URL("${DIST}/remote_assistance.wasm", import.meta.url))` };
  return [cell(". by its path", portal({})), cell("./slim by its path, fetch", portal({ slim: module }))];
}
