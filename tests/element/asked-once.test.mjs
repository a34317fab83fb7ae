// @ts-check
/** `<remote-assistance>` beside a link: the user is asked again only if the admin confirms it, and keeps the link that is there. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, posts } from "../page/support.mjs";
import { device, openPortal } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const LIMIT = { timeout: 120_000 };
const ready = device("DEMO-READY-AT-ONCE");
const request = /** @type {const} */ (["button", { name: "Request remote assistance" }]);
const again = /** @type {const} */ (["button", { name: "Request again" }]);
const confirm = /** @type {const} */ (["button", { name: "Ask the user again" }]);
const link = /** @type {const} */ (["link", { name: "Open session" }]);
const one = (/** @type {string} */ id) => `<remote-assistance id="one" managed-device-id="${id}"></remote-assistance>`;

/** @param {import("node:test").TestContext} t @param {string} [body] @param {Parameters<typeof openPortal>[3]} [options] */
async function openWithLink(t, body = one(ready), options) {
  const portal = await openPortal(t, browser, body, options);
  const element = portal.page.locator("#one");
  await element.getByRole(...request).click();
  await element.getByRole(...link).waitFor();
  return { ...portal, element };
}

/** @param {import("playwright-core").Page} page */
async function holdEnter(page) {
  // Playwright takes the second and third for repetitions.
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.down("Enter");
    await page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(() => resolve(undefined))));
  }
  await page.keyboard.up("Enter");
}

test("a held key opens the confirmation, and does not confirm", LIMIT, async (t) => {
  const { page, sandbox, element } = await openWithLink(t);
  await element.getByRole(...again).focus();
  await holdEnter(page);
  await element.getByRole(...confirm).waitFor();
  assert.equal(posts(sandbox).length, 1);
  // Pressed once more, it does.
  await page.keyboard.press("Enter");
  await element.getByRole(...link).waitFor();
  assert.equal(posts(sandbox).length, 2);
});

