// @ts-check
/** Starts Chromium and the sandbox, which serves the built page, and operates the page. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startSandbox } from "../../sandbox/sandbox.mjs";

/** @typedef {import("../../sandbox/sandbox.mjs").Sandbox} Sandbox */
/** @typedef {import("playwright-core").Page} Page */

export const PAGE_DIRECTORY = fileURLToPath(new URL("../../target/www", import.meta.url));

/**
 * Features of Chromium that the tests switch off. Chromium obeys only the last `--disable-features`, so the list must repeat
 * Playwright's own; launch.test.mjs compares the two.
 */
export const DISABLED_FEATURES = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "msForceBrowserSignIn",
  "msEdgeUpdateLaunchServicesPreferredVersion",
  // Even a headless Chromium renders popups for the address bar of each new window. They take more processor time than the page.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
];

/** Chromium's switches. They stop Chromium's own traffic and block every host but this machine, because both disturb tests. */
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

/** `npm test` sets CHROMIUM. */
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The limit for every wait. Even a slow machine takes less, so reaching it means a hang. */
export const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 60_000);

/** Starts Chromium. Each test file starts it once. */
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
 * Opens the page without a sign-in. {@link openBlankPage} starts the sandbox.
 *
 * @param {Parameters<typeof openBlankPage>} given
 */
export async function open(...given) {
  const opened = await openBlankPage(...given);
  await opened.page.goto(`${opened.sandbox.page.origin}/`);
  return opened;
}

/**
 * Signs in with the login form.
 *
 * @param {Page} page
 * @param {"Ada" | "Борис" | "Nora" | "Priya" | "Jonas" | "Vera"} name
 */
export async function signIn(page, name) {
  await page.getByRole("button", { name: /^(Sign in|Войти)$/ }).click();
  await chooseAccount(page, name);
}

/**
 * Chooses an account on the login form.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function chooseAccount(page, name) {
  await page.getByRole("button", { name: new RegExp(name) }).click();
}

/**
 * Signs out with the account menu.
 *
 * @param {Page} page
 */
export async function signOut(page) {
  await page.locator("#account summary").click();
  await page.locator("#sign-out").click();
}

/**
 * Opens the form for IDs and fills it in.
 *
 * @param {Page} page
 * @param {import("../../js/card/entry.js").Request} request
 */
export async function fillIn(page, { scope, ids }) {
  await page.getByRole("button", { name: "By device ID" }).click();
  await page.locator(`input[name=scope][value=${scope}]`).check();
  for (const [name, value] of Object.entries(ids)) await page.locator(`#${name}`).fill(value);
}

/**
 * Sends the form for IDs.
 *
 * @param {Page} page
 */
export async function press(page) {
  await page.getByRole("button", { name: "Request remote assistance" }).click();
}

/**
 * Moves the clocks of the sandbox and of the page forward. Timers of the page do not fire.
 *
 * @param {{ sandbox: Sandbox, page: Page }} opened
 * @param {number} milliseconds
 */
export async function setClocksForward({ sandbox, page }, milliseconds) {
  sandbox.clock.advance(milliseconds);
  await page.clock.setSystemTime(sandbox.clock.now());
}

/**
 * The POSTs that reached Graph.
 *
 * @param {Sandbox} sandbox
 */
export function posts(sandbox) {
  return sandbox.log.filter({ server: "graph", method: "POST" });
}

/**
 * Holds requests to an address back in the browser until the returned function is called.
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
