// @ts-check
/**
 * Takes screenshots of the main states of the page in every width, colour scheme and language, for a look before a release.
 * `node tests/page/screenshots.mjs` writes them to target/screenshots/; `--docs` writes those of the documents to docs/.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LANGUAGES, openDesk, openDevice, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { launch } from "./support.mjs";

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
  { width: 1920, height: 1080 },
];
const docs = process.argv.includes("--docs");
const folder = fileURLToPath(new URL(docs ? "../../docs/" : "../../target/screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });

/** What a test would do at its end. @type {(() => Promise<void>)[]} */
const cleanups = [];
const context = /** @type {import("node:test").TestContext} */ (
  /** @type {unknown} */ ({ after: (/** @type {() => Promise<void>} */ cleanup) => void cleanups.unshift(cleanup) })
);
const browser = await launch();

/**
 * @param {import("./helpdesk.mjs").Language} language
 * @param {"light" | "dark"} colorScheme
 * @param {{ width: number, height: number }} viewport
 * @param {(name: string, page: import("playwright-core").Page) => Promise<unknown>} shoot
 */
async function visit(language, colorScheme, viewport, shoot) {
  const desk = await openDesk(context, browser, {
    language,
    profile: { colorScheme, viewport },
    generatedDeviceCount: 40,
    pageSize: 40,
  });
  const { page, panel, words, runClocks } = desk;
  const back = async () => {
    if (await page.locator("button.back").isVisible()) await page.locator("button.back").click();
  };
  const shot = (/** @type {string} */ name) => shoot(name, page);
  await shot("start");
  await search(desk, "DEMO-READY");
  await page.locator("tr.device").nth(6).waitFor();
  await shot("list");
  await openDevice(desk, "DEMO-READY-SOON");
  await panel.getByText(words.connected).waitFor();
  await shot("device");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await runClocks(3);
  await shot("waiting");
  await runClocks(6);
  await waitForOutcome(desk, words.ready);
  await shot("ready");
  await page.route("**/requestRemoteAssistance", (route) =>
    route.fulfill({ status: 409, headers: { "access-control-allow-origin": "*" }, json: {} }),
  );
  await panel.getByRole("button", { name: words.requestAgain }).click();
  await panel.getByRole("button", { name: words.confirmAgain }).click();
  await panel.locator(".notice.bad").waitFor();
  await shot("refused-beside-link");
  await page.unroute("**/requestRemoteAssistance");
  await back();
  await openDevice(desk, "DEMO-REFUSED-403");
  await requestAssistance(desk);
  await waitForOutcome(desk, words.forbidden);
  await shot("rejected");
  await back();
  await openDevice(desk, "DEMO-UNAVAILABLE-503");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.checked }).waitFor();
  await shot("unconfirmed");
  await runClocks(7);
  await back();
  await search(desk, "OFFICE-PC");
  await page.getByLabel(words.selectAll).check();
  await page.getByRole("button", { name: words.requestForThese }).click();
  await page.locator(".many-dialog").getByText(words.connected).waitFor();
  await shot("dialog");
  await page.getByRole("button", { name: words.requestFor(40) }).click();
  await runClocks(60);
  await page.getByRole("heading", { name: words.allDone }).waitFor();
  await shot("table");
  while (cleanups.length > 0) await cleanups.shift()?.();
}

/** The screenshots of the documents. @type {Record<string, string>} */
const IN_DOCS = {
  "ready-1280-light-en": "page-light",
  "table-1920-dark-en": "page-many",
  "waiting-390-dark-ru": "page-dark-ru",
};

for (const language of LANGUAGES) {
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    for (const size of SIZES) {
      const end = `${size.width}-${scheme}-${language}`;
      if (docs && !Object.keys(IN_DOCS).some((name) => name.endsWith(end))) continue;
      await visit(language, scheme, size, async (name, page) => {
        const file = docs ? IN_DOCS[`${name}-${end}`] : `${name}-${end}`;
        if (file !== undefined) await page.screenshot({ path: `${folder}${file}.png` });
      });
      console.log(end);
    }
  }
}
await browser.close();
