// @ts-check
/**
 * Opens the page with an admin signed in. The first test of a file signs the admin in with the login form, and MSAL keeps the
 * sign-in in the session storage. Later tests copy these entries and so save two page loads each. The copy holds tokens that the
 * test's own sandbox has issued.
 */
import { createHash, randomBytes } from "node:crypto";
import { openBlankPage, signIn } from "./support.mjs";

/** @typedef {import("./support.mjs").Sandbox} Sandbox */
/** @typedef {Parameters<typeof signIn>[1]} Admin */

/**
 * @typedef {object} SignIn  a sign-in by the login form
 * @property {string} target  of the authorization request that MSAL made
 * @property {string} entra  the origin of the sandbox's Entra ID
 * @property {number} at  the time by the sandbox's clock
 * @property {[key: string, value: string][]} entries  of MSAL in the session storage
 */

/** The times of a credential, each with its unit in milliseconds. */
const TIMES = { lastUpdatedAt: 1, cachedAt: 1_000, expiresOn: 1_000, extendedExpiresOn: 1_000 };

/** @type {Map<Admin, SignIn>} */
const signIns = new Map();

/**
 * Starts a sandbox and opens the page in a new browser profile with an admin signed in; both are closed when the test ends.
 *
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").Browser} browser
 * @param {Parameters<typeof openBlankPage>[2] & { admin?: Admin, prepare?: (context: import("playwright-core").BrowserContext) => Promise<void> }} [options]
 *   `prepare` is called before the page is loaded
 */
export async function openSignedIn(t, browser, { admin = "Ada", prepare, ...options } = {}) {
  const opened = await openBlankPage(t, browser, { cache: "sessionStorage", ...options });
  await prepare?.(opened.context);
  const { sandbox, page } = opened;
  const earlier = signIns.get(admin);
  if (earlier === undefined) {
    await page.goto(`${sandbox.page.origin}/`);
    await signIn(page, admin);
  } else {
    const entries = await renew(earlier, sandbox, admin);
    // Only the first load may write the entries. Later loads would undo signing out.
    const script = await page.addInitScript(
      ({ origin, entries }) => {
        if (location.origin !== origin) return;
        for (const [key, value] of entries) sessionStorage.setItem(key, value);
      },
      { origin: sandbox.page.origin, entries },
    );
    await page.goto(`${sandbox.page.origin}/`);
    await script.dispose();
  }
  await page.locator("#account-name").waitFor();
  if (earlier === undefined) signIns.set(admin, await record(opened));
  return opened;
}

/**
 * Records the sign-in that the page has just completed.
 *
 * @param {{ sandbox: Sandbox, page: import("playwright-core").Page }} opened
 * @returns {Promise<SignIn>}
 */
async function record({ sandbox, page }) {
  const [request] = sandbox.log
    .filter({ server: "entra", method: "GET" })
    .filter(({ url }) => url.includes("/authorize"));
  if (request === undefined) throw new Error("MSAL made no authorization request");
  const entries = await page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.startsWith("msal.")));
  return { target: request.url, entra: sandbox.entra.origin, at: sandbox.clock.now(), entries };
}

/**
 * Adapts the entries of an earlier sign-in to another sandbox: its origin, its time, and tokens that it has issued.
 *
 * @param {SignIn} earlier
 * @param {Sandbox} sandbox
 * @param {Admin} admin
 * @returns {Promise<SignIn["entries"]>}
 */
async function renew({ target, entra, at, entries }, sandbox, admin) {
  const tokens = await requestTokens(target, sandbox, admin);
  const passedMs = sandbox.clock.now() - at;
  const hosts = /** @type {const} */ ([new URL(entra).host, new URL(sandbox.entra.origin).host]);
  return entries.map(([key, value]) => [
    key.replaceAll(...hosts),
    value.includes('"credentialType"')
      ? JSON.stringify(renewCredential(JSON.parse(value.replaceAll(...hosts)), tokens, passedMs))
      : value.replaceAll(...hosts),
  ]);
}

/**
 * Replaces the token of a credential and moves its times forward.
 *
 * @param {Record<string, string>} credential  as MSAL stores it, with times as texts
 * @param {Record<string, string>} tokens  by MSAL's name for the type of credential
 * @param {number} passedMs
 */
function renewCredential(credential, tokens, passedMs) {
  const secret = tokens[credential["credentialType"] ?? ""];
  if (secret === undefined) throw new Error(`there is no token for ${credential["credentialType"]}`);
  /** @type {Record<string, string>} */
  const later = { ...credential, secret };
  for (const [name, unitMs] of Object.entries(TIMES)) {
    const time = credential[name];
    if (time !== undefined) later[name] = String(Number(time) + Math.floor(passedMs / unitMs));
  }
  return later;
}

/**
 * Signs in as the page does, without a browser: the authorization code flow with PKCE.
 *
 * @param {string} target  of the authorization request that MSAL made for another sandbox
 * @param {Sandbox} sandbox
 * @param {Admin} admin
 * @returns {Promise<Record<string, string>>}
 */
async function requestTokens(target, { page, entra, tenant }, admin) {
  const account = tenant.accounts.find(({ displayName }) => displayName.startsWith(admin));
  if (account === undefined) throw new Error(`the tenant has no account for ${admin}`);
  const verifier = randomBytes(32).toString("base64url");
  const redirectUri = `${page.origin}/`;
  const { pathname, searchParams } = new URL(target, entra.origin);
  searchParams.set("redirect_uri", redirectUri);
  searchParams.set("code_challenge", createHash("sha256").update(verifier).digest("base64url"));
  searchParams.set("account", account.userPrincipalName);
  const form = await fetch(entra.origin + pathname, { method: "POST", body: searchParams, redirect: "manual" });
  const answer = new URL(form.headers.get("location") ?? "about:blank");
  const code = new URLSearchParams(answer.hash.slice(1)).get("code");
  if (code === null) throw new Error(`Entra ID gave no code for ${admin}: ${form.status}`);
  const reply = await fetch(entra.origin + pathname.replace(/authorize$/, "token"), {
    method: "POST",
    headers: { Origin: page.origin },
    body: new URLSearchParams({
      client_id: tenant.client.id,
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    }),
  });
  if (!reply.ok) throw new Error(`Entra ID gave no tokens for ${admin}: ${await reply.text()}`);
  const { access_token, id_token, refresh_token } = await reply.json();
  return { AccessToken: access_token, IdToken: id_token, RefreshToken: refresh_token };
}
