// @ts-check
/** vitest with its default environment, with jsdom and with happy-dom. */
import { readFile } from "node:fs/promises";
import { portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

const IN_TEST = `
import { writeFileSync } from "node:fs";
import { test } from "vitest";
test("the portal", async () => writeFileSync("result.json", JSON.stringify(await run(JSON.parse(process.env.INPUT)))));
`;
const FILE = {
  declares: 'import { readFile } from "node:fs/promises";\nimport { createRequire } from "node:module";',
  source: 'readFile(createRequire(import.meta.url).resolve("intune-remote-assistance/remote_assistance.wasm"))',
};

/**
 * happy-dom asks for `accept` in its preflight, which no browser does and Graph's stand-in refuses. Without its
 * same-origin policy it sends no preflight.
 *
 * @type {Record<string, string>}
 */
const SETTINGS = {
  "happy-dom": ", environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } }",
};

/** @param {string} version @param {string} environment @param {string} layout @param {string} text @param {string} [config] @returns {Cell} */
const cell = (version, environment, layout, text, config) => ({
  tool: `vitest ${version}, ${environment}`,
  layout,
  files: {
    "portal.test.js": text,
    "vitest.config.js": `export default { test: { environment: "${environment}"${SETTINGS[environment] ?? ""}${config ?? ""} } };\n`,
  },
  async run({ at, run }, input) {
    await run("vitest", ["run"], { INPUT: JSON.stringify(input) });
    return JSON.parse(await readFile(at("result.json"), "utf8"));
  },
});

/** @param {string} version @param {string[]} environments @returns {Cell[]} */
export function vitestCells(version, environments) {
  return environments.flatMap((environment) => [
    cell(version, environment, ". (ESM)", portal({ then: IN_TEST })),
    cell(
      version,
      environment,
      ". (ESM), inlined by vitest",
      portal({ then: IN_TEST }),
      ", server: { deps: { inline: true } }",
    ),
    cell(version, environment, "./slim, readFile", portal({ slim: FILE, then: IN_TEST })),
  ]);
}
