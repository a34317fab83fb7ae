// @ts-check
/** Bytes that a browser loads, raw and with brotli at its best, as a static host would serve them. */
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { STARTING } from "./clients.mjs";

/** @typedef {{ raw: number, brotli: number }} Size */

/** The bundle of the job, for each client. @param {string} bundles  their folder @returns {Record<string, Size>} */
export function bundleSizes(bundles) {
  const files = (/** @type {string} */ name) => [
    `${bundles}/${name}.js`,
    ...(name === "slim" ? [`${bundles}/remote_assistance.wasm`] : []),
  ];
  return Object.fromEntries(STARTING.map((name) => [name, sizeOf(files(name))]));
}

/** The published entries by themselves, which is what the budgets are about. @param {string} dist  their folder */
export function entrySizes(dist) {
  return {
    slim: sizeOf([`${dist}/slim.js`, `${dist}/remote_assistance.wasm`]),
    main: sizeOf([`${dist}/index.js`, `${dist}/slim.js`]),
  };
}

/** Together; each is compressed by itself. @param {string[]} files @returns {Size} */
function sizeOf(files) {
  const contents = files.map((file) => readFileSync(file));
  const sum = (/** @type {(content: Buffer) => number} */ length) =>
    contents.reduce((total, content) => total + length(content), 0);
  return { raw: sum(({ length }) => length), brotli: sum((content) => brotliCompressSync(content).length) };
}
