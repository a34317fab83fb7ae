// @ts-check
/** Node, without any tool: by `import`, by `require`, and on a server that only renders. */
import { exercise, IN_NODE, portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

const ADDRESS = '"intune-remote-assistance/remote_assistance.wasm"';

/** Everything that a server may not have, or that must not be touched before a call. */
const UNTOUCHED = [
  ...["window", "document", "navigator", "location", "self", "localStorage", "crypto", "caches", "XMLHttpRequest"],
  ...[
    "fetch",
    "Request",
    "Response",
    "Headers",
    "AbortController",
    "WebAssembly",
    "DecompressionStream",
    "TextDecoder",
    "TextEncoder",
    "atob",
  ],
  ...["setTimeout", "queueMicrotask", "addEventListener", "FinalizationRegistry", "process", "Buffer", "performance"],
];

/** Imports all entries while whatever looks at one of these globals is noted and thrown at; then gives them back. */
const SERVER = `
import { createRequire } from "node:module";
const argument = process.argv.at(-1);
const print = console.log;
const kept = ${JSON.stringify(UNTOUCHED)}.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
const touched = [];
for (const [name] of kept) {
  const get = () => {
    touched.push(name);
    throw new Error(\`\${name} was touched\`);
  };
  Object.defineProperty(globalThis, name, { configurable: true, get });
}
const exercise = ${exercise};
let pack;
try {
  pack = await import("intune-remote-assistance");
  await import("intune-remote-assistance/slim");
  const require = createRequire(import.meta.url);
  require("intune-remote-assistance");
  require("intune-remote-assistance/slim");
} finally {
  for (const [name, descriptor] of kept) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else delete globalThis[name];
  }
}
if (touched.length > 0) throw new Error(\`touched: \${touched}\`);
print(JSON.stringify(await exercise(pack, JSON.parse(argument))));
`;

/** @param {string} layout @param {string} file @param {string} text @returns {Cell} */
const cell = (layout, file, text) => ({
  tool: `Node ${process.versions.node}`,
  layout,
  files: { [file]: text },
  run: async ({ node }, order) => JSON.parse(await node([file, JSON.stringify(order)])),
});

/** @returns {Cell[]} */
export function nodeCells() {
  const file = {
    declares: `import { readFile } from "node:fs/promises";`,
    source: `readFile(new URL(import.meta.resolve(${ADDRESS})))`,
  };
  const required = { source: `require("node:fs").readFileSync(require.resolve(${ADDRESS}))` };
  return [
    cell(". (ESM)", "portal.mjs", portal({ then: IN_NODE })),
    cell(". (CommonJS)", "portal.cjs", portal({ by: "require", then: IN_NODE })),
    cell("./slim (ESM), readFile", "portal.mjs", portal({ slim: file, then: IN_NODE })),
    cell("./slim (CommonJS), readFileSync", "portal.cjs", portal({ by: "require", slim: required, then: IN_NODE })),
    cell("all entries imported on a server, no global touched", "server.mjs", SERVER),
  ];
}
