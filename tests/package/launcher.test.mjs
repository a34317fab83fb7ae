// @ts-check
/** On a machine without Rust or with an old Node, the npm scripts print one sentence that names the requirement. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../../xtask/launch.cjs", import.meta.url));

/** Runs the launcher in an environment without installed programs. */
function launch(/** @type {import("node:test").TestContext} */ t, /** @type {string[]} */ nodeOptions = []) {
  const empty = mkdtempSync(join(tmpdir(), "launcher-"));
  t.after(() => rmSync(empty, { recursive: true }));
  const env = { PATH: empty, HOME: empty, CARGO_HOME: empty };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, LAUNCHER, "start"], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, lines: stderr.trim().split("\n") };
}

test("a missing Rust is named", (t) => {
  const { status, stdout, lines } = launch(t);
  assert.equal(status, 1);
  assert.equal(stdout, "");
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /Rust is needed: .*rustup/);
});

test("an old Node is named with its version and the required one", (t) => {
  const older = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.19.0'})";
  const { status, lines } = launch(t, ["--import", older]);
  assert.equal(status, 1);
  assert.deepEqual(lines.length, 1);
  assert.match(lines[0] ?? "", /Node\.js 20\.12 or newer is needed, this is 18\.19\.0/);
});
