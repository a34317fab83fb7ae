// @ts-check
/** `<remote-assistance>` that is moved, removed, changed or defined late while a request is under way, and wrong attributes. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hold, launch, posts } from "../page/support.mjs";
import { device, openPortal } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const LIMIT = { timeout: 120_000 };
const soon = device("DEMO-READY-SOON");
const request = /** @type {const} */ (["button", { name: "Request remote assistance" }]);
const link = /** @type {const} */ (["link", { name: "Open session" }]);
const one = (/** @type {string} */ id) => `<remote-assistance id="one" managed-device-id="${id}"></remote-assistance>`;

/** @type {[row: string, attributes: string, message: RegExp][]} */
const WRONG = [
  ["no device", "", /ids\.managedDeviceId/],
  ["an empty device", 'managed-device-id=""', /ids\.managedDeviceId/],
  ["a device with a slash", 'managed-device-id="a/b"', /ids\.managedDeviceId/],
  ["an unknown scope", 'managed-device-id="d" scope="device"', /scope/],
  ["a user who is missing", 'managed-device-id="d" scope="users"', /ids\.usersId/],
  ["an app that is missing", 'managed-device-id="d" scope="detectedApps"', /ids\.detectedAppId/],
  ["an id of another scope", 'managed-device-id="d" users-id="ada"', /ids\.usersId/],
  ["a cloud next to the origin of the sandbox", 'managed-device-id="d" cloud="global"', /options\.origin/],
];
test("wrong attributes are named before anybody presses a button", LIMIT, async (t) => {
  const body = WRONG.map(([row, attributes]) => `<remote-assistance title="${row}" ${attributes}></remote-assistance>`);
  const { page, sandbox } = await openPortal(t, browser, body.join(""));
  for (const [row, , message] of WRONG) {
    const element = page.locator(`[title="${row}"]`);
    await element.getByRole("heading", { name: "Remote assistance is not set up correctly on this page" }).waitFor();
    assert.match(await element.locator(".notice p").innerText(), message, row);
    assert.equal(await element.getByRole("button").count(), 0, row);
    // The portal's own call sends nothing either.
    await element.evaluate((/** @type {any} */ element) => element.request());
  }
  assert.equal(sandbox.log.filter({ server: "graph" }).length, 0);
});

test("an unknown cloud, and options of another kind", LIMIT, async (t) => {
  const { page } = await openPortal(t, browser, one(soon));
  const element = page.locator("#one");
  await element.getByRole(...request).waitFor();
  const problem = element.locator(".notice p");
  await element.evaluate((/** @type {any} */ element) => {
    element.options = {};
    element.setAttribute("cloud", "mars");
  });
  await problem.filter({ hasText: "options.cloud" }).waitFor();
  await element.evaluate((/** @type {any} */ element) => {
    element.removeAttribute("cloud");
    element.options = { timeoutMs: "5" };
  });
  await problem.filter({ hasText: "options.timeoutMs" }).waitFor();
  await element.evaluate((/** @type {any} */ element) => {
    element.options = null;
  });
  await element.getByRole(...request).waitFor();
});

test("attributes that are corrected later bring the button", LIMIT, async (t) => {
  const { page, sandbox } = await openPortal(t, browser, '<remote-assistance id="one"></remote-assistance>');
  const element = page.locator("#one");
  await element.getByText("ids.managedDeviceId").waitFor();
  await element.evaluate((element, id) => element.setAttribute("managed-device-id", id), soon);
  await element.getByRole(...request).click();
  await element.getByRole(...link).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("without a token the element asks to sign in, and sends nothing", LIMIT, async (t) => {
  const { page, sandbox, token } = await openPortal(t, browser, one(soon), { hasToken: false });
  await page.getByText("Sign in to request remote assistance.").waitFor();
  assert.equal(await page.getByRole("button").count(), 0);
  await page.evaluate(() => /** @type {any} */ (document.querySelector("remote-assistance")).request());
  assert.equal(sandbox.log.filter({ server: "graph" }).length, 0);
  await page.evaluate(
    (token) => Reflect.get(globalThis, "setUp")(document.querySelector("remote-assistance"), token),
    await token(),
  );
  await page.getByRole(...request).click();
  await page.getByRole(...link).waitFor();
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector("remote-assistance")).token = null;
  });
  // The link stays; another request needs a sign-in.
  await page.getByText("Sign in to request remote assistance.").waitFor();
  await page.getByRole(...link).waitFor();
});

