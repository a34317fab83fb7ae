// @ts-check
/** The files in docs/hosting/ parse, and send the policy of the page. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { contentSecurityPolicy } from "../../www/csp.mjs";
import { launch } from "../page/support.mjs";
import { linksIn, ROOT, readDocument } from "./documents.mjs";

const read = (/** @type {string} */ name) => readFileSync(join(ROOT, "docs/hosting", name), "utf8");
const FILES = readdirSync(join(ROOT, "docs/hosting"));
const POLICY = contentSecurityPolicy({ connect: ["https://login.microsoftonline.com", "https://graph.microsoft.com"] });
const IMMUTABLE = "public, max-age=31536000, immutable";

test("docs/hosting.md has a link to each file", () => {
  const targets = linksIn(readDocument("docs/hosting.md").prose).map(({ target }) => target);
  for (const file of FILES) assert.ok(targets.includes(`hosting/${file}`), file);
});

for (const file of FILES) {
  test(`${file} sends the policy of the page for the global cloud`, () => {
    assert.ok(read(file).includes(POLICY));
  });
}

test("_headers has rules with indented headers only", () => {
  /** @type {Record<string, Record<string, string>>} */
  const rules = {};
  let path = "";
  for (const line of read("_headers").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const header = /^ {2}([A-Za-z-]+): (.+)$/.exec(line);
    if (header) Object.assign(rules[path] ?? assert.fail(`no path before ${line}`), { [header[1]]: header[2] });
    else {
      assert.match(line, /^\/\S*$/, "a path");
      path = line;
      rules[path] = {};
    }
  }
  assert.deepEqual(rules, {
    "/*": {
      "Content-Security-Policy": POLICY,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
    "/assets/*": { "Cache-Control": IMMUTABLE },
  });
});

test("staticwebapp.config.json is JSON with these members", () => {
  const { globalHeaders, routes, mimeTypes, ...others } = JSON.parse(read("staticwebapp.config.json"));
  assert.equal(globalHeaders["Content-Security-Policy"], POLICY);
  assert.deepEqual(routes, [{ route: "/assets/*", headers: { "Cache-Control": IMMUTABLE } }]);
  assert.deepEqual(mimeTypes, { ".wasm": "application/wasm" });
  assert.deepEqual(others, {});
});

test("nginx.conf has balanced blocks and no headers in a location", () => {
  const code = read("nginx.conf")
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/#.*/g, "");
  let depth = 0;
  for (const [sign] of code.matchAll(/[{};]/g)) {
    depth += { "{": 1, "}": -1, ";": 0 }[sign] ?? 0;
    assert.ok(depth >= 0);
  }
  assert.equal(depth, 0);
  // A header there would switch off all headers of the server.
  for (const [, block] of code.matchAll(/location [^{]*\{((?:[^{}]|\{[^{}]*\})*)\}/g)) {
    assert.doesNotMatch(block ?? "", /add_header/);
  }
});

test("web.config is well-formed XML with these headers", { timeout: 60_000 }, async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const found = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, "text/xml");
    return {
      error: xml.querySelector("parsererror")?.textContent ?? null,
      headers: [...xml.querySelectorAll("customHeaders > add")].map((add) => add.getAttribute("name")),
      type: xml.querySelector("mimeMap")?.getAttribute("mimeType"),
    };
  }, read("web.config"));
  assert.deepEqual(found, {
    error: null,
    headers: ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"],
    type: "application/wasm",
  });
});
