// @ts-check
/** A real Chromium on the built page, with the sandbox around it. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startSandbox } from "../../www/sandbox/sandbox.mjs";

/** @typedef {import("../../www/sandbox/sandbox.mjs").Sandbox} Sandbox */
/** @typedef {import("playwright-core").Page} Page */

export const PAGE_DIRECTORY = fileURLToPath(new URL("../../target/www", import.meta.url));

/**
 * Features of Chromium that the tests switch off. Chromium obeys only the last `--disable-features`, so the first lines repeat
 * Playwright's own list; launch.test.mjs compares the two. The last line keeps Chromium from rendering popups for the address
 * bar of every new window, which takes more processor time than loading the page and is never seen.
 */
export const DISABLED_FEATURES = [
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"],
  ...[
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
  ],
  ...["AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints"],
  ...["NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch", "msForceBrowserSignIn"],
  ...["msEdgeUpdateLaunchServicesPreferredVersion"],
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"],
];

/** The first three switches save time; the others cut off Chromium's own traffic and everything beyond this machine. */
export const ARGUMENTS = [
  `--disable-features=${DISABLED_FEATURES.join(",")}`,
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/** `npm test` says where Chromium is. */
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A hang is one for good: no machine is so slow that what comes at all takes longer. */
export const PATIENCE_MS = 60_000;

/** One browser for a test file. */
export function launch() {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * Starts a sandbox and opens a blank page in a new browser profile; both are closed when the test ends. A test that leaves an
 * error in the console fails. The page runs under its real Content-Security-Policy, and Chromium reports violations there.
 *
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").Browser} browser
 * @param {Partial<Parameters<typeof startSandbox>[0]> & { expectedErrors?: RegExp, profile?: import("playwright-core").BrowserContextOptions }} [options]
 */
export async function openBlankPage(t, browser, { expectedErrors, profile, ...options } = {}) {
  const sandbox = await startSandbox({ pageDirectory: PAGE_DIRECTORY, ...options });
  const context = await browser.newContext({ locale: "en-GB", ...profile });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !expectedErrors?.test(message.text())) errors.push(message.text());
  });
  t.after(async () => {
    await context.close();
    await sandbox.close();
    assert.deepEqual(errors, [], "the browser's console");
  });
  return { sandbox, context, page };
}

/**
 * Opens the page with nobody signed in; see {@link openBlankPage} for what is started.
 *
 * @param {Parameters<typeof openBlankPage>} given
 */
export async function open(...given) {
  const opened = await openBlankPage(...given);
  await opened.page.goto(`${opened.sandbox.page.origin}/`);
  return opened;
}

/**
 * Signs in by the login form, as an admin would.
 *
 * @param {Page} page
 * @param {"Ada" | "Борис" | "Nora" | "Priya" | "Jonas" | "Vera"} name
 */
export async function signIn(page, name) {
  await page.getByRole("button", { name: /^(Sign in|Войти)$/ }).click();
  await chooseAccount(page, name);
}

/**
 * @param {Page} page  on the login form
 * @param {string} name
 */
export async function chooseAccount(page, name) {
  await page.getByRole("button", { name: new RegExp(name) }).click();
}

/**
 * Fills in the form for raw ids, which is one press away.
 *
 * @param {Page} page
 * @param {import("../../www/unsettled.js").Request} request
 */
export async function fillIn(page, { scope, ids }) {
  await page.getByRole("button", { name: "By IDs" }).click();
  await page.locator(`input[name=scope][value=${scope}]`).check();
  for (const [name, value] of Object.entries(ids)) await page.locator(`#${name}`).fill(value);
}

/** @param {Page} page */
export async function press(page) {
  await page.getByRole("button", { name: "Request remote assistance" }).click();
}

/**
 * Both sides of the wire look at the later time: the stand-ins and the browser.
 *
 * @param {{ sandbox: Sandbox, page: Page }} opened
 * @param {number} milliseconds
 */
export async function letTimePass({ sandbox, page }, milliseconds) {
  sandbox.clock.advance(milliseconds);
  await page.clock.setSystemTime(sandbox.clock.now());
}

/**
 * The action's POSTs that Graph saw.
 *
 * @param {Sandbox} sandbox
 */
export function posts(sandbox) {
  return sandbox.log.filter({ server: "graph", method: "POST" });
}

/**
 * Keeps requests to that address from leaving the browser until the returned function is called.
 *
 * @param {Page} page
 * @param {string | RegExp} address
 */
export async function hold(page, address) {
  /** @type {() => void} */
  let release = () => {};
  const released = new Promise((resolve) => void (release = () => resolve(undefined)));
  await page.route(address, async (route) => {
    await released;
    await route.fallback();
  });
  return release;
}
