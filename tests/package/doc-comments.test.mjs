// @ts-check
/** Every exported declaration and every field of one has a TSDoc comment, because editors show it. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ENTRY } from "./support.mjs";

const EXPORT = /^export (?:declare )?(?:abstract )?(?:function|class|interface|type|const|let|enum|namespace) (\w+)/;
const MEMBER = /^\s+(?:readonly |static |get |set |abstract |protected |declare )*["']?([\w$]+)["']?[?!]?\s*[:(<;]/;

/**
 * Parses the declaration files that the compiler and the build write. They start each declaration and each member on a
 * new line.
 *
 * @param {string} text
 * @returns {{ name: string, hasComment: boolean }[]}
 */
function parseDeclarations(text) {
  const found = [];
  let owner = "";
  let depth = 0;
  let hasComment = false;
  let inComment = false;
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (inComment || trimmed.startsWith("/**")) {
      inComment = !trimmed.endsWith("*/");
      // A comment without a word does not count.
      if (/\w/.test(trimmed)) hasComment = true;
      continue;
    }
    const exported = depth === 0 ? EXPORT.exec(line)?.[1] : undefined;
    if (exported !== undefined) {
      owner = exported;
      found.push({ name: exported, hasComment });
    }
    const member = depth > 0 ? MEMBER.exec(line)?.[1] : undefined;
    if (member !== undefined) found.push({ name: `${owner}.${member}`, hasComment });
    if (trimmed !== "") hasComment = false;
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
  }
  return found;
}

const namesWithoutComment = (/** @type {string} */ text) =>
  parseDeclarations(text)
    .filter(({ hasComment }) => !hasComment)
    .map(({ name }) => name);

describe("the parser of this test", () => {
  test("finds the names without a comment", () => {
    const text = `/** Of the file. */
export { a } from "./a.js";
export interface Bare {
  /** It has one. */
  one: string;
  readonly two?: number;
  inner: {
    three: string;
  };
  method(): void;
}
/** */
export declare function empty(): void;
/**
 * In several lines.
 */
export type Fine = "a" | "b";
export declare class Thing {
    constructor(message: string);
}
`;
    assert.deepEqual(namesWithoutComment(text), [
      "Bare",
      "Bare.two",
      "Bare.inner",
      "Bare.three",
      "Bare.method",
      "empty",
      "Thing",
      "Thing.constructor",
    ]);
  });
});

const folder = dirname(fileURLToPath(ENTRY));
const files = (await readdir(folder, { recursive: true })).filter((name) => /\.d\.[cm]?ts$/.test(name));

/** Public names that the parser must find. Otherwise the test would pass on files that it cannot parse. */
const PUBLIC = [
  "requestRemoteAssistance",
  "urlFor",
  "init",
  "RemoteAssistanceError",
  "RemoteAssistanceError.name",
  "Scope",
  "IdsByScope",
  "IdsByScope.detectedApps",
  "Token",
  "TokenRequest.claims",
  "Options",
  "Options.retryBudgetMs",
  "Receipt.requestId",
  "RemoteAssistanceFailure",
  "RemoteAssistanceFailure.retryAfterMs",
  "ErrorCode",
  "Outcome",
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
  "Session.reason",
  "SessionProgress.before",
  "StartedSession",
  "FollowedSession",
  "ReadySession.url",
  "SessionsProgress.result",
  "StartManyOptions.pollTimeoutMs",
  "ManyOptions.onStart",
  "Page.next",
  "Device.lastSyncDateTime",
  "DeviceQuery",
];

test("every shipped declaration has a comment", async () => {
  const texts = await Promise.all(files.map((name) => readFile(`${folder}/${name}`, "utf8")));
  const names = texts.flatMap(parseDeclarations).map(({ name }) => name);
  for (const name of PUBLIC) assert.ok(names.includes(name), `${name} was not found`);
  assert.deepEqual(texts.flatMap(namesWithoutComment), []);
});
