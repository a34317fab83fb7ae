// @ts-check
/** Neither a second press nor a reload sends a request again: a second request would ring the user's device twice. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tenant } from "../../sandbox/tenant.mjs";
import { openDesk, openDevice } from "./helpdesk.mjs";
import { openSignedIn } from "./signed-in.mjs";
import { fillIn, hold, launch, posts, press } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const [laptop, phone] = tenant.devices;
assert.ok(laptop && phone);

/** @type {import("../../js/card/entry.js").Request} */
const request = { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } };

test("presses during a request send nothing, and the form stays usable", async (t) => {
  const { sandbox, page } = await openSignedIn(t, browser);
  await fillIn(page, request);
  const release = await hold(page, `${sandbox.graph.origin}/**`);
  await press(page);
  await page.getByRole("heading", { name: "Sending the request to Microsoft Graph" }).waitFor();
  await page.locator("#send").click({ force: true });
  await page.locator("#managedDeviceId").press("Enter");
  await page.locator("#managedDeviceId").fill(phone.id);
  release();
  await page.getByRole("heading", { name: "Request accepted" }).waitFor();
  assert.equal(posts(sandbox).length, 1);
  assert.match(await page.locator("#status").innerText(), new RegExp(laptop.id));

  // The next request is for the device that was filled in meanwhile.
  await press(page);
  await page.locator("#status").getByText(phone.id).waitFor();
  await page.getByRole("heading", { name: "Request accepted" }).waitFor();
  assert.equal(posts(sandbox).length, 2);
});

test("after a reload during a request the outcome is unknown, and a second request is not sent", async (t) => {
  const { sandbox, page } = await openSignedIn(t, browser);
  await fillIn(page, request);
  await hold(page, `${sandbox.graph.origin}/**`);
  const sent = page.waitForRequest(/requestRemoteAssistance/);
  await press(page);
  await sent;
  await page.reload();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  const unknown = page.getByRole("heading", { name: "We don’t know whether this request reached the device" });
  await unknown.waitFor();
  assert.match(await page.locator("#unsettled").innerText(), new RegExp(laptop.id));

  // The users route and an id in capitals name the same device.
  const same = { usersId: "ada@fabrikam.onmicrosoft.com", managedDeviceId: laptop.id.toUpperCase() };
  await fillIn(page, { scope: "users", ids: same });
  await press(page);
  await page.getByRole("heading", { name: "Not sent" }).waitFor();
  assert.equal(posts(sandbox).length, 0);

  // Once the admin has checked the device, the page sends a request again.
  await page.getByRole("button", { name: "I have checked this device" }).click();
  assert.equal(await unknown.count(), 0);
  await fillIn(page, request);
  await press(page);
  await page.getByRole("heading", { name: "Request accepted" }).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("after a broken connection the outcome is unknown, and a second request is not sent", async (t) => {
  const { sandbox, page } = await openSignedIn(t, browser, { expectedErrors: /ERR_CONNECTION_RESET/ });
  await fillIn(page, request);
  await page.route(`${sandbox.graph.origin}/**`, (route) => route.abort("connectionreset"));
  await press(page);
  await page.getByRole("heading", { name: "The connection failed" }).waitFor();
  assert.match(await page.locator("#status").innerText(), /may have reached/);
  await page.unrouteAll();

  await press(page);
  await page.getByRole("heading", { name: "Not sent" }).waitFor();
  assert.equal(posts(sandbox).length, 0);
});

test("if the storage of the browser is full, no request is sent", async (t) => {
  const { sandbox, page } = await openSignedIn(t, browser);
  await fillIn(page, request);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await press(page);
  await page.getByRole("heading", { name: "Nothing was sent" }).waitFor();
  assert.equal(posts(sandbox).length, 0);
});

test("a taken request no longer leads to its session once another request for the device is sent", async (t) => {
  const desk = await openDesk(t, browser, { isTimed: false });
  const { sandbox, page, panel } = desk;
  await fillIn(page, request);
  await press(page);
  const follow = page.locator("#status").getByRole("button", { name: "Check for the link" });
  await follow.waitFor();
  await page.getByRole("button", { name: "Find a device" }).click();
  await openDevice(desk, laptop.deviceName);
  const release = await hold(page, "**/requestRemoteAssistance");
  await panel.getByRole("button", { name: "Request again" }).click();
  await page.locator("li[aria-current=step]", { hasText: "Sending the request" }).waitFor();
  await page.getByRole("button", { name: "By device ID" }).click();
  assert.equal(await follow.count(), 0);
  // The admin cannot check the device while the request is in progress.
  await press(page);
  await page.getByRole("heading", { name: "A request for this device is in progress" }).waitFor();
  assert.equal(await page.getByText("Confirm above that you have checked").count(), 0);
  await page.getByRole("button", { name: "Find a device" }).click();
  assert.equal(await page.locator("li[aria-current=step]", { hasText: "Sending the request" }).count(), 1);
  release();
  await panel.getByRole("button", { name: "Stop waiting" }).waitFor();
  assert.equal(posts(sandbox).length, 2);
});
