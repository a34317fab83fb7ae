// @ts-check
/** Finding devices: by what, page by page, and whatever is typed or comes back. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GraphError } from "../../www/sandbox/graph/errors.mjs";
import { CONNECTORS } from "../../www/sandbox/tenant/connectors.mjs";
import { ask, find, LANGUAGES, openDesk, pick, search } from "./helpdesk.mjs";
import { hold, launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/** @param {import("./helpdesk.mjs").Desk} desk */
const rows = ({ page }) => page.locator("#find li:visible");
/** @param {import("./helpdesk.mjs").Desk} desk */
const searches = ({ sandbox }) =>
  sandbox.log.filter({ server: "graph", method: "GET" }).filter(({ url }) => url.includes("$filter"));

/** @type {[kind: string, text: string, ...found: string[]][]} */
const KINDS = [
  ["deviceName", "o'brien", "O'Brien's laptop", "O'Brien's iPad"],
  ["deviceName", "' or 1 eq 1", "' or 1 eq 1"],
  ["deviceName", "ноутбук", "НОУТБУК-МАРИИ"],
  ["deviceName", "📱", "📱 Zoës Straßen-Handy"],
  ["deviceName", "<b>", '<b>Bold</b> & "quoted", =1+1'],
  ["userPrincipalName", "siobhan.o'brien@fabrikam.onmicrosoft.com", "O'Brien's laptop", "O'Brien's iPad"],
  ["emailAddress", "grace@contoso", "GRACE-SURFACE", "GRACE-IPAD"],
  ["serialNumber", "5CGDEMO003", "DEMO-READY-SLOWLY"],
];
for (const [kind, text, ...found] of KINDS) {
  test(`by ${kind}: ${text}`, async (t) => {
    const desk = await openDesk(t, browser);
    await search(desk, text, kind);
    for (const name of found) await pick(desk, name).waitFor();
    assert.equal(await rows(desk).count(), found.length);
    // The only one is opened by itself.
    if (found.length > 1) await pick(desk, found[0] ?? "").click();
    await desk.panel.getByRole("heading", { level: 2, name: found[0], exact: true }).waitFor();
    assert.equal(await desk.page.locator("main b").count(), 0, "names are text, whatever they hold");
  });
}

test("by app: the app, then the devices that have it, and back", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await search(desk, "o'reilly", "app");
  await pick(desk, "O'Reilly's <i>Reader</i> & „Söhne“ 📚").click();
  await page.getByRole("heading", { name: /^Devices with O'Reilly's <i>Reader<\/i>/ }).waitFor();
  await pick(desk, "O'Brien's laptop").waitFor();
  await page.getByRole("button", { name: "Back to the apps" }).click();
  await pick(desk, "O'Reilly's <i>Reader</i> & „Söhne“ 📚").waitFor();
  assert.equal(await page.locator("main i").count(), 0);
});

test("page by page: a count, more at a press, and the focus goes on where the new rows begin", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await search(desk, "OFFICE-PC");
  await page.getByText("25 devices shown, there are more").first().waitFor();
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByText("50 devices shown, there are more").first().waitFor();
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByText("64 devices", { exact: true }).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
  assert.equal(await rows(desk).count(), 64);
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /OFFICE-PC-051/);
});

test("nothing found: said, with what to try", async (t) => {
  const desk = await openDesk(t, browser);
  await search(desk, "no such device");
  await desk.page.getByRole("heading", { name: "Nothing was found" }).waitFor();
  assert.match(await desk.page.getByRole("main").innerText(), /Try a shorter part of it/);
});

/** @type {[name: string, text: string, sentence: RegExp][]} */
const REFUSED = [
  ["nothing", "", /Type what to search for/],
  ["white space", "   \t ", /Type what to search for/],
  ["10 000 characters", "x".repeat(10_000), /at most 256 characters/],
];
for (const [name, text, sentence] of REFUSED) {
  test(`searching for ${name} is answered at the field, and asks Graph nothing`, async (t) => {
    const desk = await openDesk(t, browser);
    const { page, words } = desk;
    await search(desk, text);
    await page.getByText(sentence).waitFor();
    const field = page.getByLabel(words.searchFor);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.ok(await field.evaluate((element) => element === document.activeElement));
    assert.equal(await field.inputValue(), text.replaceAll("\n", ""), "what was typed is still there");
    assert.equal(searches(desk).length, 0);
  });
}

