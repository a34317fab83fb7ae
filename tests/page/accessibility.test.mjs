// @ts-check
/** axe finds no violation in any state of the page, light or dark, and no state is wider than the screen. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { LANGUAGES, openDesk, openDevice, openMore, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { launch } from "./support.mjs";
import { tour } from "./tour.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {import("playwright-core").Page} page */
async function violations(page) {
  // evaluate() bypasses the page's Content-Security-Policy, which blocks scripts of other origins. Axe stays until the next load.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    /** @type {any} */
    const scope = globalThis;
    // The page's clock is stopped, and axe waits for timers of 0 ms. They become tasks here.
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
  test(`axe finds no violation: ${language}, ${colorScheme}, ${width} pixels wide`, { timeout: 240_000 }, async (t) => {
    // Reduced motion switches transitions off: axe must not measure the colours in the middle of one.
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

/** The states of compliance that Graph documents, and one that it does not. */
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
/** The text spacing that WCAG 1.4.12 lets a reader set. */
const SPACING =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }";

for (const language of LANGUAGES) {
  test(`${language}: the label of each state of compliance stays in its row and overlaps no other text`, async (t) => {
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
      .locator(".list tr.device")
      .nth(COMPLIANCE.length - 1)
      .waitFor();
    const misplacedLabels = () =>
      page.evaluate(() => {
        /** @param {Element} element */
        const textOf = (element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return [...range.getClientRects(), element.getBoundingClientRect()];
        };
        return [...document.querySelectorAll(".list tr.device")].flatMap((pick) => {
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
        const misplaced = await misplacedLabels();
        if (misplaced.length > 0) found[`${width}${spacing && ", spaced"}`] = misplaced;
      }
    }
    assert.deepEqual(found, {});
  });
}

test("on a narrow phone, addresses break at . @ - or a space, and the time follows a right-to-left name", async (t) => {
  const desk = await openDesk(t, browser, { profile: { viewport: { width: 320, height: 800 } } });
  const { page, panel, words, runClocks } = desk;
  const given = {
    userDisplayName: "محمد عبد الله",
    userPrincipalName: "amelie.dupont-d'arc-de-la-tour@fabrikam.onmicrosoft.com",
    emailAddress: "amelie.dupont-d-arc@mail.fabrikam.example",
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
   * Gives the text of a value, split into the lines that the browser laid out.
   *
   * @param {string} value
   */
  const lines = (value) =>
    panel
      .locator("dd, .summary .user")
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

  await openDevice(desk, "DEMO-READY-AT-ONCE");
  await openMore(desk);
  for (const value of [given.userPrincipalName, given.emailAddress]) {
    const broken = await lines(value);
    assert.ok(broken.length > 1, value);
    for (const [index, line] of broken.slice(1).entries())
      assert.ok(/^[@.]/.test(line) || /[ -]$/.test(broken[index] ?? ""), broken.join(" | "));
  }
  await requestAssistance(desk);
  await runClocks(8);
  await waitForOutcome(desk, words.ready);
  const [nameEnds, timeBegins] = await page.locator("#recent .who").evaluate((who) => {
    const range = document.createRange();
    if (who.lastChild) range.selectNode(who.lastChild);
    return [who.querySelector("bdi")?.getBoundingClientRect().right ?? Infinity, range.getBoundingClientRect().left];
  });
  assert.ok(Number(timeBegins) >= Number(nameEnds), "the time is to the right of the name");
});

test("in forced colours the open device, the focus and the current step can be told apart", async (t) => {
  const desk = await openDesk(t, browser, { profile: { forcedColors: "active" } });
  const { page, panel, words } = desk;
  await search(desk, "DEMO-READY");
  await page.locator(".pick", { hasText: "DEMO-READY-SLOWLY" }).click();
  const outlines = await page
    .locator("tr.device")
    .evaluateAll((rows) =>
      rows.filter((row) => getComputedStyle(row).outlineStyle !== "none").map((row) => row.textContent),
    );
  assert.equal(outlines.length, 1);
  assert.match(outlines[0] ?? "", /DEMO-READY-SLOWLY/);
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  const borders = await panel
    .locator(".steps li")
    .evaluateAll((steps) => steps.map((step) => getComputedStyle(step, "::before").borderTopStyle));
  assert.deepEqual(borders, ["solid", "solid", "solid", "solid"]);
});
