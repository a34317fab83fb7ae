// @ts-check
/** `require` gets CommonJS only: jest and older versions of Node cannot `require` an ES module. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ENTRY, LIMIT, SLIM_ENTRY } from "./support.mjs";

const withoutRequireOfModules = Reflect.get(process.features, "require_module")
  ? ["--no-experimental-require-module"]
  : [];

describe("an entry for require loads no ES module", LIMIT, () => {
  for (const entry of [ENTRY, SLIM_ENTRY]) {
    const file = fileURLToPath(entry).replace(/\.js$/, ".cjs");
    test(file.split("/").pop() ?? file, LIMIT, async () => {
      const script = `console.log(typeof require(${JSON.stringify(file)}).requestRemoteAssistance)`;
      const { stdout } = await promisify(execFile)(process.execPath, [...withoutRequireOfModules, "--eval", script]);
      assert.equal(stdout.trim(), "function");
    });
  }
});

describe("the module that require reads from the file beside it", LIMIT, () => {
  /** What init reports in a fresh process. @param {string} file @param {string[]} flags */
  const messageOf = async (file, ...flags) => {
    const script = `require(${JSON.stringify(file)}).init().then(() => console.log("fine"), ({ message }) => console.log(message))`;
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, "--eval", script]);
    return stdout.trim();
  };
  const main = fileURLToPath(ENTRY).replace(/\.js$/, ".cjs");

  test("is missing", LIMIT, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "require-"));
    t.after(() => rm(folder, { recursive: true }));
    for (const name of ["index.cjs", "slim.cjs"]) await cp(join(dirname(main), name), join(folder, name));
    assert.equal(
      await messageOf(join(folder, "index.cjs")),
      "The module is not beside index.cjs. Serve the files of this version unchanged. Nothing was sent.",
    );
  });

  test("must not be read", LIMIT, async () => {
    const permission = process.allowedNodeEnvironmentFlags.has("--permission")
      ? "--permission"
      : "--experimental-permission";
    const readable = ["index.cjs", "slim.cjs"].map((name) => `--allow-fs-read=${join(dirname(main), name)}`);
    assert.equal(
      await messageOf(main, "--no-warnings", permission, ...readable),
      "The module beside index.cjs could not be read. Permit this process to read the package. Nothing was sent.",
    );
    assert.equal(
      await messageOf(main, "--no-warnings", permission, `--allow-fs-read=${dirname(dirname(main))}/*`),
      "fine",
    );
  });
});