test("a failed search says why, and can be made again", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  sandbox.graph.refuseNextOf("GET", new GraphError(400, "BadRequest", "Invalid filter"));
  await search(desk, "DEMO-FAILS");
  await page.getByRole("heading", { name: "Graph did not understand the search" }).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("2 devices", { exact: true }).first().waitFor();
});

test("an admin without the role is told which one it takes", async (t) => {
  const desk = await openDesk(t, browser, { admin: "Борис" });
  await search(desk, "DEMO");
  await desk.page.getByRole("heading", { name: "You may not read devices" }).waitFor();
  assert.match(await desk.page.getByRole("main").innerText(), /Managed devices: Read/);
});

test("pages that lead in a circle end the list, and are not asked for again and again", async (t) => {
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
  await page.getByRole("heading", { name: /The answer is none that Graph gives|The list ends here/ }).waitFor();
  assert.equal(await rows(desk).count(), 30, "what there was is still there");
  assert.ok(searches(desk).length < 12, `${searches(desk).length} reads`);
});

test("a next page on another origin is not asked for: the token stays here", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, sandbox } = desk;
  /** @type {string[]} */
  const elsewhere = [];
  await page.route("https://elsewhere.invalid/**", (route) => (elsewhere.push(route.request().url()), route.abort()));
  sandbox.graph.divertNextLinks((link) => link.replace(sandbox.graph.origin, "https://elsewhere.invalid"));
  await search(desk, "OFFICE-PC");
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByRole("heading", { name: "The answer is none that Graph gives" }).waitFor();
  assert.deepEqual(elsewhere, []);
  assert.equal(await rows(desk).count(), 25, "what was there is still there");
});

test("properties that are missing, null or of another type leave a device that can be chosen", async (t) => {
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
  assert.ok(text.includes(String(id)), "named by its id");
  assert.match(text, /not known/);
  assert.doesNotMatch(text, /undefined|null|NaN|\[object|Invalid/);
});

test("replies that are no list are a clear failure", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await page.route(/managedDevices\?/, (route) =>
    route.fulfill({ body: "<!doctype html>", headers: { "access-control-allow-origin": "*" } }),
  );
  await search(desk, "x");
  await page.getByRole("heading", { name: /The answer is none that Graph gives|Nothing was found/ }).waitFor();
});

test("50 000 devices: the page stays quick, and shows them a few at a time", { timeout: 240_000 }, async (t) => {
  const desk = await openDesk(t, browser, { fleetSize: 50_000, pageSize: 1_000, isTimed: false });
  const { page, words } = desk;
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  /** What the page's main thread has worked so far: what else the machine does meanwhile is no part of it. */
  const workedMs = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "ThreadTime")?.value ?? NaN);
  };
  await search(desk, "OFFICE-PC");
  for (let shown = 100; shown < 2_000; shown += 100) {
    await page
      .getByText(`${shown.toLocaleString("en-GB")} devices shown, there are more`)
      .first()
      .waitFor();
    const before = await workedMs();
    await page.evaluate(async () => {
      /** @type {HTMLElement | null} */ (document.querySelector(".list > p:last-child button"))?.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    });
    const tookMs = (await workedMs()) - before;
    assert.ok(tookMs < 1_000, `${Math.round(tookMs)} ms for 100 more after ${shown}`);
  }
  await page.getByText("2,000 devices shown, there are more").first().waitFor();
  await page.getByLabel(words.selectAll).check();
  await page.getByText("2,000 selected").waitFor();
});

test("50 000 devices in one reply, which Graph would never give, are shown a few at a time", async (t) => {
  const desk = await openDesk(t, browser, { fleetSize: 50_000, pageSize: 50_000 });
  await search(desk, "OFFICE-PC");
  await desk.page.getByText("100 devices shown, there are more").first().waitFor();
  await search(desk, "DEMO-FAILS");
  await desk.page.getByText("2 devices", { exact: true }).first().waitFor();
});

