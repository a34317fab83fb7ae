// @ts-check
/** A reload loses nothing: what was waited for is waited for again, without a second ring. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ask, find, LANGUAGES, openDesk, untilEnding } from "./helpdesk.mjs";
import { hold, launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/** @param {import("./helpdesk.mjs").Desk} desk @param {string} name */
async function showRecent({ page, words }, name) {
  const recent = page.locator("section").filter({ has: page.getByRole("heading", { name: words.recent }) });
  await recent.getByRole("button").filter({ hasText: name }).click();
}

for (const language of LANGUAGES) {
  describe(language, () => {
    test("in mid-wait: the page looks again by itself, and sends nothing", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, panel, words, play, sandbox } = desk;
      await find(desk, "DEMO-READY-SLOWLY");
      await ask(desk);
      await play(6);
      await panel.getByRole("button", { name: words.stop }).waitFor();
      await page.reload();
      await panel.getByRole("heading", { name: "DEMO-READY-SLOWLY" }).waitFor();
      await panel.getByText(words.resumed).waitFor();
      await play(40);
      await untilEnding(desk, words.ready);
      await panel.getByRole("link", { name: words.open }).waitFor();
      assert.equal(posts(sandbox).length, 1);
    });
  });
}

test("in mid-wait on a device with an old link: that one is not taken for new", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, play, sandbox } = desk;
  await find(desk, "DEMO-OLD-LINK-FOR-EVER");
  await ask(desk);
  await play(6);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await page.reload();
  await showRecent(desk, "DEMO-OLD-LINK-FOR-EVER");
  for (const seconds of [5, 60, 130]) {
    await play(seconds);
    assert.equal(await page.getByRole("link").count(), 0);
  }
  await untilEnding(desk, words.timeout);
  assert.equal(posts(sandbox).length, 1);
});

test("with the link there: it still is, and nothing is asked of Graph for it", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, play, sandbox } = desk;
  await find(desk, "DEMO-READY-SOON");
  await ask(desk);
  await play(8);
  await untilEnding(desk, words.ready);
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

test("a request in flight: its fate is open, and it is not repeated", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  await find(desk, "DEMO-READY-SOON");
  await page.route("**/requestRemoteAssistance", () => {});
  await ask(desk);
  await page.locator("li[aria-current=step]", { hasText: "Sending the request" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "It is not known whether this request arrived" }).waitFor();
  assert.match(await page.getByRole("main").innerText(), /DEMO-READY-SOON/);
  await desk.play(5);
  assert.equal(posts(sandbox).length, 0);
});

test("nothing that is kept holds a token, and signing out ends it", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words, play, sandbox } = desk;
  await find(desk, "DEMO-READY-SOON");
  await ask(desk);
  await play(8);
  await untilEnding(desk, words.ready);
  const token = String(posts(sandbox)[0]?.headers["authorization"]).replace("Bearer ", "");
  const kept = await page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => !key.startsWith("msal.")));
  assert.ok(kept.some(([, value]) => value.includes("DEMO-READY-SOON")));
  assert.ok(!JSON.stringify(kept).includes(token));
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes("DEMO-READY-SOON")), false);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage).includes("DEMO-READY-SOON")), false);
});

test("an expired sign-in during the wait: the way back leads to the same request", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, play, sandbox } = desk;
  await find(desk, "DEMO-READY-SLOWLY");
  await ask(desk);
  await play(4);
  sandbox.entra.revokeRefreshTokens();
  sandbox.clock.advance(2 * 3_600_000);
  await page.clock.setSystemTime(sandbox.clock.now());
  await play(12);
  // What the page says while it leaves is gone with it.
  await page.evaluate(() => {
    const notices = /** @type {HTMLElement} */ (document.getElementById("notices"));
    new MutationObserver(() => sessionStorage.setItem("told", notices.innerText)).observe(notices, { childList: true });
  });
  const release = await hold(page, "**/deviceManagement/managedDevices/*");
  await panel.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: /Ada/ }).click();
  await panel.getByRole("heading", { name: "You are signed in again" }).waitFor();
  const told = String(await page.evaluate(() => sessionStorage.getItem("told")));
  assert.match(told, /Graph took the request; the page goes on looking for its link afterwards/);
  assert.doesNotMatch(told, /not asked/);
  assert.match(await panel.innerText(), /It is not sent again; the page goes on looking for its link/);
  assert.doesNotMatch(await page.getByRole("main").innerText(), /not (been )?asked/);
  assert.equal(await panel.getByRole("button", { name: words.requestAgain }).count(), 0, "as long as the page looks");
  release();
  await play(12);
  await untilEnding(desk, words.ready);
  assert.equal(posts(sandbox).length, 1);
});
