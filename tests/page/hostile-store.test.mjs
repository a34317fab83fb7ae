// @ts-check
/** What the browser keeps may be old, broken, full or blocked, and names may be hostile: the page works, and sends nothing by itself. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listButton, openDesk, openDevice, requestAssistance, search, waitForOutcome } from "./helpdesk.mjs";
import { launch, posts } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/** Records under the keys of the page that no version of it has written so, and a request that an older version kept. */
const RECORDS = {
  broken: "{",
  empty: "",
  list: "[]",
  number: "7",
  text: '"x"',
  "no value": '{"at":0}',
  "no device": '{"at":NOW,"value":{"request":{"scope":"users","ids":{}},"stage":"ready"}}',
  "unknown stage":
    '{"at":NOW,"value":{"request":{"scope":"deviceManagement","ids":{"managedDeviceId":"a"}},"device":{"id":"a"},"requestedAt":NOW,"stage":"exploded","url":null}}',
  "hostile link":
    '{"at":NOW,"value":{"request":{"scope":"deviceManagement","ids":{"managedDeviceId":"b"}},"device":{"id":"b","deviceName":"<img src=x onerror=alert(1)>"},"requestedAt":NOW,"stage":"ready","url":"javascript:alert(1)"}}',
};

test("records of an older version or another script are passed over, and open no link", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, sandbox } = desk;
  await page.evaluate(
    ([records, now]) => {
      const accounts = Object.values(sessionStorage).flatMap(
        (text) => /"homeAccountId":"([^"]+)"/.exec(text)?.[1] ?? [],
      );
      for (const [name, text] of Object.entries(records)) {
        for (const kind of [`request/${accounts[0]}`, "unconfirmed"]) {
          localStorage.setItem(`remote-assistance/${kind}/${name}`, text.replaceAll("NOW", String(now)));
        }
      }
      for (const key of ["draft", "work", "open-table", "view"])
        sessionStorage.setItem(key, '{"kind":"device","selected":[7]');
      sessionStorage.setItem("open-table", '[{"id":7}]');
    },
    /** @type {const} */ ([RECORDS, sandbox.clock.now()]),
  );
  await page.reload();
  const recent = page.locator("#recent .row");
  await recent.first().waitFor();
  assert.equal(await recent.count(), 1, "only the one with a device is a request");
  assert.match(await recent.innerText(), /<img src=x onerror=alert\(1\)>/);
  await recent.getByRole("button").click();
  await waitForOutcome(desk, "The session could not be created");
  assert.equal(await panel.locator("a[target=_blank]:visible").count(), 0);
  assert.equal(posts(sandbox).length, 0);
});

test("without any storage, the page searches and says why it sends nothing", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, sandbox, words } = desk;
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await openDevice(desk, "DEMO-READY-SOON");
  await panel.getByRole("button", { name: words.request }).click();
  await panel.getByRole("heading", { name: "Nothing was sent" }).waitFor();
  assert.equal(posts(sandbox).length, 0);
});

test("names with markup, formulas, right-to-left marks and emoji are shown as they are, and rows stay apart", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel } = desk;
  const names = ["<b>PC</b>", "=cmd|' /C calc'!A0", "PC-\u202Etxt.exe", "PC 🧑‍💻", "PC".repeat(60)];
  await page.route(/managedDevices\?/, (route) =>
    route.fulfill({
      json: {
        value: names.map((deviceName, index) => ({ id: `00000000-0000-4000-8000-00000000000${index}`, deviceName })),
      },
      headers: { "access-control-allow-origin": "*" },
    }),
  );
  await search(desk, "someone@example.com", "userPrincipalName");
  await page
    .locator("tr.device")
    .nth(names.length - 1)
    .waitFor();
  assert.deepEqual(await page.locator("tr.device .name").allTextContents(), names);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  // The mark turns the rest of its own name round, and nothing behind it.
  const row = page.locator("tr.device").nth(2);
  assert.equal(await row.locator(".name").evaluate((name) => getComputedStyle(name).unicodeBidi), "isolate");
  await listButton(desk, names[0] ?? "").click();
  assert.equal(await panel.getByRole("heading", { level: 2 }).innerText(), names[0]);
  assert.equal(await page.locator("main b").count(), 0);
});

test("the clock is set back while the page waits: it goes on to the link", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks, sandbox } = desk;
  await openDevice(desk, "DEMO-READY-SLOWLY");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await page.clock.setSystemTime(sandbox.clock.now() - 2 * 3_600_000);
  await runClocks(30);
  await waitForOutcome(desk, words.ready);
  assert.equal(posts(sandbox).length, 1);
});

test("denied notifications change nothing else", async (t) => {
  const desk = await openDesk(t, browser);
  const { page, panel, words, runClocks } = desk;
  await page.evaluate(() => {
    Object.defineProperty(Notification, "permission", { get: () => "denied" });
    Notification.requestPermission = () => Promise.reject(new Error("not to be asked"));
  });
  await openDevice(desk, "DEMO-READY-SOON");
  await requestAssistance(desk);
  await panel.getByRole("button", { name: words.stop }).waitFor();
  await runClocks(8);
  await waitForOutcome(desk, words.ready);
});
