// @ts-check
/** The portals of examples/ with the packed package: a refused sign-in, a sign-in, a session, a refusal, a double click, and an expired sign-in. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chooseAccount, PATIENCE_MS, setClocksForward } from "../page/support.mjs";
import { openPage, openSandbox, serve } from "./support.mjs";

/** @type {import("./support.mjs").OpenSandbox} */
let sandbox;
before(async () => void (sandbox = await openSandbox()));
after(() => sandbox.close());

const HOUR_MS = 3_600_000;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
/** With an older Node, the examples are not built (xtask/src/build/examples.rs). */
const skip = major > 20 || (major === 20 && minor >= 19) ? false : "Vite and Angular need Node.js 20.19";

for (const name of /** @type {const} */ (["plain", "react", "react in development", "slim", "angular", "next"])) {
  test(name, { timeout: 2 * PATIENCE_MS, skip }, async (t) => {
    // The page is closed before the server is: what is still being loaded would fail.
    const page = await openPage(t, sandbox, /status of 40[03]/);
    const origin = await serve(t, name);
    const field = page.getByLabel("Device id");
    const button = page.getByRole("button", { name: "Request remote assistance" });
    const status = page.getByRole("status");
    const signIn = page.getByRole("button", { name: "Sign in" });
    const statuses = () => sandbox.log.filter({ server: "graph", method: "POST" }).map((post) => post.status);
    /** Requests a session for a sample device with a double click. */
    const request = async (/** @type {string} */ device) => {
      sandbox.log.clear();
      await field.fill(sandbox.tenant.devices.find(({ deviceName }) => deviceName === device)?.id ?? "");
      await button.dblclick();
    };

    // The example without a button for it signs in at once.
    const goAndSignIn = async (/** @type {string} */ account) => {
      await page.goto(origin);
      if (name !== "plain") await signIn.click();
      await chooseAccount(page, account);
    };
    await goAndSignIn("Nora Lind");
    await page.getByText("AADSTS90094").waitFor();
    await goAndSignIn("Ada Winter");
    await field.waitFor();
    assert.equal(new URL(page.url()).origin, origin);
    const texts = await recordTexts(status);

    await request("DEMO-READY-SOON");
    const link = page.getByRole("link", { name: "Open the session" });
    assert.match((await link.getAttribute("href")) ?? "", /^https:\/\//);
    assert.equal(await link.getAttribute("target"), "_blank");
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
    assert.deepEqual(statuses(), [204]);
    assertMatches(await texts(), [/^Reading/, /^(Sending|Requesting)/, /[Aa]ccepted/, /^The session is ready/]);

    await request("DEMO-REFUSED-403");
    await status.filter({ hasText: "Graph does not permit this." }).waitFor();
    await link.waitFor({ state: "detached" });
    assert.deepEqual(statuses(), [403]);
    assertMatches(await texts(), [/^Reading/, /^(Sending|Requesting)/, /^Graph does not permit this/]);

    // MSAL tries a hidden frame, which needs the page for the answers and a policy that permits it. Then it asks the admin.
    await setClocksForward({ sandbox: /** @type {any} */ (sandbox), page }, 2 * HOUR_MS);
    sandbox.entra.revokeRefreshTokens();
    await request("DEMO-READY-SOON");
    await chooseAccount(page, "Ada Winter");
    await field.waitFor();
    assert.deepEqual(statuses(), [], "the page was left before the request");
    const silent = sandbox.log
      .filter({ server: "entra", method: "GET" })
      .filter(({ url }) => url.includes("prompt=none"));
    assert.equal(silent.length, 1);
  });
}

/**
 * Records the texts of an element. The returned function gives the texts since its last call. A second call of the package for the
 * same device sends nothing, but its error would be among them.
 *
 * @param {import("playwright-core").Locator} element
 */
async function recordTexts(element) {
  const texts = await element.evaluateHandle((node) => {
    /** @type {string[]} */
    const seen = [];
    const record = () => {
      const text = (node.textContent ?? "").trim();
      if (text !== "" && text !== seen.at(-1)) seen.push(text);
    };
    new MutationObserver(record).observe(node, { childList: true, characterData: true, subtree: true });
    return seen;
  });
  return () => texts.evaluate((seen) => seen.splice(0));
}

/**
 * @param {string[]} texts
 * @param {RegExp[]} patterns
 */
function assertMatches(texts, patterns) {
  assert.equal(texts.length, patterns.length, JSON.stringify(texts));
  for (const [index, pattern] of patterns.entries()) assert.match(texts[index] ?? "", pattern);
}
