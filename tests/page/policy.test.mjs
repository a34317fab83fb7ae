// @ts-check
/** The Content-Security-Policy that the package needs in a page and in a worker, and the errors under stricter ones. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { callUnderPolicy } from "./policy-support.mjs";
import { launch } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";
const WASM = "'wasm-unsafe-eval'";
/** The sources that an entry adds to connect-src: slim fetches its module. @type {Record<"index" | "slim", string>} */
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
          const { end, violations, posts, errors } = await callUnderPolicy(t, browser, {
            entry,
            where,
            policy: policyFor(entry, source),
          });
          assert.equal(end.status, 204, JSON.stringify(end));
          assert.deepEqual({ violations, posts, errors }, { violations: [], posts: 1, errors: [] });
        });
      }
      test(`${entry} without 'wasm-unsafe-eval' names the missing source`, async (t) => {
        const { end, violations, posts } = await callUnderPolicy(t, browser, {
          entry,
          where,
          policy: policyFor(entry, ""),
        });
        assert.deepEqual(end, notSent(BLOCKED));
        assert.equal(posts, 0);
        // The package compiles its module and then an empty one, to tell a blocked module from a damaged one. Both violate.
        assert.deepEqual(violations, Array(2).fill("script-src wasm-eval"));
      });
      test(`${entry} without Graph in connect-src names the possible cause`, async (t) => {
        const policy = () => `default-src 'none'; script-src 'self' ${WASM}; connect-src 'self'; ${TRUSTED_TYPES}`;
        const { end, violations, posts } = await callUnderPolicy(t, browser, { entry, where, policy });
        // The page learns only that fetch failed. A lost reply looks the same, so the outcome is unknown.
        assert.deepEqual([end.code, end.outcome, end.attempts, posts], ["network", "unknown", 1, 0]);
        assert.match(end.message ?? "", /CORS.*Content-Security-Policy/);
        assert.match(violations.join(), /^connect-src http:\/\/127\.0\.0\.1:\d+\/v1\.0\//);
      });
    }
    test("slim without its module's address in connect-src names it as a possible cause", async (t) => {
      const policy = (/** @type {string} */ graph) =>
        `default-src 'none'; script-src 'self' ${WASM}; connect-src ${graph}; ${TRUSTED_TYPES}`;
      const { end, violations } = await callUnderPolicy(t, browser, { entry: "slim", where, policy });
      assert.deepEqual(end, notSent(NOT_FETCHED));
      assert.match(violations.join(), /^connect-src http:\/\/127\.0\.0\.1:\d+\/remote_assistance\.wasm$/);
    });
  });
}
