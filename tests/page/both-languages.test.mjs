// @ts-check
/** What an admin does with the page, in each language: search, list, device, request, several tabs, several devices. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { dictionaryOf } from "./dictionaries.mjs";
import {
  LANGUAGES,
  listButton,
  openDesk,
  openDevice,
  openMore,
  REFUSALS,
  requestAssistance,
  search,
  WORDS,
  waitForOutcome,
} from "./helpdesk.mjs";
import { launch, open, posts, signIn } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

for (const language of LANGUAGES) {
  describe(language, async () => {
    const words = await dictionaryOf(language);

    test("a person is found by name, with the reason, and the request takes the route of users", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, panel, sandbox } = desk;
      await search(desk, "Ada Winter", "any");
      await page.locator("tr.device").first().waitFor();
      await page.locator("tr.device .match", { hasText: words.results.matches.person }).first().waitFor();
      await listButton(desk, "ADA-LAPTOP").click();
      await panel.getByRole("button", { name: words.request.request }).click();
      await panel.locator("section.session").waitFor();
      await desk.runClocks(2);
      assert.match(String(posts(sandbox)[0]?.url), /\/users\/[^/]+\/managedDevices\//);
    });

    test("a pasted list names the entries without a device", async (t) => {
      const desk = await openDesk(t, browser, { language });
      await search(desk, "ADA-LAPTOP\nNO-SUCH-PC", "any");
      const missing = desk.page.locator(".list .notice.warn");
      await missing.getByText(words.results.missing(1)).waitFor();
      assert.equal(await missing.locator("li").innerText(), "NO-SUCH-PC");
    });

    test("a search closes the device of the one before, and Back leads to it again", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, panel } = desk;
      await search(desk, "DEMO-READY");
      await listButton(desk, "DEMO-READY-SOON").click();
      await panel.getByRole("button", { name: words.request.request }).waitFor();
      await search(desk, "nothing of it");
      await page.getByRole("heading", { name: words.results.none }).waitFor();
      assert.equal(await panel.getByRole("button", { name: words.request.request }).count(), 0);
      await panel.getByRole("heading", { name: words.device.none }).waitFor();
      await page.goBack();
      await panel.getByRole("heading", { name: "DEMO-READY-SOON" }).waitFor();
    });

    test("the table sorts, and the device shows its details and the way to Intune", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, panel } = desk;
      await search(desk, "DEMO-READY");
      await page.locator("thead").getByRole("button", { name: words.device.name, exact: true }).click();
      assert.equal(await page.locator("tr.device .name").first().innerText(), "DEMO-READY-AMONG-OTHERS");
      await openDevice(desk, "DEMO-READY-SOON");
      await openMore(desk);
      for (const name of ["model", "serial", "id"])
        await panel.getByText(String(words.device[/** @type {"model"} */ (name)]), { exact: true }).waitFor();
      await panel.getByRole("link", { name: words.device.openInIntune }).waitFor();
    });

    test("a link that is ready elsewhere is announced, and an unopened link is not discarded", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page } = desk;
      await openDevice(desk, "DEMO-READY-SOON");
      await requestAssistance(desk);
      await desk.panel.getByRole("button", { name: words.session.stop }).waitFor();
      await openDevice(desk, "ADA-LAPTOP");
      await desk.runClocks(8);
      const toast = page.locator(".toast", { hasText: words.ready.toast("DEMO-READY-SOON") });
      await toast.waitFor();
      assert.equal(await page.title(), `(1) ${words.session.ready} · ${words.page.title}`);
      await page.getByRole("button", { name: words.recent.remove }).click();
      assert.equal(await page.locator("#recent .row").count(), 1);
      await toast.getByRole("button", { name: words.ready.show }).click();
      await waitForOutcome(desk, words.session.ready);
    });

    test("next to a link, another request is confirmed first", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { panel } = desk;
      await openDevice(desk, "DEMO-READY-AT-ONCE");
      await requestAssistance(desk);
      await desk.runClocks(4);
      await waitForOutcome(desk, words.session.ready);
      await panel.getByRole("button", { name: words.request.requestAgain }).click();
      await panel.getByText(words.request.askAgain).waitFor();
      await panel.getByRole("button", { name: words.request.confirmAgain }).waitFor();
      assert.equal(posts(desk.sandbox).length, 1);
    });

    test("the page finds out what became of a request with an unknown result", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { panel } = desk;
      await openDevice(desk, "DEMO-UNAVAILABLE-503");
      await requestAssistance(desk);
      await panel.getByText(words.unsettled.investigating).waitFor();
      await desk.runClocks(75);
      await panel.getByText(words.unsettled.nothing).waitFor();
      await panel.getByRole("button", { name: words.unsettled.checked }).click();
      await panel.getByRole("button", { name: words.request.request }).waitFor();
    });

    test("a second tab knows the request of the first one, and shows its link", async (t) => {
      const { sandbox, context, page } = await open(t, browser, {
        profile: { locale: WORDS[language].locale },
        expectedErrors: REFUSALS,
        stepMs: 200,
      });
      await signIn(page, "Ada");
      const first = /** @type {import("./helpdesk.mjs").Desk} */ (
        /** @type {unknown} */ ({ page, words: WORDS[language], sandbox, panel: page.locator("#panel") })
      );
      await openDevice(first, "DEMO-READY-SOON");
      await requestAssistance(first);
      const tab = await context.newPage();
      await tab.goto(page.url());
      await waitForOutcome({ panel: tab.locator("#panel") }, words.session.ready);
      assert.equal(posts(sandbox).length, 1);
    });

    test("the dialog, the table and the account menu", async (t) => {
      const desk = await openDesk(t, browser, { language, generatedDeviceCount: 8, pageSize: 25 });
      const { page } = desk;
      await search(desk, "OFFICE-PC");
      await page.getByLabel(words.results.selectAll(8)).check();
      await page.getByText(words.results.selected(8)).waitFor();
      await page.getByRole("button", { name: words.results.requestForSelected }).click();
      const dialog = page.getByRole("dialog", { name: words.many.title(8) });
      await dialog.getByText(words.many.advice(8)).waitFor();
      await dialog.getByRole("button", { name: words.many.start(8) }).click();
      await desk.runClocks(30);
      await page.getByRole("heading", { name: words.many.finished }).waitFor();
      await page.getByLabel(words.many.onlyOpen).check();
      assert.equal(await page.locator(".batch-panel tbody tr:visible").count(), 1);
      await page.getByRole("button", { name: words.many.retry(1) }).click();
      await page.getByRole("dialog", { name: words.many.title(1) }).waitFor();
      await page.keyboard.press("Escape");
      await page.locator("#account summary").click();
      for (const name of [words.page.switchAccount, words.page.signOut])
        await page.getByRole("button", { name }).waitFor();
    });
  });
}
