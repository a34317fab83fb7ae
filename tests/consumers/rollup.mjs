// @ts-check
/** Rollup, with its command line and its own plugins for packages and for files. */
import { bundleCells } from "./bundles.mjs";

/** @param {string[]} plugins @returns {import("./bundles.mjs").Build} */
const build =
  (plugins) =>
  async ({ run, write }, entry) => {
    await write({ "rollup.config.js": config(entry, plugins) });
    await run("rollup", ["--config", "--failAfterWarnings", "--silent"]);
  };

/** @param {string} entry @param {string[]} plugins */
const config = (entry, plugins) => `
import resolve from "@rollup/plugin-node-resolve";
import commonjs from "@rollup/plugin-commonjs";
import url from "@rollup/plugin-url";
export default {
  input: ${JSON.stringify(entry)},
  output: { file: "out/portal.js", format: "es" },
  plugins: [resolve({ browser: true }), ${plugins.join(", ")}],
};
`;

/** @returns {import("./cells.mjs").Cell[]} */
export function rollupCells() {
  return bundleCells({
    tool: "Rollup",
    build: build(["commonjs({ transformMixedEsModules: true })"]),
    fromPage: false,
    requires: true,
    workers: false,
    slim: [
      {
        way: "@rollup/plugin-url",
        declares: 'import address from "intune-remote-assistance/remote_assistance.wasm";',
        source: "fetch(new URL(address, import.meta.url))",
        build: build(['url({ include: "**/*.wasm", limit: 0 })']),
      },
    ],
  });
}
