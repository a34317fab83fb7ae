// @ts-check
/** `require` gets CommonJS only: jest and older versions of Node cannot `require` an ES module. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
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
