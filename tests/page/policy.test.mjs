// @ts-check
/** Which Content-Security-Policy the package needs, in a page and in a worker, and what is said without it. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { callUnder } from "./policy-support.mjs";
import { launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";
const WASM = "'wasm-unsafe-eval'";
/** The strictest policy under which an entry works: slim fetches its file. @type {Record<"index" | "slim", string>} */
const OWN = { index: "", slim: "'self' " };
const policyFor =
  (/** @type {"index" | "slim"} */ entry, source = ` ${WASM}`) =>
  (/** @type {string} */ graph) =>
    `default-src 'none'; script-src 'self'${source}; connect-src ${OWN[entry]}${graph}; ${TRUSTED_TYPES}`;

const BLOCKED =
  "WebAssembly is blocked: the Content-Security-Policy needs script-src 'wasm-unsafe-eval'. Nothing was sent.";
const NOT_FETCHED = "The module was not fetched: check the address, CORS and connect-src. Nothing was sent.";
const notSent = (/** @type {string} */ message) => ({ code: "internal", outcome: "notSent", attempts: 0, message });

for (const where of /** @type {const} */ (["page", "worker"])) {
  describe(`in a ${where}`, { timeout: 120_000 }, () => {
    for (const entry of /** @type {const} */ (["index", "slim"])) {
      for (const [name, source] of [
        ["'wasm-unsafe-eval'", ` ${WASM}`],
        ["'unsafe-eval' in its place", " 'unsafe-eval'"],
      ]) {
        test(`${entry} works under the strictest policy, with ${name}`, async (t) => {
          const { end, violations, posts, errors } = await callUnder(t, browser, {
            entry,
            where,
            policy: policyFor(entry, source),
          });
          assert.equal(end.status, 204, JSON.stringify(end));
          assert.deepEqual({ violations, posts, errors }, { violations: [], posts: 1, errors: [] });
        });
      }
      test(`${entry} without it says what is missing`, async (t) => {
        const { end, violations, posts } = await callUnder(t, browser, { entry, where, policy: policyFor(entry, "") });
        assert.deepEqual(end, notSent(BLOCKED));
        assert.equal(posts, 0);
        // One for the module, and one for the empty one that tells this from a damaged file.
        assert.deepEqual(violations, Array(2).fill("script-src wasm-eval"));
      });
      test(`${entry} without Graph in connect-src says what may be the cause`, async (t) => {
        const policy = () => `default-src 'none'; script-src 'self' ${WASM}; connect-src 'self'; ${TRUSTED_TYPES}`;
        const { end, violations, posts } = await callUnder(t, browser, { entry, where, policy });
        // A page is told no more than that fetch failed; so it could have been a lost reply.
        assert.deepEqual([end.code, end.outcome, end.attempts, posts], ["network", "unknown", 1, 0]);
        assert.match(end.message ?? "", /CORS.*Content-Security-Policy/);
        assert.match(violations.join(), /^connect-src http:\/\/127\.0\.0\.1:\d+\/v1\.0\//);
      });
    }
    test("slim without its file's address in connect-src says so", async (t) => {
      const policy = (/** @type {string} */ graph) =>
        `default-src 'none'; script-src 'self' ${WASM}; connect-src ${graph}; ${TRUSTED_TYPES}`;
      const { end, violations } = await callUnder(t, browser, { entry: "slim", where, policy });
      assert.deepEqual(end, notSent(NOT_FETCHED));
      assert.match(violations.join(), /^connect-src http:\/\/127\.0\.0\.1:\d+\/remote_assistance\.wasm$/);
    });
  });
}
