// @ts-check
/** Continuous access evaluation with the real MSAL: Graph's challenge leads to a newer token. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { decodeJwt } from "jose";
import { tenant } from "../../www/sandbox/tenant.mjs";
import { openSignedIn } from "./signed-in.mjs";
import { chooseAccount, fillIn, launch, letTimePass, posts, press } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const [laptop] = tenant.devices;
assert.ok(laptop);

/** @type {import("../../www/unsettled.js").Request} */
const request = { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } };
const TAKEN = { name: "Graph has taken the request" };
const expectedErrors = /status of (400|401)/;

/** Signs in, fills the form in, and lets the tenant revoke its sessions. */
async function opened(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {{ interaction?: boolean }} */ revocation,
) {
  const all = await openSignedIn(t, browser, { expectedErrors });
  await fillIn(all.page, request);
  await letTimePass(all, 2_000);
  all.sandbox.sessions.revoke(revocation);
  await letTimePass(all, 2_000);
  return all;
}

/** @param {string | string[] | undefined} authorization */
const issuedAt = (authorization) => decodeJwt(String(authorization).replace("Bearer ", "")).iat ?? 0;

test("a challenge is answered with a newer token, and the action is sent once more", async (t) => {
  const { sandbox, page } = await opened(t, {});
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

test("where Entra wants a sign-in, the action waits for a new press", async (t) => {
  const { sandbox, page } = await opened(t, { interaction: true });
  await press(page);
  await chooseAccount(page, "Ada");
  await page.getByRole("heading", { name: "You are signed in again" }).waitFor();
  // An attempt was made, and refused: the page must not say that nothing was sent.
  assert.match(await page.locator("#status").innerText(), /The device has not been asked/);
  const asked = sandbox.log.filter({ server: "entra", method: "GET" }).filter(({ url }) => url.includes("/authorize"));
  assert.match(decodeURIComponent(asked.at(-1)?.url ?? ""), /"nbf":\{"essential":true/, "the claims went along");
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

test("a second challenge in the same call ends it", async (t) => {
  const { sandbox, page } = await opened(t, {});
  sandbox.sessions.distrust();
  await press(page);
  await page.getByRole("heading", { name: "Graph wants you to sign in again" }).waitFor();
  assert.match(await page.locator("#status").innerText(), /claimsChallenge/);
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    [401, 401],
  );
});
