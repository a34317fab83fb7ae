// @ts-check
/** Bun and Deno, with `import` and with `require`. */

import { IN_NODE, portal } from "./portal.mjs";
import { execute } from "./processes.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

const ADDRESS = '"intune-remote-assistance/remote_assistance.wasm"';
const FILE = {
  declares: 'import { readFile } from "node:fs/promises";',
  source: `readFile(new URL(import.meta.resolve(${ADDRESS})))`,
};

/** The program of each, in the package for this platform. npm links it only if install scripts may run. */
const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const BUN = `@oven/bun-${PLATFORM}/bin/bun`;
const DENO = `@deno/${process.platform}-${process.arch}${process.platform === "linux" ? "-glibc" : ""}/deno`;

/** @param {string} tool @param {string} program @param {string[]} flags @returns {(layout: string, file: string, text: string, more?: string[]) => Cell} */
const cellsOf =
  (tool, program, flags) =>
  (layout, file, text, more = []) => ({
    tool,
    layout,
    files: { [file]: text },
    run: async ({ folder }, input, workspace) =>
      JSON.parse(
        await execute(workspace.tool(program), [...flags, ...more, file, JSON.stringify(input)], { cwd: folder }),
      ),
  });

/** Deno asks before it reads a file. The error of a call says so. */
const WITHOUT_PERMISSION = `
const { init, RemoteAssistanceError } = require("intune-remote-assistance");
init().catch((error) =>
  console.log(JSON.stringify({ own: error instanceof RemoteAssistanceError, code: error.code, message: error.message })));
`;

/** @returns {Cell[]} */
export function runtimeCells() {
  const bun = cellsOf("Bun", BUN, ["run"]);
  const deno = cellsOf("Deno", DENO, ["run", "--quiet", "--no-prompt", "--allow-net=127.0.0.1"]);
  return [
    bun(". (ESM)", "portal.mjs", portal({ then: IN_NODE })),
    bun(". (CommonJS)", "portal.cjs", portal({ by: "require", then: IN_NODE })),
    bun("./slim (ESM), readFile", "portal.mjs", portal({ slim: FILE, then: IN_NODE })),
    deno(". (ESM)", "portal.mjs", portal({ then: IN_NODE })),
    deno(". (CommonJS)", "portal.cjs", portal({ by: "require", then: IN_NODE }), ["--allow-read=."]),
    deno("./slim (ESM), readFile", "portal.mjs", portal({ slim: FILE, then: IN_NODE }), ["--allow-read=."]),
    {
      // Deno reads the files that it imports without asking, and the module's file only with a permission.
      ...deno(". (CommonJS), without the permission to read", "portal.cjs", WITHOUT_PERMISSION),
      expected: {
        own: true,
        code: "internal",
        message:
          "The module beside index.cjs could not be read. Permit this process to read the package. Nothing was sent.",
      },
    },
  ];
}
