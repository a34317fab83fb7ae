// @ts-check
/**
 * The packed tarball, installed by npm into temporary projects and used there: a quick part of `npm run consumers`, with
 * no other tools than this package is developed with.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { testCells } from "../consumers/cells.mjs";
import { esbuildCells } from "../consumers/esbuild.mjs";
import { nodeCells } from "../consumers/node.mjs";
import { plainCells } from "../consumers/plain.mjs";
import { install, pack } from "../consumers/tarball.mjs";
import { typescriptCells } from "../consumers/typescript.mjs";
import { openWorkshop } from "../consumers/workshop.mjs";

const tools = fileURLToPath(new URL("../../node_modules", import.meta.url));
const { version } = JSON.parse(await readFile(join(tools, "typescript/package.json"), "utf8"));

const folder = await mkdtemp(join(tmpdir(), "consumer-"));
const modules = await install(await pack(folder), join(folder, "installed"));
const workshop = await openWorkshop({ folder: join(folder, "projects"), modules, tools });
after(async () => {
  await workshop.close();
  await rm(folder, { recursive: true });
});
const open = async () => workshop;

testCells("Node", nodeCells(), open);
testCells("no bundler", plainCells(), open);
testCells("esbuild", esbuildCells(), open);
testCells("TypeScript", typescriptCells({ tool: "typescript", version }), open);
