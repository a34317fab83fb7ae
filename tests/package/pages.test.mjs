// @ts-check
/** Collections come in pages: one after the other, never in a circle, and never from another origin. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  assertFails,
  devicesWithApp,
  findDetectedApps,
  findDevices,
  init,
  json,
  LIMIT,
  stubFetch,
  stubGlobal,
  TOKEN,
} from "./support.mjs";

const at = (/** @type {string | number} */ place) =>
  `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices?$skiptoken=${place}`;
const search = (/** @type {unknown} */ token = TOKEN, /** @type {object | undefined} */ options = undefined) =>
  findDevices({ deviceName: "a" }, token, options);
const pageOf = (/** @type {unknown[]} */ value, /** @type {unknown} */ next = undefined) =>
  json({ value, "@odata.nextLink": next });
const ids = (/** @type {any[]} */ items) => items.map(({ id }) => id);

async function all(/** @type {AsyncIterable<any>} */ iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

/** `fetch` that gives these pages, the first for any address. */
const pages = (/** @type {import("node:test").TestContext} */ t, /** @type {(() => Response)[]} */ ...replies) =>
  stubFetch(t, async (index) => (replies[index] ?? (() => new Response(null, { status: 501 })))());

describe("going through", LIMIT, () => {
  test("every item of every page, in order", LIMIT, async (t) => {
    const sent = pages(
      t,
      () => pageOf([{ id: "1" }, { id: "2" }], at(2)),
      () => pageOf([], at(3)),
      () => pageOf([{ id: "3" }]),
    );
    const first = await search();
    assert.equal(sent.length, 1, "no page before it is asked for");
    assert.deepEqual(ids(await all(first)), ["1", "2", "3"]);
    assert.deepEqual(
      sent.slice(1).map(({ url }) => url),
      [at(2), at(3)],
    );
    assert.ok(
      sent.every(({ init }) => init.method === "GET" && init.headers.get("authorization") === `Bearer ${TOKEN}`),
    );
  });

  test("from any page on, and as often as one likes", LIMIT, async (t) => {
    const sent = stubFetch(t, async (_, { url }) =>
      url === at(2)
        ? pageOf([{ id: "2" }], at(3))
        : url === at(3)
          ? pageOf([{ id: "3" }])
          : pageOf([{ id: "1" }], at(2)),
    );
    const first = await search();
    assert.deepEqual(ids(await all(first)), ["1", "2", "3"]);
    assert.deepEqual(ids(await all(first)), ["1", "2", "3"], "again");
    const [second, twin] = await Promise.all([first.next(), first.next()]);
    assert.deepEqual(second.items, twin.items);
    assert.notEqual(second, twin);
    assert.deepEqual(ids(await all(second)), ["2", "3"]);
    const third = await second.next();
    assert.equal(third.next, null);
    assert.deepEqual(ids(await all(third)), ["3"]);
    assert.ok(sent.every(({ url }) => url.startsWith("https://graph.microsoft.com/")));
  });

  test("stopping early asks for nothing more", LIMIT, async (t) => {
    const sent = pages(
      t,
      () => pageOf([{ id: "1" }, { id: "2" }], at(2)),
      () => pageOf([{ id: "3" }]),
    );
    for await (const { id } of await search()) if (id === "2") break;
    assert.equal(sent.length, 1);
  });

  test("a token for each page", LIMIT, async (t) => {
    let asked = 0;
    pages(
      t,
      () => pageOf([{ id: "1" }], at(2)),
      () => pageOf([{ id: "2" }], at(3)),
      () => pageOf([{ id: "3" }]),
    );
    await all(await search(() => (asked++, TOKEN)));
    assert.equal(asked, 3);
  });

  test("a page that fails, and that is asked for again", LIMIT, async (t) => {
    pages(
      t,
      () => pageOf([{ id: "1" }], at(2)),
      () => new Response(null, { status: 500 }),
      () => pageOf([{ id: "2" }]),
    );
    const first = await search();
    await assertFails(first.next(), { code: "serverError", outcome: "notSent", status: 500 });
    assert.deepEqual(ids((await first.next()).items), ["2"]);
  });

  test("the failure comes out of the iteration, after the items before it", LIMIT, async (t) => {
    pages(
      t,
      () => pageOf([{ id: "1" }], at(2)),
      () => new Response(null, { status: 403 }),
    );
    /** @type {string[]} */
    const met = [];
    const walk = (async () => {
      for await (const { id } of await search()) met.push(id);
    })();
    await assertFails(walk, { code: "forbidden" });
    assert.deepEqual(met, ["1"]);
  });

  test("options hold for every page", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = pages(t, () => pageOf([{ id: "1" }], at(2)));
    const options = { signal: controller.signal, clientRequestId: "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f" };
    const first = await search(TOKEN, options);
    options.clientRequestId = "not a guid";
    controller.abort("left");
    await assertFails(first.next(), { code: "aborted", cause: "left" });
    assert.equal(sent.length, 1);
  });
});

