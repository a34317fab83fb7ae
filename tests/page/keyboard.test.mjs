// @ts-check
/** The keyboard alone is enough to get a session, and live regions announce changes to a screen reader. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LANGUAGES, openDesk, openDevice, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/**
 * Gives the name of the focused element.
 *
 * @param {import("playwright-core").Page} page
 */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim();
  });

/**
 * Presses a key until the focused element has this name, and asserts that its focus is visible.
 *
 * @param {import("playwright-core").Page} page
 * @param {string | RegExp} name
 * @param {string} [key]
 */
async function tabTo(page, name, key = "Tab") {
  /** @type {string[]} */
  const passed = [];
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press(key);
    const on = await focused(page);
    if (typeof name === "string" ? on === name : name.test(on)) {
      const isVisible = await page.evaluate(() => {
        const box = document.activeElement?.getBoundingClientRect();
        return (
          box !== undefined &&
          box.width > 0 &&
          getComputedStyle(/** @type {Element} */ (document.activeElement)).outlineStyle !== "none"
        );
      });
      assert.ok(isVisible, `${name}: the focus is visible`);
      return;
    }
    passed.push(on.slice(0, 30));
  }
  assert.fail(`${name} is not reached: ${passed.join(" → ")}`);
}

for (const language of LANGUAGES) {
  describe(language, () => {
    test("the keyboard alone: search, choose, request, open", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, words, runClocks, sandbox, context } = desk;
      const live = page.locator("#live");
      await page.locator("body").press("Tab");
      await page.getByLabel(words.searchFor).focus();
      await page.keyboard.type("DEMO-READY");
      await page.keyboard.press("Enter");
      // The focus moves to the heading of the results, and a live region announces their number.
      await live.filter({ hasText: /7/ }).waitFor({ state: "attached" });
      assert.equal(await focused(page), words.devices);
      // One tab stop leads into the table, and the arrows lead through it.
      await tabTo(page, /^DEMO-READY-SOON/);
      await tabTo(page, /^DEMO-READY-SLOWLY/, "ArrowDown");
      await tabTo(page, /^DEMO-READY-SOON/, "ArrowUp");
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "DEMO-READY-SOON", "the device's heading");
      await tabTo(page, words.request);
      await page.keyboard.press("Enter");
      // The session's heading replaces the button and takes the focus.
      await desk.panel.locator("section.session").waitFor();
      assert.equal(await focused(page), words.session);
      await live.filter({ hasText: words.waiting }).waitFor({ state: "attached" });
      await tabTo(page, words.stop);
      await runClocks(8);
      await live.filter({ hasText: words.steps[3] }).waitFor({ state: "attached" });
      assert.equal(await focused(page), words.open, "one key opens the link");
      await context.route("https://get.teamviewer.sandbox.invalid/**", (route) =>
        route.fulfill({ body: "<title>session</title>", contentType: "text/html" }),
      );
      const opening = context.waitForEvent("page");
      await page.keyboard.press("Enter");
      const opened = await opening;
      await opened.waitForLoadState();
      assert.equal(await opened.evaluate(() => window.opener), null, "the new tab has no access to the page");
      assert.equal(await opened.evaluate(() => document.referrer), "");
      assert.equal(posts(sandbox).length, 1);
    });
  });
}

test("the keyboard alone, several devices: tick, request, confirm, export", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words } = desk;
  await page.getByLabel(words.searchFor).focus();
  await page.keyboard.type("DEMO-READS");
  await page.keyboard.press("Enter");
  await page.getByText("3 devices", { exact: true }).first().waitFor();
  await tabTo(page, /^DEMO-READS-THROTTLED/);
  await page.keyboard.press("Space");
  await tabTo(page, /^DEMO-READS-503/, "ArrowDown");
  await page.keyboard.press("Space");
  await tabTo(page, words.requestForThese, "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), words.requestFor(2), "the heading of the panel that asks for confirmation");
  await tabTo(page, words.requestFor(2));
  await page.keyboard.press("Enter");
  await page.locator(".batch-panel table").waitFor();
  await desk.runClocks(40);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  assert.equal(await focused(page), words.allDone);
  const downloading = page.waitForEvent("download");
  await tabTo(page, words.export);
  await page.keyboard.press("Enter");
  await downloading;
});

