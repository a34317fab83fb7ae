// @ts-check
/**
 * Bundles js/ into the entries of the package. esbuild bundles the ES modules, and terser shrinks them. Rollup converts them for `require`:
 * esbuild's own CommonJS fails where a library has added an enumerable property to `Object.prototype`.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { rollup } from "rollup";
import { shrink } from "./minify.mjs";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Takes the module from the file beside the entry, as Node and jest can. */
const moduleFromFile = {
  name: "module-from-file",
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
    onResolve({ filter: /\/inlined-module\.js$/ }, () => ({ path: at("js/runtime/file-module.ts") }));
  },
};

/**
 * Leaves another file of the package out of a bundle, so that both share code and state.
 *
 * @param {RegExp} filter  the import in `js/` @param {string} path  the file in `dist/`
 */
const external = (filter, path) => ({
  name: `external ${path}`,
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
    onResolve({ filter }, () => ({ path, external: true }));
  },
});

/** The main entry takes everything but the module from the slim entry. @param {"js" | "cjs"} ending */
const slim = (ending) => external(/^\.\/slim\.js$/, `./slim.${ending}`);

const LANGUAGES = ["en", "ru"];

/** The element takes the functions from the main entry. A language is a file of its own. @param {"js" | "cjs"} ending */
const besideElement = (ending) => [
  external(/^\.\.\/index\.js$/, `./index.${ending}`),
  ...LANGUAGES.map((name) => external(new RegExp(`^\\./words-${name}\\.js$`), `./element-${name}.${ending}`)),
];

/**
 * @param {string} entry
 * @param {string} outfile
 * @param {import("esbuild").Plugin[]} plugins
 */
async function bundle(entry, outfile, plugins = []) {
  const { outputFiles } = await build({
    entryPoints: [at(entry)],
    outfile: at(outfile),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    external: ["node:fs/promises"],
    inject: [at("js/runtime/text-coding.ts")],
    // Module scripts are UTF-8. Escaped, Russian words would be three times as long.
    charset: "utf8",
    plugins,
    write: false,
  });
  await mkdir(dirname(at(outfile)), { recursive: true });
  await writeFile(at(outfile), await shrink(outputFiles[0]?.text ?? ""));
}

/** @param {string} input @param {string} file */
async function convertForRequire(input, file) {
  const bundled = await rollup({
    input: at(input),
    external: [/^\.\//, "node:fs/promises"],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  await bundled.write({
    file: at(file),
    format: "cjs",
    compact: true,
    exports: "named",
    interop: "esModule",
    dynamicImportInCjs: false,
  });
}

await Promise.all([
  bundle("js/slim.ts", "dist/slim.js"),
  bundle("js/msal.ts", "dist/msal.js"),
  bundle("js/index.ts", "dist/index.js", [slim("js")]),
  bundle("js/index.ts", "target/require/index.js", [slim("cjs"), moduleFromFile]),
  bundle("js/element.ts", "dist/element.js", besideElement("js")),
  bundle("js/element.ts", "target/require/element.js", besideElement("cjs")),
  ...LANGUAGES.map((name) => bundle(`js/element/words-${name}.ts`, `dist/element-${name}.js`)),
]);
await convertForRequire("dist/slim.js", "dist/slim.cjs");
await convertForRequire("dist/msal.js", "dist/msal.cjs");
await convertForRequire("target/require/index.js", "dist/index.cjs");
await convertForRequire("target/require/element.js", "dist/element.cjs");
for (const name of LANGUAGES) await convertForRequire(`dist/element-${name}.js`, `dist/element-${name}.cjs`);

/**
 * A folder for each entry with the names of its files, for resolvers that ignore `exports`: webpack 4, jest 27, and
 * TypeScript with `node10`.
 */
const { exports } = JSON.parse(await readFile(at("package.json"), "utf8"));
for (const [entry, files] of Object.entries(exports)) {
  if (entry === "." || typeof files === "string") continue;
  const toRoot = "../".repeat(entry.split("/").length - 1);
  const names = { main: files.require.default, module: files.import.default, types: files.require.types };
  const paths = Object.fromEntries(Object.entries(names).map(([name, path]) => [name, path.replace("./", toRoot)]));
  await mkdir(at(entry), { recursive: true });
  await writeFile(at(`${entry}/package.json`), `${JSON.stringify(paths, null, 2)}\n`);
}
