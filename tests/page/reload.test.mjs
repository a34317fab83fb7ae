// @ts-check
/** After a reload the page goes on waiting for the session and does not repeat the request. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LANGUAGES, openDesk, openDevice, requestAssistance, waitForOutcome } from "./helpdesk.mjs";
import { hold, launch, posts, signOut } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/**
 * Opens a device from the list of recent requests.
 *
 * @param {import("./helpdesk.mjs").Desk} desk
 * @param {string} name
 */
async function showRecent({ page, words }, name) {
  const recent = page.locator("section").filter({ has: page.getByRole("heading", { name: words.recent }) });
  await recent.getByRole("button").filter({ hasText: name }).click();
}

for (const language of LANGUAGES) {
  describe(language, () => {
    test("while waiting: the page looks for the session again and sends nothing", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, panel, words, runClocks, sandbox } = desk;
      await openDevice(desk, "DEMO-READY-SLOWLY");
      await requestAssistance(desk);
      await runClocks(6);
      await panel.getByRole("button", { name: words.stop }).waitFor();
      await page.reload();
      await panel.getByRole("heading", { name: "DEMO-READY-SLOWLY" }).waitFor();
      await panel.getByText(words.resumed).waitFor();
      await runClocks(40);
      await waitForOutcome(desk, words.ready);
      await panel.getByRole("link", { name: words.open }).waitFor();
      assert.equal(posts(sandbox).length, 1);
    });
  });
}

test("while waiting, on a device with an old link: the page does not show the old link", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks, sandbox } = desk;
  await openDevice(desk, "DEMO-OLD-LINK-FOR-EVER");
  await requestAssistance(desk);
  await runClocks(6);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await page.reload();
  await showRecent(desk, "DEMO-OLD-LINK-FOR-EVER");
  for (const seconds of [5, 60, 130]) {
    await runClocks(seconds);
    assert.equal(await page.locator("a[target=_blank]:visible").count(), 0);
  }
  await waitForOutcome(desk, words.timeout);
  assert.equal(posts(sandbox).length, 1);
});

test("with a link: the page shows it again without a request to Graph", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await runClocks(8);
  await waitForOutcome(desk, words.ready);
  const href = await panel.getByRole("link", { name: words.open }).getAttribute("href");
  const reads = sandbox.log
    .filter({ server: "graph" })
    .filter(({ url }) => url.includes("remoteAssistanceSessionUrl")).length;
  await page.reload();
  await showRecent(desk, "DEMO-READY-SOON");
  assert.equal(await panel.getByRole("link", { name: words.open }).getAttribute("href"), href);
  assert.equal(
    sandbox.log.filter({ server: "graph" }).filter(({ url }) => url.includes("remoteAssistanceSessionUrl")).length,
    reads,
  );
});

test("a request in flight: its outcome is unknown, and it is not repeated", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await page.route("**/requestRemoteAssistance", () => {});
  await requestAssistance(desk);
  await page.locator("li[aria-current=step]", { hasText: "Sending the request" }).waitFor();
  await page.reload();
  await desk.panel.getByRole("button", { name: "I have checked this device" }).waitFor();
  assert.match(await desk.panel.innerText(), /The request may have reached the device/);
  assert.equal(await desk.panel.getByRole("button", { name: desk.words.request }).count(), 0);
  await desk.runClocks(5);
  assert.equal(posts(sandbox).length, 0);
});

test("the page's own storage holds no token, and signing out clears it", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words, runClocks, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await runClocks(8);
  await waitForOutcome(desk, words.ready);
  const token = String(posts(sandbox)[0]?.headers["authorization"]).replace("Bearer ", "");
  const kept = await page.evaluate(() =>
    [...Object.entries(sessionStorage), ...Object.entries(localStorage)].filter(([key]) => !key.startsWith("msal.")),
  );
  assert.ok(kept.some(([, value]) => value.includes("DEMO-READY-SOON")));
  assert.ok(!JSON.stringify(kept).includes(token));
  await signOut(page);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  const left = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  assert.ok(!left.includes("DEMO-READY-SOON"));
});

test("an expired sign-in while waiting: after the sign-in the page resumes the same request", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SLOWLY");
  await requestAssistance(desk);
  await runClocks(4);
  sandbox.entra.revokeRefreshTokens();
  sandbox.clock.advance(2 * 3_600_000);
  await page.clock.setSystemTime(sandbox.clock.now());
  await runClocks(12);
  // The page shows a notice while it leaves for Entra ID. The observer keeps it beyond the page.
  await page.evaluate(() => {
    const notices = /** @type {HTMLElement} */ (document.getElementById("notices"));
    new MutationObserver(() => sessionStorage.setItem("notice", notices.innerText)).observe(notices, {
      childList: true,
    });
  });
  const release = await hold(page, "**/deviceManagement/managedDevices/*");
  await panel.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: /Ada/ }).click();
  await panel.getByRole("heading", { name: "You are signed in again" }).waitFor();
  const notice = String(await page.evaluate(() => sessionStorage.getItem("notice")));
  assert.match(notice, /The request was accepted; this page keeps checking for its link afterwards/);
  assert.doesNotMatch(notice, /Nothing was sent/);
  assert.match(await panel.innerText(), /It is not sent again; this page keeps checking for its link/);
  assert.doesNotMatch(await page.getByRole("main").innerText(), /Nothing was sent/);
  assert.equal(
    await panel.getByRole("button", { name: words.requestAgain }).count(),
    0,
    "not while the page looks for the session",
  );
  release();
  await runClocks(12);
  await waitForOutcome(desk, words.ready);
  assert.equal(posts(sandbox).length, 1);
});
