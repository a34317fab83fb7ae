// @ts-check
/** A search for devices that Graph refuses, or answers with something unexpected. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GraphError } from "../../sandbox/graph/errors.mjs";
import { listRows, openDesk, search, searchRequests } from "./helpdesk.mjs";
import { launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

test("a failed search shows why, and can be repeated", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  sandbox.graph.refuseNextOf("GET", new GraphError(400, "BadRequest", "Invalid filter"));
  await search(desk, "DEMO-FAILS");
  await page.getByRole("heading", { name: "Graph rejected the search" }).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("2 devices", { exact: true }).first().waitFor();
});

test("for an admin without the Intune role, the page names the missing permission", async (t) => {
  const desk = await openDesk(t, browser, { admin: "Борис" });
  await search(desk, "DEMO");
  await desk.page.getByRole("heading", { name: "You may not read devices" }).waitFor();
  assert.match(await desk.page.getByRole("main").innerText(), /Managed devices: Read/);
});

test("next links that lead in a circle end the list", async (t) => {
  const desk = await openDesk(t, browser, { pageSize: 10 });
  const { page, sandbox } = desk;
  await search(desk, "OFFICE-PC");
  await page.getByText("10 devices shown").first().waitFor();
  /** @type {string | undefined} */
  let first;
  sandbox.graph.divertNextLinks((link) => (first ??= link));
  for (let press = 0; press < 3; press += 1) {
    const more = page.getByRole("button", { name: "Show more" });
    if (!(await more.isVisible())) break;
    await more.click();
    await page.waitForFunction(() => document.querySelector(".list button[aria-disabled=true]") === null);
  }
  await page.getByRole("heading", { name: /Unexpected response|The list ends here/ }).waitFor();
  assert.equal(await listRows(desk).count(), 30, "the rows stay");
  assert.ok(searchRequests(desk).length < 12, `${searchRequests(desk).length} reads`);
});

test("a next link to another origin is not requested, so the token is not sent there", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  /** @type {string[]} */
  const elsewhere = [];
  await page.route("https://elsewhere.invalid/**", (route) => (elsewhere.push(route.request().url()), route.abort()));
  sandbox.graph.divertNextLinks((link) => link.replace(sandbox.graph.origin, "https://elsewhere.invalid"));
  await search(desk, "OFFICE-PC");
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByRole("heading", { name: "Unexpected response" }).waitFor();
  assert.deepEqual(elsewhere, []);
  assert.equal(await listRows(desk).count(), 25, "the rows stay");
});

test("a device with missing, null or mistyped properties can be chosen", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, sandbox } = desk;
  const id = sandbox.tenant.devices[0]?.id;
  const broken = {
    id,
    deviceName: 42,
    userDisplayName: null,
    operatingSystem: {},
    complianceState: "toString",
    lastSyncDateTime: "yesterday",
    serialNumber: ["x"],
  };
  await page.route(/managedDevices\?/, (route) =>
    route.fulfill({
      json: { value: [broken, null, "text", { deviceName: "NO-ID" }] },
      headers: { "access-control-allow-origin": "*" },
    }),
  );
  await search(desk, "x");
  await panel.getByRole("button", { name: "Request remote assistance" }).waitFor();
  const text = await panel.innerText();
  assert.ok(text.includes(String(id)), "the id replaces the name");
  assert.match(text, /not known/);
  assert.doesNotMatch(text, /undefined|null|NaN|\[object|Invalid/);
});

test("a reply that is no list is reported as a failure", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await page.route(/managedDevices\?/, (route) =>
    route.fulfill({ body: "<!doctype html>", headers: { "access-control-allow-origin": "*" } }),
  );
  await search(desk, "x");
  await page.getByRole("heading", { name: /Unexpected response|Nothing found/ }).waitFor();
});
