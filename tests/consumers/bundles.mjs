// @ts-check
/** What every bundler is asked for; what it makes runs in Chromium. */
import { assertCopies, assertNothingLeft, runServed } from "./pages.mjs";
import { html, IN_WORKER, portal, workerPage } from "./portal.mjs";

/**
 * @typedef {import("./cells.mjs").Cell} Cell
 *
 * @typedef {(project: import("./cells.mjs").Project, entry: string) => Promise<void>} Build
 *
 * @typedef {object} SlimWay
 * @property {string} way  for the table
 * @property {string} [declares]  statements that name the module's address
 * @property {string} source  what `init` gets
 * @property {Build} [build]  where it needs settings of its own
 * @property {number} [files]  how many module files the bundle has; 1 unless given
 *
 * @typedef {object} Bundler
 * @property {string} tool
 * @property {Build} build  makes `out/portal.js` of the entry, or `out/` of `index.html`
 * @property {boolean} fromPage  whether it starts at `index.html`
 * @property {boolean} requires  whether it takes `require` without a plugin
 * @property {boolean} workers  whether it bundles `new Worker(new URL(…))`
 * @property {SlimWay[]} slim
 */

/** In one bundle: it asks by `import`, and looks whether the error is of the class that `require` gave. */
const BOTH = {
  "portal.js": `import { Required } from "./required.cjs";\n${portal({})}`.replace(
    "RemoteAssistanceError }, order",
    "RemoteAssistanceError: Required }, order",
  ),
  "required.cjs": 'exports.Required = require("intune-remote-assistance").RemoteAssistanceError;\n',
};

const UNUSED = {
  "portal.js":
    'import "intune-remote-assistance";\nimport "intune-remote-assistance/slim";\nglobalThis.portal = async () => "nothing left";\n',
};

/** @param {Bundler} bundler @returns {Cell[]} */
export function bundleCells({ tool, build, fromPage, requires, workers, slim }) {
  /** @param {string} layout @param {Record<string, string>} files @param {Cell["build"]} check @returns {Cell} */
  const cell = (layout, files, check, make = build) => {
    const [entry] = Object.keys(files);
    const page = html(fromPage ? `./${entry}` : "./portal.js");
    return {
      tool,
      layout,
      files: fromPage ? { "index.html": page, ...files } : { "out/index.html": page, ...files },
      async build(project, workshop) {
        await make(project, entry);
        await check?.(project, workshop);
      },
      run: ({ at }, order, workshop) => runServed(at("out"), order, workshop),
    };
  };
  /** @param {number} inlined @param {number} files @returns {Cell["build"]} */
  const copies =
    (inlined, files) =>
    ({ at }, workshop) =>
      assertCopies(at("out"), workshop, { inlined, files });

  const cells = [cell(". (ESM)", { "portal.js": portal({}) }, copies(1, 0))];
  if (requires) {
    cells.push(cell(". (CommonJS)", { "portal.cjs": portal({ by: "require" }) }, copies(1, 0)));
    cells.push(cell(". (both in one bundle: one copy)", BOTH, copies(1, 0)));
  }
  for (const { way, build: own, files = 1, ...asset } of slim) {
    cells.push(cell(`./slim, ${way}`, { "portal.js": portal({ slim: asset }) }, copies(0, files), own));
  }
  if (workers) {
    cells.push(
      cell(
        ". in a module Worker",
        { "portal.js": workerPage("./worker.js"), "worker.js": portal({ then: IN_WORKER }) },
        copies(1, 0),
      ),
    );
  }
  const nothing = cell("imported and not used: nothing left", UNUSED, ({ at }) => assertNothingLeft(at("out")));
  cells.push({ ...nothing, expected: "nothing left" });
  return cells;
}
