// @ts-check
/** The portal code in `tests/types` type-checks against the declarations in `dist`, with every module resolution. */
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const compiler = fileURLToPath(
  new URL("../bin/tsc", import.meta.resolve("typescript/package.json").replace("package.json", "lib/")),
);
const project = fileURLToPath(new URL("../types/tsconfig.json", import.meta.url));
const frameworks = fileURLToPath(new URL("../types/frameworks/tsconfig.json", import.meta.url));
const withoutDom = fileURLToPath(new URL("../types/without-dom/tsconfig.json", import.meta.url));

/** @type {[string, string[], string?][]} */
const RESOLUTIONS = [
  ["nodenext", []],
  ["node16", ["--module", "node16", "--moduleResolution", "node16"]],
  ["bundler", ["--module", "esnext", "--moduleResolution", "bundler"]],
  [
    "bundler, with the latest library",
    ["--module", "preserve", "--moduleResolution", "bundler", "--target", "esnext", "--lib", "esnext,dom,dom.iterable"],
  ],
  ["Node's types without those of a browser", [], withoutDom],
  ["the element in React 19 and Vue 3", [], frameworks],
];

describe("portal code and declarations type-check in strict mode with", { timeout: 120_000 }, () => {
  for (const [name, flags, configuration = project] of RESOLUTIONS) {
    test(name, { timeout: 60_000 }, async () => {
      await promisify(execFile)(process.execPath, [compiler, "--project", configuration, ...flags]).catch(
        ({ stdout, stderr }) => {
          throw new Error(`${stdout}${stderr}`);
        },
      );
    });
  }
});
