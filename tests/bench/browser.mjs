// @ts-check
/**
 * Opens a page in Chromium without Playwright. Playwright listens to every request, which makes each request much
 * slower. The page starts the measurement itself, and posts the results to the server of the page.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARGUMENTS, executablePath } from "../page/support.mjs";

/** Ten times the duration of the page on a slow machine. */
const TIMEOUT_MS = 600_000;

/**
 * Opens the address, and closes the browser when `results` settles.
 *
 * @template T @param {string} address @param {string} spki  the hash of the key that Chromium trusts @param {Promise<T>} results @returns {Promise<T>}
 */
export async function openWithoutPlaywright(address, spki, results) {
  const profile = await mkdtemp(join(tmpdir(), "bench-"));
  const child = spawn(
    executablePath,
    // Chromium's sandbox needs a kernel feature and a user that test machines often lack. Only this page is opened.
    [
      "--headless",
      "--no-sandbox",
      ...ARGUMENTS,
      `--ignore-certificate-errors-spki-list=${spki}`,
      `--user-data-dir=${profile}`,
      address,
    ],
    { stdio: "ignore" },
  );
  const exited = once(child, "exit");
  const fails = async (/** @type {Promise<unknown>} */ event, /** @type {string} */ sentence) => {
    await event;
    throw new Error(sentence);
  };
  try {
    return await Promise.race([
      results,
      fails(exited, "Chromium ended before the page was done"),
      fails(once(AbortSignal.timeout(TIMEOUT_MS), "abort"), "the page in Chromium was not done in ten minutes"),
    ]);
  } finally {
    child.kill();
    await exited;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
