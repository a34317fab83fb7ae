// @ts-check
/** Every code block of the documents: it compiles, runs, parses, or is a command that exists. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { blocksOf, DOCUMENTS, fileName, ROOT, readDocument } from "./documents.mjs";

const FOLDER = join(ROOT, "target/docs-blocks");
const compiler = fileURLToPath(
  new URL("../bin/tsc", import.meta.resolve("typescript/package.json").replace("package.json", "lib/")),
);

/** The documents for users of the package. The others are for contributors. */
const FOR_USERS = DOCUMENTS.filter((document) => document === "README.md" || document.startsWith("docs/"));
const SCRIPTS = ["ts", "tsx", "js"];
const LANGUAGES = [...SCRIPTS, "json", "sh", "text", "html", "css"];

/**
 * Compiles scripts in strict mode against the declarations in dist/.
 *
 * @param {string} folder  below target/docs-blocks/
 * @param {Record<string, string>} files
 * @returns {Promise<string>} what the compiler reports
 */
async function compile(folder, files) {
  const project = join(FOLDER, folder);
  await rm(project, { recursive: true, force: true });
  await mkdir(project, { recursive: true });
  const options = {
    ...{ module: "preserve", moduleResolution: "bundler", target: "es2022", lib: ["es2022", "dom", "dom.iterable"] },
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitReturns: true },
    ...{ types: [], allowJs: true, checkJs: true, noEmit: true, skipLibCheck: true, jsx: "react-jsx" },
  };
  const prelude = fileURLToPath(new URL("prelude.d.ts", import.meta.url));
  await writeFile(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, files: [prelude, ...Object.keys(files)] }),
  );
  // Each block is a module, so that its names are its own.
  for (const [name, code] of Object.entries(files)) await writeFile(join(project, name), `${code}export {};\n`);
  return promisify(execFile)(process.execPath, [compiler, "--project", project]).then(
    () => "",
    ({ stdout, stderr }) => `${stdout}${stderr}`,
  );
}

describe("the compiler of this test", { timeout: 120_000 }, () => {
  test("reports what a reader of the block would stumble over", async () => {
    const session =
      'import { startSession } from "intune-remote-assistance";\n' +
      'const session = await startSession("deviceManagement", { managedDeviceId }, getToken);\n';
    const report = await compile("faults", {
      "nullable.ts": `${session}const url: string = session.url;\n`,
      "unknown-name.ts": "nobodyDeclaredThis();\n",
      "unknown-option.ts": `${session}await startSession("deviceManagement", { managedDeviceId }, getToken, { timeout: 5 });\n`,
      "right.ts": `${session}if (session.ended === "ready") { const url: string = session.url; }\n`,
    });
    assert.match(report, /nullable\.ts.*TS2322/);
    assert.match(report, /unknown-name\.ts.*TS2304/);
    assert.match(report, /unknown-option\.ts.*TS2561/);
    assert.doesNotMatch(report, /right\.ts/);
  });
});

test("every block has a language that this test knows", () => {
  const unknown = blocksOf(FOR_USERS).filter(({ language }) => !LANGUAGES.includes(language));
  assert.deepEqual(
    unknown.map(({ document, line, language }) => `${document}:${line}: "${language}"`),
    [],
  );
});

test("every script compiles in strict mode", { timeout: 120_000 }, async () => {
  const blocks = blocksOf(FOR_USERS).filter(({ language }) => SCRIPTS.includes(language));
  assert.ok(blocks.length >= 6, "the blocks were found");
  const files = Object.fromEntries(blocks.map((block) => [`${fileName(block)}.${block.language}`, block.code]));
  assert.equal(await compile("documents", files), "");
});

test("every JSON block is JSON", () => {
  for (const { document, line, language, code } of blocksOf(FOR_USERS)) {
    if (language !== "json") continue;
    assert.doesNotThrow(() => JSON.parse(code), `${document}:${line}`);
  }
});

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const xtask = readFileSync(join(ROOT, "xtask/src/main.rs"), "utf8");
/** Programs that a reader has, or that the command itself brings. */
const PROGRAMS = ["npm", "npx", "node", "cargo", "git"];
const NPM_COMMANDS = ["install", "create", "ci", "pack", "publish"];

/** @param {string} command @returns {string | undefined} what is wrong */
function problemOf(command) {
  const words = command
    .replace(/\s#.*$/, "")
    .trim()
    .split(/\s+/);
  while (/^[A-Z_]+=/.test(words[0] ?? "")) words.shift();
  const [program, first, second] = words;
  if (program === undefined || !PROGRAMS.includes(program)) return `unknown program ${program}`;
  if (program === "npm") {
    const script = first === "run" ? second : NPM_COMMANDS.includes(first ?? "") ? undefined : first;
    if (script !== undefined && !Object.hasOwn(scripts, script)) return `no script ${script}`;
  }
  if (program === "cargo" && first === "xtask" && !xtask.includes(`"${second}" =>`)) return `no command ${second}`;
  const files = program === "node" ? words.slice(1).filter((word) => /^[\w./-]+\.mjs$/.test(word)) : [];
  const missing = files.find((file) => !existsSync(join(ROOT, file)));
  return missing && `no file ${missing}`;
}

describe("commands", () => {
  test("this test finds commands that do not exist", () => {
    assert.equal(problemOf("npm start   # serves"), undefined);
    assert.equal(problemOf("HISTORY_SEED=7 node --test tests/docs/links.test.mjs"), undefined);
    assert.equal(problemOf("npm run nothing"), "no script nothing");
    assert.equal(problemOf("npm strat"), "no script strat");
    assert.equal(problemOf("cargo xtask nothing"), "no command nothing");
    assert.equal(problemOf("node tests/none.mjs"), "no file tests/none.mjs");
    assert.equal(problemOf("yarn add x"), "unknown program yarn");
  });

  for (const document of DOCUMENTS) {
    test(`every command in ${document} exists`, () => {
      const { blocks, prose } = readDocument(document);
      const lines = blocks
        .filter(({ language }) => language === "sh")
        .flatMap(({ code }) => code.split("\n"))
        .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
        .flatMap((line) => line.split(" && "));
      // In the text, only what begins like a command of the project.
      const inline = [...prose.matchAll(/`((?:npm (?:run|start|test)|cargo xtask|node [\w./-]+\.mjs)\b[^`]*)`/g)];
      const commands = [...lines, ...inline.map(([, command]) => command)];
      const wrong = commands
        .map((command) => ({ command, problem: problemOf(command) }))
        .filter(({ problem }) => problem !== undefined);
      assert.deepEqual(wrong, []);
    });
  }
});

test("the README's test command is the one that CI runs", () => {
  const ci = readFileSync(join(ROOT, ".ci/run"), "utf8");
  const [block] = readDocument("README.md").blocks;
  const commands = block?.code.split("\n").map((line) => line.replace(/\s+#.*$/, "")) ?? [];
  assert.deepEqual(commands.slice(0, 2), ["npm start", "npm test"]);
  assert.ok(ci.trim().endsWith("\nnpm test"), ".ci/run");
});
