// @ts-check
/** esbuild, with its command line. */
import { bundleCells } from "./bundles.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

/** @param {string[]} [more] @returns {import("./bundles.mjs").Build} */
const build =
  (more = []) =>
  async ({ run }, entry) => {
    const flags = ["--bundle", "--minify", "--format=esm", "--outfile=out/portal.js", "--log-level=warning", ...more];
    await run("esbuild", [entry, ...flags]);
  };

/** @returns {Cell[]} */
export function esbuildCells() {
  return bundleCells({
    tool: "esbuild",
    build: build(),
    fromPage: false,
    requires: true,
    workers: false,
    slim: [
      {
        way: "--loader:.wasm=file",
        declares: 'import address from "intune-remote-assistance/remote_assistance.wasm";',
        source: "fetch(new URL(address, import.meta.url))",
        build: build(["--loader:.wasm=file"]),
      },
      {
        way: "--loader:.wasm=binary",
        declares: 'import bytes from "intune-remote-assistance/remote_assistance.wasm";',
        source: "bytes",
        build: build(["--loader:.wasm=binary"]),
        files: 0,
      },
    ],
  });
}