describe("circles", LIMIT, () => {
  for (const length of [1, 2, 3, 7]) {
    test(`of ${length}`, LIMIT, async (t) => {
      let place = 0;
      const sent = stubFetch(t, async () => pageOf([{ id: `${place}` }], at(++place % length)));
      const walk = search().then(all);
      const error = await assertFails(walk, {
        code: "unexpectedResponse",
        outcome: "notSent",
        attempts: 0,
        status: null,
      });
      assert.match(error.message, /circle/);
      assert.equal(sent.length, length + 1, "each address of the circle once");
    });
  }

  test("back to the first address", LIMIT, async (t) => {
    const sent = stubFetch(t, async (_, { url }) => pageOf([{ id: "1" }], url));
    await assertFails(search().then(all), { code: "unexpectedResponse" });
    assert.equal(sent.length, 2);
  });
});

const collect = (setFlagsFromString("--expose-gc"), /** @type {() => void} */ (runInNewContext("gc")));
const used = () => (collect(), process.memoryUsage().heapUsed);

test("pages without end end after 10 000, and those behind are let go", { timeout: 60_000 }, async (t) => {
  await init();
  const filling = "x".repeat(500);
  const body = (/** @type {number} */ index) =>
    JSON.stringify({
      value: Array.from({ length: 10 }, (_, place) => ({ id: `${index}-${place}`, deviceName: filling })),
      "@odata.nextLink": at(index),
    });
  let count = 0;
  // A response of the least kind: what is measured is not what Node's own keeps.
  const reply = (/** @type {string} */ text) => {
    let done = false;
    const read = async () =>
      done ? { done } : ((done = true), { done: false, value: new TextEncoder().encode(text) });
    return {
      status: 200,
      headers: new Headers(),
      body: { getReader: () => ({ read, cancel: async () => {} }), cancel: async () => {} },
    };
  };
  stubGlobal(t, "fetch", { value: async () => reply(body(++count)) });
  let items = 0;
  let before = 0;
  let after = 0;
  const walk = (async () => {
    for await (const _ of await search()) {
      if (++items === 1_000) before = used();
      if (items === 100_000) after = used();
    }
  })();
  await assertFails(walk, { code: "unexpectedResponse", outcome: "notSent", attempts: 0 });
  assert.equal(count, 10_000);
  assert.equal(items, 100_000);
  // 10 000 addresses are remembered; the pages themselves would be 60 MB.
  assert.ok(after - before < 10_000_000, `${after - before} bytes more`);
});

test("50 000 devices in 50 pages", { timeout: 60_000 }, async (t) => {
  const device = (/** @type {number} */ number) => ({
    id: `id-${number}`,
    deviceName: `LAPTOP-${number}`,
    userPrincipalName: "ada@contoso.com",
    serialNumber: `${number}`,
    complianceState: "compliant",
  });
  stubFetch(t, async (index) =>
    pageOf(
      Array.from({ length: 1_000 }, (_, place) => device(index * 1_000 + place)),
      index < 49 ? at(index + 1) : undefined,
    ),
  );
  const before = process.cpuUsage();
  let count = 0;
  for await (const { id } of await search()) assert.equal(id, `id-${count++}`);
  assert.equal(count, 50_000);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 10_000_000, `${user + system} µs of work`);
});

