// @ts-check
/** The link to the next page: never requested in a circle, and never from another origin. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { collect, findFirstPage, pageReply, pageUrl, stubPages } from "./pages-support.mjs";
import { assertFails, LIMIT, stubFetch, TOKEN } from "./support.mjs";

describe("next links that form a circle end the iteration with an error", LIMIT, () => {
  for (const length of [1, 2, 3, 7]) {
    test(`of ${length}`, LIMIT, async (t) => {
      let place = 0;
      const sent = stubFetch(t, async () => pageReply([{ id: `${place}` }], pageUrl(++place % length)));
      const walk = findFirstPage().then(collect);
      const error = await assertFails(walk, {
        code: "unexpectedResponse",
        outcome: "notSent",
        attempts: 0,
        status: null,
      });
      assert.match(error.message, /circle/);
      assert.equal(sent.length, length + 1, "one request per URL of the circle");
    });
  }

  test("back to the first address", LIMIT, async (t) => {
    const sent = stubFetch(t, async (_, { url }) => pageReply([{ id: "1" }], url));
    await assertFails(findFirstPage().then(collect), { code: "unexpectedResponse" });
    assert.equal(sent.length, 2);
  });
});

describe("the next link", LIMIT, () => {
  for (const link of ["", null, undefined]) {
    test(`${JSON.stringify(link)} means that there is no next page`, LIMIT, async (t) => {
      stubPages(t, () => pageReply([{ id: "1" }], link));
      assert.equal((await findFirstPage()).next, null);
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
    `${pageUrl(2)}${"x".repeat(16_384)}`,
    "https:graph.microsoft.com/v1.0/x",
    "https:/graph.microsoft.com/v1.0/x",
    // A link of another type: there may be more items, so the list must not look complete.
    7,
    0,
    true,
    false,
    {},
    [pageUrl(2)],
  ]) {
    test(`${String(JSON.stringify(link)).slice(0, 60)} is rejected without a request`, LIMIT, async (t) => {
      let tokenCalls = 0;
      const sent = stubPages(t, () => pageReply([{ id: "1" }], link));
      const first = await findFirstPage(() => (tokenCalls++, TOKEN));
      await assertFails(first.next(), { code: "unexpectedResponse", outcome: "notSent", attempts: 0 });
      assert.deepEqual([sent.length, tokenCalls], [1, 1]);
      await assertFails(collect(first), { code: "unexpectedResponse" });
    });
  }
});
