// @ts-check
/** Runs a built portal in Chromium, served like from a static host, and inspects the bundle. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { createClock } from "../../sandbox/clock.mjs";
import { createRequestLog } from "../../sandbox/request-log.mjs";
import { openServer } from "../../sandbox/server.mjs";
import { createStaticHost } from "../../sandbox/static-host.mjs";

/** @typedef {import("./cells.mjs").Workspace} Workspace */
/** @typedef {import("./cells.mjs").CallInput} CallInput */

/**
 * Serves a folder under a policy without `'unsafe-inline'` and `'unsafe-eval'` and runs its portal.
 *
 * @param {string} folder @param {CallInput} input @param {Workspace} workspace
 */
export async function runServed(folder, input, workspace) {
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
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...hashes].join(" ")}`, // for import maps, which are inline
    `connect-src 'self' ${input.origin}`,
    "worker-src 'self'",
    "img-src data:",
  ];
  host.serve(createStaticHost({ directory: folder, headers: { "Content-Security-Policy": policy.join("; ") } }).handle);
  try {
    return await runPage(`${host.origin}/`, input, workspace);
  } finally {
    await host.close();
  }
}

/**
 * Opens a page and runs its portal. An error on the console fails the test.
 *
 * @param {string} address @param {CallInput} input @param {Workspace} workspace
 */
export async function runPage(address, input, workspace) {
  const context = await (await workspace.browser()).newContext();
  /** @type {string[]} */
  const errors = [];
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
    await page.goto(address);
    await page.waitForFunction(() => "portal" in globalThis, undefined, { timeout: 20_000 });
    const result = await page.evaluate((value) => /** @type {any} */ (globalThis).portal(value), input);
    assert.deepEqual(errors, [], "the browser's console");
    return result;
  } catch (error) {
    throw new Error(`the page failed: ${errors.join("; ")}`, { cause: error });
  } finally {
    await context.close();
  }
}

/**
 * Asserts that a bundle contains the module once: as text for the main entry, as a file for the slim entry.
 *
 * @param {string} folder @param {Workspace} workspace @param {{ inlined: number, files: number }} expected
 */
export async function assertCopies(folder, { inlined, modules }, expected) {
  const shipped = await readFile(join(modules, "intune-remote-assistance/dist/remote_assistance.wasm"));
  const found = { inlined: 0, files: 0 };
  for (const file of await filesIn(folder)) {
    const content = await readFile(file);
    if (extname(file) === ".wasm") {
      found.files += 1;
      assert.ok(content.equals(shipped), "the module's file equals the shipped one");
    } else {
      found.inlined += content.toString("latin1").split(inlined).length - 1;
    }
  }
  assert.deepEqual(found, expected, "copies of the module in the bundle");
}

/** Asserts that a bundle contains no part of the package. @param {string} folder */
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
