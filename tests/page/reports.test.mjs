// @ts-check
/** What users of such pages have reported in public (`npm run reports` lists the sources), on the page. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import {
  listButton,
  listRows,
  openDesk,
  openDevice,
  openMore,
  requestAssistance,
  search,
  waitForOutcome,
} from "./helpdesk.mjs";
import { ARGUMENTS, executablePath, launch, open, openBlankPage, PATIENCE_MS, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

test("a: without URL.canParse, the link and the connector are shown", async (t) => {
  const desk = await openDesk(t, browser, {
    prepare: async (context) => void (await context.addInitScript(() => void Reflect.deleteProperty(URL, "canParse"))),
    isTimed: false,
  });
  await openDevice(desk, "DEMO-READY-AT-ONCE");
  await desk.panel.getByText(desk.words.connected).waitFor();
  await requestAssistance(desk);
  await waitForOutcome(desk, desk.words.ready);
  assert.match(String(await desk.panel.getByRole("link").first().getAttribute("href")), /^https:\/\/get\.teamviewer/);
});

test("b: a device that does not match the search is neither listed nor opened", async (t) => {
  const desk = await openDesk(t, browser, { filters: "ignored", generatedDeviceCount: 0 });
  await search(desk, "no device has this name");
  await desk.page.getByText("Nothing found").first().waitFor();
  assert.equal(await listRows(desk).count(), 0);
  assert.equal(await desk.panel.getByRole("button", { name: desk.words.request }).count(), 0);
  await search(desk, "ADA-LAPTOP");
  await listButton(desk, "ADA-LAPTOP").waitFor();
  assert.equal(await listRows(desk).count(), 1);
});

test("c: the list of an app's devices does not claim that there is no user, and the device is read by its id", async (t) => {
  const desk = await openDesk(t, browser);
  await search(desk, "Fabrikam VPN", "app");
  await listButton(desk, "Fabrikam VPN").click();
  await listButton(desk, "ADA-LAPTOP").waitFor();
  const rows = (await listRows(desk).allInnerTexts()).join("\n");
  assert.match(rows, /Not available in this list/);
  assert.doesNotMatch(rows, /No user|never/i);
  await listButton(desk, "ADA-LAPTOP").click();
  await desk.panel.getByText("ada@fabrikam.onmicrosoft.com").first().waitFor();
  await openMore(desk);
  await desk.panel.getByText("5CG1234ADA").first().waitFor();
});

test("d: over plain http the page says that it must be opened over https", async (t) => {
  const rules = "--host-resolver-rules=MAP portal.example 127.0.0.1, EXCLUDE 127.0.0.1";
  const plain = await chromium.launch({
    executablePath,
    args: [...ARGUMENTS.filter((argument) => !argument.startsWith("--host-resolver-rules")), rules],
  });
  t.after(() => plain.close());
  const { sandbox, page } = await openBlankPage(t, plain, { expectedErrors: /./ });
  await page.goto(`http://portal.example:${new URL(sandbox.page.origin).port}/`, { timeout: PATIENCE_MS });
  await page.getByText("must be opened over https").waitFor();
});

test("e: a double click on Sign in leads to one sign-in, without an error", async (t) => {
  const { sandbox, page } = await open(t, browser);
  await page.getByRole("button", { name: "Sign in" }).dblclick();
  await page.getByRole("button", { name: /Ada/ }).click();
  await page.locator("#account-name").waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  const asked = sandbox.log.filter({ server: "entra", method: "GET" }).filter(({ url }) => url.includes("/authorize"));
  assert.equal(asked.length, 1);
});

test("f: the styles work in browsers without light-dark()", async () => {
  const { readdir } = await import("node:fs/promises");
  const folder = new URL("../../target/www/", import.meta.url);
  const sheets = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".css"));
  assert.ok(sheets.length > 0);
  for (const name of sheets) {
    assert.doesNotMatch(await readFile(new URL(name, folder), "utf8"), /light-dark\(/, name);
  }
});

test("g: the claims of a challenge are kept although another token is asked for meanwhile", async (t) => {
  const desk = await openDesk(t, browser, { expectedErrors: /status of (400|401)/ });
  const { page, sandbox } = desk;
  await openDevice(desk, "ADA-LAPTOP");
  await desk.panel.getByText(desk.words.connected).waitFor();
  sandbox.clock.advance(2_000);
  sandbox.sessions.revoke({ interaction: true });
  sandbox.clock.advance(2_000);
  await desk.panel.getByRole("button", { name: desk.words.request }).click();
  await page.getByRole("button", { name: /Intune administrator/ }).waitFor();
  const asked = sandbox.log.filter({ server: "entra", method: "GET" }).filter(({ url }) => url.includes("/authorize"));
  assert.match(decodeURIComponent(asked.at(-1)?.url ?? ""), /"nbf":\{"essential":true/);
  assert.equal(posts(sandbox).filter(({ status }) => status === 204).length, 0);
});

test("i: a refusal names the connector that is missing, and quotes Graph", async (t) => {
  const desk = await openDesk(t, browser, { connector: "none" });
  await openDevice(desk, "ADA-LAPTOP");
  await desk.panel.getByText(desk.words.noConnector).first().waitFor();
  await requestAssistance(desk);
  await waitForOutcome(desk, desk.words.badRequest);
  const text = await desk.panel.innerText();
  assert.match(text, /The remote assistance connector of this tenant is not onboarded/);
  assert.match(text, /TeamViewer is not connected/);
});

test("i: a refusal because of scope tags and a missing licence names them", async (t) => {
  const desk = await openDesk(t, browser);
  for (const [device, headline, sentence] of /** @type {const} */ ([
    ["DEMO-SCOPE-TAGS-404", /.*/, /scope tags/],
    ["DEMO-NO-LICENCE-400", /.*/, /Intune licence/],
  ])) {
    await openDevice(desk, device);
    await requestAssistance(desk);
    await desk.panel.getByRole("heading", { level: 4, name: headline }).waitFor();
    assert.match(await desk.panel.innerText(), sentence);
  }
});

test("a token that MSAL considers valid is rejected: the page gets another one by itself, and asks once", async (t) => {
  const desk = await openDesk(t, browser, { graphAheadMs: 50 * 60_000, expectedErrors: /status of 401/ });
  const { sandbox } = desk;
  await openDevice(desk, "ADA-LAPTOP");
  await desk.panel.getByText(desk.words.connected).waitFor();
  const renewals = () => sandbox.log.filter({ server: "entra", method: "POST" }).length;
  const before = renewals();
  // Graph's clock is an hour ahead of the browser's now.
  sandbox.clock.advance(10 * 60_000);
  await requestAssistance(desk);
  await desk.panel.getByRole("button", { name: desk.words.stop }).waitFor();
  assert.deepEqual(
    posts(sandbox).map(({ status }) => status),
    [204],
  );
  assert.equal(renewals(), before + 1);
});

test("single failed reads do not end the wait for the link", async (t) => {
  const desk = await openDesk(t, browser, { expectedErrors: /status of (401|404|500)/ });
  for (const device of ["DEMO-READ-404-ONCE", "DEMO-READ-500-ONCE", "DEMO-READ-401-ONCE"]) {
    await openDevice(desk, device);
    await requestAssistance(desk);
    await desk.runClocks(12);
    await waitForOutcome(desk, desk.words.ready);
  }
  assert.equal(posts(desk.sandbox).length, 3);
});