test("a new search takes the place of one that is under way", async (t) => {
  const desk = await openDesk(t, browser);
  const { page } = desk;
  await page.route(/OFFICE-PC/, () => {});
  await search(desk, "OFFICE-PC");
  await page.getByText("Searching…").first().waitFor();
  await search(desk, "DEMO-FAILS");
  await page.getByText("2 devices", { exact: true }).first().waitFor();
  await desk.play(40);
  assert.equal(await rows(desk).count(), 2);
});

test("the only device that is found late does not take the place of what was opened meanwhile", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel } = desk;
  await find(desk, "DEMO-READY-SOON");
  await ask(desk);
  await panel.getByRole("button", { name: desk.words.stop }).waitFor();
  const release = await hold(page, /managedDevices\?/);
  await search(desk, "5CGDEMO002", "serialNumber");
  await page.locator("#recent").getByRole("button").filter({ hasText: "DEMO-READY-SOON" }).click();
  release();
  await page.getByText("1 device", { exact: true }).first().waitFor();
  assert.equal(await panel.getByRole("heading", { level: 2 }).innerText(), "DEMO-READY-SOON");

  // Searched for again, it is what is wanted.
  await search(desk, "5CGDEMO002", "serialNumber");
  await panel.getByRole("heading", { name: "DEMO-READY-AT-ONCE" }).waitFor();
});

test("nothing moves while a list loads", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, words } = desk;
  await search(desk, "DEMO");
  await page.getByText("25 devices shown").first().waitFor();
  await page.evaluate(() => {
    const shifts = (Reflect.set(globalThis, "shifts", []), Reflect.get(globalThis, "shifts"));
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries())
        if (!Reflect.get(entry, "hadRecentInput")) shifts.push(Reflect.get(entry, "value"));
    }).observe({ type: "layout-shift", buffered: false });
  });
  await search(desk, "OFFICE-PC");
  await page.getByText("25 devices shown").first().waitFor();
  await pick(desk, "OFFICE-PC-003").waitFor();
  await page.getByRole("checkbox", { name: "Select OFFICE-PC-003" }).check();
  await page.getByRole("button", { name: words.requestForThese }).waitFor();
  const total = /** @type {number[]} */ (await page.evaluate(() => Reflect.get(globalThis, "shifts"))).reduce(
    (sum, value) => sum + value,
    0,
  );
  assert.ok(total < 0.02, `layout shift ${total}`);
});

/** @type {[name: string, status: number, body: unknown][]} */
const ANSWERS = [
  ...Object.entries(CONNECTORS).map(
    ([name, { partners }]) => /** @type {[string, number, unknown]} */ ([name, 200, { value: partners }]),
  ),
  ["not permitted", 403, {}],
  ["failed", 400, {}],
];
for (const language of LANGUAGES) {
  test(`${language}: nothing moves when the connector's answer comes, whatever it is`, async (t) => {
    const desk = await openDesk(t, browser, { language });
    const { page, panel, words } = desk;
    /** How far the button is below the connector's upper edge, at each width. */
    const distances = async () => {
      /** @type {Record<number, number>} */
      const found = {};
      for (const width of [320, 390, 768, 1024, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const [box, button] = await Promise.all([
          panel.locator(".connector").boundingBox(),
          panel.getByRole("button", { name: words.request }).boundingBox(),
        ]);
        found[width] = Math.round((button?.y ?? NaN) - (box?.y ?? NaN));
      }
      return found;
    };
    for (const [name, status, json] of ANSWERS) {
      await page.unrouteAll({ behavior: "wait" });
      await page.route(/remoteAssistancePartners/, (route) =>
        route.fulfill({ status, json, headers: { "access-control-allow-origin": "*" } }),
      );
      const release = await hold(page, /remoteAssistancePartners/);
      // The answer is the tenant's: it is asked for once, until the page is loaded anew.
      await page.reload();
      await find(desk, "DEMO-READY-SOON");
      const before = await distances();
      release();
      await panel.getByText(words.connectorAsked).waitFor({ state: "detached" });
      assert.deepEqual(await distances(), before, name);
    }
  });
}
