// @ts-check
/** `<remote-assistance>` in plain HTML, under the page's policy, driven through its states. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, posts } from "../page/support.mjs";
import { device, openPortal } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const LIMIT = { timeout: 120_000 };
const soon = device("DEMO-READY-SOON");
const press = (/** @type {import("playwright-core").Locator | import("playwright-core").Page} */ place) =>
  place.getByRole("button", { name: "Request remote assistance" }).click();
const one = (/** @type {string} */ id, more = "") =>
  `<remote-assistance id="one" managed-device-id="${id}" ${more}></remote-assistance>`;

test("ready: the steps, the link in a new tab, and the events in their order", LIMIT, async (t) => {
  const { page, sandbox, heard } = await openPortal(t, browser, one(soon));
  await press(page);
  const link = page.getByRole("link", { name: "Open session" });
  await link.waitFor();
  const href = await link.getAttribute("href");
  assert.match(String(href), /^https:\/\/get\.teamviewer\.sandbox\.invalid\/s\//);
  assert.deepEqual(
    [await link.getAttribute("target"), await link.getAttribute("rel"), await link.getAttribute("referrerpolicy")],
    ["_blank", "noopener noreferrer", "no-referrer"],
  );
  const events = await heard();
  assert.deepEqual(
    [...new Set(events.map(({ name, detail }) => detail.phase ?? name))],
    ["checking", "requesting", "accepted", "ready"],
  );
  assert.deepEqual(events.at(-1), { name: "ready", target: "one", detail: { device: soon, url: href } });
  assert.equal(posts(sandbox).length, 1);
  assert.equal(await page.getByRole("status").textContent(), "Link ready");
});

test("failed: the reason, and an event without an error", LIMIT, async (t) => {
  const { page, heard } = await openPortal(t, browser, one(device("DEMO-FAILS")));
  await press(page);
  await page.getByRole("heading", { name: "The session could not be created" }).waitFor();
  await page.getByText("Details from Graph").waitFor();
  await page.getByRole("button", { name: "Request again" }).waitFor();
  const { name, detail } = (await heard()).at(-1) ?? {};
  assert.deepEqual({ name, ...detail }, { name: "error", device: device("DEMO-FAILS"), ended: "failed" });
});

test("throttled: the time to wait, and an error that says that nothing was carried out", LIMIT, async (t) => {
  const { page, sandbox, heard } = await openPortal(t, browser, one(device("DEMO-THROTTLED-FOR-LONG")), {
    expectedErrors: /429/,
  });
  await press(page);
  await page.getByRole("heading", { name: "Too many requests from your tenant" }).waitFor();
  await page.getByText(/You can send it again in \d+/).waitFor();
  const { detail } = (await heard()).at(-1) ?? {};
  assert.deepEqual(detail, { device: device("DEMO-THROTTLED-FOR-LONG"), code: "throttled", outcome: "rejected" });
  assert.equal(posts(sandbox).length, 1);
});

test("sign in again: before the request, and while the link is awaited", LIMIT, async (t) => {
  const { page, sandbox, token } = await openPortal(t, browser, one(device("DEMO-READY-SLOWLY")), { stepMs: 500 });
  await page.evaluate(
    (token) => {
      const scope = /** @type {any} */ (globalThis);
      scope.isSignedIn = false;
      const ask = async () => {
        if (scope.isSignedIn) return token;
        throw Object.assign(new Error("interaction"), { name: "InteractionRequiredAuthError" });
      };
      scope.setUp(document.querySelector("remote-assistance"), ask);
    },
    await token(),
  );
  const setSignedIn = (/** @type {boolean} */ isSignedIn) =>
    page.evaluate((is) => void Reflect.set(globalThis, "isSignedIn", is), isSignedIn);
  await press(page);
  await page.getByRole("heading", { name: "Your sign-in could not be renewed" }).waitFor();
  assert.equal(posts(sandbox).length, 0);

  await setSignedIn(true);
  await page.getByRole("button", { name: "Request again" }).click();
  await page.getByText("Ask the caller to open Company Portal").waitFor();
  await setSignedIn(false);
  await page.getByRole("heading", { name: "Your sign-in has expired" }).waitFor();
  await setSignedIn(true);
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("link", { name: "Open session" }).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("unknown: the device is read, and another request needs the admin's word", LIMIT, async (t) => {
  const id = device("DEMO-UNAVAILABLE-503");
  const { page, sandbox, heard } = await openPortal(t, browser, one(id), { expectedErrors: /503/ });
  await press(page);
  await page.getByRole("heading", { name: "Graph is not available" }).waitFor();
  await page.getByText("The request may have reached the device.").waitFor();
  const { detail } = (await heard()).at(-1) ?? {};
  assert.deepEqual(detail, { device: id, code: "unavailable", outcome: "unknown" });
  // Not by a press, and not by the portal.
  assert.equal(await page.getByRole("button", { name: /^Request/ }).count(), 0);
  await page.evaluate(() => /** @type {any} */ (document.querySelector("remote-assistance")).request());
  assert.equal(posts(sandbox).length, 1);
  await page.getByRole("button", { name: "I have checked this device" }).click();
  await page.getByRole("button", { name: "Request remote assistance" }).waitFor();
});

test("two elements: each has its device, and both together close the gate after a 429", LIMIT, async (t) => {
  const throttled = device("DEMO-THROTTLED-429");
  const { page, sandbox, heard } = await openPortal(
    t,
    browser,
    `${one(throttled)}<remote-assistance id="two" managed-device-id="${soon}"></remote-assistance>`,
    { expectedErrors: /429/ },
  );
  await press(page.locator("#one"));
  await page.locator("#one").getByText("Too many requests from your tenant. Sent again in").waitFor();
  const sentBefore = sandbox.log.filter({ server: "graph" }).filter(({ method }) => method !== "OPTIONS").length;
  await press(page.locator("#two"));
  await page.locator("#two").getByRole("link", { name: "Open session" }).waitFor();
  await page.locator("#one").getByRole("link", { name: "Open session" }).waitFor();
  assert.equal(posts(sandbox).length, 3, "the throttled one twice");
  // The second element waited for the gate that the first one's 429 had closed.
  const later = sandbox.log.filter({ server: "graph" }).filter(({ method }) => method !== "OPTIONS")[sentBefore];
  const refused = posts(sandbox)[0];
  assert.ok(
    Number(later?.at) - Number(refused?.at) >= 2_000,
    "nothing is sent for the two seconds of Graph's Retry-After",
  );
  assert.deepEqual(
    new Set((await heard()).filter(({ name }) => name === "ready").map(({ target }) => target)),
    new Set(["one", "two"]),
  );
});

test("two elements for one device show one request, and send it once", LIMIT, async (t) => {
  const { page, sandbox } = await openPortal(
    t,
    browser,
    `${one(soon)}<remote-assistance id="two" managed-device-id="${soon.toUpperCase()}"></remote-assistance>`,
  );
  await page.locator("#two").getByRole("button").waitFor();
  await page.evaluate(() => {
    const elements = [...document.querySelectorAll("remote-assistance")];
    // Both are pressed before either has drawn again.
    const buttons = elements.map((element) => element.shadowRoot?.querySelector("button"));
    for (const button of buttons) button?.click();
  });
  await page.locator("#one").getByRole("link", { name: "Open session" }).waitFor();
  await page.locator("#two").getByRole("link", { name: "Open session" }).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("a double click, and Enter that is held, send one request", LIMIT, async (t) => {
  const { page, sandbox } = await openPortal(t, browser, one(soon));
  await page.getByRole("button", { name: "Request remote assistance" }).dblclick();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Open session" }).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("from the press on there is no button that asks again", LIMIT, async (t) => {
  const { page } = await openPortal(t, browser, one(soon));
  await page.getByRole("button", { name: "Request remote assistance" }).waitFor();
  const labels = await page.evaluate(() => {
    const root = document.querySelector("remote-assistance")?.shadowRoot;
    root?.querySelector("button")?.click();
    return [...(root?.querySelectorAll("button") ?? [])].map(({ textContent }) => textContent);
  });
  assert.deepEqual(labels, ["Cancel"]);
});

test("the keyboard: the focus stays in the element, and goes to the link", LIMIT, async (t) => {
  const { page } = await openPortal(t, browser, one(soon));
  await page.getByRole("button", { name: "Request remote assistance" }).focus();
  await page.keyboard.press("Enter");
  const focused = () =>
    page.evaluate(() => document.querySelector("remote-assistance")?.shadowRoot?.activeElement?.textContent);
  await page.getByRole("heading", { name: "Session", exact: true }).waitFor();
  assert.equal(await focused(), "Session");
  await page.getByRole("link", { name: "Open session" }).waitFor();
  assert.equal(await focused(), "Open session");
});

test("stop ends the waiting, and the link is still found afterwards", LIMIT, async (t) => {
  const { page, sandbox } = await openPortal(t, browser, one(device("DEMO-READY-SLOWLY")), { stepMs: 300 });
  await press(page);
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await page.getByRole("heading", { name: "Stopped waiting for the link" }).waitFor();
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByRole("link", { name: "Open session" }).waitFor();
  assert.equal(posts(sandbox).length, 1);
});
