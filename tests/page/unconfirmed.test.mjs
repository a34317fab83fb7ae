// @ts-check
/** After an unknown result, the page reads the device and reports what it sees. The admin decides. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDesk, openDevice, requestAssistance, waitForOutcome } from "./helpdesk.mjs";
import { launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const expectedErrors = /ERR_CONNECTION_RESET|status of 503/;

/**
 * Sends a request that reaches Graph, and loses the reply.
 *
 * @param {import("./helpdesk.mjs").Desk} desk
 */
async function loseReply({ page }) {
  await page.route("**/requestRemoteAssistance", async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
}

test("the link of a request whose reply was lost is found", async (t) => {
  const desk = await openDesk(t, browser, { expectedErrors });
  await openDevice(desk, "DEMO-READY-SOON");
  await loseReply(desk);
  await requestAssistance(desk);
  await desk.panel.getByText("This page reads the device for a minute to find out.").waitFor();
  await desk.runClocks(12);
  await waitForOutcome(desk, desk.words.ready);
  assert.equal(posts(desk.sandbox).length, 1);
  assert.equal(await desk.page.locator("#unsettled").innerText(), "");
});

test("a new action on the device is reported, and the admin can check for the link", async (t) => {
  const desk = await openDesk(t, browser, { expectedErrors });
  await openDevice(desk, "DEMO-READY-SLOWLY");
  desk.sandbox.graph.setBehaviour("DEMO-READY-SLOWLY", "neverAnswers");
  await loseReply(desk);
  await requestAssistance(desk);
  await desk.runClocks(70);
  await desk.panel.getByText(/A new action started at .*: the request reached the device\./).waitFor();
  assert.equal(await desk.panel.getByRole("button", { name: desk.words.request }).count(), 0);
  await desk.panel.getByRole("button", { name: "Check for the link" }).click();
  await desk.panel.getByRole("button", { name: desk.words.stop }).waitFor();
  assert.equal(posts(desk.sandbox).length, 1);
});

test("without a sign of the request, the admin decides", async (t) => {
  const desk = await openDesk(t, browser, { expectedErrors });
  await openDevice(desk, "DEMO-UNAVAILABLE-503");
  await requestAssistance(desk);
  await desk.runClocks(80);
  await desk.panel.getByText("No sign of the request after 60 s.").waitFor();
  assert.equal(posts(desk.sandbox).length, 1);
  await desk.panel.getByRole("button", { name: desk.words.checked }).click();
  await desk.panel.getByRole("button", { name: desk.words.request }).waitFor();
});
