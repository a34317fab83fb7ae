// @ts-check
/** Runs a built portal in Chromium, as a static host would serve it, and looks at what was built. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { createClock } from "../../sandbox/clock.mjs";
import { createRequestLog } from "../../sandbox/request-log.mjs";
import { openServer } from "../../sandbox/server.mjs";
import { createStaticHost } from "../../sandbox/static-host.mjs";

/** @typedef {import("./cells.mjs").Workshop} Workshop */
/** @typedef {import("./cells.mjs").Order} Order */

/**
 * Serves a folder under a policy without `'unsafe-inline'` and `'unsafe-eval'` and runs its portal.
 *
 * @param {string} folder @param {Order} order @param {Workshop} workshop
 */
export async function runServed(folder, order, workshop) {
  const host = await openServer({
    name: "page",
    host: "localhost",
    port: 0,
    log: createRequestLog(),
    clock: createClock(),
  });
  const page = await readFile(join(folder, "index.html"), "utf8");
  const hashes = [...page.matchAll(/<script\b[^>]*>([^<]+)<\/script>/g)].map(
    ([, text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  );
  const policy = [
    "default-src 'none'",
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...hashes].join(" ")}`, // import maps stand in the page
    `connect-src 'self' ${order.origin}`,
    "worker-src 'self'",
    "img-src data:",
  ];
  host.serve(createStaticHost({ directory: folder, headers: { "Content-Security-Policy": policy.join("; ") } }).handle);
  try {
    return await runPage(`${host.origin}/`, order, workshop);
  } finally {
    await host.close();
  }
}

/**
 * Opens a page and runs its portal; whatever the console complains of fails.
 *
 * @param {string} address @param {Order} order @param {Workshop} workshop
 */
export async function runPage(address, order, workshop) {
  const context = await (await workshop.browser()).newContext();
  /** @type {string[]} */
  const errors = [];
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
    await page.goto(address);
    await page.waitForFunction(() => "portal" in globalThis, undefined, { timeout: 20_000 });
    const seen = await page.evaluate((given) => /** @type {any} */ (globalThis).portal(given), order);
    assert.deepEqual(errors, [], "the browser's console");
    return seen;
  } catch (error) {
    throw new Error(`the page failed: ${errors.join("; ")}`, { cause: error });
  } finally {
    await context.close();
  }
}

/**
 * Asserts that a bundle holds the module once: as text for the main entry, as a file for the slim one.
 *
 * @param {string} folder @param {Workshop} workshop @param {{ inlined: number, files: number }} expected
 */
export async function assertCopies(folder, { inlined, modules }, expected) {
  const shipped = await readFile(join(modules, "intune-remote-assistance/dist/remote_assistance.wasm"));
  const found = { inlined: 0, files: 0 };
  for (const file of await filesIn(folder)) {
    const content = await readFile(file);
    if (extname(file) === ".wasm") {
      found.files += 1;
      assert.ok(content.equals(shipped), "the module's file is as it was shipped");
    } else {
      found.inlined += content.toString("latin1").split(inlined).length - 1;
    }
  }
  assert.deepEqual(found, expected, "copies of the module in the bundle");
}

/** Asserts that nothing of the package is in a bundle. @param {string} folder */
export async function assertNothingLeft(folder) {
  for (const file of await filesIn(folder)) {
    assert.doesNotMatch(await readFile(file, "latin1"), /RemoteAssistance|AGFzbQ/, file);
  }
}

/** @param {string} folder @returns {Promise<string[]>} */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
