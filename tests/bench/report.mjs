// @ts-check
/** Formats the tables as plain text. */
import { CLIENTS, labelOf, PEERS } from "./clients.mjs";
import { ratio, spread } from "./statistics.mjs";

/**
 * @typedef {object} Measurement
 * @property {string} title
 * @property {string} unit
 * @property {number} digits  the number of decimals
 * @property {import("./statistics.mjs").Rounds} rounds
 * @property {string} note
 */

/** @param {Measurement} measurement */
export function table({ title, unit, digits, rounds, note }) {
  const count = rounds.main?.length ?? 0;
  const rows = CLIENTS.filter(({ name }) => name in rounds).map(({ name, label }) => {
    const { low, median, high } = spread(rounds[name] ?? []);
    const shown = (/** @type {number} */ value) => value.toFixed(digits);
    return [label, shown(median), `${shown(low)} – ${shown(high)}`, ...ratios(rounds, name)];
  });
  const head = ["", `median, ${unit}`, "quartiles", ...ratioHead];
  const heading = count > 1 ? `${title}; ${count} rounds` : title;
  return `${heading}\n${note}\n${columns([head, ...rows])}`;
}

/** @param {Record<string, import("./sizes.mjs").Size>} sizes */
export function sizeTable(sizes) {
  /** @type {import("./statistics.mjs").Rounds} */
  const rounds = Object.fromEntries(Object.entries(sizes).map(([name, { brotli }]) => [name, [brotli]]));
  const kilobytes = (/** @type {number} */ bytes) => (bytes / 1_000).toFixed(1);
  const rows = CLIENTS.map(({ name, label }) => {
    const { raw = NaN, brotli = NaN } = sizes[name] ?? {};
    return [label, kilobytes(raw), kilobytes(brotli), ...ratios(rounds, name)];
  });
  const note = "Minified bundles that make the same call; KB of 1 000 bytes. Ratios are of the compressed sizes.";
  return `Size\n${note}\n${columns([["", "minified, KB", "brotli 11, KB", ...ratioHead], ...rows])}`;
}

/** Only the entries of this package have ratios to the other clients. */
const ratioHead = PEERS.map((peer) => `÷ ${labelOf(peer)}`);

/** @param {import("./statistics.mjs").Rounds} rounds @param {string} name */
function ratios(rounds, name) {
  const isThisPackage = name === "main" || name === "slim";
  return PEERS.map((peer) => {
    if (!isThisPackage) return "";
    const { low, median, high } = ratio(rounds, name, peer);
    const shown = (/** @type {number} */ value) => value.toFixed(2);
    return (rounds[name]?.length ?? 0) > 1 ? `${shown(median)} (${shown(low)} – ${shown(high)})` : shown(median);
  });
}

/** @param {string[][]} rows  the first column is text, the others are numbers */
function columns(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return rows.map((row) => `  ${line(row)}`).join("\n");
}
