// @ts-check
/** webpack 5, with its command line, in production mode. */
import { bundleCells } from "./bundles.mjs";

/** @param {object[]} rules @returns {import("./bundles.mjs").Build} */
const build =
  (rules = []) =>
  async ({ run, write }, entry) => {
    const config = {
      mode: "production",
      entry: `./${entry}`,
      output: { path: "OUT", filename: "portal.js", clean: false },
      // The main entry contains the module, so its bundle is larger than webpack's limit for a warning.
      performance: { hints: false },
      module: { rules },
    };
    const text = JSON.stringify(config)
      .replace('"OUT"', 'new URL("./out", import.meta.url).pathname')
      .replace('"TEST"', "/\\.wasm$/");
    await write({ "webpack.config.mjs": `export default ${text};\n` });
    await run("webpack-cli", ["--config", "webpack.config.mjs", "--fail-on-warnings"]);
  };

/** @returns {import("./cells.mjs").Cell[]} */
export function webpackCells() {
  return bundleCells({
    tool: "webpack 5",
    build: build(),
    fromPage: false,
    requires: true,
    workers: true,
    slim: [
      {
        way: "new URL(…, import.meta.url)",
        source: 'fetch(new URL("intune-remote-assistance/remote_assistance.wasm", import.meta.url))',
      },
      {
        way: "type: asset/resource",
        declares: 'import address from "intune-remote-assistance/remote_assistance.wasm";',
        source: "fetch(address)",
        build: build([{ test: "TEST", type: "asset/resource" }]),
      },
    ],
  });
}
