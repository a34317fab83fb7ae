// @ts-check
/** Every status of a reply leads to its code and its outcome. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { assertFails, assertHides, call, LIMIT, stubFetch, TOKEN } from "./support.mjs";

/** @type {Record<number, [code: string, outcome: string]>} */
const OWN_CODES = {
  400: ["badRequest", "rejected"],
  401: ["unauthenticated", "rejected"],
  403: ["forbidden", "rejected"],
  404: ["notFound", "rejected"],
  408: ["serverError", "unknown"],
  409: ["conflict", "rejected"],
  429: ["throttled", "rejected"],
  503: ["unavailable", "unknown"],
};

/** @returns {[code: string, outcome: string]} */
function expectation(/** @type {number} */ status) {
  if (OWN_CODES[status]) return OWN_CODES[status];
  if (status < 300) return ["unexpectedResponse", "unknown"];
  if (status < 400) return ["redirected", "unknown"];
  if (status < 500) return ["refused", "rejected"];
  return ["serverError", "unknown"];
}

const ALL = Array.from({ length: 400 }, (_, index) => index + 200).filter((status) => status !== 204);

for (const body of [null, "<html>no JSON</html>"]) {
  test(
    `every status from 200 to 599 except 204 has its code and outcome, ${body ? "with" : "without"} a body`,
    LIMIT,
    async (t) => {
      const sent = stubFetch(t, async (_, { url }) => {
        const status = Number(/status-(\d+)/.exec(url)?.[1]);
        // Retry-After is longer than any budget, so that no status leads to a second attempt.
        const headers = { "request-id": `r-${status}`, "retry-after": "86400" };
        return new Response([205, 304].includes(status) ? null : body, { status, headers });
      });
      for (const status of ALL) {
        const [code, outcome] = expectation(status);
        const expected = {
          code,
          outcome,
          status,
          attempts: 1,
          requestId: `r-${status}`,
          clientRequestId: null,
          field: null,
        };
        // Each status gets its own origin, because throttling of one origin would delay the next call.
        const origin = `https://status-${status}.${body ? "with" : "without"}.example`;
        const error = await assertFails(call({ origin }), expected, `${status}`);
        assertHides(error, TOKEN, `${status}`);
        assert.ok(!Object.hasOwn(error, "cause"), `${status} has a cause`);
      }
      assert.equal(sent.length, ALL.length, "one attempt each");
    },
  );
}

/** Statuses that a real Response cannot have. @type {[string, unknown, string, number | null][]} */
const INVALID_STATUSES = [
  ["0", 0, "unexpectedResponse", null],
  ["100", 100, "unexpectedResponse", 100],
  ["199", 199, "unexpectedResponse", 199],
  ["600", 600, "unexpectedResponse", null],
  ["-204", -204, "unexpectedResponse", null],
  ["204.5", 204.5, "unexpectedResponse", null],
  ["65 740, which is 204 in 16 bits", 65_740, "unexpectedResponse", null],
  ["4 294 967 500, which is 204 in 32 bits", 4_294_967_500, "unexpectedResponse", null],
  ["NaN", NaN, "unexpectedResponse", null],
  ["Infinity", Infinity, "unexpectedResponse", null],
  ["a string", "204", "unexpectedResponse", null],
  ["a bigint", 204n, "unexpectedResponse", null],
  ["a Number object", new Number(204), "unexpectedResponse", null],
  ["undefined", undefined, "unexpectedResponse", null],
];

describe("a status that no Response can have is an unexpected response", LIMIT, () => {
  for (const [name, status, code, read] of INVALID_STATUSES) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, async () => ({ status, type: "cors", headers: new Headers() }));
      await assertFails(call(), { code, outcome: "unknown", attempts: 1, status: read });
    });
  }
});

test("an opaque redirect, which browsers report with status 0, has the code redirected", LIMIT, async (t) => {
  stubFetch(t, async () => ({ status: 0, type: "opaqueredirect", ok: false, headers: new Headers() }));
  await assertFails(call(), { code: "redirected", outcome: "unknown", attempts: 1, status: null });
});

describe("a reply that CORS hides is an unexpected response", LIMIT, () => {
  for (const type of ["opaque", "error"]) {
    test(type, LIMIT, async (t) => {
      stubFetch(t, async () => ({ status: 0, type, ok: false, headers: new Headers() }));
      await assertFails(call(), { code: "unexpectedResponse", outcome: "unknown", attempts: 1, status: null });
    });
  }
});

test("a redirect is not followed, so that the token reaches no other URL", LIMIT, async (t) => {
  /** @type {(string | undefined)[]} */
  const seen = [];
  const server = createServer((request, response) => {
    seen.push(request.url);
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await assertFails(call({ origin: `http://127.0.0.1:${port}` }), {
    code: "redirected",
    outcome: "unknown",
    attempts: 1,
    status: 307,
  });
  assert.equal(seen.length, 1);
});
