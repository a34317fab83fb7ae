// @ts-check
/** Rsbuild, with its command line, in production mode. */
import { bundleCells } from "./bundles.mjs";

/** @type {import("./bundles.mjs").Build} */
async function build({ run, write }, entry) {
  const config = {
    source: { entry: { portal: `./${entry}` } },
    // The test brings its own page.
    tools: { htmlPlugin: false },
    output: {
      distPath: { root: "out", js: "" },
      filename: { js: "[name].js" },
      cleanDistPath: false,
      assetPrefix: "auto",
    },
    // One file a bundle, as the page of the test expects.
    performance: { chunkSplit: { strategy: "all-in-one" } },
  };
  await write({ "rsbuild.config.mjs": `export default ${JSON.stringify(config)};\n` });
  await run("@rsbuild/core/rsbuild", ["build"]);
}

/** @returns {import("./cells.mjs").Cell[]} */
export function rsbuildCells() {
  return bundleCells({
    tool: "Rsbuild",
    build,
    fromPage: false,
    requires: true,
    workers: true,
    slim: [
      {
        way: "new URL(…, import.meta.url)",
        source: 'fetch(new URL("intune-remote-assistance/remote_assistance.wasm", import.meta.url))',
      },
    ],
  });
}
