// @ts-check
/** The whole flow in both languages: from the request to the session's link, or to the reason why there is no link. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LANGUAGES, openDesk, openDevice, openMore, requestAssistance, waitForOutcome } from "./helpdesk.mjs";
import { hold, launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const HOST = "get.teamviewer.sandbox.invalid";

for (const language of LANGUAGES) {
  describe(language, () => {
    test("ready: four steps, then a link that opens in a new tab and can be copied", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, panel, words, runClocks, sandbox, context } = desk;
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: sandbox.page.origin });
      await openDevice(desk, "DEMO-READY-SOON");
      await openMore(desk);
      for (const fact of ["Dana Demir", "Windows 10.0.26100.2314", "Contoso Computers Book 14", "5CGDEMO001"]) {
        assert.ok((await panel.innerText()).includes(fact), fact);
      }
      await requestAssistance(desk);
      await panel.getByRole("button", { name: words.stop }).waitFor();
      const steps = panel.getByRole("list").getByRole("listitem");
      for (const [index, step] of words.steps.entries())
        assert.ok((await steps.nth(index).innerText()).startsWith(step), step);
      assert.equal(await steps.nth(2).getAttribute("aria-current"), "step");
      assert.equal(await page.getByRole("link", { name: words.open }).count(), 0);
      await runClocks(3);
      assert.match(await panel.innerText(), /0:0[23]/, "the time that has passed");
      await runClocks(5);

      await waitForOutcome(desk, words.ready);
      const link = panel.getByRole("link", { name: words.open });
      assert.match(String(await link.getAttribute("href")), new RegExp(`^https://${HOST}/s/`));
      assert.equal(await link.getAttribute("target"), "_blank");
      assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
      assert.ok((await panel.innerText()).includes(HOST), "the host is shown");
      await panel.getByRole("button", { name: words.copy }).click();
      await panel.getByRole("button", { name: words.copied }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await link.getAttribute("href"));
      assert.equal(posts(sandbox).length, 1);
    });

    test("failed: the page shows Graph's reason", async (t) => {
      const desk = await openDesk(t, browser, { language });
      await openDevice(desk, "DEMO-FAILS");
      await requestAssistance(desk);
      await desk.runClocks(6);
      await waitForOutcome(desk, desk.words.failed);
      const text = await desk.panel.innerText();
      assert.match(text, desk.words.reported);
      assert.match(text, /the licence allows no further session/);
      assert.equal(await desk.panel.getByRole("link").count(), 0);
    });

    test("timeout: the page says that Graph took the request and what to check, and can look again", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { panel, words, runClocks, sandbox } = desk;
      await openDevice(desk, "DEMO-NEVER-ANSWERS");
      await requestAssistance(desk);
      await runClocks(175);
      assert.equal(await panel.getByRole("heading", { level: 4 }).count(), 0, "the page waits for three minutes");
      await runClocks(20);
      await waitForOutcome(desk, words.timeout);
      assert.match(await panel.innerText(), words.taken);
      assert.equal(posts(sandbox).length, 1);
      await panel.getByRole("button", { name: words.lookAgain }).click();
      await panel.getByRole("button", { name: words.stop }).waitFor();
      assert.equal(
        await panel.getByRole("button", { name: words.requestAgain }).count(),
        0,
        "not while the page looks for the session",
      );
      await runClocks(9);
      const position = await panel
        .getByRole("progressbar")
        .evaluate((bar) => /** @type {HTMLProgressElement} */ (bar).position);
      assert.equal(position.toFixed(2), "0.05", "the three minutes start again");
    });

    test("stale link: the link of an earlier session is not shown, not even after the timeout", async (t) => {
      const desk = await openDesk(t, browser, { language });
      const { page, runClocks, words } = desk;
      await openDevice(desk, "DEMO-OLD-LINK-FOR-EVER");
      await requestAssistance(desk);
      for (const seconds of [5, 60, 130]) {
        await runClocks(seconds);
        assert.equal(await page.locator("a[target=_blank]:visible").count(), 0);
      }
      await waitForOutcome(desk, words.timeout);
      assert.ok(!(await page.content()).includes(HOST), "nowhere in the page");
    });

    test("stale link: the new link that follows is shown", async (t) => {
      const desk = await openDesk(t, browser, { language });
      await openDevice(desk, "DEMO-OLD-LINK-THEN-NEW");
      await requestAssistance(desk);
      await desk.runClocks(3);
      assert.equal(await desk.page.locator("a[target=_blank]:visible").count(), 0);
      await desk.runClocks(9);
      const link = desk.panel.getByRole("link", { name: desk.words.open });
      // The sandbox numbers a device's sessions. Number 0 is the earlier session.
      assert.match(String(await link.getAttribute("href")), /-1$/);
    });

    test("refused: the page says that the device was not asked and which right is missing", async (t) => {
      const desk = await openDesk(t, browser, { language });
      await openDevice(desk, "DEMO-REFUSED-403");
      await requestAssistance(desk);
      await waitForOutcome(desk, desk.words.forbidden);
      const text = await desk.panel.innerText();
      assert.ok(text.includes(desk.words.notAsked));
      assert.match(text, /Offer remote assistance/);
      await desk.panel.getByRole("button", { name: desk.words.requestAgain }).waitFor();
    });

    test("throttled: the page counts down, sends the request again and follows it", async (t) => {
      const desk = await openDesk(t, browser, { language });
      await openDevice(desk, "DEMO-THROTTLED-429");
      await requestAssistance(desk);
      await desk.panel.getByText(desk.words.sentAgainIn).waitFor();
      await desk.runClocks(12);
      await waitForOutcome(desk, desk.words.ready);
      assert.deepEqual(
        posts(desk.sandbox).map(({ status }) => status),
        [429, 204],
      );
    });

    test("throttled for longer than the page waits: it says so at once, with a countdown", async (t) => {
      const desk = await openDesk(t, browser, { language });
      await openDevice(desk, "DEMO-THROTTLED-FOR-LONG");
      await requestAssistance(desk);
      await waitForOutcome(desk, desk.words.throttled);
      assert.match(await desk.panel.innerText(), /1(20|19)/);
      assert.equal(posts(desk.sandbox).length, 1);
    });

    test("connector missing: the page says so before the request, which can still be sent", async (t) => {
      const desk = await openDesk(t, browser, { language, connector: "none" });
      await openDevice(desk, "DEMO-READY-SOON");
      await desk.panel.getByText(desk.words.noConnector).click();
      assert.match(await desk.panel.innerText(), desk.words.connectorAdvice);
      assert.equal(posts(desk.sandbox).length, 0);
      await requestAssistance(desk);
      await waitForOutcome(desk, desk.words.badRequest);
    });
  });
}

