// @ts-check
/** Tools of earlier years that portals still use: they ignore `exports` in package.json, and webpack 4 reads old syntax. */
import { readFile } from "node:fs/promises";
import { runServed } from "./pages.mjs";
import { html, portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

/** webpack 4 uses a hash that OpenSSL 3 switches off. */
const OLD_HASHES = { NODE_OPTIONS: "--openssl-legacy-provider" };

/** @param {string} layout @param {string} text @param {string} loader @param {Partial<Cell>} [more] @returns {Cell} */
const webpack4 = (layout, text, loader, more) => ({
  tool: "webpack 4",
  layout,
  files: {
    "package.json": '{ "private": true }\n',
    "src/portal.js": text,
    "out/index.html": html("./portal.js"),
    "webpack.config.js": `module.exports = {
      mode: "production",
      entry: "./src/portal.js",
      output: { path: __dirname + "/out", filename: "portal.js" },
      performance: { hints: false },
      resolve: { aliasFields: [] },
      node: false,
      module: { rules: [${loader} { test: /\\.wasm$/, type: "javascript/auto", loader: "file-loader" }] },
    };\n`,
  },
  build: async ({ run }) => void (await run("webpack-cli", [], OLD_HASHES)),
  run: ({ at }, input, workspace) => runServed(at("out"), input, workspace),
  ...more,
});

/** The package in syntax that webpack 4 reads. */
const LOWERED =
  '{ test: /\\.m?js$/, include: /intune-remote-assistance/, loader: "esbuild-loader", options: { target: "es2018" } },';

const WASM = {
  declares: 'import address from "intune-remote-assistance/dist/remote_assistance.wasm";',
  source: "fetch(address.default || address)",
};

const IN_TEST = `
test("the portal", async () => {
  const result = await run(JSON.parse(process.env.INPUT));
  require("fs").writeFileSync("result.json", JSON.stringify(result));
});
`;
const FILE = {
  source: 'require("fs").readFileSync(require.resolve("intune-remote-assistance/dist/remote_assistance.wasm"))',
};

/** @param {string} layout @param {string} text @returns {Cell} */
const jest27 = (layout, text) => ({
  tool: "jest 27",
  layout,
  files: {
    "package.json": '{ "private": true }\n',
    "portal.test.js": text,
    "jest.config.js": 'module.exports = { testEnvironment: "./environment.js", testMatch: ["**/portal.test.*"] };\n',
    // The Node environment of jest 27 is older than these globals of Node.
    "environment.js": `
      const Environment = require("jest-environment-node");
      module.exports = class extends Environment {
        async setup() {
          await super.setup();
          for (const name of ["fetch", "Headers", "Response", "DecompressionStream"]) this.global[name] = globalThis[name];
        }
      };\n`,
  },
  async run({ at, node }, input, workspace) {
    const jest = `${workspace.tool("jest")}/bin/jest.js`;
    await node([jest, "--ci", "--runInBand", "--watchman=false"], { INPUT: JSON.stringify(input) });
    return JSON.parse(await readFile(at("result.json"), "utf8"));
  },
});

/** @returns {Cell[]} */
export function oldToolCells() {
  return [
    webpack4(". as it is", portal({}), "", {
      limit: { error: /Module parse failed/, why: "its parser knows no ?. and no #private: lower the package" },
    }),
    webpack4(". lowered by esbuild-loader", portal({}), LOWERED),
    webpack4("./slim lowered by esbuild-loader, file-loader", portal({ slim: WASM }), LOWERED),
    jest27(". (CommonJS)", portal({ by: "require", then: IN_TEST })),
    jest27("./slim (CommonJS), readFileSync", portal({ by: "require", slim: FILE, then: IN_TEST })),
  ];
}
