// @ts-check
/** The documents of the project, their headings, links and code blocks. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const namesIn = (/** @type {string} */ folder) =>
  existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)) : [];

/** The paths of all documents, from the root. */
export const DOCUMENTS = [
  ...namesIn("."),
  ...namesIn("docs").map((name) => `docs/${name}`),
  ...namesIn("examples").map((name) => (name.endsWith(".md") ? `examples/${name}` : `examples/${name}/README.md`)),
  "tests/README.md",
].filter((path) => path.endsWith(".md") && existsSync(join(ROOT, path)));

/**
 * @typedef {object} Block
 * @property {string} document
 * @property {number} line  of its first line of code, from 1
 * @property {string} language
 * @property {string} code
 */

/**
 * Divides a document into its code blocks and the text around them.
 *
 * @param {string} document  the path, for the places of the blocks
 * @param {string} text
 */
export function parse(document, text) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {string[]} */
  const prose = [];
  /** @type {{ line: number, language: string, lines: string[], indent: number } | undefined} */
  let open;
  for (const [index, line] of text.split("\n").entries()) {
    const fence = /^( *)```([\w-]*)/.exec(line);
    // Every line keeps its number.
    prose.push(open || fence ? "" : line);
    if (open === undefined) {
      if (fence) open = { line: index + 2, language: fence[2], lines: [], indent: fence[1].length };
    } else if (fence) {
      blocks.push({ document, line: open.line, language: open.language, code: `${open.lines.join("\n")}\n` });
      open = undefined;
    } else {
      open.lines.push(line.slice(open.indent));
    }
  }
  return { blocks, prose: prose.join("\n") };
}

/** @param {string} document */
export function readDocument(document) {
  return parse(document, readFileSync(join(ROOT, document), "utf8"));
}

/** All code blocks of these documents. */
export const blocksOf = (/** @type {string[]} */ documents) =>
  documents.flatMap((document) => readDocument(document).blocks);

/** The anchors that GitHub and npm give the headings of a document. @param {string} prose */
export function anchorsIn(prose) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const anchors = new Set();
  for (const [, heading] of prose.matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const text = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
    const anchor = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
      .replaceAll(" ", "-");
    const earlier = seen.get(anchor) ?? 0;
    seen.set(anchor, earlier + 1);
    anchors.add(earlier === 0 ? anchor : `${anchor}-${earlier}`);
  }
  return anchors;
}

/**
 * The targets of all links and images, with their lines.
 *
 * @param {string} prose
 */
export function linksIn(prose) {
  const links = [];
  for (const [index, line] of prose.split("\n").entries()) {
    // What stands in backticks is text.
    const text = line.replace(/(`+)[^`].*?\1/g, (code) => "x".repeat(code.length));
    // A link around code keeps its target: only its words were replaced.
    for (const [, target] of text.matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)/g)) links.push({ line: index + 1, target });
    for (const [, target] of text.matchAll(/\b(?:src|href)="([^"]+)"/g)) links.push({ line: index + 1, target });
    for (const [, target] of text.matchAll(/^\[[^\]]+\]: +(\S+)/g)) links.push({ line: index + 1, target });
  }
  return links;
}

/** A name for a file of a block. */
export const fileName = (/** @type {Block} */ { document, line }) =>
  `${document.replaceAll("/", "_").replace(basename(document), basename(document, ".md"))}_${line}`;