/** @type {[string, string, RegExp][]} */
const LINKS = [
  ["http", "DEMO-LINK-HTTP", /not a secure address/],
  ["javascript", "DEMO-LINK-SCRIPT", /not a secure address/],
  ["text", "DEMO-LINK-TEXT", /not a secure address/],
];
for (const [name, device, sentence] of LINKS) {
  test(`a session URL is not offered as a link: ${name}`, async (t) => {
    const desk = await openDesk(t, browser);
    await openDevice(desk, device);
    await requestAssistance(desk);
    await desk.runClocks(6);
    await waitForOutcome(desk, desk.words.failed);
    assert.match(await desk.panel.innerText(), sentence);
    assert.equal(await desk.page.locator("a[target=_blank]:visible").count(), 0);
  });
}

/** @type {[string, RegExp][]} */
const FAILURES = [
  ["DEMO-FAILS-SILENTLY", /Graph gives no reason/],
  ["DEMO-CANCELED", /was cancelled, at the device/],
  ["DEMO-NOT-SUPPORTED", /does not support remote assistance/],
];
for (const [device, sentence] of FAILURES) {
  test(`${device}: the page says what to do`, async (t) => {
    const desk = await openDesk(t, browser);
    await openDevice(desk, device);
    await requestAssistance(desk);
    await desk.runClocks(6);
    await waitForOutcome(desk, desk.words.failed);
    assert.match(await desk.panel.innerText(), sentence);
  });
}

test("a device that cannot be read: the page says that Graph took the request, and where to look", async (t) => {
  const desk = await openDesk(t, browser);
  await openDevice(desk, "DEMO-READS-403");
  await requestAssistance(desk);
  await desk.runClocks(10);
  await waitForOutcome(desk, desk.words.unreadable);
  assert.match(await desk.panel.innerText(), /The request was accepted/);
  assert.match(await desk.panel.innerText(), /Device not read before the request/);
});

