// @ts-check
/**
 * Builds and runs portals that use the packed tarball with many tools, and prints a table of the results.
 *
 *   npm run consumers                                  packs, installs the tools, and runs all rows
 *   ONLY=webpack node --test tests/consumers/run.mjs   runs the rows whose tool or layout contains the text, with the
 *                                                      tarball of the last run
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { printTable, testCells } from "./cells.mjs";
import { devServerCells } from "./dev-server.mjs";
import { elementCells } from "./element.mjs";
import { esbuildCells } from "./esbuild.mjs";
import { extensionCells } from "./extension.mjs";
import { frameworkCells } from "./frameworks.mjs";
import { jestCells } from "./jest.mjs";
import { noBundlerCells } from "./no-bundler.mjs";
import { nodeCells } from "./node.mjs";
import { oldToolCells } from "./old-tools.mjs";
import { parcelCells } from "./parcel.mjs";
import { testPublished } from "./published.mjs";
import { rollupCells } from "./rollup.mjs";
import { rsbuildCells } from "./rsbuild.mjs";
import { runtimeCells } from "./runtimes.mjs";
import { install, tarballName } from "./tarball.mjs";
import { typescriptCells } from "./typescript.mjs";
import { viteCells } from "./vite.mjs";
import { vitestCells } from "./vitest.mjs";
import { webpackCells } from "./webpack.mjs";
import { openWorkspace } from "./workspace.mjs";

const folder = fileURLToPath(new URL("../../target/consumers", import.meta.url));
const tools = join(folder, "node_modules");
const versionOf = async (/** @type {string} */ name) =>
  JSON.parse(await readFile(join(tools, name, "package.json"), "utf8")).version;
const compilers = await Promise.all(
  ["typescript", "typescript-5", "typescript-5.4", "typescript-5.0", "typescript-4.9"].map(async (tool) => ({
    tool,
    version: await versionOf(tool),
  })),
);

const tarball = join(folder, "packed", await tarballName());
const projects = join(folder, "projects");
const modules = await install(tarball, join(projects, "installed"));
const workspace = await openWorkspace({ folder: projects, modules, tools });
after(() => workspace.close());

/** Some tools need other versions of their dependencies: they are installed below in folders of their own. */
const apart = (/** @type {string} */ kit) =>
  openWorkspace({ folder: join(folder, kit, "projects"), modules, tools: join(folder, kit, "node_modules") });
const oldTools = await apart("legacy");
after(() => oldTools.close());
const frameworks = await apart("frameworks");
after(() => frameworks.close());

/** @typedef {import("./workspace.mjs").Workspace} Workspace */
/** @type {[title: string, cells: import("./cells.mjs").Cell[], workspace?: Workspace][]} */
const groups = [
  ["Node", nodeCells()],
  ["runtimes", runtimeCells()],
  ["no bundler", noBundlerCells()],
  ["extension", extensionCells()],
  ["esbuild", esbuildCells()],
  ["Rollup", rollupCells()],
  ["webpack", webpackCells()],
  ["Vite", [...viteCells(), ...devServerCells()]],
  ["Rsbuild", rsbuildCells()],
  ["Parcel", parcelCells()],
  ["frameworks", frameworkCells(), frameworks],
  ["element", elementCells(), frameworks],
  ["vitest", vitestCells("4", ["node", "jsdom", "happy-dom"])],
  ["vitest 3", vitestCells("3", ["jsdom", "happy-dom"]), oldTools],
  ["jest", jestCells()],
  ["old tools", oldToolCells(), oldTools],
  ["TypeScript", compilers.flatMap(typescriptCells)],
];
const wanted = process.env.ONLY ?? "";
const tables = groups.map(([title, cells, own = workspace]) =>
  testCells(
    title,
    cells.filter(({ tool, layout }) => `${tool} ${layout}`.includes(wanted)),
    async () => own,
  ),
);
if (wanted === "") tables.push(testPublished(tarball, modules, tools));
printTable(tables);
