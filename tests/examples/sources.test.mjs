// @ts-check
/** The sources of examples/: small, and for the version of the package that they stand next to. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const read = (/** @type {string} */ path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const linesOf = async (/** @type {string} */ path) => (await read(path)).trimEnd().split("\n").length;

test("the page without a build has fewer than 60 lines of HTML and JavaScript", async () => {
  const lines = await Promise.all(
    ["index.html", "portal.js", "config.js"].map((name) => linesOf(`examples/plain/${name}`)),
  );
  const total = lines.reduce((sum, count) => sum + count, 0);
  assert.ok(total < 60, `${total} lines`);
});

for (const path of [
  "react/src/use-session.ts",
  "react/src/portal.tsx",
  "angular/src/portal.ts",
  "next/app/portal.tsx",
  "slim/src/main.ts",
]) {
  test(`${path} can be read in a minute`, async () => {
    const lines = await linesOf(`examples/${path}`);
    assert.ok(lines < 85, `${lines} lines`);
  });
}

for (const name of ["plain", "react", "angular", "next", "slim"]) {
  test(`${name} depends on this version of the package, in its lock file too`, async () => {
    const { version } = JSON.parse(await read("package.json"));
    const { dependencies } = JSON.parse(await read(`examples/${name}/package.json`));
    const { packages } = JSON.parse(await read(`examples/${name}/package-lock.json`));
    assert.equal(dependencies["intune-remote-assistance"], `^${version}`);
    assert.deepEqual(packages[""].dependencies, dependencies);
    assert.equal(packages["node_modules/intune-remote-assistance"].version, version);
  });
}