test("a double click opens the confirmation, and does not confirm", LIMIT, async (t) => {
  const { page, sandbox, element } = await openWithLink(t);
  const box = await element.getByRole(...again).boundingBox();
  assert.ok(box);
  // The confirming button overlaps this place.
  await page.mouse.dblclick(box.x + 20, box.y + box.height - 4);
  await element.getByRole(...confirm).waitFor();
  await element.getByRole(...link).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("a held key on the word that the device was checked sends nothing", LIMIT, async (t) => {
  const { page, sandbox } = await openPortal(t, browser, one(device("DEMO-UNAVAILABLE-503")), {
    expectedErrors: /503/,
  });
  const element = page.locator("#one");
  await element.getByRole(...request).click();
  await element.getByRole("button", { name: "I have checked this device" }).focus();
  await holdEnter(page);
  await element.getByRole(...request).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("a confirmation is about the device for which it was opened", LIMIT, async (t) => {
  const other = device("DEMO-READY-SOON");
  const { page, sandbox, element } = await openWithLink(t);
  const show = (/** @type {string} */ id) =>
    element.evaluate((one, id) => one.setAttribute("managed-device-id", id), id);
  await show(other);
  await element.getByRole(...request).click();
  await element.getByRole(...link).waitFor();
  await element.getByRole(...again).click();
  await element.getByRole(...confirm).waitFor();
  await show(ready);
  await element.getByRole(...again).waitFor();
  assert.equal(await page.getByRole(...confirm).count(), 0);
  assert.equal(posts(sandbox).length, 2);
});

test("request() does nothing beside a link, and outside the document", LIMIT, async (t) => {
  const { page, sandbox } = await openWithLink(t);
  await page.evaluate((id) => {
    /** @type {any} */ (document.querySelector("#one")).request();
    const detached = Reflect.get(globalThis, "setUp")(document.createElement("remote-assistance"), () => "token");
    detached.setAttribute("managed-device-id", id);
    detached.request();
  }, device("DEMO-READY-SOON"));
  await page.getByRole(...again).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("a request that is refused leaves the link of the one before it", LIMIT, async (t) => {
  const { sandbox, element, token } = await openWithLink(t);
  const address = await element.getByRole(...link).getAttribute("href");
  const setToken = async (/** @type {boolean} */ isGood) =>
    element.evaluate(
      (one, token) => {
        const fail = () => {
          throw new Error("no token");
        };
        /** @type {any} */ (one).token = token ?? fail;
      },
      isGood ? await token() : undefined,
    );
  await setToken(false);
  await element.getByRole(...again).click();
  await element.getByRole(...confirm).click();
  await element.locator(".notice.bad").waitFor();
  assert.equal(await element.getByRole(...link).getAttribute("href"), address);
  // Beside that link, another request is confirmed, too. Refused once more: the link is still there.
  await element.getByRole(...again).click();
  await element.evaluate((one) => /** @type {any} */ (one).request());
  await element.getByRole(...confirm).click();
  await element.locator(".notice.bad").waitFor();
  assert.equal(await element.getByRole(...link).getAttribute("href"), address);
  assert.equal(posts(sandbox).length, 1);
  await setToken(true);
  await element.getByRole(...again).click();
  await element.getByRole(...confirm).click();
  await element.locator(".notice.bad").waitFor({ state: "detached" });
  await element.getByRole(...link).waitFor();
  assert.equal(await element.getByRole(...link).count(), 1);
  assert.equal(posts(sandbox).length, 2);
});

test(
  "a request whose link was no longer awaited can be looked for after the next one was refused",
  LIMIT,
  async (t) => {
    const { page, sandbox, token } = await openPortal(t, browser, one(device("DEMO-READY-SOON")), { stepMs: 2_000 });
    const element = page.locator("#one");
    await element.getByRole(...request).click();
    await element.getByText("Waiting for the user").first().waitFor();
    await element.evaluate((one) => /** @type {any} */ (one).stop());
    await element.getByRole("button", { name: "Check again" }).waitFor();
    await element.evaluate((one) => {
      /** @type {any} */ (one).token = () => Promise.reject(new Error("no token"));
    });
    await element.getByRole(...again).click();
    await element.locator(".notice.bad").waitFor();
    await element.evaluate(
      (one, token) => {
        /** @type {any} */ (one).token = token;
      },
      await token(),
    );
    await element.getByRole("button", { name: "Check again" }).click();
    await element.getByRole(...link).waitFor();
    assert.equal(await element.locator(".notice.bad").count(), 0);
    assert.equal(posts(sandbox).length, 1);
  },
);

test("a language that cannot be loaded takes no link away", LIMIT, async (t) => {
  const { page, element } = await openWithLink(t, one(ready), { expectedErrors: /ERR_FAILED|element-ru/ });
  await page.route(/element-ru/, (route) => route.abort());
  await element.evaluate((one) => one.setAttribute("lang", "ru"));
  await page.waitForFunction(
    () => document.querySelector("#one")?.shadowRoot?.querySelector(".root")?.getAttribute("lang") === "ru",
  );
  await element.getByRole(...link).waitFor();
});

test("a held Tab moves on from a button", LIMIT, async (t) => {
  const { page, element } = await openWithLink(t);
  await element.getByRole(...again).focus();
  await page.keyboard.press("Shift+Tab");
  const focused = () => page.evaluate(() => document.querySelector("#one")?.shadowRoot?.activeElement?.textContent);
  await page.keyboard.down("Tab");
  assert.equal(await focused(), "Request again");
  await page.keyboard.down("Tab");
  assert.notEqual(await focused(), "Request again");
  await page.keyboard.up("Tab");
});

test("a string that replaces the token counts at the next read", LIMIT, async (t) => {
  const { page, sandbox, token } = await openPortal(t, browser, one(device("DEMO-READY-SOON")), { stepMs: 2_000 });
  const element = page.locator("#one");
  await element.getByRole(...request).click();
  await element.getByText("Waiting for the user").first().waitFor();
  const next = await token();
  await element.evaluate((one, token) => {
    /** @type {any} */ (one).token = token;
  }, next);
  await element.getByRole(...link).waitFor();
  assert.equal(
    sandbox.log.filter({ server: "graph", method: "GET" }).at(-1)?.headers["authorization"],
    `Bearer ${next}`,
  );
});

test("a cloud and its origin are one Graph: what is unknown of one is unknown of the other", LIMIT, async (t) => {
  const body = `${one(ready)}<remote-assistance id="two" managed-device-id="${ready}"></remote-assistance>`;
  // The policy of the page lets no request out to the real Graph.
  const { page } = await openPortal(t, browser, body, { expectedErrors: /Content Security Policy|intune-remote/ });
  for (const [id, options] of /** @type {const} */ ([
    ["one", {}],
    ["two", { origin: "https://GRAPH.microsoft.com:443" }],
  ])) {
    await page.locator(`#${id}`).evaluate((one, options) => {
      /** @type {any} */ (one).options = options;
    }, options);
  }
  const [first, second] = ["#one", "#two"].map((id) => page.locator(id));
  await first?.getByRole(...request).click();
  const unknown = /** @type {const} */ (["button", { name: "I have checked this device" }]);
  await first?.getByRole(...unknown).waitFor();
  await second?.getByRole(...unknown).waitFor();
  assert.equal(await second?.getByRole(...request).count(), 0);
});

test("two spellings of an origin are one Graph: the second element does not ask again", LIMIT, async (t) => {
  const { page, sandbox } = await openWithLink(
    t,
    `${one(ready)}<remote-assistance id="two" managed-device-id="${ready}"></remote-assistance>`,
  );
  const two = page.locator("#two");
  await two.evaluate((two) => {
    const { origin } = /** @type {any} */ (two).options;
    /** @type {any} */ (two).options = { origin: origin.replace("http:", "HTTP:") };
  });
  await two.getByRole(...link).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("resume before the device or the token is known throws", LIMIT, async (t) => {
  const { page } = await openPortal(t, browser, one(ready));
  const thrown = await page.evaluate(() => {
    const element = document.createElement("remote-assistance");
    try {
      /** @type {any} */ (element).resume({ phase: "waiting", requestedAt: Date.now(), before: null });
      return "nothing";
    } catch (error) {
      return String(error);
    }
  });
  assert.equal(
    thrown,
    "TypeError: resume needs managed-device-id, token, and the progress of a remote-assistance-progress event.",
  );
});
