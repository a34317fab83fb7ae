// @ts-check
/** Chromium without a bundler. The files are served as npm installed them. */
import { runServed } from "./pages.mjs";
import { html, IN_WORKER, portal, workerPage } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

const DIST = "./node_modules/intune-remote-assistance/dist";
const MODULE = { source: `fetch(new URL("${DIST}/remote_assistance.wasm", import.meta.url))` };
const MAP = JSON.stringify({
  imports: { "intune-remote-assistance": `${DIST}/index.js`, "intune-remote-assistance/slim": `${DIST}/slim.js` },
});

/** A portal's source with paths in place of package names. @param {string} text */
const byPath = (text) =>
  text
    .replaceAll('"intune-remote-assistance/slim"', `"${DIST}/slim.js"`)
    .replaceAll('"intune-remote-assistance"', `"${DIST}/index.js"`);

/** @param {string} layout @param {Record<string, string>} files @returns {Cell} */
const cell = (layout, files) => ({
  tool: "no bundler",
  layout,
  files: { "index.html": html("./portal.js"), ...files },
  run: ({ folder }, input, workspace) => runServed(folder, input, workspace),
});

/** @returns {Cell[]} */
export function noBundlerCells() {
  const mapped = html("./portal.js", "module", `<script type="importmap">${MAP}</script>`);
  return [
    cell(". by its path", { "portal.js": byPath(portal({})) }),
    cell(". by an import map", { "index.html": mapped, "portal.js": portal({}) }),
    cell("./slim by its path, fetch", { "portal.js": byPath(portal({ slim: MODULE })) }),
    cell("./slim by an import map, fetch", { "index.html": mapped, "portal.js": portal({ slim: MODULE }) }),
    cell(". in a module Worker", {
      "portal.js": workerPage("./worker.js"),
      "worker.js": byPath(portal({ then: IN_WORKER })),
    }),
    cell("./slim in a module Worker, fetch", {
      "portal.js": workerPage("./worker.js"),
      "worker.js": byPath(portal({ slim: MODULE, then: IN_WORKER })),
    }),
  ];
}
