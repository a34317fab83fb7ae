// @ts-check
/** The features that the files in dist/ use are those in docs/browsers.md. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { ROOT } from "./documents.mjs";

const text = readFileSync(join(ROOT, "docs/browsers.md"), "utf8");

/** The versions in the row of an entry: Chrome, Firefox, Safari. @param {string} entry */
function versionsOf(entry) {
  const row = text.split("\n").find((line) => line.startsWith(`| \`${entry}\` `));
  const cells = row?.split("|").map((cell) => cell.trim()) ?? [];
  return cells.slice(2, 5).map(Number);
}

/**
 * Whether browsers of this version have all the syntax: esbuild rewrites what a target does not have.
 *
 * @param {string} code @param {string} target
 */
async function hasSyntaxOf(code, target) {
  const options = /** @type {const} */ ({
    minify: true,
    format: "esm",
    // esbuild rewrites it before Chrome 91 because of a bug that concerns `f?.(...list)` alone. No file has that.
    supported: { "optional-chain": true },
  });
  const [lowered, newest] = await Promise.all(
    [target, "esnext"].map((one) => transform(code, { ...options, target: one })),
  );
  return lowered?.code === newest?.code;
}

describe("syntax", () => {
  test("this test finds newer syntax", async () => {
    assert.equal(await hasSyntaxOf("class A { static { f(); } }", "safari16.3"), false);
    assert.equal(await hasSyntaxOf("class A { static { f(); } }", "safari16.4"), true);
  });
  for (const [file, entry] of [
    ["index.js", "intune-remote-assistance"],
    ["slim.js", "intune-remote-assistance/slim"],
    ["msal.js", "intune-remote-assistance/msal"],
    ["element.js", "intune-remote-assistance/element"],
  ]) {
    test(`${file} needs no newer browsers than documented`, async () => {
      const [chrome, firefox, safari] = versionsOf(entry);
      const code = readFileSync(join(ROOT, "dist", file), "utf8");
      for (const target of [`chrome${chrome}`, `edge${chrome}`, `firefox${firefox}`, `safari${safari}`]) {
        assert.ok(await hasSyntaxOf(code, target), target);
      }
    });
  }
});

/** The features of the table, with the names that wasm-opt has for them. */
const FEATURES = {
  "WebAssembly reference types": ["reference-types"],
  "WebAssembly bulk memory": ["bulk-memory", "bulk-memory-opt"],
  "WebAssembly non-trapping conversions": ["nontrapping-float-to-int"],
  "WebAssembly sign extension": ["sign-ext"],
};

/** Whether the module is valid with these features and those of the first WebAssembly only. @param {string[]} features */
function isValidWith(features) {
  const flags = features.map((feature) => `--enable-${feature}`);
  const tool = join(ROOT, "node_modules/binaryen/bin/wasm-opt");
  const module = join(ROOT, "dist/remote_assistance.wasm");
  return promisify(execFile)(process.execPath, [tool, module, "--mvp-features", ...flags]).then(
    () => true,
    () => false,
  );
}

describe("WebAssembly", { timeout: 120_000 }, () => {
  const all = Object.values(FEATURES).flat();
  test("the module needs the documented features and no other", async () => {
    for (const feature of Object.keys(FEATURES)) assert.ok(text.includes(`| ${feature} `), feature);
    assert.equal(await isValidWith(all), true);
  });
  for (const [feature, names] of Object.entries(FEATURES)) {
    test(`the module needs ${feature}`, async () => {
      assert.equal(await isValidWith(all.filter((name) => !names.includes(name))), false);
    });
  }
});

test("only the main entry inflates the module", () => {
  const uses = (/** @type {string} */ file) => readFileSync(join(ROOT, "dist", file), "utf8").includes("deflate-raw");
  assert.deepEqual([uses("index.js"), uses("slim.js"), uses("msal.js")], [true, false, false]);
});

test("the README states the versions of the main entry", () => {
  const [chrome, firefox, safari] = versionsOf("intune-remote-assistance");
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  assert.ok(readme.includes(`Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`));
});
