// @ts-check
/** The layouts that every bundler builds. Each bundle runs in Chromium. */
import { assertCopies, assertNothingLeft, runServed } from "./pages.mjs";
import { html, IN_WORKER, portal, workerPage } from "./portal.mjs";

/**
 * @typedef {import("./cells.mjs").Cell} Cell
 *
 * @typedef {(project: import("./cells.mjs").Project, entry: string) => Promise<void>} Build
 *
 * @typedef {object} SlimWay
 * @property {string} way  how the bundler gets the module's file, for the table
 * @property {string} [declares]  statements that define the module's URL
 * @property {string} source  the argument of `init`
 * @property {Build} [build]  replaces the bundler's build if this way needs other settings
 * @property {number} [files]  the number of module files in the bundle; 1 by default
 *
 * @typedef {object} Bundler
 * @property {string} tool
 * @property {Build} build  builds `out/portal.js` from the entry, or `out/` from `index.html`
 * @property {boolean} fromPage  whether the build starts at `index.html`
 * @property {boolean} requires  whether the bundler supports `require` without a plugin
 * @property {boolean} workers  whether the bundler bundles `new Worker(new URL(…))`
 * @property {SlimWay[]} slim
 */

/**
 * One bundle that sends the request with the `import`ed function, and tests the error against the class from `require`.
 */
const BOTH = {
  "portal.js": `import { Required } from "./required.cjs";\n${portal({})}`.replace(
    "RemoteAssistanceError }, input",
    "RemoteAssistanceError: Required }, input",
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
      async build(project, workspace) {
        await make(project, entry);
        await check?.(project, workspace);
      },
      run: ({ at }, input, workspace) => runServed(at("out"), input, workspace),
    };
  };
  /** @param {number} inlined @param {number} files @returns {Cell["build"]} */
  const copies =
    (inlined, files) =>
    ({ at }, workspace) =>
      assertCopies(at("out"), workspace, { inlined, files });

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
