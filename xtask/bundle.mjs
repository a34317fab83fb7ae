// @ts-check
/**
 * Bundles js/ into the entries of the package. esbuild bundles the ES modules. Rollup converts them for `require`:
 * esbuild's own CommonJS fails where a library has added an enumerable property to `Object.prototype`.
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { rollup } from "rollup";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Takes the module from the file beside the entry, as Node and jest can. */
const moduleFromFile = {
  name: "module-from-file",
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
    onResolve({ filter: /\/inlined-module\.js$/ }, () => ({ path: at("js/runtime/file-module.ts") }));
  },
};

/** The main entry takes everything but the module from the slim entry, so that both share code and state. */
const slimIsExternal = (/** @type {string} */ path) => ({
  name: "slim-is-external",
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
    onResolve({ filter: /^\.\/slim\.js$/ }, () => ({ path, external: true }));
  },
});

/**
 * @param {string} entry
 * @param {string} outfile
 * @param {import("esbuild").Plugin[]} plugins
 */
function bundle(entry, outfile, plugins = []) {
  return build({
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
    plugins,
  });
}

/** @param {string} input @param {string} file */
async function convertForRequire(input, file) {
  const bundled = await rollup({
    input: at(input),
    external: ["./slim.cjs", "node:fs/promises"],
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
  bundle("js/index.ts", "dist/index.js", [slimIsExternal("./slim.js")]),
  bundle("js/index.ts", "target/require/index.js", [slimIsExternal("./slim.cjs"), moduleFromFile]),
]);
await convertForRequire("dist/slim.js", "dist/slim.cjs");
await convertForRequire("dist/msal.js", "dist/msal.cjs");
await convertForRequire("target/require/index.js", "dist/index.cjs");
