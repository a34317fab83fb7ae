// @ts-check
/** Beside a link the user is asked again only if the admin confirms it, and a request that is refused takes no link away. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tenant } from "../../sandbox/tenant.mjs";
import { openDesk, openDevice } from "./helpdesk.mjs";
import { openSignedIn } from "./signed-in.mjs";
import { fillIn, hold, launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const again = /** @type {const} */ (["button", { name: "Request again" }]);
const confirm = /** @type {const} */ (["button", { name: "Ask the user again" }]);
const link = /** @type {const} */ (["link", { name: "Open session" }]);

/** @param {import("node:test").TestContext} t @param {Parameters<typeof openDesk>[2]} [options] */
async function openWithLink(t, options) {
  const desk = await openDesk(t, browser, { isTimed: false, ...options });
  await openDevice(desk, "DEMO-READY-AT-ONCE");
  await desk.panel.getByRole("button", { name: "Request remote assistance" }).click();
  await desk.panel.getByRole(...link).waitFor();
  return desk;
}

/** Every press but the first is a repetition, until the key is released. @param {import("playwright-core").Page} page @param {number} presses */
async function holdEnter(page, presses) {
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.down("Enter");
    await page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(() => resolve(undefined))));
  }
}

test("a held key opens the confirmation, and does not confirm", async (t) => {
  const { page, sandbox, panel } = await openWithLink(t);
  await panel.getByRole(...again).focus();
  await holdEnter(page, 3);
  await page.keyboard.up("Enter");
  await panel.getByRole(...confirm).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("a held key in the form for ids sends one request", async (t) => {
  const { page, sandbox } = await openSignedIn(t, browser);
  const [device] = tenant.devices;
  await fillIn(page, { scope: "deviceManagement", ids: { managedDeviceId: device?.id ?? "" } });
  await page.locator("#managedDeviceId").focus();
  await page.keyboard.down("Enter");
  await page.getByRole("heading", { name: "Request accepted" }).waitFor();
  // A request that is sent now would keep the form busy.
  const release = await hold(page, "**/requestRemoteAssistance");
  await holdEnter(page, 2);
  assert.equal(await page.locator("#send").getAttribute("aria-disabled"), "false");
  release();
  await page.keyboard.up("Enter");
  assert.equal(posts(sandbox).length, 1);
});

test("a request that is refused leaves the link of the one before it, also to look for it again", async (t) => {
  const { page, sandbox, panel } = await openWithLink(t, { expectedErrors: /status of 409/ });
  const address = await panel.getByRole(...link).getAttribute("href");
  await page.route("**/requestRemoteAssistance", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 409, headers: { "access-control-allow-origin": "*" }, json: {} })
      : route.fallback(),
  );
  await panel.getByRole(...again).click();
  await panel.getByRole(...confirm).click();
  await panel.locator(".notice.bad").waitFor();
  assert.equal(await panel.getByRole(...link).getAttribute("href"), address);
  // Beside that link, another request is confirmed, too.
  await panel.getByRole(...again).click();
  await panel.getByRole(...confirm).waitFor();
  assert.equal(posts(sandbox).length, 1);
});
