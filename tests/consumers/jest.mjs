// @ts-check
/** jest: its default environment, and jsdom, which has neither `fetch` nor what the module needs. */
import { readFile } from "node:fs/promises";
import { portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

/** @param {string} body  of an async function that gives what was seen */
const inTest = (body) => `
test("the portal", async () => {
  const seen = await (async () => { ${body} })();
  require("node:fs").writeFileSync("seen.json", JSON.stringify(seen));
});
`;
const IN_TEST = inTest("return run(JSON.parse(process.env.ORDER));");
const IN_ES_TEST = `import { writeFileSync } from "node:fs";\n${IN_TEST.replace('require("node:fs").', "")}`;
const FILE = {
  source: 'require("node:fs").readFileSync(require.resolve("intune-remote-assistance/remote_assistance.wasm"))',
};

/** Everything that a call uses and jsdom lacks, or has in a form that Node's `fetch` does not take. */
const LACKING = [
  "fetch",
  "Headers",
  "Response",
  "DecompressionStream",
  "TextDecoder",
  "TextEncoder",
  "AbortController",
  "AbortSignal",
];

/** The remedy: an environment that hands Node's own on. */
const POLYFILLED = `
const { TestEnvironment } = require("jest-environment-jsdom");
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of ${JSON.stringify(LACKING)}) this.global[name] = globalThis[name];
  }
};
`;

/** What a portal's test sees in jsdom as it is: importing works, a call says what is missing. */
const WITHOUT = inTest(`
  const { requestRemoteAssistance, RemoteAssistanceError } = require("intune-remote-assistance");
  const { ids, token, origin } = JSON.parse(process.env.ORDER);
  const error = await requestRemoteAssistance("users", ids, token, { origin }).catch((reason) => reason);
  const { code, outcome, attempts, message } = error;
  const named = ${JSON.stringify(LACKING)}.filter((name) => message.includes(name) && !(name in globalThis));
  return { own: error instanceof RemoteAssistanceError, code, outcome, attempts, namesWhatIsMissing: named.length > 0 };
`);
const FAILED = { own: true, code: "internal", outcome: "notSent", attempts: 0, namesWhatIsMissing: true };

/**
 * @param {string} layout @param {string} environment @param {string} file @param {string} text
 * @param {Partial<Cell> & { flags?: string[] }} [more] @returns {Cell}
 */
const cell = (layout, environment, file, text, { flags = [], ...more } = {}) => ({
  tool: `jest, ${environment === "node" ? "default" : "jsdom"}`,
  layout,
  files: {
    [file]: text,
    "environment.cjs": POLYFILLED,
    "jest.config.cjs": `module.exports = { testEnvironment: ${JSON.stringify(environment)}, testMatch: ["**/portal.test.*"] };\n`,
  },
  async run({ at, node }, order, workshop) {
    const jest = `${workshop.tool("jest")}/bin/jest.js`;
    await node([...flags, jest, "--ci", "--runInBand", "--watchman=false"], { ORDER: JSON.stringify(order) });
    return JSON.parse(await readFile(at("seen.json"), "utf8"));
  },
  ...more,
});

/** @returns {Cell[]} */
export function jestCells() {
  const main = portal({ by: "require", then: IN_TEST });
  const slim = portal({ by: "require", slim: FILE, then: IN_TEST });
  const modules = { flags: ["--experimental-vm-modules", "--no-warnings"] };
  return [
    cell(". (CommonJS)", "node", "portal.test.cjs", main),
    cell(". (ESM, --experimental-vm-modules)", "node", "portal.test.mjs", portal({ then: IN_ES_TEST }), modules),
    cell("./slim (CommonJS), readFileSync", "node", "portal.test.cjs", slim),
    cell(". (CommonJS), a call names what is missing", "jsdom", "portal.test.cjs", WITHOUT, { expected: FAILED }),
    cell(". (CommonJS), with Node's globals", "./environment.cjs", "portal.test.cjs", main),
    cell("./slim (CommonJS), with Node's globals", "./environment.cjs", "portal.test.cjs", slim),
  ];
}
