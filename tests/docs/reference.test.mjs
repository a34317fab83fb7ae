// @ts-check
/** The API reference and the README's table cover every entry of the package. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, readDocument } from "./documents.mjs";

const parseFile = (/** @type {string} */ path) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));

/** The entries with their code, such as `./slim` with `./dist/slim.js`. @type {[entry: string, code: string][]} */
const ENTRIES = Object.entries(parseFile("package.json").exports)
  .filter(([, target]) => typeof target === "object")
  .map(([entry, target]) => [entry, target.import.default]);

test("TypeDoc reads every entry", () => {
  const read = parseFile("xtask/docs/typedoc.json").entryPoints;
  assert.deepEqual(
    ENTRIES.map(([, code]) => code.replace(/^\.\/dist\/(.*)\.js$/, "../../js/$1.ts")).filter(
      (path) => !read.includes(path),
    ),
    [],
  );
});

test("the README's table of entries has every entry", () => {
  const { prose } = readDocument("README.md");
  for (const [entry] of ENTRIES) {
    const name = entry === "./element/vue" ? "…/element/vue" : `intune-remote-assistance${entry.slice(1)}`;
    assert.ok(prose.includes(`\`${name}\``), entry);
  }
});
