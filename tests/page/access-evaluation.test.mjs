// @ts-check
/** Continuous access evaluation with the real MSAL: a claims challenge from Graph makes MSAL get a newer token. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { decodeJwt } from "jose";
import { tenant } from "../../sandbox/tenant.mjs";
import { openSignedIn } from "./signed-in.mjs";
import { chooseAccount, fillIn, launch, posts, press, setClocksForward } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const [laptop] = tenant.devices;
assert.ok(laptop);

/** @type {import("../../js/card/entry.js").Request} */
const request = { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } };
const TAKEN = { name: "Request accepted" };
const expectedErrors = /status of (400|401)/;

/** Opens the page signed in, fills in the form for IDs, and revokes the tenant's sessions. */
async function openWithRevokedSessions(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {{ interaction?: boolean }} */ revocation,
) {
  const opened = await openSignedIn(t, browser, { expectedErrors });
  await fillIn(opened.page, request);
  await setClocksForward(opened, 2_000);
  opened.sandbox.sessions.revoke(revocation);
  await setClocksForward(opened, 2_000);
  return opened;
}

/** @param {string | string[] | undefined} authorization */
const issuedAt = (authorization) => decodeJwt(String(authorization).replace("Bearer ", "")).iat ?? 0;

test("after a claims challenge the page sends the action again with a newer token", async (t) => {
  const { sandbox, page } = await openWithRevokedSessions(t, {});
  await press(page);
  await page.getByRole("heading", TAKEN).waitFor();
  const sent = posts(sandbox);
  assert.deepEqual(
    sent.map(({ status }) => status),
    [401, 204],
  );
  const [first, second] = sent.map(({ headers }) => issuedAt(headers["authorization"]));
  assert.ok(Number(second) > Number(first), `${first} then ${second}`);
});

test("if Entra ID demands a sign-in, the page sends the action only at the next press", async (t) => {
  const { sandbox, page } = await openWithRevokedSessions(t, { interaction: true });
  await press(page);
  await chooseAccount(page, "Ada");
  await page.getByRole("heading", { name: "You are signed in again" }).waitFor();
  // Graph refused one attempt, so the page must not say that nothing was sent.
  assert.match(await page.locator("#status").innerText(), /Nothing was sent to the device/);
  const asked = sandbox.log.filter({ server: "entra", method: "GET" }).filter(({ url }) => url.includes("/authorize"));
  assert.match(decodeURIComponent(asked.at(-1)?.url ?? ""), /"nbf":\{"essential":true/, "the request holds the claims");
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    [401],
  );

  await press(page);
  await page.getByRole("heading", TAKEN).waitFor();
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    [401, 204],
  );
});

test("a second claims challenge in the same call ends the call", async (t) => {
  const { sandbox, page } = await openWithRevokedSessions(t, {});
  sandbox.sessions.challengeAllTokens();
  await press(page);
  await page.getByRole("heading", { name: "Sign in again" }).waitFor();
  assert.match(await page.locator("#status").innerText(), /claimsChallenge/);
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    [401, 401],
  );
});