test("on a narrow screen, going back from a device returns the focus to its row in the list", async (t) => {
  const desk = await openDesk(t, browser, { profile: { viewport: { width: 360, height: 700 } } });
  const { page, words } = desk;
  await page.getByLabel(words.searchFor).focus();
  await page.keyboard.type("DEMO-READY");
  await page.keyboard.press("Enter");
  await page.getByText("7 devices", { exact: true }).first().waitFor();
  await tabTo(page, /^DEMO-READY-SOON/);
  await tabTo(page, /^DEMO-READY-SLOWLY/, "ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "DEMO-READY-SLOWLY");
  assert.equal(await page.getByLabel(words.searchFor).isVisible(), false, "the device covers the list");
  await tabTo(page, "Back to the list", "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.match(await focused(page), /^DEMO-READY-SLOWLY/);
  assert.equal(await page.getByLabel(words.searchFor).isVisible(), true);
});

test("no live region announces the elapsed time", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words, runClocks } = desk;
  await page.getByLabel(words.searchFor).fill("DEMO-NEVER-ANSWERS");
  await page.keyboard.press("Enter");
  await desk.panel.getByRole("button", { name: words.request }).click();
  await desk.panel.getByRole("button", { name: words.stop }).waitFor();
  await page.evaluate(() => {
    const said = (Reflect.set(globalThis, "said", []), Reflect.get(globalThis, "said"));
    for (const region of document.querySelectorAll("[aria-live]:not([aria-live=off]), [role=status], [role=alert]")) {
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    }
  });
  await runClocks(60);
  assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, "said")), []);
});

/**
 * Records announcements to a screen reader from now on: every text that appears in an empty live region.
 *
 * @param {import("playwright-core").Page} page
 */
async function recordAnnouncements(page) {
  await page.evaluate(() => {
    /** @type {string[]} */
    const heard = [];
    Reflect.set(globalThis, "heard", heard);
    for (const region of document.querySelectorAll("#live [aria-live=polite]")) {
      let before = region.textContent;
      new MutationObserver(() => {
        if (before === "" && region.textContent) heard.push(region.textContent);
        before = region.textContent;
      }).observe(region, { subtree: true, childList: true, characterData: true });
    }
  });
  return () => page.evaluate(() => /** @type {string[]} */ (Reflect.get(globalThis, "heard")).splice(0));
}

test("a search and its result are announced each time, even if the result is the same", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  const heard = await recordAnnouncements(page);
  for (const text of ["zzz", "yyy", "xxx"]) {
    await search(desk, text);
    await page.locator(".list .notice").waitFor();
    assert.deepEqual(await heard(), ["Searching…", "Nothing found"], text);
  }
});

/** @type {[device: string, headline: string, seconds: number, button: string][]} */
const COPIES = [
  ["DEMO-READY-AT-ONCE", "The session is ready", 2, "Copy link"],
  ["DEMO-REFUSED-403", "You are not permitted to do this", 0, "Copy details"],
];
for (const [device, headline, seconds, name] of COPIES) {
  for (const [permissions, answer] of /** @type {const} */ ([
    [["clipboard-read", "clipboard-write"], /^Copied$/],
    [[], /^The browser does not allow copying/],
  ])) {
    test(`${name}: the result is announced each time: ${answer.source}`, async (t) => {
      const desk = await openDesk(t, browser, { profile: { permissions: [...permissions] } });
      const { page, panel, runClocks } = desk;
      await openDevice(desk, device);
      await requestAssistance(desk);
      await runClocks(seconds);
      await waitForOutcome(desk, headline);
      if (seconds === 0) await panel.getByText("Details for support").click();
      const heard = await recordAnnouncements(page);
      await panel.getByRole("button", { name }).focus();
      for (let press = 0; press < 2; press += 1) {
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => Reflect.get(globalThis, "heard").length > 0);
        const [first, ...others] = await heard();
        assert.match(first ?? "", answer);
        assert.deepEqual(others, []);
      }
    });
  }
}

test("checking the connector again keeps the focus in place, and the result is announced each time", async (t) => {
  const desk = await openDesk(t, browser, { admin: "Jonas" });
  const { page, panel, words } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await panel.getByText(words.notConnected).click();
  const again = panel.getByRole("button", { name: "Check again" });
  await again.focus();
  const heard = await recordAnnouncements(page);
  // One route for the whole test: Playwright may let a request pass between the end of a route and the next one.
  let gate = Promise.resolve();
  /** @type {object | undefined} */
  let partner;
  await page.route(/remoteAssistancePartners/, async (route) => {
    await gate;
    if (partner === undefined) return route.fallback();
    await route.fulfill({ json: { value: [partner] }, headers: { "access-control-allow-origin": "*" } });
  });
  const checking = panel.getByRole("button", { name: "Checking…" });
  for (let press = 0; press < 2; press += 1) {
    let release = () => {};
    gate = new Promise((resolve) => void (release = resolve));
    await page.keyboard.press("Enter");
    await checking.waitFor();
    assert.equal(await focused(page), "Checking…");
    release();
    await again.waitFor();
    assert.equal(await focused(page), "Check again");
    assert.equal((await heard()).filter((text) => words.notConnected.test(text)).length, 1);
  }
  partner = { id: "x", displayName: "TeamViewer", onboardingStatus: "onboarded" };
  await page.keyboard.press("Enter");
  await panel.getByText(words.connected).waitFor();
  assert.equal(await focused(page), "TeamViewer connector", "the button is gone, so its section has the focus");
  assert.deepEqual(await heard(), ["TeamViewer is connected."]);
});
