// @ts-check
/**
 * jest with its default environment, and with jsdom, which lacks `fetch` and other interfaces that the package needs.
 */
import { readFile } from "node:fs/promises";
import { portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

/** @param {string} body  of an async function that returns the result */
const inTest = (body) => `
test("the portal", async () => {
  const result = await (async () => { ${body} })();
  require("node:fs").writeFileSync("result.json", JSON.stringify(result));
});
`;
const IN_TEST = inTest("return run(JSON.parse(process.env.INPUT));");
const IN_ES_TEST = `import { writeFileSync } from "node:fs";\n${IN_TEST.replace('require("node:fs").', "")}`;
const FILE = {
  source: 'require("node:fs").readFileSync(require.resolve("intune-remote-assistance/remote_assistance.wasm"))',
};

/** The interfaces that a call uses and that jsdom lacks, or whose objects Node's `fetch` does not accept. */
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

/** An environment that provides Node's interfaces, as docs/measurements.md recommends. */
const POLYFILLED = `
const { TestEnvironment } = require("jest-environment-jsdom");
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of ${JSON.stringify(LACKING)}) this.global[name] = globalThis[name];
  }
};
`;

/** In plain jsdom, importing works, and a call names the missing interface. */
const WITHOUT = inTest(`
  const { requestRemoteAssistance, RemoteAssistanceError } = require("intune-remote-assistance");
  const { ids, token, origin } = JSON.parse(process.env.INPUT);
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
  async run({ at, node }, input, workspace) {
    const jest = `${workspace.tool("jest")}/bin/jest.js`;
    await node([...flags, jest, "--ci", "--runInBand", "--watchman=false"], { INPUT: JSON.stringify(input) });
    return JSON.parse(await readFile(at("result.json"), "utf8"));
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
