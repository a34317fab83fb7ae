// @ts-check
/** A link that is ready is announced wherever the admin is, and is not lost. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk, openDevice, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

test("while another device is open, the title and a notice tell of the link, and lead to it", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await openDevice(desk, "ADA-LAPTOP");
  await desk.runClocks(8);
  const notice = page.locator(".toast", { hasText: "The session with DEMO-READY-SOON is ready." });
  await notice.waitFor();
  assert.equal(await page.title(), "(1) The session is ready · Remote assistance");
  await notice.getByRole("button", { name: "Show" }).click();
  await waitForOutcome(desk, words.ready);
  assert.equal(await notice.count(), 0);
  assert.equal(await page.title(), "Remote assistance");
});

test("clearing the list keeps a link that nobody has opened", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words } = desk;
  await openDevice(desk, "DEMO-READY-AT-ONCE");
  await requestAssistance(desk);
  await desk.runClocks(4);
  await waitForOutcome(desk, words.ready);
  await openDevice(desk, "ADA-LAPTOP");
  const recent = page.locator("#recent .row");
  await page.getByRole("button", { name: "Clear the list" }).click();
  assert.equal(await recent.count(), 1);
  await recent.getByRole("button").click();
  await panel.getByRole("button", { name: words.copy }).click();
  await openDevice(desk, "ADA-LAPTOP");
  await page.getByRole("button", { name: "Clear the list" }).click();
  assert.equal(await recent.count(), 0);
});

test("next to a link, another request is confirmed first", async (t) => {
  const desk = await openDesk(t, browser);
  const { panel, words, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-AT-ONCE");
  await requestAssistance(desk);
  await desk.runClocks(4);
  await waitForOutcome(desk, words.ready);
  await panel.getByRole("button", { name: words.requestAgain }).click();
  assert.equal(posts(sandbox).length, 1);
  await panel.getByRole("button", { name: "Ask the user again" }).click();
  await panel.getByRole("button", { name: /Cancel|Stop/ }).waitFor();
  await desk.runClocks(4);
  assert.equal(posts(sandbox).length, 2);
});

for (const width of [320, 390, 768, 1280, 1600, 1920, 2560]) {
  test(`the header does not overlap at ${width} px`, async (t) => {
    const desk = await openDesk(t, browser, { profile: { viewport: { width, height: 800 } } });
    const boxes = await desk.page.evaluate(() =>
      [...document.querySelectorAll("#sandbox, header img, header h1, #tenant, #languages, #account > summary")].map(
        (element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return { name: element.id || element.localName, left, top, right, bottom };
        },
      ),
    );
    assert.equal(boxes.length, 6);
    for (const [index, one] of boxes.entries()) {
      assert.ok(one.left >= 0 && one.right <= width, `${one.name} is outside`);
      for (const other of boxes.slice(index + 1)) {
        const overlaps =
          one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
        assert.ok(!overlaps, `${one.name} overlaps ${other.name}`);
      }
    }
    await search(desk, "nothing of it");
    assert.equal(await desk.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });
}
