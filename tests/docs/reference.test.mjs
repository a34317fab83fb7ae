// @ts-check
/** The API reference and the README's table cover every entry of the package. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, readDocument } from "./documents.mjs";

const parseFile = (/** @type {string} */ path) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));

/** The entries with code, such as `./slim`. */
const ENTRIES = Object.entries(parseFile("package.json").exports)
  .filter(([, target]) => typeof target === "object")
  .map(([entry]) => entry);

test("TypeDoc reads every entry", () => {
  const read = parseFile("xtask/docs/typedoc.json").entryPoints;
  assert.deepEqual(
    ENTRIES.map((entry) => `../../js/${entry === "." ? "index" : entry.slice(2)}.ts`).filter(
      (path) => !read.includes(path),
    ),
    [],
  );
});

test("the README's table of entries has every entry", () => {
  const { prose } = readDocument("README.md");
  for (const entry of ENTRIES) {
    assert.ok(prose.includes(`| \`intune-remote-assistance${entry.slice(1)}\` `), entry);
  }
});
