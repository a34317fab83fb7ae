// @ts-check
/** The view of one device, the header with the account, and the dialog for several devices. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GraphError } from "../../sandbox/graph/errors.mjs";
import { listButton, openDesk, openDevice, openMore, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { chooseAccount, hold, launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

test("who uses the device is in one line, and the rest can be copied and opened in Intune", async (t) => {
  const desk = await openDesk(t, browser, { profile: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page, panel, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  const summary = await panel.locator(".summary").innerText();
  for (const fact of [/Dana Demir/, /Windows 10\.0\.26100\.2314/, /Last sync: \d hours ago/, /Compliant/])
    assert.match(summary, fact);
  assert.equal(await panel.getByText("5CGDEMO001").isVisible(), false);
  await openMore(desk);
  await panel.getByRole("button", { name: "Copy: Serial number" }).click();
  await panel.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "5CGDEMO001");
  const { id } = sandbox.tenant.devices.find(({ deviceName }) => deviceName === "DEMO-READY-SOON") ?? {};
  const link = panel.getByRole("link", { name: "Open in Intune" });
  assert.equal(
    await link.getAttribute("href"),
    `https://intune.microsoft.com/#view/Microsoft_Intune_Devices/DeviceSettingsMenuBlade/~/overview/mdmDeviceId/${id}`,
  );
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
});

test("the header names the tenant, and its menu switches the account", async (t) => {
  const desk = await openDesk(t, browser, { isTimed: false });
  const { page } = desk;
  assert.equal(await page.locator("#tenant").innerText(), "fabrikam.onmicrosoft.com");
  const menu = page.locator("#account");
  await menu.locator("summary").click();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#sign-out").isVisible(), false, "Escape closes the menu");
  await menu.locator("summary").click();
  await page.locator("h1").click();
  assert.equal(await page.locator("#sign-out").isVisible(), false, "and so does a press beside it");
  await search(desk, "DEMO-READY");
  await page.getByLabel(desk.words.selectAll).check();
  await menu.locator("summary").click();
  await page.getByRole("button", { name: "Switch account" }).click();
  await chooseAccount(page, "Борис");
  await page.getByText(/Борис .*\(/).waitFor();
  const kept = await page.evaluate(() => sessionStorage.getItem("work"));
  assert.doesNotMatch(kept ?? "", /DEMO/, "what one account has selected is not shown to the next");
});

test("a request that failed does not claim that the user was waited for", async (t) => {
  const desk = await openDesk(t, browser);
  const { panel, runClocks, words } = desk;
  await openDevice(desk, "DEMO-FAILS");
  await requestAssistance(desk);
  await runClocks(8);
  await waitForOutcome(desk, words.failed);
  assert.deepEqual(
    await panel.locator(".steps li").evaluateAll((steps) => steps.map((step) => step.getAttribute("data-state"))),
    ["done", "done", "skipped", "failed"],
  );
});

test("a search that is throttled counts down, and gives no other time", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  sandbox.graph.refuseNextOf("GET", new GraphError(429, "TooManyRequests", "Slow down.", { "Retry-After": "119" }));
  await search(desk, "DEMO");
  const notice = page.locator(".list .notice");
  await notice.getByText(/in 1(19|20)s/).waitFor();
  assert.doesNotMatch(await notice.innerText(), /minute/);
});

test("the dialog names the devices, and Escape sends nothing", async (t) => {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 5, pageSize: 25 });
  const { page, words, sandbox } = desk;
  await search(desk, "OFFICE-PC");
  await page.getByLabel(words.selectAll).check();
  await page.getByRole("button", { name: words.requestForThese }).click();
  const dialog = page.getByRole("dialog", { name: words.requestFor(5) });
  await dialog.waitFor();
  assert.deepEqual(
    await dialog.locator(".name").allInnerTexts(),
    [1, 2, 3, 4, 5].map((n) => `OFFICE-PC-00${n}`),
  );
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("5 selected").waitFor();
  assert.equal(posts(sandbox).length, 0);
});

test("the browser warns before the page is left while a request is being sent, and not while it waits", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words } = desk;
  /** Whether the browser would ask. */
  const warns = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await openDevice(desk, "DEMO-READY-SLOWLY");
  assert.equal(await warns(), false);
  const release = await hold(page, "**/requestRemoteAssistance");
  await requestAssistance(desk);
  await page.locator("li[aria-current=step]", { hasText: "Sending the request" }).waitFor();
  assert.equal(await warns(), true);
  release();
  await panel.getByRole("button", { name: words.stop }).waitFor();
  assert.equal(await warns(), false, "a reload resumes the waiting");
});

test("a reload shows the search, the selection, and the place in the list again", async (t) => {
  const desk = await openDesk(t, browser, { generatedDeviceCount: 300, pageSize: 100 });
  const { page } = desk;
  await search(desk, "OFFICE-PC");
  await page.getByText("100 devices shown, there are more").first().waitFor();
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByText("200 devices shown, there are more").first().waitFor();
  await page.getByRole("checkbox", { name: "Select OFFICE-PC-150" }).check();
  await listButton(desk, "OFFICE-PC-150").scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 1_000);
  await page.reload();
  await page.getByText("200 devices shown, there are more").first().waitFor();
  await page.getByText("1 selected").waitFor();
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 60, before);
  assert.equal(await page.getByRole("checkbox", { name: "Select OFFICE-PC-150" }).isChecked(), true);
});
