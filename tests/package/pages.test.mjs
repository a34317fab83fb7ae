// @ts-check
/** Graph returns collections in pages. `Page` requests them one after the other. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { collect, findFirstPage, idsOf, pageReply, pageUrl, stubPages } from "./pages-support.mjs";
import { assertFails, LIMIT, stubFetch, TOKEN } from "./support.mjs";

describe("iterating over a page yields the items of all pages", LIMIT, () => {
  test("in the order of the pages", LIMIT, async (t) => {
    const sent = stubPages(
      t,
      () => pageReply([{ id: "1" }, { id: "2" }], pageUrl(2)),
      () => pageReply([], pageUrl(3)),
      () => pageReply([{ id: "3" }]),
    );
    const first = await findFirstPage();
    assert.equal(sent.length, 1, "requests before the iteration");
    assert.deepEqual(idsOf(await collect(first)), ["1", "2", "3"]);
    assert.deepEqual(
      sent.slice(1).map(({ url }) => url),
      [pageUrl(2), pageUrl(3)],
    );
    assert.ok(
      sent.every(({ init }) => init.method === "GET" && init.headers.get("authorization") === `Bearer ${TOKEN}`),
    );
  });

  test("from any page on, and any number of times", LIMIT, async (t) => {
    const sent = stubFetch(t, async (_, { url }) =>
      url === pageUrl(2)
        ? pageReply([{ id: "2" }], pageUrl(3))
        : url === pageUrl(3)
          ? pageReply([{ id: "3" }])
          : pageReply([{ id: "1" }], pageUrl(2)),
    );
    const first = await findFirstPage();
    assert.deepEqual(idsOf(await collect(first)), ["1", "2", "3"]);
    assert.deepEqual(idsOf(await collect(first)), ["1", "2", "3"], "again");
    const [second, twin] = await Promise.all([first.next(), first.next()]);
    assert.deepEqual(second.items, twin.items);
    assert.notEqual(second, twin);
    assert.deepEqual(idsOf(await collect(second)), ["2", "3"]);
    const third = await second.next();
    assert.equal(third.next, null);
    assert.deepEqual(idsOf(await collect(third)), ["3"]);
    assert.ok(sent.every(({ url }) => url.startsWith("https://graph.microsoft.com/")));
  });

  test("and stopping early requests no further page", LIMIT, async (t) => {
    const sent = stubPages(
      t,
      () => pageReply([{ id: "1" }, { id: "2" }], pageUrl(2)),
      () => pageReply([{ id: "3" }]),
    );
    for await (const { id } of await findFirstPage()) if (id === "2") break;
    assert.equal(sent.length, 1);
  });

  test("with a call of the token function for each page", LIMIT, async (t) => {
    let tokenCalls = 0;
    stubPages(
      t,
      () => pageReply([{ id: "1" }], pageUrl(2)),
      () => pageReply([{ id: "2" }], pageUrl(3)),
      () => pageReply([{ id: "3" }]),
    );
    await collect(await findFirstPage(() => (tokenCalls++, TOKEN)));
    assert.equal(tokenCalls, 3);
  });

  test("and a page that failed can be requested again", LIMIT, async (t) => {
    stubPages(
      t,
      () => pageReply([{ id: "1" }], pageUrl(2)),
      () => new Response(null, { status: 501 }),
      () => pageReply([{ id: "2" }]),
    );
    const first = await findFirstPage();
    await assertFails(first.next(), { code: "serverError", outcome: "notSent", status: 501 });
    assert.deepEqual(idsOf((await first.next()).items), ["2"]);
  });

  test("and rejects after the items of the pages before a failure", LIMIT, async (t) => {
    stubPages(
      t,
      () => pageReply([{ id: "1" }], pageUrl(2)),
      () => new Response(null, { status: 403 }),
    );
    /** @type {string[]} */
    const received = [];
    const walk = (async () => {
      for await (const { id } of await findFirstPage()) received.push(id);
    })();
    await assertFails(walk, { code: "forbidden" });
    assert.deepEqual(received, ["1"]);
  });

  test("with the options of the first call for every page", LIMIT, async (t) => {
    const controller = new AbortController();
    const sent = stubPages(t, () => pageReply([{ id: "1" }], pageUrl(2)));
    const options = { signal: controller.signal, clientRequestId: "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f" };
    const first = await findFirstPage(TOKEN, options);
    options.clientRequestId = "not a guid";
    controller.abort("left");
    await assertFails(first.next(), { code: "aborted", cause: "left" });
    assert.equal(sent.length, 1);
  });
});
