// @ts-check
/**
 * A Chromium that nobody watches. The tool that drives it elsewhere listens to every request, which makes each a good
 * deal slower; here the page starts by itself and hands its results to the server it came from.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARGUMENTS, executablePath } from "../page/support.mjs";

/** Ten times what the page needs on a slow machine, in milliseconds. */
const LIMIT = 600_000;

/**
 * Opens the address, and closes the browser when the given promise has settled.
 *
 * @template T @param {string} address @param {string} spki  of the key to trust @param {Promise<T>} results @returns {Promise<T>}
 */
export async function openUnwatched(address, spki, results) {
  const profile = await mkdtemp(join(tmpdir(), "bench-"));
  const child = spawn(
    executablePath,
    // Its sandbox needs a kernel and a user that test machines often lack; it opens this page alone.
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
  const gone = once(child, "exit");
  const fails = async (/** @type {Promise<unknown>} */ event, /** @type {string} */ sentence) => {
    await event;
    throw new Error(sentence);
  };
  try {
    return await Promise.race([
      results,
      fails(gone, "Chromium ended before the page was done"),
      fails(once(AbortSignal.timeout(LIMIT), "abort"), "the page in Chromium was not done in ten minutes"),
    ]);
  } finally {
    child.kill();
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
