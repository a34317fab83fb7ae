// @ts-check
/** The files that npm would publish: their names, their size, and the results of package linters. */
import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

/** The largest unpacked size. npm prints kB of 1 000 bytes. */
const BUDGET_BYTES = 220_000;

/** Files of the element, which has no budget. */
const ELEMENT = [
  "dist/custom-elements.json",
  ...["events", "props", "remote-assistance-element"].map((name) => `dist/element/${name}.d.cts`),
  ...["element", "element-react", "element-vue"].flatMap((entry) => [`dist/${entry}.d.cts`, `dist/${entry}.d.ts`]),
  ...["element", "element-en", "element-ru"].flatMap((entry) => [`dist/${entry}.cjs`, `dist/${entry}.js`]),
  ...["element", "element/react", "element/vue"].map((entry) => `${entry}/package.json`),
];

const OTHERS = [
  ...["CHANGELOG.md", "LICENSE-MIT", "README.md", "package.json", "msal/package.json", "slim/package.json"],
  ...["api/batch", "api/request", "api/search", "api/session", "entities", "errors", "generated/contract", "types"].map(
    (name) => `dist/${name}.d.cts`,
  ),
  "dist/remote_assistance.wasm",
  ...["index", "msal", "slim"].flatMap((entry) =>
    ["cjs", "d.cts", "d.ts", "js"].map((ending) => `dist/${entry}.${ending}`),
  ),
];

/**
 * @param {string} tarball @param {string} modules  the folder that the tarball is installed in @param {string} tools
 * @returns {() => import("./cells.mjs").Row[]}
 */
export function testPublished(tarball, modules, tools) {
  /** @type {import("./cells.mjs").Row[]} */
  const rows = [];
  const folder = join(modules, "intune-remote-assistance");
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(tools, file)).href);
  const check = (/** @type {string} */ tool, /** @type {(row: { remark: string }) => Promise<void>} */ run) => {
    const row = { tool, layout: "the tarball", built: "-", ran: "NO", remark: "" };
    rows.push(row);
    test(`${tool}: the tarball`, { timeout: 120_000 }, async () => {
      await run(row);
      row.ran = "yes";
    });
  };

  check("publint, strict", async () => {
    const { publint } = await load("publint/src/index-node.js");
    const { messages } = await publint({
      strict: true,
      level: "suggestion",
      pack: { tarball: await bufferOf(tarball) },
    });
    // Turbopack wants the query in the target. publint takes it for a part of the file's name.
    const others = messages.filter(
      (/** @type {{ path: string[] }} */ { path }) => path.at(-1) !== "./remote_assistance.wasm?module",
    );
    assert.deepEqual(others, []);
  });
  check("are the types wrong?", async () => {
    const { checkPackage, createPackageFromTarballData } = await load("@arethetypeswrong/core/dist/index.js");
    // The module's file is an asset without types, which each bundler imports in another way.
    const options = { excludeEntrypoints: [/\.wasm(\?module)?$/] };
    const { types, problems } = await checkPackage(
      createPackageFromTarballData(new Uint8Array(await bufferOf(tarball))),
      options,
    );
    assert.deepEqual({ types, problems }, { types: { kind: "included" }, problems: [] });
  });
  check("files", async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const names = files.map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
    assert.deepEqual(names.sort(), [...ELEMENT, ...OTHERS].sort());
    for (const name of names) {
      if (/\.([cm]?js|d\.[cm]?ts)$/.test(name))
        assert.doesNotMatch(await readFile(join(folder, name), "utf8"), /sourceMappingURL/, name);
    }
  });
  check("package.json", async () => {
    const { scripts = {}, ...fields } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const kinds = [
      "dependencies",
      "peerDependencies",
      "optionalDependencies",
      "bundleDependencies",
      "bundledDependencies",
    ];
    assert.deepEqual(
      kinds.filter((kind) => kind in fields),
      [],
      "dependencies",
    );
    const installing = ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare", "prepublish"];
    assert.deepEqual(
      installing.filter((name) => name in scripts),
      [],
      "scripts that npm runs when it installs",
    );
    assert.deepEqual(
      { sideEffects: fields.sideEffects, type: fields.type },
      {
        // Importing the element defines it.
        sideEffects: ["./dist/element.js", "./dist/element.cjs"],
        type: "module",
      },
    );
  });
  check("unpacked size without the element", async (row) => {
    const sizes = await Promise.all(OTHERS.map(async (name) => (await stat(join(folder, name))).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    row.remark = `${bytes} bytes; the budget is ${BUDGET_BYTES}`;
    assert.ok(bytes <= BUDGET_BYTES, row.remark);
  });
  return () => rows;
}

/** @param {string} file @returns {Promise<ArrayBuffer>} */
async function bufferOf(file) {
  const { buffer, byteOffset, byteLength } = await readFile(file);
  return /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));
}
