// @ts-check
/** Editors show what a name means: every exported declaration and every field of one carries a TSDoc comment. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ENTRY } from "./support.mjs";

const EXPORT = /^export (?:declare )?(?:abstract )?(?:function|class|interface|type|const|let|enum|namespace) (\w+)/;
const MEMBER = /^\s+(?:readonly |static |get |set |abstract |protected |declare )*["']?([\w$]+)["']?[?!]?\s*[:(<;]/;

/**
 * Reads declarations as the compiler and the build write them: one declaration or member a line, or from a line on.
 *
 * @param {string} text
 * @returns {{ name: string, hasComment: boolean }[]}
 */
function declared(text) {
  const found = [];
  let owner = "";
  let depth = 0;
  let hasComment = false;
  let inComment = false;
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (inComment || trimmed.startsWith("/**")) {
      inComment = !trimmed.endsWith("*/");
      // A comment that says nothing is none.
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

const without = (/** @type {string} */ text) =>
  declared(text)
    .filter(({ hasComment }) => !hasComment)
    .map(({ name }) => name);

describe("the reader", () => {
  test("finds what has no comment", () => {
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
    assert.deepEqual(without(text), [
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

/** What a portal's developer meets, with fields of which each would be missed. */
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
  "startSession",
  "resumeSession",
  "requestForMany",
  "findDevices",
  "findDetectedApps",
  "devicesWithApp",
  "getConnectors",
  "Session.reason",
  "SessionProgress.before",
  "StartedSession",
  "FollowedSession.ended",
  "ManyOptions.onStart",
  "Page.next",
  "Device.lastSyncDateTime",
  "DeviceQuery",
];

test("the declarations that ship", async () => {
  const texts = await Promise.all(files.map((name) => readFile(`${folder}/${name}`, "utf8")));
  const names = texts.flatMap(declared).map(({ name }) => name);
  for (const name of PUBLIC) assert.ok(names.includes(name), `${name} was not found`);
  assert.deepEqual(texts.flatMap(without), []);
});
