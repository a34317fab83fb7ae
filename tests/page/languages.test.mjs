// @ts-check
/** English and Russian: the browser's language decides, switching loses nothing, and the translation is complete. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk, openDevice, requestAssistance, search, WORDS } from "./helpdesk.mjs";
import { fillIn, launch, open } from "./support.mjs";
import { tour } from "./tour.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/** @type {[locale: string, lang: string][]} */
const CHOICES = [
  ["ru-RU", "ru"],
  ["ru", "ru"],
  ["en-US", "en"],
  ["de-DE", "en"],
];
for (const [locale, lang] of CHOICES) {
  test(`with the browser language ${locale} the page is in ${lang}`, async (t) => {
    const { page } = await open(t, browser, { profile: { locale } });
    await page.getByRole("heading", { level: 1, name: WORDS[/** @type {"en" | "ru"} */ (lang)].title }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    assert.equal(await page.title(), WORDS[/** @type {"en" | "ru"} */ (lang)].title);
  });
}

test("switching the language keeps the state of the page, and the page remembers the language", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, runClocks } = desk;
  await search(desk, "OFFICE-PC");
  await page.getByRole("checkbox", { name: "Select OFFICE-PC-003" }).check();
  await openDevice(desk, "DEMO-NEVER-ANSWERS");
  await requestAssistance(desk);
  await runClocks(30);
  await panel.getByRole("button", { name: "Stop waiting" }).waitFor();
  await page.getByLabel("Search for").fill("half typed");
  await page.getByRole("button", { name: "Русский" }).click();

  await panel.getByRole("button", { name: "Прекратить ожидание" }).waitFor();
  await panel.getByRole("heading", { name: "DEMO-NEVER-ANSWERS" }).waitFor();
  assert.equal(await page.getByLabel("Что искать").inputValue(), "half typed");
  await page.getByText("Выбрано: 1").waitFor();
  await page.getByText("1 устройство").first().waitFor();
  assert.equal(await page.title(), "Удалённая помощь");
  await runClocks(2);
  assert.match(await panel.innerText(), /Время: 0:3\d/);

  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Удалённая помощь" }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Remote assistance" }).waitFor();
});

test("switching the language keeps the fields and the report of the form for IDs", async (t) => {
  const { page } = await openDesk(t, browser, { language: "en" });
  await fillIn(page, { scope: "deviceManagement", ids: { managedDeviceId: "6b5192da-d757-4aca-a898-30f7ca995d12" } });
  await page.getByRole("button", { name: "Request remote assistance" }).click();
  await page.getByRole("heading", { name: "Device not found in Intune, or outside your scope tags" }).waitFor();
  await page.getByRole("button", { name: "Русский" }).click();
  await page
    .getByRole("heading", { name: "Устройство не найдено в Intune или не входит в ваши теги области" })
    .waitFor();
  assert.equal(
    await page.getByLabel("Идентификатор устройства в Intune").inputValue(),
    "6b5192da-d757-4aca-a898-30f7ca995d12",
  );
  assert.equal(await page.getByRole("radio", { name: "Устройство по его идентификатору" }).isChecked(), true);
});

test("Russian uses its plural forms for numbers of devices", async (t) => {
  const desk = await openDesk(t, browser, { language: "ru" });
  for (const [text, count] of [
    ["DEMO-LINK", "3 устройства"],
    ["DEMO-READS", "3 устройства"],
    ["DEMO-READY", "7 устройств"],
    ["MARIA-KIOSK", "1 устройство"],
  ]) {
    await search(desk, String(text));
    await desk.page.getByText(String(count), { exact: true }).first().waitFor();
  }
});

/** Latin text that is correct in Russian too: names of products, of Graph's permissions, of people and devices. */
const LATIN =
  /DEMO[\w-]*|OFFICE-PC-\d+|English|Ada Winter|Dana Demir|[\w.#'-]+@[\w.]+|fabrikam\.onmicrosoft\.com|Microsoft|Entra|Graph|Intune|TeamViewer|ID|CSV|Windows[\d. ]*|Contoso Computers Book \d+|Android Enterprise|5CG\w+|[0-9a-f]{8}-[0-9a-f-]+|GUID|ASCII|HTTP|\w+\.ReadWrite\.All/g;

test("in Russian, no state on the way to a session holds English text", async (t) => {
  const desk = await openDesk(t, browser, { language: "ru" });
  const { page, runClocks, words } = desk;
  /** @param {string} state */
  const check = async (state) => {
    const text = (await page.locator("body").innerText()).replaceAll(LATIN, "");
    assert.deepEqual(text.match(/[a-z]{3,}/gi) ?? [], [], state);
  };
  await check("start");
  await search(desk, "nothing of it");
  await page.getByRole("heading", { name: "Ничего не найдено" }).waitFor();
  await page.getByLabel(words.searchFor).fill("DEMO");
  await check("nothing found");
  await openDevice(desk, "DEMO-READY-SOON");
  await desk.panel.getByText(words.connected).waitFor();
  await check("device");
  await requestAssistance(desk);
  await desk.panel.getByRole("button", { name: words.stop }).waitFor();
  await check("waiting");
  await runClocks(8);
  await desk.panel.getByRole("link", { name: words.open }).waitFor();
  await page
    .locator("#panel .hint")
    .filter({ hasText: "teamviewer" })
    .evaluateAll((elements) => {
      for (const element of elements) element.remove();
    });
  await check("ready");
});

test("in Russian, no state of the page holds English text, apart from names and what Graph says", async (t) => {
  const desk = await openDesk(t, browser, { language: "ru" });
  /** @type {Record<string, string[]>} */
  const found = {};
  await tour(desk, async (state) => {
    const texts = await desk.page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      /** @type {string[]} */
      const visible = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const element = node.parentElement;
        // Values, names, and the samples of the sandbox are what they are in every language.
        if (
          element?.checkVisibility() &&
          !element.closest("dd, .name, .who, .what, #sample, [lang=en], h2:not(.notice h2)")
        )
          visible.push(node.nodeValue ?? "");
      }
      return visible;
    });
    // Graph's own sentence stands in quotation marks.
    const text = texts
      .join(" ")
      .replace(/«[^»]*»/g, "")
      .replaceAll(LATIN, "")
      .replace(/[\w.-]+\.invalid/g, "");
    const words = text.match(/[a-z]{3,}/gi) ?? [];
    if (words.length > 0) found[state] = words;
  });
  assert.deepEqual(found, {});
});
