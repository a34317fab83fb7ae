// @ts-check
/** The bytes that a browser loads, raw and with brotli 11, as a static host would serve them. */
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { STARTING } from "./clients.mjs";

/** @typedef {{ raw: number, brotli: number }} Size */

/**
 * The size of each client's bundle.
 *
 * @param {string} bundles  the folder of the bundles @returns {Record<string, Size>}
 */
export function bundleSizes(bundles) {
  const files = (/** @type {string} */ name) => [
    `${bundles}/${name}.js`,
    ...(name === "slim" ? [`${bundles}/remote_assistance.wasm`] : []),
  ];
  return Object.fromEntries(STARTING.map((name) => [name, sizeOf(files(name))]));
}

/** The sizes of the published entries, which have budgets. @param {string} dist  the folder of the entries */
export function entrySizes(dist) {
  return {
    slim: sizeOf([`${dist}/slim.js`, `${dist}/remote_assistance.wasm`]),
    main: sizeOf([`${dist}/index.js`, `${dist}/slim.js`]),
  };
}

/** The total size of the files. Each file is compressed separately. @param {string[]} files @returns {Size} */
function sizeOf(files) {
  const contents = files.map((file) => readFileSync(file));
  const sum = (/** @type {(content: Buffer) => number} */ length) =>
    contents.reduce((total, content) => total + length(content), 0);
  return { raw: sum(({ length }) => length), brotli: sum((content) => brotliCompressSync(content).length) };
}
