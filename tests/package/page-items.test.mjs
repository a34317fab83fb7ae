// @ts-check
/** The items of a page, and replies that are not a page. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findFirstPage, idsOf, pageReply, stubPages } from "./pages-support.mjs";
import { assertFails, devicesWithApp, findDetectedApps, LIMIT, TOKEN } from "./support.mjs";

describe("an item", LIMIT, () => {
  const NAMES = [
    "id",
    "deviceName",
    "userPrincipalName",
    "userDisplayName",
    "emailAddress",
    "serialNumber",
    "operatingSystem",
    "osVersion",
    "manufacturer",
    "model",
    "complianceState",
    "lastSyncDateTime",
  ];
  test("has the selected properties and no others", LIMIT, async (t) => {
    const device = Object.fromEntries(NAMES.map((name) => [name, `the ${name}`]));
    stubPages(t, () => pageReply([{ ...device, "@odata.etag": "x", imei: "7", __proto__: { evil: 1 } }]));
    const { items } = await findFirstPage();
    assert.deepEqual(items, [device]);
  });

  test("has null for a property that is missing or of another type", LIMIT, async (t) => {
    for (const odd of [undefined, null, 7, true, {}, ["x"]]) {
      const device = { id: "1", ...Object.fromEntries(NAMES.slice(1).map((name) => [name, odd])) };
      stubPages(t, () => pageReply([device]));
      assert.deepEqual(
        (await findFirstPage()).items,
        [{ id: "1", ...Object.fromEntries(NAMES.slice(1).map((name) => [name, null])) }],
        `${odd}`,
      );
    }
  });

  test("without an id is left out", LIMIT, async (t) => {
    stubPages(t, () =>
      pageReply([
        null,
        "1",
        7,
        [],
        {},
        { id: null },
        { id: "" },
        { id: 7 },
        { deviceName: "a" },
        { id: "1" },
        { id: ["2"] },
      ]),
    );
    assert.deepEqual(idsOf((await findFirstPage()).items), ["1"]);
  });

  test("of the detected apps has a numeric deviceCount", LIMIT, async (t) => {
    const app = { id: "a", displayName: "Teams", version: "1.0", publisher: "M", platform: "windows", deviceCount: 42 };
    stubPages(t, () => pageReply([app, { id: "b", deviceCount: "42", version: 1 }]));
    const nothing = { displayName: null, version: null, publisher: null, platform: null, deviceCount: null };
    assert.deepEqual((await findDetectedApps("T", TOKEN)).items, [app, { id: "b", ...nothing }]);
  });

  test("keeps markup as text", LIMIT, async (t) => {
    const deviceName = "<img src=x onerror=alert(1)>";
    stubPages(t, () => pageReply([{ id: "1", deviceName }]));
    assert.equal((await devicesWithApp("a", TOKEN)).items[0].deviceName, deviceName);
  });
});

describe("a reply that is not a page is rejected", LIMIT, () => {
  for (const body of [
    "",
    "{}",
    "[]",
    "null",
    '{"value":null}',
    '{"value":{}}',
    '{"value":"x"}',
    '{"value":{"length":1,"0":{"id":"1"}}}',
    "<html>",
    '{"value":[',
  ]) {
    test(body, LIMIT, async (t) => {
      stubPages(t, () => new Response(body, { status: 200 }));
      await assertFails(findFirstPage(), { code: "unexpectedResponse", outcome: "notSent", attempts: 1, status: 200 });
    });
  }

  test("no body at all", LIMIT, async (t) => {
    stubPages(t, () => new Response(null, { status: 200 }));
    await assertFails(findFirstPage(), { code: "unexpectedResponse", outcome: "notSent", attempts: 1 });
  });

  test("an endless body of empty chunks", LIMIT, async (t) => {
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(0)),
      cancel: () => void (cancelled = true),
    });
    stubPages(t, () => new Response(endless, { status: 200 }));
    await assertFails(findFirstPage(), { code: "unexpectedResponse", outcome: "notSent" });
    assert.ok(cancelled, "the body is cancelled");
  });

  test("an endless body", LIMIT, async (t) => {
    let cancelled = false;
    const chunk = new Uint8Array(1 << 20).fill(32);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
      cancel: () => void (cancelled = true),
    });
    stubPages(t, () => new Response(endless, { status: 200 }));
    await assertFails(findFirstPage(), { code: "unexpectedResponse", outcome: "notSent" });
    assert.ok(cancelled, "the body is cancelled");
  });
});
