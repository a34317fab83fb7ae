// @ts-check
/** `<remote-assistance>`: languages, colours, and what axe finds in each state. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "../page/support.mjs";
import { device, openPortal } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const LIMIT = { timeout: 120_000 };
const soon = device("DEMO-READY-SOON");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, "axe").run(document, { resultTypes: ["violations"] });
    return violations.map(
      (/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ n) => n.html)}`,
    );
  });
}

/** A device for each ending, and the heading of that ending in Russian and in English. */
const ENDINGS = /** @type {const} */ ([
  ["DEMO-READY-SOON", "Сеанс готов", "The session is ready"],
  ["DEMO-FAILS", "Создать сеанс не удалось", "The session could not be created"],
  ["DEMO-THROTTLED-FOR-LONG", "Слишком много запросов от вашей организации", "Too many requests from your tenant"],
  ["DEMO-UNAVAILABLE-503", "Graph сейчас недоступен", "Graph is not available"],
  ["DEMO-REFUSED-403", "У вас нет прав на это действие", "You are not permitted to do this"],
]);

for (const [lang, scheme, width] of /** @type {const} */ ([
  ["en", "light", 320],
  ["ru", "dark", 320],
  ["ru", "light", 1280],
  ["en", "dark", 1280],
])) {
  test(`axe finds no violation in any state: ${lang}, ${scheme}, ${width} pixels wide`, LIMIT, async (t) => {
    const ids = [...ENDINGS.map(([name]) => name), "DEMO-NEVER-ANSWERS", "DEMO-READY-AT-ONCE"];
    const body = ids.map(
      (name) => `<remote-assistance id="${name}" managed-device-id="${device(name)}"></remote-assistance>`,
    );
    const { page } = await openPortal(
      t,
      browser,
      `${body.join("")}<remote-assistance id="wrong"></remote-assistance>`,
      {
        lang,
        head: '<meta name="color-scheme" content="light dark">',
        expectedErrors: /429|503|403/,
        profile: { colorScheme: scheme, viewport: { width, height: 900 }, reducedMotion: "reduce" },
      },
    );
    await page.locator("#wrong .notice").waitFor();
    assert.deepEqual(await violations(page), [], "before a request");
    // The 429 closes the gate for two minutes, for the others too. So it comes last.
    const last = "DEMO-THROTTLED-FOR-LONG";
    const requested = [...ENDINGS].sort(([name]) => (name === last ? 1 : -1));
    await page.locator("#DEMO-NEVER-ANSWERS button").click();
    for (const [name, ru, en] of requested) {
      await page.locator(`#${name} button`).click();
      await page
        .locator(`#${name}`)
        .getByRole("heading", { name: lang === "ru" ? ru : en })
        .waitFor();
    }
    for (const summary of await page.locator("remote-assistance summary").all()) await summary.click();
    assert.deepEqual(await violations(page), [], "after the requests");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} pixels too wide`);
  });
}

test("the language is that of the nearest lang attribute, else English, and it can change", LIMIT, async (t) => {
  const { page } = await openPortal(
    t,
    browser,
    ["en", "ru", "ru-RU", "de", "en_US", ""]
      .map(
        (lang, index) =>
          `<remote-assistance id="e${index}" lang="${lang}" managed-device-id="${soon}"></remote-assistance>`,
      )
      .join("") + `<div lang="ru"><remote-assistance id="inner" managed-device-id="${soon}"></remote-assistance></div>`,
    { profile: { locale: "ru-RU" } },
  );
  const label = (/** @type {string} */ id) => page.locator(`#${id} button`).innerText();
  const ru = "Запросить удалённую помощь";
  const en = "Request remote assistance";
  await page.locator("#inner button").waitFor();
  assert.deepEqual(await Promise.all(["e0", "e1", "e2", "e3", "e4", "e5", "inner"].map(label)), [
    en,
    ru,
    ru,
    en,
    en,
    ru,
    ru,
  ]);
  await page.locator("#e1").evaluate((element) => element.setAttribute("lang", "en"));
  assert.equal(await label("e1"), en);
});

test("a language whose file cannot be loaded says so", LIMIT, async (t) => {
  const { page } = await openPortal(t, browser, '<div id="place"></div>', {
    expectedErrors: /Failed to load resource|dynamically/,
  });
  await page.route(/element-ru/, (route) => route.abort());
  await page.evaluate(
    ([id]) => {
      const element = document.createElement("remote-assistance");
      element.lang = "ru";
      element.setAttribute("managed-device-id", id);
      document.querySelector("#place")?.append(element);
    },
    [soon],
  );
  await page.getByText("Remote assistance could not be loaded. Reload this page.").waitFor();
});

test(
  "a dark page has a dark element: by its colour scheme, by its own colours, and when the system changes",
  LIMIT,
  async (t) => {
    const { page } = await openPortal(
      t,
      browser,
      ["plain", "scheme", "colours", "own"]
        .map((id) => `<div id="${id}"><remote-assistance managed-device-id="${soon}"></remote-assistance></div>`)
        .join(""),
      {
        head: '<meta name="color-scheme" content="light dark">',
        profile: { colorScheme: "dark", reducedMotion: "reduce" },
      },
    );
    await page.locator("#own button").waitFor();
    // Through the object model: the policy has no 'unsafe-inline'.
    await page.evaluate(() => {
      const style = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.querySelector(`#${id}`)).style;
      style("scheme").colorScheme = "light";
      style("scheme").color = "CanvasText";
      style("colours").color = "#eee";
      style("own").setProperty("--remote-assistance-button", "rgb(1, 2, 3)");
      for (const element of document.querySelectorAll("remote-assistance")) element.parentElement?.append(element);
    });
    const text = async () =>
      Promise.all(
        ["plain", "scheme", "colours"].map((id) =>
          page.locator(`#${id} .root`).evaluate((element) => getComputedStyle(element).color),
        ),
      );
    const dark = "rgb(255, 255, 255)";
    const light = "rgb(36, 36, 36)";
    assert.deepEqual(await text(), [dark, light, dark]);
    assert.equal(
      await page.locator("#own button").evaluate((button) => getComputedStyle(button).backgroundColor),
      "rgb(1, 2, 3)",
    );
    await page.emulateMedia({ colorScheme: "light" });
    // The browser tells of the change in a task of its own.
    await page.locator("#plain .root.light").waitFor();
    assert.deepEqual(await text(), [light, light, dark]);
  },
);

test("a portal reaches the parts, and its own styles stay outside", LIMIT, async (t) => {
  const { page } = await openPortal(t, browser, `<remote-assistance managed-device-id="${soon}"></remote-assistance>`);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "button, p { color: rgb(9, 9, 9) !important } remote-assistance::part(button) { color: rgb(7, 7, 7) }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  await page.getByRole("button").waitFor();
  assert.equal(await page.getByRole("button").evaluate((button) => getComputedStyle(button).color), "rgb(7, 7, 7)");
  assert.notEqual(await page.locator(".hint").evaluate((hint) => getComputedStyle(hint).color), "rgb(9, 9, 9)");
  await page.getByRole("button").click();
  await page.getByRole("link").waitFor();
  const parts = await page.locator("remote-assistance [part]").evaluateAll((all) => all.map(({ part }) => part.value));
  assert.deepEqual(new Set(parts), new Set(["button", "link", "notice", "session", "steps"]));
});
