// @ts-check
/** Node without a tool: with `import`, with `require`, and on a server that only renders pages. */
import { IN_NODE, makeCalls, portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

const ADDRESS = '"intune-remote-assistance/remote_assistance.wasm"';

/** Globals that a server may lack, or that importing must not read. */
const UNREAD_GLOBALS = [
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

/** Imports all entries while each of these globals throws and records that it was read. Then it restores them. */
const SERVER = `
import { createRequire } from "node:module";
const argument = process.argv.at(-1);
const print = console.log;
const kept = ${JSON.stringify(UNREAD_GLOBALS)}.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
const read = [];
for (const [name] of kept) {
  const get = () => {
    read.push(name);
    throw new Error(\`\${name} was read\`);
  };
  Object.defineProperty(globalThis, name, { configurable: true, get });
}
const makeCalls = ${makeCalls};
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
if (read.length > 0) throw new Error(\`globals that importing read: \${read}\`);
print(JSON.stringify(await makeCalls(pack, JSON.parse(argument))));
`;

/** @param {string} layout @param {string} file @param {string} text @returns {Cell} */
const cell = (layout, file, text) => ({
  tool: `Node ${process.versions.node}`,
  layout,
  files: { [file]: text },
  run: async ({ node }, input) => JSON.parse(await node([file, JSON.stringify(input)])),
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
    cell("all entries imported on a server, no global read", "server.mjs", SERVER),
  ];
}
