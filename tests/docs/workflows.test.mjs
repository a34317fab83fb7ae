// @ts-check
/** The workflows of CI: actions by digest, few permissions, and the commands that developers run. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { ROOT } from "./documents.mjs";

const FOLDER = ".github/workflows";
const FILES = readdirSync(join(ROOT, FOLDER));
const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), "utf8");

/** An action with the digest of a commit, and its version for people. */
const PINNED = /^uses: [\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

const usesIn = (/** @type {string} */ text) => [...text.matchAll(/^[ -]*(uses: .*)$/gm)].map(([, uses]) => uses ?? "");

describe("actions", () => {
  test("this test finds an action without a digest", () => {
    const digest = "0123456789".repeat(4);
    assert.match(`uses: actions/checkout@${digest} # v7.0.1`, PINNED);
    for (const wrong of [
      "actions/checkout@v7",
      `actions/checkout@${digest}`,
      `a/b@${digest.slice(1)} # v7.0.1`,
      "./local",
    ]) {
      assert.doesNotMatch(`uses: ${wrong}`, PINNED);
    }
  });

  for (const file of FILES) {
    test(`${file} names every action by its digest`, () => {
      const uses = usesIn(read(`${FOLDER}/${file}`));
      assert.ok(uses.length > 0);
      for (const one of uses) assert.match(one, PINNED);
    });
  }

  test("an action has one version in all workflows", () => {
    const all = new Set(FILES.flatMap((file) => usesIn(read(`${FOLDER}/${file}`))));
    const names = [...all].map((uses) => uses.split("@", 1)[0]);
    assert.equal(new Set(names).size, names.length, [...all].join("\n"));
  });
});

test("every workflow begins with the permission to read only", () => {
  for (const file of FILES) {
    const text = read(`${FOLDER}/${file}`);
    assert.match(text, /^permissions:\n {2}contents: read\n\n/m, file);
    assert.doesNotMatch(text, /write-all|contents: write|secrets\./, file);
  }
});

test("only the job that publishes may ask for an identity, and it runs no code of the project", () => {
  const jobs = read(`${FOLDER}/publish.yml`).split(/^ {2}(?=\w+:$)/m);
  const withIdentity = jobs.filter((job) => job.includes("id-token: write"));
  assert.equal(withIdentity.length, 1);
  const [publish = ""] = withIdentity;
  assert.match(publish, /^publish:/);
  assert.doesNotMatch(publish, /actions\/checkout|npm (?:ci|install|run|test)|cargo/);
  assert.match(publish, /npm publish \.\/\*\.tgz --provenance --access public/);
  assert.ok(!read(`${FOLDER}/ci.yml`).includes("id-token"));
});

test("the tarball is the one that the release command packs", () => {
  const publish = read(`${FOLDER}/publish.yml`);
  const folder = /const FOLDER: &str = "([^"]+)"/.exec(read("xtask/src/commands/release.rs"))?.[1];
  assert.ok(publish.includes(`path: ${folder}/*.tgz`));
  assert.ok(publish.includes('run: npm run release -- --from-tag "$TAG"'));
});

test("CI runs the command of .ci/run", () => {
  assert.match(read(`${FOLDER}/ci.yml`), /- run: \.ci\/run\n/);
});

test("Dependabot looks at every lock file", () => {
  const text = read(".github/dependabot.yml");
  const list = /directories:\s*\[([^\]]+)\]/.exec(text)?.[1] ?? "";
  const folders = list.match(/\/[\w/-]*/g) ?? [];
  const tracked = execFileSync("git", ["ls-files", "*package-lock.json"], { cwd: ROOT, encoding: "utf8" });
  const withLockFile = tracked
    .trim()
    .split("\n")
    .map((file) => `/${file.replace(/\/?package-lock\.json$/, "")}`);
  assert.deepEqual([...folders].sort(), withLockFile.sort());
  for (const ecosystem of ["github-actions", "cargo", "npm"])
    assert.ok(text.includes(`package-ecosystem: ${ecosystem}`));
});