describe("entities", LIMIT, () => {
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
  test("what was selected and nothing else", LIMIT, async (t) => {
    const device = Object.fromEntries(NAMES.map((name) => [name, `the ${name}`]));
    pages(t, () => pageOf([{ ...device, "@odata.etag": "x", imei: "7", __proto__: { evil: 1 } }]));
    const { items } = await search();
    assert.deepEqual(items, [device]);
  });

  test("what is missing or of another type is null", LIMIT, async (t) => {
    for (const odd of [undefined, null, 7, true, {}, ["x"]]) {
      const device = { id: "1", ...Object.fromEntries(NAMES.slice(1).map((name) => [name, odd])) };
      pages(t, () => pageOf([device]));
      assert.deepEqual(
        (await search()).items,
        [{ id: "1", ...Object.fromEntries(NAMES.slice(1).map((name) => [name, null])) }],
        `${odd}`,
      );
    }
  });

  test("what has no id is left out", LIMIT, async (t) => {
    pages(t, () =>
      pageOf([
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
    assert.deepEqual(ids((await search()).items), ["1"]);
  });

  test("apps count devices", LIMIT, async (t) => {
    const app = { id: "a", displayName: "Teams", version: "1.0", publisher: "M", platform: "windows", deviceCount: 42 };
    pages(t, () => pageOf([app, { id: "b", deviceCount: "42", version: 1 }]));
    const nothing = { displayName: null, version: null, publisher: null, platform: null, deviceCount: null };
    assert.deepEqual((await findDetectedApps("T", TOKEN)).items, [app, { id: "b", ...nothing }]);
  });

  test("markup stays text", LIMIT, async (t) => {
    const deviceName = "<img src=x onerror=alert(1)>";
    pages(t, () => pageOf([{ id: "1", deviceName }]));
    assert.equal((await devicesWithApp("a", TOKEN)).items[0].deviceName, deviceName);
  });
});

describe("replies that are no page", LIMIT, () => {
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
      pages(t, () => new Response(body, { status: 200 }));
      await assertFails(search(), { code: "unexpectedResponse", outcome: "notSent", attempts: 1, status: 200 });
    });
  }

  test("no body at all", LIMIT, async (t) => {
    pages(t, () => new Response(null, { status: 200 }));
    await assertFails(search(), { code: "unexpectedResponse", outcome: "notSent", attempts: 1 });
  });

  test("a body of nothing, without end", LIMIT, async (t) => {
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(0)),
      cancel: () => void (cancelled = true),
    });
    pages(t, () => new Response(endless, { status: 200 }));
    await assertFails(search(), { code: "unexpectedResponse", outcome: "notSent" });
    assert.ok(cancelled, "the rest is not read");
  });

  test("a body without end", LIMIT, async (t) => {
    let cancelled = false;
    const chunk = new Uint8Array(1 << 20).fill(32);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
      cancel: () => void (cancelled = true),
    });
    pages(t, () => new Response(endless, { status: 200 }));
    await assertFails(search(), { code: "unexpectedResponse", outcome: "notSent" });
    assert.ok(cancelled, "the rest is not read");
  });
});

describe("the address of the next page", LIMIT, () => {
  for (const link of ["", null, undefined]) {
    test(`${JSON.stringify(link)} is none`, LIMIT, async (t) => {
      pages(t, () => pageOf([{ id: "1" }], link));
      assert.equal((await search()).next, null);
    });
  }
  for (const link of [
    "https://evil.example/v1.0/x",
    "https://graph.microsoft.com@evil.example/",
    "http://graph.microsoft.com/v1.0/x",
    "https://graph.microsoft.com:8443/v1.0/x",
    "//graph.microsoft.com/x",
    "/v1.0/x",
    "?$skiptoken=2",
    " ",
    "javascript:alert(1)",
    "blob:https://graph.microsoft.com/1",
    `${at(2)}${"x".repeat(16_384)}`,
    "https:graph.microsoft.com/v1.0/x",
    "https:/graph.microsoft.com/v1.0/x",
    // There is more, and nobody knows where: the list must not look complete.
    7,
    0,
    true,
    false,
    {},
    [at(2)],
  ]) {
    test(`${String(JSON.stringify(link)).slice(0, 60)} is not asked for`, LIMIT, async (t) => {
      let asked = 0;
      const sent = pages(t, () => pageOf([{ id: "1" }], link));
      const first = await search(() => (asked++, TOKEN));
      await assertFails(first.next(), { code: "unexpectedResponse", outcome: "notSent", attempts: 0 });
      assert.deepEqual([sent.length, asked], [1, 1]);
      await assertFails(all(first), { code: "unexpectedResponse" });
    });
  }
});