test("waiting can be stopped and resumed; the request is not repeated", async (t) => {
  const desk = await openDesk(t, browser);
  const { panel, words, runClocks, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.stop }).click();
  await waitForOutcome(desk, "Stopped waiting for the link");
  await runClocks(30);
  assert.equal(await panel.getByRole("link").count(), 0);
  await panel.getByRole("button", { name: "Check again" }).click();
  await runClocks(8);
  await waitForOutcome(desk, words.ready);
  assert.equal(posts(sandbox).length, 1);
});

test("cancelled while the device is checked: the steps show neither a check nor a refused request", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  await hold(page, "**/deviceManagement/managedDevices/*");
  await requestAssistance(desk);
  await page.locator("li[aria-current=step]", { hasText: "Checking the device" }).waitFor();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await waitForOutcome(desk, "The request was cancelled");
  assert.deepEqual(
    (await panel.locator(".steps li").allInnerTexts()).map((step) => step.replace(/\s+/g, " ")),
    [
      "Device not read before the request (skipped)",
      "Nothing was sent (skipped)",
      "Waiting for the user (not yet)",
      "Link ready (not yet)",
    ],
  );
  assert.equal(posts(sandbox).length, 0);
});

for (const [admin, sentence] of /** @type {const} */ ([
  ["Jonas", /TeamViewer is not connected/],
  ["Vera", /permission to see whether TeamViewer is connected/],
])) {
  test(`the state of the connector, as ${admin} sees it`, async (t) => {
    const desk = await openDesk(t, browser, { admin });
    await openDevice(desk, "DEMO-READY-SOON");
    await desk.panel.getByText(sentence).waitFor();
    await desk.panel.getByRole("button", { name: desk.words.request }).waitFor();
  });
}

test("a request with an unknown outcome blocks the next one until the admin has checked the device", async (t) => {
  const desk = await openDesk(t, browser);
  const { panel, page, words } = desk;
  await openDevice(desk, "DEMO-UNAVAILABLE-503");
  await requestAssistance(desk);
  await waitForOutcome(desk, "Graph is not available");
  assert.equal(await panel.getByRole("button", { name: words.requestAgain }).count(), 0);
  // The address leads to the device again, which tells of its request.
  await page.reload();
  await waitForOutcome(desk, "Graph is not available");
  assert.equal(await panel.getByRole("button", { name: words.request }).count(), 0);
  // Elsewhere on the page, the request is told of above everything else.
  await openDevice(desk, "ADA-LAPTOP");
  const open = page.getByRole("heading", { name: "We don’t know whether this request reached the device" });
  await open.waitFor();
  await page.getByRole("button", { name: words.checked }).click();
  await open.waitFor({ state: "detached" });
});

test("a request in progress is not reported as unknown while another device is open", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words, runClocks } = desk;
  await openDevice(desk, "DEMO-READY-SOON");
  const release = await hold(page, "**/requestRemoteAssistance");
  await requestAssistance(desk);
  await page.locator("li[aria-current=step]", { hasText: "Sending the request" }).waitFor();
  await openDevice(desk, "DEMO-FAILS-SILENTLY");
  assert.equal(await page.getByRole("heading", { name: /It is not known/ }).count(), 0);
  release();
  await runClocks(8);
  const recent = page.locator("section").filter({ has: page.getByRole("heading", { name: words.recent }) });
  await recent.getByRole("button").filter({ hasText: "DEMO-READY-SOON" }).filter({ hasText: "Link ready" }).click();
  await waitForOutcome(desk, words.ready);
});

test("clearing the list keeps the open device's link, and removes it once another device is open", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks } = desk;
  for (const device of ["DEMO-READY-AT-ONCE", "DEMO-READY-SOON"]) {
    await openDevice(desk, device);
    await requestAssistance(desk);
    await runClocks(8);
    await waitForOutcome(desk, words.ready);
    // A link that nobody has opened or copied would stay.
    await panel.getByRole("button", { name: words.copy }).click();
  }
  const rows = page.locator("#recent li");
  const clear = page.getByRole("button", { name: "Clear the list" });
  await clear.click();
  await panel.getByRole("link", { name: words.open }).waitFor();
  assert.equal(await rows.count(), 1);
  assert.match(await rows.innerText(), /DEMO-READY-SOON/);
  await openDevice(desk, "DEMO-FAILS-SILENTLY");
  await clear.click();
  await rows.waitFor({ state: "detached" });
});
