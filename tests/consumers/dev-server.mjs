// @ts-check
/** Vite's development server serves the portal's own files unchanged, and bundles packages when it starts. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runPage } from "./pages.mjs";
import { html, IN_WORKER, portal, workerPage } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

/**
 * @param {string} layout @param {Record<string, string>} files
 * @param {string} bundled  the entry that Vite bundles when it starts
 * @returns {Cell}
 */
const cell = (layout, files, bundled) => ({
  tool: "Vite dev",
  layout,
  files: { "index.html": html("./portal.js"), ...files },
  async run({ folder }, input, workspace) {
    const { createServer } = await import(pathToFileURL(join(workspace.tool("vite"), "dist/node/index.js")).href);
    const server = await createServer({
      root: folder,
      logLevel: "error",
      server: { host: "127.0.0.1", port: 0, hmr: false },
    });
    try {
      await server.listen();
      const result = await runPage(`http://localhost:${server.httpServer.address().port}/`, input, workspace);
      const { optimized } = JSON.parse(await readFile(join(folder, "node_modules/.vite/deps/_metadata.json"), "utf8"));
      assert.deepEqual(Object.keys(optimized), [bundled], "the bundled packages");
      return result;
    } finally {
      await server.close();
    }
  },
});

/** @returns {Cell[]} */
export function devServerCells() {
  const url = {
    declares: 'import address from "intune-remote-assistance/remote_assistance.wasm?url";',
    source: "fetch(address)",
  };
  return [
    cell(". (ESM), pre-bundled", { "portal.js": portal({}) }, "intune-remote-assistance"),
    cell("./slim, ?url, pre-bundled", { "portal.js": portal({ slim: url }) }, "intune-remote-assistance/slim"),
    cell(
      ". in a module Worker",
      { "portal.js": workerPage("./worker.js"), "worker.js": portal({ then: IN_WORKER }) },
      "intune-remote-assistance",
    ),
  ];
}
