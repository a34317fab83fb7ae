// @ts-check
/** The whole way to a session with the keyboard alone; and a screen reader is told what changes. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ask, find, LANGUAGES, openDesk, search, untilEnding } from "./helpdesk.mjs";
import { hold, launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/** @param {import("playwright-core").Page} page */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim();
  });

/**
 * Presses Tab until what has the focus is called so.
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
      assert.ok(isVisible, `${name}: the focus can be seen`);
      return;
    }
    passed.push(on.slice(0, 30));
  }
  assert.fail(`${name} is not reached: ${passed.join(" → ")}`);
}

for (const language of LANGUAGES) {
  describe(language, () => {
    test("search, choose, request, open", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, words, play, sandbox, context } = desk;
      const live = page.locator("#live");
      await page.locator("body").press("Tab");
      await page.getByLabel(words.searchFor).focus();
      await page.keyboard.type("DEMO-READY");
      await page.keyboard.press("Enter");
      // The focus is where the results begin, and how many there are is said.
      await live.filter({ hasText: /7/ }).waitFor({ state: "attached" });
      assert.equal(await focused(page), words.devices);
      await tabTo(page, /^DEMO-READY-SLOWLY/);
      await tabTo(page, /^DEMO-READY-SOON/, "Shift+Tab");
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "DEMO-READY-SOON", "the device's heading");
      await tabTo(page, words.request);
      await page.keyboard.press("Enter");
      // The button is gone; the focus is on what took its place.
      assert.equal(await focused(page), words.session);
      await live.filter({ hasText: words.waiting }).waitFor({ state: "attached" });
      await tabTo(page, words.stop);
      await play(8);
      await live.filter({ hasText: words.steps[3] }).waitFor({ state: "attached" });
      assert.equal(await focused(page), words.open, "whoever waits at the keyboard opens it with one key");
      await context.route("https://get.teamviewer.sandbox.invalid/**", (route) =>
        route.fulfill({ body: "<title>session</title>", contentType: "text/html" }),
      );
      const opening = context.waitForEvent("page");
      await page.keyboard.press("Enter");
      const opened = await opening;
      await opened.waitForLoadState();
      assert.equal(await opened.evaluate(() => window.opener), null, "the new tab cannot reach back");
      assert.equal(await opened.evaluate(() => document.referrer), "");
      assert.equal(posts(sandbox).length, 1);
    });
  });
}

test("several devices: tick, ask, confirm, export", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words } = desk;
  await page.getByLabel(words.searchFor).focus();
  await page.keyboard.type("DEMO-READS");
  await page.keyboard.press("Enter");
  await page.getByText("3 devices", { exact: true }).first().waitFor();
  await tabTo(page, "Select DEMO-READS-THROTTLED");
  await page.keyboard.press("Space");
  await tabTo(page, "Select DEMO-READS-503");
  await page.keyboard.press("Space");
  await tabTo(page, words.requestForThese, "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), words.requestFor(2), "the heading of what is about to happen");
  await tabTo(page, words.requestFor(2));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  assert.equal(await focused(page), words.allDone);
  const downloading = page.waitForEvent("download");
  await tabTo(page, words.export);
  await page.keyboard.press("Enter");
  await downloading;
});

test("going back from a device returns to its place in the list, also on a narrow screen", async (t) => {
  const desk = await openDesk(t, browser, { profile: { viewport: { width: 360, height: 700 } } });
  const { page, words } = desk;
  await page.getByLabel(words.searchFor).focus();
  await page.keyboard.type("DEMO-READY");
  await page.keyboard.press("Enter");
  await page.getByText("7 devices", { exact: true }).first().waitFor();
  await tabTo(page, /^DEMO-READY-SLOWLY/);
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "DEMO-READY-SLOWLY");
  assert.equal(await page.getByLabel(words.searchFor).isVisible(), false, "the device has the screen to itself");
  await tabTo(page, "Back to the list", "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.match(await focused(page), /^DEMO-READY-SLOWLY/);
  assert.equal(await page.getByLabel(words.searchFor).isVisible(), true);
});

test("the passing of time is not read out", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words, play } = desk;
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
  await play(60);
  assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, "said")), []);
});

/**
 * What a screen reader is told from here on: every text that comes into a live region that was empty.
 *
 * @param {import("playwright-core").Page} page
 */
async function listen(page) {
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

test("that it searches and what it found is told, also if it is the same again", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  const heard = await listen(page);
  for (const text of ["zzz", "yyy", "xxx"]) {
    await search(desk, text);
    await page.locator(".list .notice").waitFor();
    assert.deepEqual(await heard(), ["Searching…", "Nothing was found"], text);
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
    test(`${name}: what came of it is told, each time: ${answer.source}`, async (t) => {
      const desk = await openDesk(t, browser, { profile: { permissions: [...permissions] } });
      const { page, panel, play } = desk;
      await find(desk, device);
      await ask(desk);
      await play(seconds);
      await untilEnding(desk, headline);
      if (seconds === 0) await panel.locator("summary").click();
      const heard = await listen(page);
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

test("checking the connector again keeps the place, and its answer is told each time", async (t) => {
  const desk = await openDesk(t, browser, { admin: "Jonas" });
  const { page, panel, words } = desk;
  await find(desk, "DEMO-READY-SOON");
  await panel.getByText(words.notConnected).click();
  const again = panel.getByRole("button", { name: "Check again" });
  await again.focus();
  const heard = await listen(page);
  for (let press = 0; press < 2; press += 1) {
    const release = await hold(page, /remoteAssistancePartners/);
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "Checking…");
    release();
    await again.waitFor();
    assert.equal(await focused(page), "Check again");
    await page.unrouteAll({ behavior: "wait" });
    assert.equal((await heard()).filter((told) => words.notConnected.test(told)).length, 1);
  }
  const partner = { id: "x", displayName: "TeamViewer", onboardingStatus: "onboarded" };
  await page.route(/remoteAssistancePartners/, (route) =>
    route.fulfill({ json: { value: [partner] }, headers: { "access-control-allow-origin": "*" } }),
  );
  await page.keyboard.press("Enter");
  await panel.getByText(words.connected).waitFor();
  assert.equal(await focused(page), "TeamViewer connector", "the button is gone: its place has the focus");
  assert.deepEqual(await heard(), ["TeamViewer is connected."]);
});
