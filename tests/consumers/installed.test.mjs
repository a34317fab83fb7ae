// @ts-check
/**
 * Installs the packed tarball with npm into temporary projects, and uses it there. This is the quick part of
 * `npm run consumers`: it needs only the development dependencies of this package.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { testCells } from "./cells.mjs";
import { esbuildCells } from "./esbuild.mjs";
import { noBundlerCells } from "./no-bundler.mjs";
import { nodeCells } from "./node.mjs";
import { install, pack } from "./tarball.mjs";
import { typescriptCells } from "./typescript.mjs";
import { openWorkspace } from "./workspace.mjs";

const tools = fileURLToPath(new URL("../../node_modules", import.meta.url));
const { version } = JSON.parse(await readFile(join(tools, "typescript/package.json"), "utf8"));

const folder = await mkdtemp(join(tmpdir(), "consumer-"));
const modules = await install(await pack(folder), join(folder, "installed"));
const workspace = await openWorkspace({ folder: join(folder, "projects"), modules, tools });
after(async () => {
  await workspace.close();
  await rm(folder, { recursive: true });
});
const open = async () => workspace;

testCells("Node", nodeCells(), open);
testCells("no bundler", noBundlerCells(), open);
testCells("esbuild", esbuildCells(), open);
testCells("TypeScript", typescriptCells({ tool: "typescript", version }), open);
