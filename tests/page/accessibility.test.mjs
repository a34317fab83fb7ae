// @ts-check
/** axe finds nothing to mend in any state, light or dark, and nothing is wider than a narrow phone. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { ask, find, LANGUAGES, openDesk, search, untilEnding } from "./helpdesk.mjs";
import { launch } from "./support.mjs";
import { tour } from "./tour.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {import("playwright-core").Page} page */
async function violations(page) {
  // Evaluated from outside: the page's policy would let no script of another origin in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    /** @type {any} */
    const scope = globalThis;
    // The page's clock stands still, and axe waits for timers that are due at once: those are turns of the page's own.
    const { setTimeout } = scope;
    scope.setTimeout = (/** @type {() => void} */ then, /** @type {number} */ milliseconds = 0) => {
      if (milliseconds > 0) return setTimeout(then, milliseconds);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (port1.close(), then());
      port2.postMessage(null);
    };
    const { violations } = await scope.axe
      .run(document, { resultTypes: ["violations"] })
      .finally(() => (scope.setTimeout = setTimeout));
    return violations.map(
      (/** @type {any} */ { id, nodes }) =>
        `${id}: ${nodes.map((/** @type {any} */ node) => node.html.slice(0, 150)).join(" | ")}`,
    );
  });
}

/** @type {["en" | "ru", "light" | "dark", number][]} */
const LOOKS = [
  ["en", "light", 320],
  ["ru", "dark", 320],
  ["en", "dark", 1280],
  ["ru", "light", 768],
];
for (const [language, colorScheme, width] of LOOKS) {
  test(`${language}, ${colorScheme}, ${width} pixels wide`, { timeout: 240_000 }, async (t) => {
    // Nothing moves: colours in the middle of a transition are nobody's colours.
    const profile = { colorScheme, viewport: { width, height: 800 }, reducedMotion: /** @type {const} */ ("reduce") };
    const desk = await openDesk(t, browser, { language, profile });
    /** @type {Record<string, string[]>} */
    const found = {};
    const seen = [];
    await tour(desk, async (state) => {
      seen.push(state);
      const wide = await desk.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const problems = await violations(desk.page);
      if (wide > 0) problems.push(`${wide} pixels too wide`);
      if (problems.length > 0) found[state] = problems;
    });
    assert.deepEqual(found, {});
    assert.ok(seen.length >= 25, `${seen.length} states`);
  });
}

/** Those that Graph names, and one that it may name tomorrow. */
const COMPLIANCE = [
  "compliant",
  "noncompliant",
  "inGracePeriod",
  "conflict",
  "error",
  "configManager",
  "unknown",
  "somethingNewFromGraph",
];
/** What WCAG 1.4.12 lets a reader set. */
const SPACING =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }";

for (const language of LANGUAGES) {
  test(`${language}: every state of compliance keeps to its row, and off its neighbours`, async (t) => {
    const desk = await openDesk(t, browser, { language });
    const { page } = desk;
    await page.route(/managedDevices\?/, async (route) => {
      const response = await route.fetch();
      const { value, ...rest } = await response.json();
      const devices = COMPLIANCE.map((complianceState, index) => ({ ...value[index], complianceState }));
      await route.fulfill({ response, json: { ...rest, value: devices } });
    });
    await search(desk, "OFFICE");
    await page
      .locator("#find li.device")
      .nth(COMPLIANCE.length - 1)
      .waitFor();
    const strays = () =>
      page.evaluate(() => {
        /** @param {Element} element */
        const textOf = (element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return [...range.getClientRects(), element.getBoundingClientRect()];
        };
        return [...document.querySelectorAll("#find .pick")].flatMap((pick) => {
          const row = pick.getBoundingClientRect();
          const [label, ...others] = [".compliance", ".name", ".who", ".what", ".when"]
            .map((part) => pick.querySelector(part))
            .filter((part) => part?.checkVisibility());
          if (!label) return ["no label"];
          const isOut = textOf(label).some(
            ({ left, right, top, bottom }) =>
              left < row.left || right > row.right || top < row.top || bottom > row.bottom,
          );
          const isOver = textOf(label).some((mine) =>
            others.some(
              (other) =>
                other &&
                textOf(other).some(
                  (its) =>
                    mine.left < its.right - 1 &&
                    its.left < mine.right - 1 &&
                    mine.top < its.bottom - 1 &&
                    its.top < mine.bottom - 1,
                ),
            ),
          );
          return isOut || isOver
            ? [`${label.textContent}${isOut ? " leaves its row" : ""}${isOver ? " lies over another" : ""}`]
            : [];
        });
      });
    /** @type {Record<string, string[]>} */
    const found = {};
    for (const spacing of ["", SPACING]) {
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
      }, spacing);
      for (const width of [320, 480, 768, 1024, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const stray = await strays();
        if (stray.length > 0) found[`${width}${spacing && ", spaced"}`] = stray;
      }
    }
    assert.deepEqual(found, {});
  });
}

test("on a narrow phone, addresses break at their joints, and the time stays behind the name", async (t) => {
  const desk = await openDesk(t, browser, { profile: { viewport: { width: 320, height: 800 } } });
  const { page, panel, words, play } = desk;
  const given = {
    userDisplayName: "محمد عبد الله",
    userPrincipalName: "amelie.dupont-d'arc-de-la-tour@fabrikam.onmicrosoft.com",
    emailAddress: "amelie.dupont@fabrikam.example",
  };
  await page.route(/managedDevices\?/, async (route) => {
    const response = await route.fetch();
    const { value, ...rest } = await response.json();
    await route.fulfill({
      response,
      json: { ...rest, value: value.map((/** @type {object} */ device) => ({ ...device, ...given })) },
    });
  });
  /**
   * The lines that a value is shown in.
   *
   * @param {string} value
   */
  const lines = (value) =>
    panel
      .locator("dd")
      .filter({ hasText: value })
      .first()
      .evaluate((element, wanted) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let text = "";
        let bottom = 0;
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          for (let at = 0; at < (node.nodeValue ?? "").length; at += 1) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (bottom > 0 && box.top >= bottom - 1) text += "|";
            bottom = box.bottom;
            text += node.nodeValue?.[at];
          }
        }
        const start = text.replaceAll("|", "").indexOf(wanted);
        return start < 0 ? ["not there"] : text.split("|");
      }, value);

  await find(desk, "DEMO-READY-AT-ONCE");
  for (const value of [given.userPrincipalName, given.emailAddress]) {
    const broken = await lines(value);
    assert.ok(broken.length > 1, value);
    for (const [index, line] of broken.slice(1).entries())
      assert.ok(/^[@.]/.test(line) || /[ -]$/.test(broken[index] ?? ""), broken.join(" | "));
  }
  await ask(desk);
  await play(8);
  await untilEnding(desk, words.ready);
  const [nameEnds, timeBegins] = await page.locator("#recent .who").evaluate((who) => {
    const range = document.createRange();
    if (who.lastChild) range.selectNode(who.lastChild);
    return [who.querySelector("bdi")?.getBoundingClientRect().right ?? Infinity, range.getBoundingClientRect().left];
  });
  assert.ok(Number(timeBegins) >= Number(nameEnds), "the time is to the right of the name");
});
