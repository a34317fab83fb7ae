// @ts-check
/** While Graph throttles, the page shows a countdown and a way to cancel. After an error it offers details for support. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createStoppedClock } from "../../sandbox/clock.mjs";
import { GraphError, unknownIntuneError } from "../../sandbox/graph/errors.mjs";
import { tenant } from "../../sandbox/tenant.mjs";
import { openSignedIn } from "./signed-in.mjs";
import { fillIn, launch, posts, press } from "./support.mjs";
import { stopClocks } from "./time.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const [laptop] = tenant.devices;
assert.ok(laptop);

/** @type {import("../../js/card/entry.js").Request} */
const request = { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } };
const throttled = (/** @type {string} */ retryAfter) =>
  new GraphError(429, "TooManyRequests", "Please retry later.", { "Retry-After": retryAfter });

/** Opens the page with both clocks stopped and lets Graph refuse the next requests. */
async function openRefused(/** @type {import("node:test").TestContext} */ t, /** @type {GraphError[]} */ ...refusals) {
  const opened = await openSignedIn(t, browser, { clock: createStoppedClock(), expectedErrors: /status of (401|429)/ });
  await fillIn(opened.page, request);
  await stopClocks(opened);
  opened.sandbox.graph.refuseNext(...refusals);
  return opened;
}

test("the page counts down Graph's Retry-After and then sends the request again", async (t) => {
  const { sandbox, page } = await openRefused(t, throttled("12"));
  await press(page);
  await page.getByText(/Sent again in 1[23]s/).waitFor();
  await page.clock.runFor(6_000);
  await page.getByText(/Sent again in [67]s/).waitFor();
  assert.equal(posts(sandbox).length, 1);
  await page.clock.runFor(8_000);
  await page.getByRole("heading", { name: "Request accepted" }).waitFor();
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    [429, 204],
  );
});

test("a wait can be cancelled, and the device was not asked", async (t) => {
  const { sandbox, page } = await openRefused(t, throttled("20"));
  await press(page);
  await page.getByText(/Sent again in/).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("heading", { name: "The request was cancelled" }).waitFor();
  assert.match(await page.locator("#status").innerText(), /Nothing was sent to the device/);
  await page.clock.runFor(60_000);
  assert.equal(posts(sandbox).length, 1);
});

test("a Retry-After longer than the page waits ends the call at once, with a countdown", async (t) => {
  const { sandbox, page } = await openRefused(t, throttled("600"));
  await press(page);
  await page.getByRole("heading", { name: "Too many requests" }).waitFor();
  await page.getByText(/You can send it again in 600s/).waitFor();
  await page.clock.runFor(599_000);
  await page.getByText(/You can send it again in 1s/).waitFor();
  await page.clock.runFor(2_000);
  await page.getByText("You can send it again now.").waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("the details for support can be copied and hold no token", async (t) => {
  const { sandbox, context, page } = await openRefused(t, unknownIntuneError(401, "Forbidden", "No role"));
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: sandbox.page.origin });
  await press(page);
  await page.getByRole("heading", { name: "You are not permitted to do this" }).waitFor();
  await page.getByRole("button", { name: "Copy details" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const [post] = posts(sandbox);
  for (const line of [
    /^Code: forbidden$/m,
    /^Graph code: Forbidden$/m,
    /^Status: 401$/m,
    /^Activity ID: [0-9a-f-]{36}$/m,
    /^Request ID: [0-9a-f-]{36}$/m,
    /^Time: /m,
  ]) {
    assert.match(text, line);
  }
  const token = String(post?.headers["authorization"]).replace("Bearer ", "");
  assert.ok(!text.includes(token) && !(await page.content()).includes(token));
});
