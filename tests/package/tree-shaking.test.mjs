// @ts-check
/** A bundle contains only the functions that the page imports. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { LIMIT, SLIM_ENTRY } from "./support.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The bundle of a page that uses these functions. */
async function bundle(/** @type {string[]} */ names) {
  const contents = `import { ${names.join()} } from ${JSON.stringify(fileURLToPath(SLIM_ENTRY))}; globalThis.used = [${names.join()}];`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
    external: ["node:*"],
  });
  return outputFiles[0].text;
}

const ALL = [
  "requestRemoteAssistance",
  "urlFor",
  "init",
  "getSession",
  "getDevice",
  "startSession",
  "resumeSession",
  "requestForMany",
  "findDevices",
  "startSessions",
  "findUsers",
  "devicesOfUser",
  "findDetectedApps",
  "devicesWithApp",
  "getConnectors",
];

/**
 * Texts that only one part of the package has: calls of exports of the module, and messages.
 *
 * @type {Record<string, string[]>}
 */
const MARKS = {
  searches: ["findDevices(", "findDetectedApps("],
  connectors: ["getConnectors(", "onboardingStatus"],
  apps: ["devicesWithApp(", "deviceCount"],
  pages: ["lead in a circle", "@odata.nextLink"],
  many: ["must be a list of", "names the same device as"],
  sessions: ["resumeSession("],
};

test("a bundle of every function contains every part", LIMIT, async () => {
  const text = await bundle(ALL);
  for (const mark of Object.values(MARKS).flat()) assert.ok(text.includes(mark), mark);
});

describe("a bundle contains only the parts that it uses", LIMIT, () => {
  for (const [names, parts] of /** @type {[string[], string[]][]} */ ([
    [["requestRemoteAssistance"], []],
    [["requestRemoteAssistance", "init"], []],
    [["urlFor", "init"], []],
    [["getSession", "startSession", "init"], []],
    [["requestForMany"], ["many"]],
    [["getConnectors"], ["connectors", "pages"]],
  ])) {
    test(names.join(", "), LIMIT, async () => {
      const text = await bundle(names);
      for (const [part, marks] of Object.entries(MARKS)) {
        if (part === "apps" && parts.includes("pages")) continue;
        for (const mark of marks) assert.equal(text.includes(mark), parts.includes(part), `${part}: ${mark}`);
      }
    });
  }
});

test("a bundle of the one request is at least a kilobyte smaller than a bundle of every function", LIMIT, async () => {
  const [one, all] = [await bundle(["requestRemoteAssistance", "init"]), await bundle(ALL)];
  const saved = brotliCompressSync(all).length - brotliCompressSync(one).length;
  assert.ok(all.length - one.length >= 3_000, `${all.length - one.length} bytes`);
  assert.ok(saved >= 1_000, `${saved} bytes of brotli`);
});