test("moved in the document while the POST is under way", LIMIT, async (t) => {
  const { page, sandbox } = await openPortal(t, browser, `${one(soon)}<section id="other"></section>`);
  const release = await hold(page, /requestRemoteAssistance$/);
  const sent = page.waitForRequest(/requestRemoteAssistance$/);
  await page.getByRole(...request).click();
  await sent;
  await page.evaluate(() => document.querySelector("#other")?.append(document.querySelector("#one") ?? ""));
  release();
  await page
    .locator("#other")
    .getByRole(...link)
    .waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test(
  "removed while the POST is under way: another element for the device shows the request and tells of its link",
  LIMIT,
  async (t) => {
    const { page, sandbox, heard, token } = await openPortal(t, browser, one(soon));
    const release = await hold(page, /requestRemoteAssistance$/);
    const sent = page.waitForRequest(/requestRemoteAssistance$/);
    await page.getByRole(...request).click();
    await sent;
    await page.evaluate(
      ([id, token]) => {
        document.querySelector("#one")?.remove();
        const element = document.createElement("remote-assistance");
        Object.assign(element, { id: "two" }).setAttribute("managed-device-id", id);
        document.querySelector("main")?.append(Reflect.get(globalThis, "setUp")(element, token));
      },
      /** @type {const} */ ([soon, await token()]),
    );
    await page.locator("#two").getByText("Sending the request").waitFor();
    release();
    await page
      .locator("#two")
      .getByRole(...link)
      .waitFor();
    assert.equal(posts(sandbox).length, 1);
    assert.equal((await heard()).at(-1)?.target, "two");
  },
);

test(
  "removed, and nothing takes its place: the request goes on, and its listeners hear of the link",
  LIMIT,
  async (t) => {
    const { page, sandbox } = await openPortal(t, browser, one(soon));
    await page.getByRole(...request).click();
    const url = await page.evaluate(() => {
      const element = /** @type {HTMLElement} */ (document.querySelector("#one"));
      element.remove();
      return new Promise((resolve) =>
        element.addEventListener("remote-assistance-ready", (event) => resolve(Reflect.get(event, "detail").url)),
      );
    });
    assert.match(String(url), /^https:/);
    assert.equal(posts(sandbox).length, 1);
  },
);

test("another device in the same element: each request keeps its device", LIMIT, async (t) => {
  const slow = device("DEMO-READY-SLOWLY");
  const { page, sandbox, heard } = await openPortal(t, browser, one(slow), { stepMs: 300 });
  const element = page.locator("#one");
  const show = (/** @type {string} */ id) =>
    element.evaluate((element, id) => element.setAttribute("managed-device-id", id), id);
  await element.getByRole(...request).click();
  await element.getByText("Ask the caller").waitFor();
  await show(soon);
  await element.getByRole(...request).click();
  await element.getByRole(...link).waitFor();
  const first = await element.getByRole(...link).getAttribute("href");
  await show(slow);
  await element.getByRole(...link).waitFor();
  assert.notEqual(await element.getByRole(...link).getAttribute("href"), first);
  assert.equal(posts(sandbox).length, 2);
  const ready = (await heard()).filter(({ name }) => name === "ready").map(({ detail }) => detail.device);
  assert.deepEqual(ready.sort(), [slow, soon].sort());
});

test("defined late: attributes and properties that were set before count", LIMIT, async (t) => {
  const { page, sandbox, token } = await openPortal(t, browser, one(soon), { isLate: true });
  assert.equal(await page.evaluate(() => customElements.get("remote-assistance")), undefined);
  assert.equal(
    typeof (await page.evaluate(() => Reflect.get(document.querySelector("#one") ?? {}, "token"))),
    "string",
  );
  void token;
  await page.evaluate(() => Reflect.get(globalThis, "define")());
  await page.getByRole(...request).click();
  await page.getByRole(...link).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("after a reload, resume goes on with the request and sends nothing but reads", LIMIT, async (t) => {
  const { page, sandbox, load } = await openPortal(t, browser, one(device("DEMO-READY-SLOWLY")), { stepMs: 300 });
  await page.getByRole(...request).click();
  await page.getByText("Ask the caller").waitFor();
  const progress = await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, "lastProgress")));
  assert.doesNotMatch(progress, /eyJ/, "no token");
  await load();
  await page.evaluate(
    (progress) => /** @type {any} */ (document.querySelector("remote-assistance")).resume(JSON.parse(progress)),
    progress,
  );
  await page.getByText("This page was reloaded. The request is not sent again").waitFor();
  await page.getByRole(...link).waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test(
  "resume with the progress of a request that had not been answered does not take it for accepted",
  LIMIT,
  async (t) => {
    const { page, sandbox } = await openPortal(t, browser, one(soon));
    await page.evaluate(() => {
      const progress = {
        phase: "requesting",
        elapsedMs: 1,
        reads: 1,
        requestedAt: Date.now(),
        before: null,
        problem: null,
      };
      /** @type {any} */ (document.querySelector("remote-assistance")).resume(progress);
    });
    await page.getByRole("heading", { name: "We don’t know whether this request reached the device" }).waitFor();
    await page.getByRole("button", { name: "I have checked this device" }).waitFor();
    assert.equal(posts(sandbox).length, 0);
  },
);

test("resume with anything else throws, and sends nothing", LIMIT, async (t) => {
  const { page, sandbox } = await openPortal(t, browser, one(soon));
  await page.getByRole(...request).waitFor();
  for (const progress of [null, "waiting", {}, { phase: "waiting" }, { phase: "waiting", requestedAt: "x" }]) {
    const thrown = await page.evaluate((progress) => {
      try {
        /** @type {any} */ (document.querySelector("remote-assistance")).resume(progress);
        return "nothing";
      } catch (error) {
        return String(error);
      }
    }, progress);
    assert.equal(
      thrown,
      "TypeError: resume needs managed-device-id, token, and the progress of a remote-assistance-progress event.",
    );
  }
  assert.equal(sandbox.log.filter({ server: "graph" }).length, 0);
});

test("forgetRequests: a link does not stay for the next admin", LIMIT, async (t) => {
  const { page } = await openPortal(t, browser, one(soon));
  await page.getByRole(...request).click();
  await page.getByRole(...link).waitFor();
  await page.evaluate(() => Reflect.get(globalThis, "forgetRequests")());
  await page.getByRole(...request).waitFor();
  assert.equal(await page.getByRole(...link).count(), 0);
});
